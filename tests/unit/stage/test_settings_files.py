"""The user's `manim.cfg`: for plain scenes alone, and located where it is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest
from manim import config

from storyreel.base.errors import Location, RequestError
from storyreel.base.timebase import Fps
from storyreel.stage.import_manim import import_manim
from storyreel.stage.manim_config import settings_for_a_file


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, and an empty home."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_settings_apply_while_a_file_of_scenes_is_loaded_and_not_longer(folder: Path) -> None:
    before = config.background_color, config.seed
    (folder / "manim.cfg").write_text("[CLI]\nbackground_color = RED\nseed = 7\nframe_rate = 12\n")
    with settings_for_a_file(160, 90, Fps(15), folder):
        assert config.background_color.to_hex() == "#FC6255"
        assert config.seed == 7
        assert config.frame_rate == 15
        assert config.media_dir == str(folder)
    assert (config.background_color, config.seed) == before


WRONG = {
    "[CLI]\n\nFrame_Rate = fast\n": (3, "frame_rate = fast is not valid"),
    "[CLI]\nseed = 1\nbackground_color: mauve-ish\n": (3, "background_color = mauve-ish"),
    "[CLI]\npixel_width = 50%\n": (2, "pixel_width = 50%"),
    "frame_rate = 30\n": (1, "is not a settings file"),
    "[CLI]\nseed\n": (2, "is not a settings file"),
    "[CLI]\nseed = 1\nseed = 2\n": (3, "is not a settings file"),
}


@pytest.mark.parametrize("text", WRONG)
@pytest.mark.parametrize("place", ["manim.cfg", "home/.config/manim/manim.cfg"])
def test_a_wrong_setting_is_named_with_its_line(folder: Path, text: str, place: str) -> None:
    line, words = WRONG[text]
    path = folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    with (
        pytest.raises(RequestError) as caught,
        settings_for_a_file(160, 90, Fps(15), folder),
    ):
        pass
    (problem,) = caught.value.problems
    assert words in problem.what
    assert problem.where is not None
    assert (problem.where.path.endswith(place), problem.where.line) == (True, line)


CLOSED_HOME = "/" + "x" * 5000
"""Asking whether it exists is an error for every user, as with a folder that is closed to one."""


def test_a_home_that_cannot_be_entered_has_no_settings(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", CLOSED_HOME)
    with settings_for_a_file(160, 90, Fps(15), folder):
        assert config.frame_rate == 15


def test_manim_is_imported_with_a_home_that_cannot_be_entered() -> None:
    code = "from storyreel.stage.import_manim import import_manim; import_manim()"
    environment = os.environ | {"HOME": CLOSED_HOME}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)


def test_no_method_stays_replaced_after_the_import_of_manim() -> None:
    import_manim()
    assert Path.home() == Path("~").expanduser()
    assert "read" not in vars(ConfigParser)


@pytest.mark.skipif(sys.platform != "linux", reason="the file is one of Linux")
def test_a_settings_file_that_cannot_be_read_is_named(folder: Path) -> None:
    (folder / "manim.cfg").symlink_to("/proc/self/mem")
    with (
        pytest.raises(RequestError, match=r"can't be read \(Input/output error\)") as caught,
        settings_for_a_file(160, 90, Fps(15), folder),
    ):
        pass
    (problem,) = caught.value.problems
    assert problem.where == Location("manim.cfg")


def test_a_broken_file_does_no_harm_to_the_import_of_manim(folder: Path) -> None:
    (folder / "manim.cfg").write_text("[CLI]\nframe_rate = fast\nbackground_color = RED\n")
    code = (
        "from storyreel.stage.import_manim import import_manim; import_manim()\n"
        "import manim; print(manim.config.background_color)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "#000000\n"
