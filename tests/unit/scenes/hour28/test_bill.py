"""The bill of a forward pass."""

from __future__ import annotations

import pytest

from scenes.hour28.parts.bill import Bill, Wedge
from scenes.hour28.parts.saving import Amounts
from storyreel.design.layout import Frame

FRAME = Frame(-6.0, -2.0, 6.0, 2.0)
PART = Amounts("part", 23409, 10609, "23,409", "10,609", "-55 %")
WHOLE = Amounts("whole", 38.66, 25.84, "38.66", "25.84", "-33 %")


def bill() -> Bill:
    return Bill(FRAME, PART, WHOLE, (0.863, 0.391), "2.2 %")


def test_the_lens_reaches_from_the_whole_part_to_its_sliver() -> None:
    wedge = Wedge(Frame(0.0, 1.0, 4.0, 2.0), Frame(0.0, -1.0, 0.1, 0.0))
    corners = {(round(x, 6), round(y, 6)) for x, y, _ in wedge.points[::4]}
    assert corners == {(0.0, 1.0), (4.0, 1.0), (0.1, 0.0), (0.0, 0.0)}
    lens = bill().lens
    assert lens[0].get_bottom()[1] == pytest.approx(lens[1].get_top()[1])


def test_figures_and_lens_come_by_themselves() -> None:
    whole = bill()
    motions = (*whole.tell(), *whole.magnify())
    for motion in motions:
        motion.begin()
    assert [line.fill_rgbas[0, 3] for line in (whole.part.less, whole.share)] == [0, 0]
    for motion in motions:
        motion.finish()
    assert [line.fill_rgbas[0, 3] for line in (whole.part.less, whole.share)] == [1, 1]
    assert (whole.whole.less.text, whole.share.text) == ("-33 %", "2.2 %")
