"""The scene that `--scene` names: mistakes that are seen without running anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.base.errors import RequestError
from storyreel.cli.scene_files import named_scene, named_scenes

TEXT = """\
from manim import *
import random
class _Usual(Scene): pass
class Bare(_Usual): pass
class One(Bare):
    def construct(self): self.wait()
class Two(One): pass
"""


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
    "{file}:Won": r"py: the class 'Won' does not exist\. .*Its classes: _Usual, Bare, One, Two\.",
    "{file}:Tow": r"Did you mean 'Two'\?",
    "{file}": r"the file has 2 scenes, so the class is missing\. Name one: .*theirs\.py:One,Two",
    "{file}:": "the class is missing",
    "{file}:One,Tow": r"Did you mean 'Two'\?",
    "{file}:One,Two": "this command takes one",
    "{folder}/helpers.py": "It contains no classes",
    "{folder}/nowhere.py:One": "does not exist",
    "nowhere.py": "does not exist",
    "{folder}:One": "is a folder",
    "{folder}/picture.png:One": r"is not a Python file \(\.py\)",
    "{folder}/syntax.py:One": r"syntax\.py:2:5: .*\. Fix the file\.",
    "{folder}/zero.py:One": r"zero\.py",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_scene_that_cannot_be_named_is_refused(text: str, file: Path) -> None:
    (file.parent / "picture.png").write_bytes(b"")
    (file.parent / "syntax.py").write_text("x = 1\nx = )\n")
    (file.parent / "helpers.py").write_text("x = 1\n")
    (file.parent / "zero.py").write_bytes(b"x = 1\0\n")
    with pytest.raises(RequestError, match=WRONG[text]):
        named_scene(text.format(file=file, folder=file.parent))


@pytest.mark.parametrize(
    "line",
    [
        "from elsewhere import *",
        "from scenes import Elsewhere",
        "Elsewhere = type('E', (One,), {})",
        "if True:\n    class Elsewhere(One): pass",
    ],
)
def test_a_class_that_an_import_may_bring_is_left_to_be_found(file: Path, line: str) -> None:
    file.write_text(TEXT + line + "\n")
    assert named_scene(f"{file}:Elsewhere").name == "Elsewhere"


@pytest.mark.parametrize(
    "line", ["from pathlib import Path", "SIZES = (1, 2)", "from elsewhere import Other"]
)
def test_statements_that_bring_no_class_leave_no_doubt(file: Path, line: str) -> None:
    file.write_text(f"{line}\n{TEXT}")
    with pytest.raises(RequestError, match="Did you mean 'Two'"):
        named_scene(f"{file}:Tow")


@pytest.mark.parametrize(
    "text",
    [
        "class Only(Scene): pass\n",
        "class Only(manim.MovingCameraScene): pass\nclass Helper: pass\n",
        "class Only(Unknown): pass\n",
    ],
)
def test_a_file_with_one_scene_needs_no_class(file: Path, text: str) -> None:
    file.write_text(text)
    assert [scene.name for scene in named_scenes([str(file)])] == ["Only"]


def test_several_scenes_of_several_files_each_once(file: Path) -> None:
    other = file.with_name("other.py")
    other.write_text("class Three(Scene): pass\n")
    found = named_scenes([f"{file}:Two, One", str(other), f"{file}:Two"])
    assert [(scene.path.name, scene.name) for scene in found] == [
        ("theirs.py", "Two"),
        ("theirs.py", "One"),
        ("other.py", "Three"),
    ]


def test_two_files_with_one_class_name_are_refused(file: Path) -> None:
    other = file.with_name("other.py")
    other.write_text("class ONE(Scene): pass\n")
    with pytest.raises(RequestError, match=r"theirs\.py and .*other\.py both have a scene ONE"):
        named_scenes([f"{file}:One", str(other)])
