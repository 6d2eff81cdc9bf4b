"""Gates of glass that sink into the floor when their checks have passed."""

from __future__ import annotations

import numpy as np
from manim import RIGHT, VGroup

from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.badge import Status, StatusBadge
from storyreel.parts.marks import clipped
from storyreel.parts.pictogram import Pictogram
from storyreel.parts.rigid import Rigid
from storyreel.parts.shapes import Disc, Plate, Strokes
from storyreel.parts.text import Line

from .measures import FLOOR, Place

HALF = px(96)
"""Half the width of a gate."""
TOP = y_at(292)
DEEP = TOP - FLOOR + px(12)
"""How far a gate sinks."""
ROUND = px(26)
SIGN = TOP - px(74)
"""The height of the sign."""
WORD = TOP - px(186)
"""The baseline of the word below it."""
ABOVE_FLOOR = (x_at(-2000), FLOOR, x_at(4000), y_at(0))
GLASS = ((0.83, 0.87, 0.93, 0.94), (0.75, 0.81, 0.88, 0.94), (0.66, 0.74, 0.83, 0.94))
WELL = 1.22
"""The radius of the white socket of a badge, as a share of that of the badge."""
EDGE, SLOT = "#6F86A6", "#A9BACF"


class Gate(VGroup):
    """A glass gate with a sign, a word and badges for its checks, closed at first."""

    def __init__(self, sign: str, word: str, checks: int) -> None:
        self._sockets, radius = _sockets(checks), _radius(checks)
        wells = [Disc(at, radius * WELL, role="decor", fill=Color.WHITE) for at in self._sockets]
        pictogram = Pictogram(sign, (0.0, SIGN), px(66), Color.WHITE)
        name = Line(word, Type.LABEL_STRONG.sized(54), (0.0, WORD), Color.NAVY, "center")
        self._body = Rigid(*_body(), pictogram, name, *wells)
        self._badges = [StatusBadge((0.0, 0.0), radius) for _ in self._sockets]
        frame = Frame(-HALF - px(8), FLOOR - px(4), HALF + px(8), FLOOR + px(4))
        self._slot = Rigid(Plate(frame, px(4), SLOT, role="decor"))
        super().__init__(self._slot, self._body, *self._badges)
        for part in (self._body, *self._badges):
            clipped(part, ABOVE_FLOOR)
        self._x, self._sunk = 0.0, 0.0
        self._place()

    @property
    def sign(self) -> Place:
        """Where its sign is."""
        return self._x, SIGN - self._sunk * DEEP

    def put(self, x: float) -> None:
        self._x = x
        self._place()

    def sink(self, share: float) -> None:
        """0 is closed, 1 is in the floor."""
        self._sunk = share
        self._place()

    def check(self, share: float, status: Status = Status.PASSED) -> None:
        """Turn the open badges over, one after the other."""
        last = len(self._badges) - 1
        for index, badge in enumerate(self._badges):
            badge.turn(Status.OPEN, status, min(max(share * (last / 3 + 1) - index / 3, 0.0), 1.0))

    def revise(self, share: float) -> None:
        """Turn badges over that have failed."""
        for badge in self._badges:
            badge.turn(Status.FAILED, Status.PASSED, share)

    def _place(self) -> None:
        down = self._sunk * DEEP
        self._slot.place((self._x, 0.0))
        self._body.place((self._x, -down))
        for badge, (right, height) in zip(self._badges, self._sockets, strict=True):
            badge.put((self._x + right, height - down))


def _body() -> tuple[Plate, Strokes, Disc]:
    panel = Plate(
        Frame(-HALF, FLOOR - ROUND, HALF, TOP), ROUND, edge=EDGE, edge_width=px(4), role="decor"
    )
    panel.fill_rgbas = np.array(GLASS)
    panel.set_sheen_direction(RIGHT)
    side = -HALF + px(16)
    ends = ((side, TOP - px(34)), (side, FLOOR + px(30)))
    glint = Strokes(ends, color=Color.WHITE, width=px(6), role="decor")
    return panel, glint.set_stroke(opacity=0.7), Disc((0.0, SIGN), px(56), role="decor")


def _radius(checks: int) -> float:
    return px(54) if checks == 1 else px(46) if checks == 2 else px(23)


def _sockets(checks: int) -> list[Place]:
    """Where the badges are on a gate at the origin: one column, or two for more than two."""
    if checks <= 2:
        return [(0.0, FLOOR + px(180 + 65 * (checks - 1) - 130 * each)) for each in range(checks)]
    return [
        (px(42) * (1 if each % 2 else -1), FLOOR + px(300 - 52 * (each // 2)))
        for each in range(checks)
    ]
