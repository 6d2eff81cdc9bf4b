"""The scene that `--scene` names: mistakes that are seen without running anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.base.errors import RequestError
from storyreel.cli.scene_files import named_scene

TEXT = "from manim import *\nimport random\nclass One(Scene): pass\nclass Two(One): pass\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "theirs.py"
    path.write_text(TEXT)
    return path


def test_a_file_and_a_class(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    found = named_scene("theirs.py:Two")
    assert (found.path, found.shown, found.name) == (file.resolve(), "theirs.py", "Two")


WRONG = {
    "{file}:Won": r"theirs\.py: the class 'Won' does not exist\. .*Its classes: One, Two\.",
    "{file}:Tow": r"Did you mean 'Two'\?",
    "{file}": r"the class is missing\. Give .*\. Its classes: One, Two\.",
    "{file}:": "the class is missing",
    "{folder}/nowhere.py:One": "does not exist",
    "nowhere.py": "does not exist",
    "{folder}:One": r"is not a Python file \(\.py\)",
    "{folder}/picture.png:One": r"is not a Python file \(\.py\)",
    "{folder}/syntax.py:One": r"syntax\.py:2:5: .*\. Fix the file\.",
    "{folder}/zero.py:One": r"zero\.py",
}


@pytest.mark.parametrize("text", WRONG)
def test_mistakes(text: str, file: Path) -> None:
    (file.parent / "picture.png").write_bytes(b"")
    (file.parent / "syntax.py").write_text("x = 1\nx = )\n")
    (file.parent / "zero.py").write_bytes(b"x = 1\0\n")
    with pytest.raises(RequestError, match=WRONG[text]):
        named_scene(text.format(file=file, folder=file.parent))


@pytest.mark.parametrize(
    "line",
    [
        "from elsewhere import *",
        "from scenes import Elsewhere",
        "Elsewhere = type('E', (One,), {})",
    ],
)
def test_a_class_that_an_import_may_bring_is_left_to_be_found(file: Path, line: str) -> None:
    file.write_text(TEXT + line + "\n")
    assert named_scene(f"{file}:Elsewhere").name == "Elsewhere"
