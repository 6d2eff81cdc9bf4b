"""The toy railway: a track to the model, a piece that moves, and two ways on from there."""

from __future__ import annotations

from cmath import phase, rect
from dataclasses import dataclass
from math import radians

import numpy as np

from storyreel.design.tokens import Color
from storyreel.parts.shapes import Strokes

from .camera import GROUND, HINGE, RAIL
from .ink import HAZE, MIST, STEEL, Places, dashed, lines, slab, ties
from .prop import Prop

PIECE, RAISED = 220.0, radians(20)
"""The length of the piece that moves, and its tilt towards the upper way."""
DECK, DECK_START, DECK_END = 700.0, 1580.0, 1814.0
"""The upper way: its height, and where it is level."""
START, END, GAP = 454.0, 2210.0, 6.0
AXLES = 74.0
"""Half the distance between the axles that carry the engine."""
SLEEPERS = 28.0


class Route:
    """A way along the track, by the distance from its left end; lengths are pixels."""

    def __init__(self, corners: Places) -> None:
        """`corners` have y downwards, as on a page."""
        self._corners = np.array([complex(x, y) for x, y in corners])
        self._along = np.concatenate([[0.0], np.cumsum(np.abs(np.diff(self._corners)))])

    @property
    def length(self) -> float:
        return float(self._along[-1])

    def at(self, distance: float) -> complex:
        """The pixel at a distance."""
        x = np.interp(distance, self._along, self._corners.real)
        y = np.interp(distance, self._along, self._corners.imag)
        return complex(float(x), float(y))

    def distance(self, x: float) -> float:
        """The distance of the place in a pixel column."""
        return float(np.interp(x, self._corners.real, self._along))

    def stand(self, distance: float) -> tuple[complex, complex]:
        """The middle between the axles of an engine, and its direction with y upwards."""
        back, front = self.at(distance - AXLES), self.at(distance + AXLES)
        return (back + front) / 2, rect(1.0, phase((front - back).conjugate()))


def _ramp() -> list[tuple[float, float]]:
    """From the end of the raised piece up to the deck."""
    tip, end = complex(HINGE, RAIL) + rect(PIECE, -RAISED), complex(DECK_START, DECK)
    first, second = tip + rect(62, -RAISED), end - 60
    shares = np.linspace(0.0, 1.0, 17)
    rests = 1 - shares
    curve = rests**3 * tip + 3 * rests**2 * shares * first
    curve = curve + 3 * rests * shares**2 * second + shares**3 * end
    return [(float(place.real), float(place.imag)) for place in curve]


TO_MODEL = [(START, RAIL), (float(HINGE), RAIL)]
UP = [*_ramp(), (DECK_END, DECK)]
UPPER = Route([*TO_MODEL, *UP])
LEVEL = Route([*TO_MODEL, (END, RAIL)])


class FixedTrack(Prop):
    """The track that never moves; its origin is the upper left corner of the world."""

    def __init__(self) -> None:
        feet = (1626.0, 1710.0, 1794.0)
        posts = [((x, -DECK - 8), (x, -GROUND)) for x in feet]
        braces = [((x, 8 - GROUND), (x + 84, -DECK - 14)) for x in feet[:2]]
        stops = [
            slab(x - 9, 2 - y, x + 9, 44 - y, 5, Color.NAVY)
            for x, y in ((DECK_END, DECK), (END, RAIL))
        ]
        super().__init__(
            lines(*braces, color=MIST, width=6),
            lines(*posts, ((1516, -714), (1516, -GROUND)), color=MIST, width=13),
            *_track(TO_MODEL),
            *_track([(HINGE + PIECE + GAP, RAIL), (END, RAIL)]),
            *_track(UP),
            *stops,
        )


@dataclass(frozen=True, slots=True)
class Metal:
    """The colours of what the model moves."""

    bed: str
    face: str
    edge: str
    disc: str
    light: str


STEELY = Metal(Color.WHITE, "#F4F7FB", Color.NAVY, HAZE, HAZE)


class Piece(Prop):
    """The piece of track that moves; its origin is the hinge."""

    def __init__(self, metal: Metal) -> None:
        middles = range(16, int(PIECE), int(SLEEPERS))
        super().__init__(
            lines([(6, -2), (PIECE - 2, -2)], color=metal.bed, width=26),
            ties(*([(x - 8, -9), (x + 8, -9)] for x in middles), width=11, color=metal.disc),
            lines([(0, 0), (PIECE, 0)], color=metal.edge, width=10),
            lines([(4, 2), (PIECE - 4, 2)], color=metal.light, width=3),
        )


class ExpectedPiece(Prop):
    """The piece of track where it is expected after training, in dashes."""

    def __init__(self) -> None:
        super().__init__(
            slab(6, -15, PIECE - 2, 11, 4, "#FBF0CC"),
            dashed([(0, 0), (PIECE, 0)], Color.GOLD_LINE, 10, 22, 20),
        )


def _track(corners: Places) -> list[Strokes]:
    """Sleepers and rail along a line of pixels, y downwards."""
    route = Route(corners)
    sleepers = [_sleeper(route, at) for at in np.arange(14.0, route.length, SLEEPERS)]
    line = [(x, -y) for x, y in corners]
    return [
        ties(*sleepers, width=11),
        lines(line, color=STEEL, width=8),
        lines([(x, y + 1.5) for x, y in line], color="#5F80AB", width=2.5),
    ]


def _sleeper(route: Route, distance: float) -> Places:
    way = route.at(distance + 1) - route.at(distance - 1)
    along = way / abs(way)
    middle = route.at(distance) + along * 9j
    return [(end.real, -end.imag) for end in (middle - 8 * along, middle + 8 * along)]
