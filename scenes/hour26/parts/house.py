"""The model's house: walls, window and roof, and the machine that moves the track."""

from __future__ import annotations

from cmath import phase, rect
from collections.abc import Sequence
from dataclasses import dataclass
from math import acos, pi

import numpy as np
from manim import RIGHT, VGroup

from storyreel.design.tokens import Color, Type, px
from storyreel.parts.marks import SoftShadow, with_shadow
from storyreel.parts.shapes import Plate
from storyreel.parts.solid import shaded
from storyreel.parts.text import Line
from storyreel.parts.traces import DashedTrace

from .camera import HINGE, HOUSE, RAIL, at
from .ink import (
    DEEP,
    HAZE,
    PALE,
    STEEL,
    area,
    dashed,
    dot,
    lines,
    ring,
    slab,
    solid,
    spot,
    step,
)
from .keyed import Keyed, KeyedPart
from .prop import Prop, Similarity
from .railway import RAISED, STEELY, ExpectedPiece, Metal, Piece

HALF, ARCH, EAVES, ROOF = 110.0, 178.0, 408.0, 432.0
"""Half the width, and heights above the rail: of the arch, of the eaves, of the roof."""
WINDOW = -90.0, 254.0, 90.0, 346.0
DIALS, DIAL_HEIGHT = (-78.0, -26.0, 26.0, 78.0), 218.0
BEFORE, AFTER = (2.0, 1.5, 2.3, 1.8), (-1.4, -1.9, -1.2, -1.6)
"""How the dials are turned before and after training, in radians."""


class ModelHouse(KeyedPart, VGroup):
    """The model: a house over the track, and the machine that picks the way."""

    def __init__(self, name: str) -> None:
        self.turned, self.moved = Keyed(0.0), Keyed(0.0)
        self.back, self.front = _HouseBack(), _HouseFront(name)
        self.machine = _Machine()
        self.values = self.turned, self.moved
        super().__init__(self.machine.track, self.back, self.front, self.machine.gear)
        for prop in (self.back, self.front):
            prop.pose(at(HOUSE, RAIL))

    def take(self, turned: float, moved: float) -> None:
        self.machine.take(turned, moved)


class _HouseBack(Prop):
    """What is behind the engine and the cards; the origin is on the rail below the middle."""

    def __init__(self) -> None:
        super().__init__(
            shaded(slab(-96, -10, 96, ARCH + 10, 6, PALE), "#B9C8DB", "#DCE5EF"),
            shaded(slab(-96, ARCH, 96, EAVES, 6, DEEP), DEEP, STEEL),
        )


class _HouseFront(Prop):
    """The walls with their window, the roof, and the name of the house."""

    def __init__(self, name: str) -> None:
        eaves, ridge = HALF + 18, HALF - 14
        corners = ((-eaves, EAVES), (eaves, EAVES), (ridge, ROOF + 6), (-ridge, ROOF + 6))
        shadow = SoftShadow(0.0, -px(10), px(18), Color.NAVY, 0.16)
        super().__init__(
            *(_post(x) for x in (-HALF, HALF - 26)),
            solid(with_shadow(shaded(_wall(), "#FFFFFF", "#E9EFF6"), shadow)),
            shaded(slab(-HALF, ARCH - 4, HALF, ARCH + 16, 5, STEEL), STEEL, DEEP),
            shaded(area(corners, STEEL), "#4C719F", Color.NAVY),
            Line(name, Type.HEADING.sized(54), (0.0, px(378)), Color.NAVY, "center"),
            _rim(),
            lines([(-84, DIAL_HEIGHT), (CRANK.real, DIAL_HEIGHT)], color=STEEL, width=7),
        )


def _post(x: float) -> Plate:
    """A post with its left edge at `x`, lit from the left."""
    post = shaded(slab(x, -12, x + 26, ARCH + 8, 5, STEEL), HAZE, STEEL)
    post.set_sheen_direction(RIGHT)
    return post


def _wall() -> Plate:
    """The front wall; its window is a hole, as its line runs the other way."""
    wall = slab(-HALF, ARCH, HALF, EAVES, 10, "#FFFFFF")
    wall.points = np.concatenate([wall.points, slab(*WINDOW, 12, DEEP).points[::-1]])
    return wall


def _rim() -> Plate:
    rim = slab(*WINDOW, 12, DEEP)
    rim.set_fill(opacity=0.0).set_stroke(HAZE, px(5) * 100, 1.0)
    return rim


CRANK, GRIP = complex(152, DIAL_HEIGHT), 130.0
"""The middle of the crank from that of the house, and where the rod holds the piece of track."""


def _grip(tilt: float) -> complex:
    """Where the rod holds the piece of track at a tilt, from the middle of the house."""
    return HINGE - HOUSE + rect(GRIP, tilt)


NEAR, FAR = abs(_grip(RAISED) - CRANK), abs(_grip(0.0) - CRANK)
ROD, PIN = (FAR + NEAR) / 2, (FAR - NEAR) / 2
"""The length of the rod and the radius of its pin: half a turn moves the piece all its way."""
FIRST = phase(CRANK - _grip(RAISED))
LAST = phase(_grip(0.0) - CRANK)
"""The angle of the pin when the piece is raised, and when it is level."""


def tilt_of(pin: complex) -> float:
    """The tilt of the piece for a place of the pin: the rod keeps its length."""
    way = pin - (HINGE - HOUSE)
    cosine = (GRIP**2 + abs(way) ** 2 - ROD**2) / (2 * GRIP * abs(way))
    return phase(way) - acos(min(max(cosine, -1.0), 1.0))


class _Drive(VGroup):
    """Dials, crank and rod, with the piece of track."""

    def __init__(self, dials: Sequence[Prop], piece: Prop, rod: Prop, crank: Prop) -> None:
        self.dials, self.piece, self.rod, self.crank = VGroup(*dials), piece, rod, crank
        super().__init__(piece, rod, crank, self.dials)

    def take(self, drive: Drive, opacities: tuple[float, ...], shown: float) -> None:
        """Pose everything; the opacities are those of the dials, `shown` is that of the rest."""
        middle = at(HOUSE, RAIL)
        for dial, x, angle, opacity in zip(self.dials, DIALS, drive.dials, opacities, strict=True):
            turn = rect(1.0, angle)
            dial.pose(Similarity(turn, step(x, DIAL_HEIGHT)).then(middle), opacity)
        self.crank.pose(_at(rect(1.0, drive.angle), CRANK).then(middle), shown)
        self.rod.pose(_at(drive.rod / abs(drive.rod), drive.pin).then(middle), shown)
        self.piece.pose(Similarity(rect(1.0, drive.tilt), spot(HINGE, RAIL)), shown)


@dataclass(frozen=True, slots=True)
class Drive:
    """How the machine is posed: the share of the dials that have turned, one after another, and
    `moved` of the crank's way."""

    turned: float
    moved: float

    @property
    def shares(self) -> tuple[float, ...]:
        """How far each dial has turned."""
        count = len(DIALS)
        return tuple(min(max(self.turned * count - index, 0.0), 1.0) for index in range(count))

    @property
    def dials(self) -> tuple[float, ...]:
        ways = zip(BEFORE, AFTER, self.shares, strict=True)
        return tuple(before + (after - before) * share for before, after, share in ways)

    @property
    def angle(self) -> float:
        """The angle of the pin, which turns clockwise."""
        return FIRST - (FIRST - LAST) % (2 * pi) * self.moved

    @property
    def pin(self) -> complex:
        return CRANK + rect(PIN, self.angle)

    @property
    def tilt(self) -> float:
        return tilt_of(self.pin)

    @property
    def rod(self) -> complex:
        """From the pin to the piece of track."""
        return _grip(self.tilt) - self.pin


class _Machine(VGroup):
    """Dials, crank, rod and track as one drive; what training is expected to move is dashed."""

    def __init__(self) -> None:
        self._steel = _Drive(
            [dial(STEELY) for _ in DIALS], Piece(STEELY), _rod(STEELY), _crank(STEELY)
        )
        self._expected = _Drive(
            [expected_dial() for _ in DIALS], ExpectedPiece(), _expected_rod(), _expected_crank()
        )
        both = (self._steel, self._expected)
        self.track = VGroup(*(drive.piece for drive in both))
        self.gear = VGroup(*(VGroup(drive.rod, drive.crank, drive.dials) for drive in both))
        super().__init__(self.track, self.gear)

    def take(self, turned: float, moved: float) -> None:
        """Pose the drive: `turned` of the dials, `moved` of the crank's way, from 0 to 1."""
        drive = Drive(turned, moved)
        expected = min(moved * 3, 1.0)
        self._steel.take(drive, tuple(1 - share for share in drive.shares), 1 - expected)
        self._expected.take(drive, drive.shares, expected)


def _at(turn: complex, place: complex) -> Similarity:
    return Similarity(turn, step(place.real, place.imag))


def dial(metal: Metal) -> Prop:
    """A dial about the origin, with its hand upright."""
    hand = lines([(0, -6), (0, 16)], color=metal.edge, width=8)
    return Prop(dot(0, 0, 25, metal.face), ring(24, metal.edge, 4), hand)


def _crank(metal: Metal) -> Prop:
    rim = ring(36, metal.edge, 5)
    return Prop(dot(0, 0, 38, metal.disc), rim, dot(0, 0, 9, metal.edge))


def _rod(metal: Metal) -> Prop:
    return Prop(
        lines([(0, 0), (ROD, 0)], color=metal.edge, width=13),
        lines([(4, 2), (ROD - 4, 2)], color=metal.light, width=3),
        *(
            dot(x, 0, radius, fill)
            for x in (0, ROD)
            for radius, fill in ((10, metal.edge), (4, "#FFFFFF"))
        ),
    )


def expected_dial() -> Prop:
    """A dial as training is expected to turn it: light, with a dashed rim."""
    hand = lines([(0, -6), (0, 16)], color=Color.GOLD_LINE, width=8)
    return Prop(dot(0, 0, 25, "#FBF0CC"), _dashed_ring(24, 5, 10), hand)


def _expected_crank() -> Prop:
    return Prop(dot(0, 0, 38, "#FBF0CC"), _dashed_ring(36, 6, 13), dot(0, 0, 9, Color.GOLD_LINE))


def _expected_rod() -> Prop:
    return Prop(
        lines([(0, 0), (ROD, 0)], color="#FBF0CC", width=13),
        dashed([(0, 0), (ROD, 0)], Color.GOLD_LINE, 9, 20, 18),
    )


def _dashed_ring(radius: float, width: float, dash: float) -> DashedTrace:
    turns = np.linspace(0.0, 2 * pi, 73)
    rim = [(radius * np.cos(turn), radius * np.sin(turn)) for turn in turns]
    return dashed(rim, Color.GOLD_LINE, width, dash, 0.8 * dash)
