"""Files of plain scenes: their classes, their folder, and where they go wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from storyreel.base.errors import RequestError
from storyreel.stage.scene_file import SceneFile


def file_of(folder: Path, text: str, name: str = "One") -> SceneFile:
    path = folder / "theirs.py"
    path.write_text(text, encoding="utf-8")
    return SceneFile(path, "theirs.py", name)


GOOD = "from manim import *\nclass One(Scene): pass\nclass Other(MovingCameraScene): pass\n"


def test_the_class_of_that_name_is_loaded_and_the_folder_can_be_imported_from(
    tmp_path: Path,
) -> None:
    (tmp_path / "beside_them.py").write_text("COLOR = 'red'\n")
    before = list(sys.path), set(sys.modules)
    with file_of(tmp_path, "from beside_them import COLOR\n" + GOOD).loaded(0) as found:
        assert found.__name__ == "One"
        assert sys.modules[found.__module__].COLOR == "red"
    assert sys.path == before[0]
    assert set(sys.modules) == before[1]


def test_modules_are_found_in_the_current_folder_and_first_beside_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    (here / "common_parts.py").write_text("COLOR = 'red'\n")
    (here / "own_parts.py").write_text("SIZE = 1\n")
    (there / "own_parts.py").write_text("SIZE = 2\n")
    monkeypatch.chdir(here)
    text = "from common_parts import COLOR\nfrom own_parts import SIZE\n" + GOOD
    with file_of(there, text).loaded(0) as found:
        module = sys.modules[found.__module__]
        assert (module.COLOR, module.SIZE) == ("red", 2)


def test_each_file_gets_its_own_modules(tmp_path: Path) -> None:
    seen = []
    for folder in (tmp_path / "first", tmp_path / "second"):
        folder.mkdir()
        (folder / "shared_name.py").write_text(f"FOLDER = {folder.name!r}\n")
        with file_of(folder, "from shared_name import FOLDER\n" + GOOD).loaded(0) as found:
            seen.append(sys.modules[found.__module__].FOLDER)
    assert seen == ["first", "second"]


WRONG = {
    "unknown": (GOOD, "Onne", r"theirs\.py: the file has no class 'Onne'\. Did you mean 'One'\?"),
    "listed": (GOOD, "X", r"Its scenes: One, Other\."),
    "no scene": (
        GOOD + "class No: pass\n",
        "No",
        r"No is not a Manim scene\. Its scenes: One, Other",
    ),
    "no class": (GOOD + "No = 3\n", "No", "No is not a Manim scene"),
    "none at all": ("One = 3\n", "One", "It has no scenes"),
    "ours": (
        "from storyreel.stage.scene import StoryScene\nclass One(StoryScene): pass\n",
        "One",
        "performs a storyboard",
    ),
    "syntax": ("x = 1\ndef f(:\n", "One", r"theirs\.py:2:7: .*\. Fix the file\."),
    "fails": (
        "import now\n",
        "One",
        r"theirs\.py:1: the file fails: the module 'now'.*pip install now",
    ),
    "ends the program": (
        "x = 1\nraise SystemExit\n",
        "One",
        r"theirs\.py:2: .*it ends the program",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_mistakes_are_told_where_they_are(tmp_path: Path, case: str) -> None:
    text, name, words = WRONG[case]
    with pytest.raises(RequestError, match=words), file_of(tmp_path, text, name).loaded(0):
        pass
    assert not any("theirs" in module for module in sys.modules)


def test_a_problem_below_the_file_is_placed_at_its_last_line(tmp_path: Path) -> None:
    file = file_of(tmp_path, GOOD + "def f():\n    return Square().move_to('nowhere')\n")
    with (
        pytest.raises(RequestError, match=r"theirs\.py:5: it fails: "),
        file.loaded(0) as found,
        file.locating_errors("it"),
    ):
        sys.modules[found.__module__].f()
