"""Pictures and scenes together: a scene shows pictures, a storyboard hands beats to a scene."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from storyreel.base.errors import RequestError
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing, PathItem, drawing_digest
from storyreel.pictures.load import load_clip
from storyreel.stage.stills import draw_frames
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.schema import schema_path
from storyreel.storyboard.timeline import compile_timeline
from tests.unit.drawn_texts import drawn_texts

BOARD = """\
clip: mixed
title: Mixed
alt: A bar, and a square.
beats:
  - id: bars
    step: One
    duration: 8
    caption: Bars.
    picture: {odds: {bars: {values: {a: 1, b: 2}, digits: 0}}}
  - id: square
    scene: true
    duration: 8
    caption: A square.
    cues: {turn: 2}
    picture: {odds: {mark: [b]}}
  - id: after
    step: Two
    duration: 14
    picture: {odds: {bars: {mark: a}}}
wisdom: It is over.
"""
SCENE = """\
from manim import *

from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene


class Mixed(StoryScene):
    @beat("turn")
    def square(self):
        shape = Square(color=BLUE)
        self.play(FadeIn(shape))
        self.until("turn")
        self.show({SHOWN})
        self.wait(2)
        self.remove(shape)
"""
GROWN = '{"odds": {"bars": {"values": {"a": 3, "b": 2}}}}'


class Mixed:
    """A project with one clip of pictures, whose second beat a scene performs."""

    def __init__(self, folder: Path) -> None:
        self.project = Project.at(folder)
        self.scene = self.project.scenes / "mixed/scene.py"
        for path in (self.project.storyboards, self.scene.parent):
            path.mkdir(parents=True)

    def load(self, board: str = BOARD, shown: str = GROWN) -> Loaded:
        self.scene.write_text(SCENE.replace("{SHOWN}", shown), "utf-8")
        path = self.project.storyboards / "mixed.yaml"
        path.write_text(board, "utf-8")
        return load_clip(path, self.project)

    def frames(self, frames: Any, fps: int = 5, **texts: str) -> list[Drawing]:
        loaded = self.load(**texts)
        return draw_frames(loaded, compile_timeline(loaded.storyboard, Fps(fps)), frames)


@pytest.fixture
def mixed(tmp_path: Path) -> Mixed:
    return Mixed(tmp_path)


def untagged(drawing: Drawing) -> list[PathItem]:
    """What the scene itself has drawn."""
    return [item for item in drawing.items if isinstance(item, PathItem) and item.tag is None]


def test_a_beat_is_performed_by_its_picture_and_by_the_scene(mixed: Mixed) -> None:
    before, during, shown, after = mixed.frames([30, 48, 58, 100])
    assert [len(untagged(drawing)) for drawing in (before, during, shown, after)] == [0, 1, 1, 0]
    for drawing in (before, during, shown, after):
        assert {"Mixed", "a", "b"} <= drawn_texts(drawing), "title and things are on stage"
    assert "A square." in drawn_texts(during)
    assert "It is over." in drawn_texts(after)


def test_the_state_is_carried_over_both_ways(mixed: Mixed) -> None:
    before, during, shown, after = mixed.frames([38, 48, 58, 145])
    assert "3" not in drawn_texts(before) | drawn_texts(during)
    assert {"3", "2"} <= drawn_texts(shown), "what the scene shows builds on the storyboard"
    assert {"3", "2"} <= drawn_texts(after), "and the storyboard goes on from there"


def test_a_frame_is_the_same_whatever_was_drawn_before_and_at_every_rate(mixed: Mixed) -> None:
    every = mixed.frames(range(150))
    assert mixed.frames(range(0, 150, 7)) == every[::7]
    assert mixed.frames(range(90, 150)) == every[90:]
    assert drawing_digest(mixed.frames(range(0, 300, 2), fps=10)) == drawing_digest(every)


@pytest.mark.parametrize(
    ("shown", "says"),
    [
        ('{"odds": {"bar": {}}}', "odds.bar: 'bar' is neither a kind nor an option"),
        ('{"odds": {"bars": {"marked": "x"}}}', "odds.bars.marked: 'x' is not a fact"),
        ('{"new": {"figure": {"value": 3}}}', "brings 'new' and has no layout"),
    ],
)
def test_a_wrong_picture_is_named_with_the_line_of_the_scene(
    mixed: Mixed, shown: str, says: str
) -> None:
    with pytest.raises(RequestError) as caught:
        mixed.frames([60], shown=shown)
    assert str(caught.value.problems[0]).startswith("scenes/mixed/scene.py:13: beat 'square'")
    assert says in str(caught.value.problems[0])


@pytest.mark.parametrize(
    ("written", "broken", "says"),
    [
        ("    scene: true\n", "", "10:5: beat 'square': the scene performs the beat 'square'"),
        ("id: bars", "id: bars\n    scene: true", "5:9: beat 1, id: the scene has no beat 'bars'"),
        ("{turn: 2}", "{other: 2}", "14:11: beat 'square', cues: the cue 'turn' is missing"),
        (
            "    cues: {turn: 2}\n",
            "    cues: {turn: 2}\n    then: [{at: 1, odds: {dim: true}}]\n",
            "10:5: beat 'square': has both `scene` and `then`",
        ),
        ("id: square", "id: squares", "10:9: beat 2, id: the scene has no beat 'squares'"),
    ],
)
def test_storyboard_and_scene_have_to_agree(
    mixed: Mixed, written: str, broken: str, says: str
) -> None:
    with pytest.raises(RequestError) as caught:
        mixed.load(BOARD.replace(written, broken))
    assert any(
        str(each).startswith(f"storyboards/mixed.yaml:{says}") for each in caught.value.problems
    )


def test_a_beat_without_its_scene_is_a_mistake(mixed: Mixed) -> None:
    mixed.load()
    mixed.scene.unlink()
    with pytest.raises(RequestError, match=r"12.*scenes/mixed/scene.py does not exist") as caught:
        load_clip(mixed.project.storyboards / "mixed.yaml", mixed.project)
    assert caught.value.problems[0].remedy


def test_it_has_the_schema_of_pictures(mixed: Mixed) -> None:
    assert schema_path(mixed.load().clip, mixed.project).name == "pictures.schema.json"


OPENING = """
self.show({
    "a": {"figure": {"value": 3, "note": "things"}},
    "b": {"dots": {"count": 3}},
    "way": {"arrow": {"from": "a", "to": "b"}},
})
self.wait(1.15)
self.show({"a": {"figure": {"value": 5}}}, layout="b a")
"""


def test_a_scene_without_pictures_in_its_storyboard_shows_them(stage: Any) -> None:
    drawings = stage.perform(15, 60, opening=OPENING, work='self.show({}, layout=".")')
    assert "things" not in drawn_texts(drawings[0])
    assert {"3", "things"} <= drawn_texts(drawings[14])
    assert {"5", "things"} <= drawn_texts(drawings[29])
    assert not {"5", "things"} & drawn_texts(drawings[55])
    roles = [item.tag.role for item in drawings[20].items if item.tag]
    assert roles[0] == "background" and roles.count("background") == 1
