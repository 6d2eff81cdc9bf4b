"""The old suite: eleven lamps, each above a piece of text of its own."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from storyreel.design.easing import glide
from storyreel.design.layout import Frame, y_at
from storyreel.design.tokens import Color, px
from storyreel.parts.badge import Status, StatusBadge
from storyreel.parts.curves import Points, closed, joined
from storyreel.parts.fills import Stop, with_linear_fill
from storyreel.parts.lamp import STEEL, Lamp
from storyreel.parts.shapes import QUARTER, Plate

from .filled import shape
from .night import Night
from .places import STAGE, START, column, toward
from .route import Route, Stretch

_RIMS = y_at(322), y_at(392)
"""The lower edges of the lamps, in two rows."""
_LAMP, _BADGE = px(58), px(19)
_SLIP = px(40), px(56)
_UPPER, _LOWER, _BELLY = y_at(474), y_at(794), y_at(640)
_FLOOR = y_at(856)
_BRIGHTNESS = (
    Stop(0.0, Night.BEAM, 0.42),
    Stop(0.3, Night.BEAM, 0.32),
    Stop(0.7, Night.BEAM, 0.3),
    Stop(0.75, Night.BEAM, 0.5),
    Stop(1.0, Night.BEAM, 0.72),
)
"""The light of a beam from the lamp to its end on the road."""
_COPIED, _ASKED = px(40), px(22)
"""On how much of the way a slip is copied, and then its lamp gives its answer."""
_LINES = (
    (26, 14, 20),
    (14, 26, 10),
    (20, 20, 26),
    (10, 26, 20),
    (26, 26, 8),
    (16, 10, 26),
    (26, 18, 12),
    (8, 22, 26),
    (22, 8, 18),
    (26, 12, 26),
    (18, 26, 16),
)
"""The lines of writing on each slip, in pixels: all slips differ."""


class Suite(VGroup):
    """Old lamps with their light, and the slips of text below them.

    A lamp's badge turns to a check once the copy below it has been laid.
    """

    def __init__(self, count: int, route: Route) -> None:
        places = [column(index) for index in range(count)]
        self.light = _beams(places)
        self.lamps = VGroup(*(_lamp(index, x) for index, x in enumerate(places)))
        self.wanted = _Slips(places)
        self.laid = _Slips(places)
        self.checks = tuple(StatusBadge(_sign(i, x), _BADGE) for i, x in enumerate(places))
        self.badges = VGroup(*self.checks)
        self.wanted.put([(x, _UPPER) for x in places])
        super().__init__(self.light, self.lamps, self.wanted, self.laid, self.badges)
        self._places, self._route = places, route
        self.lay(START)

    def lay(self, head: float) -> None:
        """Show what has been laid, and checked, once the car has read up to `head`."""
        shares = [Stretch(x, _COPIED).share(head) for x in self._places]
        belly = self._route.car(head)
        self.laid.put(
            [
                toward((belly, _BELLY), (x, _LOWER), glide(share))
                for x, share in zip(self._places, shares, strict=True)
            ],
            [1.0 if share > 0 else 0.0 for share in shares],
        )
        for badge, x in zip(self.checks, self._places, strict=True):
            asked = Stretch(x + _COPIED, _ASKED).share(head)
            badge.turn(Status.OPEN, Status.PASSED, asked)

    def swell(self, scale: float) -> None:
        """Show all badges larger."""
        for index, (badge, x) in enumerate(zip(self.checks, self._places, strict=True)):
            badge.put(_sign(index, x), scale)


class _Slips(VGroup):
    """_Slips of paper with lines of writing that are not to be read; one path per colour."""

    def __init__(self, places: list[float]) -> None:
        lines = _LINES[: len(places)]
        self._papers = [Plate(_frame(*_SLIP), px(5)).points for _ in places]
        self._writing = [_writing(each) for each in lines]
        self._paper = shape(joined(*self._papers), Color.WHITE)
        self._ink = shape(joined(*self._writing), Color.SLATE)
        super().__init__(self._paper, self._ink)

    def put(self, centers: list[tuple[float, float]], scales: list[float] | None = None) -> None:
        """Place each slip; a slip of scale 0 is not seen."""
        sizes = scales or [1.0] * len(centers)
        for target, parts in ((self._paper, self._papers), (self._ink, self._writing)):
            target.points = joined(
                *(
                    part * scale + np.array((*center, 0.0))
                    for part, center, scale in zip(parts, centers, sizes, strict=True)
                )
            )


def _lamp(index: int, x: float) -> Lamp:
    lamp = Lamp(_LAMP, STEEL)
    lamp.hang(x, STAGE.top, _RIMS[index % 2])
    lamp.shine(1.0)
    return lamp


def _sign(index: int, x: float) -> tuple[float, float]:
    return x, _RIMS[index % 2] - px(24)


def _beams(places: list[float]) -> VMobject:
    """The light below the lamps: a narrow beam for each, brightest on the road."""
    beams = joined(*(_beam(x, _RIMS[index % 2]) for index, x in enumerate(places)))
    light = shape(beams, Night.BEAM)
    foot = (places[0], _FLOOR)
    return with_linear_fill(light, (places[0], _RIMS[0]), foot, _BRIGHTNESS)


def _beam(x: float, rim: float) -> Points:
    """A beam with a round end on the road."""
    top, foot = px(14), px(21)
    low = _FLOOR + foot
    curve = foot * QUARTER
    return closed(
        (x - top, rim),
        (x + top, rim),
        (x + foot, low),
        ((x + foot, low - curve), (x + curve, _FLOOR), (x, _FLOOR)),
        ((x - curve, _FLOOR), (x - foot, low - curve), (x - foot, low)),
    )


def _writing(lengths: tuple[int, ...]) -> Points:
    """Lines of writing on a slip about the origin."""
    left = px(-13)
    rows = zip((px(15), 0.0, px(-15)), lengths, strict=True)
    return joined(
        *(
            Plate(Frame(left, y - px(3.5), left + px(length), y + px(3.5)), px(3.5)).points
            for y, length in rows
        )
    )


def _frame(width: float, height: float) -> Frame:
    return Frame(-width / 2, -height / 2, width / 2, height / 2)
