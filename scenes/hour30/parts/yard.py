"""The yard: a road by night up to a wall with a gate, and the day behind it."""

from __future__ import annotations

import numpy as np
from manim import DOWN, RIGHT, VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, px
from storyreel.parts.curves import Points, closed, joined
from storyreel.parts.marks import clipped
from storyreel.parts.shapes import Plate, Strokes

from .filled import gradient, shape
from .night import Night
from .places import DOOR, HORIZON, LAND, WALL, WIRE

NIGHT = Frame(LAND.left, LAND.bottom, WALL.left + px(2), LAND.top)
DAY = Frame(WALL.left, LAND.bottom, LAND.right, LAND.top)
_STRIPE, _SLANT = px(27), px(22)


class Yard(VGroup):
    """Everything that never moves by night: sky, road and wire."""

    def __init__(self) -> None:
        sky = shape(Plate(NIGHT, 0.0).points, *Night.SKY)
        road = shape(Plate(_below(NIGHT), 0.0).points, *Night.ROAD)
        edge = _level(HORIZON, LAND.left, WALL.left, Night.EDGE)
        wire = _level(WIRE, LAND.left, WALL.left, Night.WIRE)
        super().__init__(sky, road, edge, wire)


class Day(VGroup):
    """The day behind the wall."""

    def __init__(self) -> None:
        sky = shape(Plate(DAY, 0.0).points, "#E2EBF5", Color.WHITE, Color.WHITE)
        ground = shape(Plate(_below(DAY), 0.0).points, "#E3EAF2", "#D3DDE9")
        edge = _level(HORIZON, WALL.left, LAND.right, "#9FB2CB")
        super().__init__(sky, ground, edge)


class Wall(VGroup):
    """The wall above the doorway, and its base."""

    def __init__(self) -> None:
        above = Plate(Frame(WALL.left, DOOR, WALL.right, LAND.top), 0.0, role="decor")
        below = Plate(Frame(WALL.left, LAND.bottom, WALL.right, HORIZON), 0.0)
        for part, colors in (
            (above, ("#1B375F", "#44638F", "#7B95B8")),
            (below, ("#0F2140", "#6C86AB", "#DCE4EE")),
        ):
            part.fill_rgbas = gradient(*colors)
            part.set_sheen_direction(RIGHT)
        lintel = Plate(
            Frame(WALL.left - px(8), DOOR - px(6), WALL.right + px(8), DOOR + px(10)), px(6)
        )
        lintel.fill_rgbas = gradient("#A9BCD6", "#5A78A2")
        lintel.set_sheen_direction(DOWN)
        super().__init__(below, above, lintel)


class Gate(VGroup):
    """A striped gate in the doorway, and the daylight that falls in below it."""

    def __init__(self) -> None:
        self._shape = Frame(WALL.left + px(3), HORIZON, WALL.right - px(3), DOOR)
        self._board = Plate(self._shape, px(5), Color.WHITE, Color.NAVY, px(3))
        self._stripes = shape(np.zeros((4, 3)), Color.NAVY)
        self.light = shape(np.zeros((4, 3)), Color.WHITE, Color.WHITE).set_sheen_direction(RIGHT)
        self.board = clipped(VGroup(self._board, self._stripes), _doorway())
        super().__init__(self.light, self.board)
        self.lift(0.0)

    def lift(self, share: float) -> None:
        """Raise the gate; 0 is shut, 1 is open."""
        height = self._shape.height
        frame = self._shape.raised(height * share)
        self._board.fit(frame)
        self._stripes.points = _stripes(frame)
        top, near, far = HORIZON + height * share, WALL.left, WALL.left - px(210)
        self.light.points = closed((near, top), (near, HORIZON), (far, HORIZON))
        self.light.fill_rgbas[:, 3] = 0.0, 0.8 * min(share * 3, 1.0)


def _below(frame: Frame) -> Frame:
    """The part of a frame that is road."""
    return Frame(frame.left, frame.bottom, frame.right, HORIZON)


def _level(y: float, left: float, right: float, color: str) -> Strokes:
    return Strokes(((left, y), (right, y)), color=color, width=px(3), role="decor")


def _doorway() -> tuple[float, float, float, float]:
    return WALL.left, HORIZON, WALL.right, LAND.top


def _stripes(frame: Frame) -> Points:
    """Slanting stripes over a board."""
    left, right = frame.left + px(1.5), frame.right - px(1.5)
    count = 3
    lows = (frame.bottom + px(14) + (2 * _STRIPE) * each for each in range(count))
    return joined(
        *(
            closed(
                (left, low),
                (right, low + _SLANT),
                (right, low + _SLANT + _STRIPE),
                (left, low + _STRIPE),
            )
            for low in lows
        )
    )
