"""`new`: the commands that it shows, for the folder in which they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.cli import main
from storyreel.cli.commands import new


@pytest.mark.parametrize(
    ("here", "name", "shown"),
    [
        ("course/checkout", "my-clip", "python3 render.py studio my "),
        ("course/checkout/storyboards", "my-clip", "python3 ../render.py studio my "),
        ("course", "lesson", "python3 ../checkout/render.py studio search "),
        ("/".join("folders" * 5), "lesson", "python3 {root}/course/checkout/render.py studio "),
    ],
)
def test_the_path_of_the_program_is_the_shorter_one(
    here: str,
    name: str,
    shown: str,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = tmp_path_factory.mktemp("r")
    (root / "course/checkout/storyboards").mkdir(parents=True)
    (root / here).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(root / here)
    monkeypatch.setattr(new, "CHECKOUT", root / "course/checkout")
    assert main(["new", name]) == 0
    assert f"\n  {shown.format(root=root)}" in capsys.readouterr().out


def test_an_installed_program_has_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(new, "CHECKOUT", None)
    assert main(["new", "lesson"]) == 0
    assert "\n  storyreel studio search " in capsys.readouterr().out


def test_the_path_of_a_storyboard_leads_to_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "storyboards").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["new", "storyboards/my-clip.yaml"]) == 2
    assert "Write `new my-clip` for a clip of this project" in capsys.readouterr().err
