"""What a scene asks of its storyboard, read from its source without importing it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from storyreel.base.errors import RequestError
from storyreel.storyboard.contract import BeatContract, SceneContract, scene_contract


def contract_of(tmp_path: Path, text: str) -> SceneContract:
    path = tmp_path / "scene.py"
    path.write_text(text, encoding="utf-8")
    return scene_contract(path, "scenes/scene.py")


GOOD = """\
from storyreel.stage.scene import StoryScene
from storyreel.stage import beat as mark, stage
from storyreel.stage.beat import beat
class Helper: ...
class Clip(StoryScene[Data]):
    @beat("one", "two")
    def opening(self) -> None: ...
    def helper(self) -> None: ...
    @property
    def total(self) -> int: ...
    @stage.beat()
    def closing(self) -> None: ...
"""


def test_beats_and_cues_are_read_in_order(tmp_path: Path) -> None:
    assert contract_of(tmp_path, GOOD) == SceneContract(
        "Clip", (BeatContract("opening", ("one", "two"), 7), BeatContract("closing", (), 12))
    )


def test_cues_between_which_something_moves_are_read(tmp_path: Path) -> None:
    body = "        x = self.between('one', 'two') - 1\n        self.between(a, 'two')\n"
    text = CLIP + "    @beat('one', 'two')\n    def a(self):\n" + body
    (found,) = contract_of(tmp_path, text).beats
    assert found.spans == (("one", "two"),)


def test_nothing_is_imported(tmp_path: Path) -> None:
    before = set(sys.modules)
    contract_of(tmp_path, "raise SystemExit\n" + GOOD)
    assert not {"manim", "skia", "av"} & (set(sys.modules) - before)


CLIP = "class Clip(StoryScene):\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "scenes/scene.py: the scene module has no subclass of StoryScene."),
        (GOOD + "class Two(StoryScene): ...", "scenes/scene.py:13: the scene module has 2 subclas"),
        ("def (", "scenes/scene.py:1:5: the scene module is not valid Python: invalid syntax"),
        ("a = '\0'", "the scene module is not valid Python"),
        (CLIP + "    x = 1", "scenes/scene.py:1:1: the scene Clip has no beats."),
        (CLIP + "    @beat\n    def a(self): ...", "scenes/scene.py:2:6: the cues of beat 'a' are"),
        (
            CLIP + "    @beat(X)\n    def a(self): ...",
            "the cues of beat 'a' are not literals",
        ),
        (CLIP + "    @beat(*X)\n    def a(self): ...", "the cues of beat 'a' are not literals"),
        (CLIP + "    @beat(1)\n    def a(self): ...", "the cues of beat 'a' are not literals"),
        (CLIP + "    @beat(x='a')\n    def a(self): ...", "the cues of beat 'a' are not literals"),
        (
            CLIP + "    @beat('b', 'b')\n    def a(self): ...",
            "the cues of beat 'a' are not literals",
        ),
        (CLIP + "    @beat()\n    def a(self): ...\n" * 2, ":4:6: beat 'a' is declared twice."),
    ],
)
def test_a_scene_that_is_not_plain_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(RequestError) as caught:
        contract_of(tmp_path, text)
    assert message in str(caught.value)


def test_a_module_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(
        RequestError, match=r"scenes/x\.py: the scene module cannot be read: No suc"
    ):
        scene_contract(tmp_path / "x.py", "scenes/x.py")
