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
from storyreel.parts.text import Line
from storyreel.parts.tone import fill, rgb

from .filled import shape
from .night import Night
from .places import LAND, LETTERS, RIM, START, column, toward
from .route import Route, Stretch

_LAMP, _BADGE = px(104), px(34)
_SIGN = RIM - px(38)
_LARGE, _SMALL = px(250), px(116)
_HIGH, _LOW = px(104), px(104)
"""The widths and heights of the first slip and of the others."""
_EXAMPLE = LETTERS.sized(106)
_UPPER, _LOWER, _BELLY = y_at(490), y_at(802), y_at(640)
_FLOOR = y_at(866)
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
    (70, 40),
    (40, 70),
    (70, 56),
    (56, 34),
    (70, 70),
    (34, 62),
    (62, 46),
    (46, 70),
    (70, 34),
    (56, 70),
    (62, 62),
)
"""The lines of writing on each slip, in pixels: all slips differ."""


class Suite(VGroup):
    """Old lamps with their light, and the slips of text below them.

    A lamp's badge turns to a check once the copy below it has been laid. The text on the first slip
    can be read.
    """

    def __init__(self, count: int, example: str, route: Route) -> None:
        places = [column(index) for index in range(count)]
        self.light = _beams(places)
        self.lamps = VGroup(*map(_lamp, places))
        self.wanted = _Slips(example, count)
        self.laid = _Slips(example, count)
        self.checks = tuple(StatusBadge((x, _SIGN), _BADGE) for x in places)
        self.badges = VGroup(*self.checks)
        self.wanted.put([(x, _UPPER) for x in places])
        super().__init__(self.light, self.lamps, self.wanted, self.laid, self.badges)
        self._places, self._route = places, route
        self._asked = [-1.0] * count
        """How far each badge has turned; none has yet."""

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
        before = self._asked
        self._asked = [Stretch(x + _COPIED, _ASKED).share(head) for x in self._places]
        for badge, turned, asked in zip(self.checks, before, self._asked, strict=True):
            if asked != turned:
                badge.turn(Status.OPEN, Status.PASSED, asked)

    @property
    def passed(self) -> int:
        """How many lamps show a check."""
        return sum(badge.status is Status.PASSED for badge in self.checks)


class _Slips(VGroup):
    """Slips of paper, one path per colour; only the first has a text that can be read."""

    def __init__(self, example: str, count: int) -> None:
        self._text = Line(example, _EXAMPLE, (0.0, 0.0), Color.CHARCOAL, "center", role="token")
        self._papers = [Plate(_frame(index), px(7)).points for index in range(count)]
        self._writing = [self._text.points.copy(), *map(_writing, _LINES[1:count])]
        self._paper = shape(joined(*self._papers), Color.WHITE)
        self._ink = shape(joined(*self._writing[1:]), Color.SLATE)
        super().__init__(self._paper, self._ink, self._text)

    def put(self, centers: list[tuple[float, float]], scales: list[float] | None = None) -> None:
        """Place each slip; a slip of scale 0 is not seen."""
        sizes = scales or [1.0] * len(centers)
        papers, (text, *ink) = (
            [
                part * scale + np.array((*center, 0.0))
                for part, center, scale in zip(parts, centers, sizes, strict=True)
            ]
            for parts in (self._papers, self._writing)
        )
        self._paper.points, self._ink.points = joined(*papers), joined(*ink)
        self._text.points = text
        fill(self._text, rgb(Color.CHARCOAL), 1.0 if sizes[0] > 0 else 0.0)


def _lamp(x: float) -> Lamp:
    lamp = Lamp(_LAMP, STEEL)
    lamp.hang(x, LAND.top, RIM)
    lamp.shine(1.0)
    return lamp


def _width(index: int) -> float:
    return _SMALL if index else _LARGE


def _beams(places: list[float]) -> VMobject:
    """The light below the lamps: a narrow beam for each, brightest on the road."""
    beams = joined(*(_beam(x, _width(index) / 2) for index, x in enumerate(places)))
    light = shape(beams, Night.BEAM)
    foot = (places[0], _FLOOR)
    return with_linear_fill(light, (places[0], RIM), foot, _BRIGHTNESS)


def _beam(x: float, foot: float) -> Points:
    """A beam with a round end on the road, `foot` to each side."""
    top, depth = px(18), px(24)
    low = _FLOOR + depth
    across, down = foot * QUARTER, depth * QUARTER
    return closed(
        (x - top, RIM),
        (x + top, RIM),
        (x + foot, low),
        ((x + foot, low - down), (x + across, _FLOOR), (x, _FLOOR)),
        ((x - across, _FLOOR), (x - foot, low - down), (x - foot, low)),
    )


def _writing(lengths: tuple[int, ...]) -> Points:
    """Lines of writing on a slip about the origin."""
    left = px(-35)
    rows = zip((px(17), px(-17)), lengths, strict=True)
    return joined(
        *(
            Plate(Frame(left, y - px(8), left + px(length), y + px(8)), px(8)).points
            for y, length in rows
        )
    )


def _frame(index: int) -> Frame:
    width, height = _width(index), _LOW if index else _HIGH
    return Frame(-width / 2, -height / 2, width / 2, height / 2)
