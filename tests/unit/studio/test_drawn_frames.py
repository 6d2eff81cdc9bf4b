"""Frames of the second process: they arrive as they were, and known items are not sent."""

from __future__ import annotations

import pickle

import numpy as np

from storyreel.drawing.drawing import Drawing, PathItem, Tag
from storyreel.drawing.paints import Paint
from storyreel.drawing.path import Path
from storyreel.stage.given_items import GivenItems
from storyreel.studio.drawn_frames import DrawnFrames


def item(number: int) -> PathItem:
    points = np.arange(8, dtype=np.int32).reshape(4, 2) + number
    return PathItem(
        Path(points, (0,), (False,)), Paint(((0, 0, 0, 65535),)), tag=Tag("label", str(number))
    )


class Knowing(GivenItems):
    """Items that are known without having been looked at."""

    def __init__(self, *items: PathItem) -> None:
        super().__init__()
        self._items = items

    def items_before(self) -> list[PathItem | None]:  # type: ignore[override]
        return [None, *self._items]


def test_they_arrive_as_they_were() -> None:
    shared, white = item(1), (1, 2, 3, 65535)
    held = Drawing((shared, item(2)), white, (item(3),))
    drawings = {5: held, 6: held, 9: Drawing((shared,))}
    sent = DrawnFrames.of(drawings, GivenItems())
    arrived = pickle.loads(pickle.dumps(sent)).drawings(GivenItems())
    assert arrived == drawings
    assert arrived[5] is arrived[6]
    assert arrived[5].background == white
    assert [each.key for each in arrived[5].outside] == [each.key for each in held.outside]
    assert arrived[5].items[1].tag == Tag("label", "2")
    assert arrived[5].items[0] is arrived[9].items[0]
    assert Drawing(arrived[5].items, white).key == held.key


def test_known_items_are_not_sent() -> None:
    """A law of cost: what both processes know travels as numbers."""
    known = Knowing(item(1), item(2))
    one, two = known.items_before()[1:]
    assert one and two
    sent = DrawnFrames.of({0: Drawing((one, two, item(3))), 1: Drawing((two,))}, known)
    assert len(sent.new) == 1
    arrived = sent.drawings(known)
    assert arrived[0].items[:2] == (one, two) and arrived[1].items == (two,)
