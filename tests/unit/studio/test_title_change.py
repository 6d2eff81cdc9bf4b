"""A new title is put into a drawing only where nothing else may differ."""

from __future__ import annotations

from dataclasses import replace

from storyreel.drawing.drawing import Drawing, PathItem, Tag
from storyreel.drawing.paints import Paint
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import Box
from storyreel.studio.title_change import TitleChange

BLUE, RED = Paint(((0, 0, 65535, 65535),)), Paint(((65535, 0, 0, 65535),))


def item(left: int, role: str, fill: Paint = BLUE) -> PathItem:
    return PathItem(Path.rectangle(Box(left, 0, left + 10, 10)), fill, tag=Tag(role))


OLD, NEW, OTHER = item(0, "title"), item(5, "title"), item(50, "label")
CHANGE = TitleChange(OLD, NEW, 0)


def test_the_change_is_seen_in_one_frame_and_made_in_another() -> None:
    change = TitleChange.between(Drawing((OLD, OTHER)), Drawing((NEW, OTHER)))
    assert change == CHANGE
    retitled = change.applied(Drawing((OTHER, OTHER, OLD)))
    assert retitled is not None
    assert (retitled.place, retitled.drawing) == (2, Drawing((OTHER, OTHER, NEW)))


def test_a_frame_in_which_more_changes_gives_no_change() -> None:
    before = Drawing((OLD, OTHER))
    for after in (
        Drawing((NEW, item(51, "label"))),
        Drawing((NEW, OTHER, OTHER)),
        Drawing((OTHER, NEW)),
        Drawing((NEW, OTHER), background=(0, 0, 0, 65535)),
        Drawing((NEW, OTHER), outside=(OTHER,)),
    ):
        assert TitleChange.between(before, after) is None


def test_a_title_that_a_scene_has_changed_is_left_to_be_drawn() -> None:
    faded = replace(OLD, fill=RED)
    for drawing in (Drawing((faded, OTHER)), Drawing((OTHER,)), Drawing((OLD, OLD))):
        assert CHANGE.applied(drawing) is None
    assert CHANGE.applied(Drawing((OTHER,), outside=(OLD,))) is None


def test_equal_frames_stay_one_object() -> None:
    held, faded = Drawing((OLD, OTHER)), Drawing((replace(OLD, fill=RED),))
    retitled = CHANGE.applied_to_all({3: held, 4: held, 5: faded})
    assert set(retitled) == {3, 4}
    assert retitled[3] is retitled[4]
