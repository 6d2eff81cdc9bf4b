"""A toy engine with a bed for one load, and the sign that it carries away."""

from __future__ import annotations

from cmath import rect

import numpy as np
from manim import RIGHT, VGroup

from storyreel.design.tokens import Color, Type, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import tagged
from storyreel.parts.solid import shaded
from storyreel.parts.text import Line

from .ink import (
    BLUE,
    DEEP,
    HAZE,
    MIST,
    SHINE,
    STEEL,
    area,
    bolt,
    dot,
    lines,
    ring,
    slab,
    step,
)
from .prop import Prop, Similarity

WHEEL = 21.0
WHEELS = (-88.0, -38.0, 34.0, 84.0)
BED, FLOOR = 60.0, 66.0
"""How far behind the middle the bed is, and how high above the rail."""


class Engine(VGroup):
    """A toy engine: a bed behind, the boiler in front, and four wheels that roll."""

    def __init__(self) -> None:
        self._body = _Body()
        self._wheels = [_Wheel() for _ in WHEELS]
        super().__init__(self._body, *self._wheels)

    def ride(self, pose: Similarity, distance: float, opacity: float = 1.0) -> None:
        """Take a pose on the rail; the wheels have rolled a distance, in pixels."""
        self._body.pose(pose, opacity)
        turn = rect(1.0, -distance / WHEEL)
        for wheel, x in zip(self._wheels, WHEELS, strict=True):
            wheel.pose(Similarity(turn, step(x, WHEEL)).then(pose), opacity)


class Sign(Prop):
    """The question on its way: a small bubble with lightning; its origin is the tip of its tail."""

    def __init__(self) -> None:
        mark = tagged(
            Line("?", Type.TITLE.sized(72), (px(26), px(62)), Color.WHITE, "center"), Tag("decor")
        )
        super().__init__(
            area(((-14, 22), (14, 22), (0, 0)), Color.NAVY),
            shaded(slab(-58, 18, 58, 106, 24, Color.NAVY), "#2B4F82", Color.NAVY),
            bolt(-20, 62, 0.56, Color.WHITE, Color.WHITE),
            mark,
        )


class _Body(Prop):
    """The engine without its wheels; its origin is on the rail, below its middle."""

    def __init__(self) -> None:
        super().__init__(
            shaded(slab(-116, 26, 114, 50, 9, DEEP), STEEL, DEEP),
            shaded(slab(-114, 48, -10, 80, 9, HAZE), MIST, HAZE),
            slab(-106, 68, -18, 76, 4, STEEL),
            shaded(slab(82, 98, 100, 132, 3, STEEL), HAZE, STEEL, DEEP).set_sheen_direction(RIGHT),
            slab(76, 126, 106, 138, 6, DEEP),
            dot(62, 104, 11, HAZE),
            shaded(slab(40, 52, 112, 104, 24, BLUE), "#8FA9C9", BLUE, DEEP),
            lines([(66, 56), (66, 100)], [(90, 56), (90, 100)], color="#23426B", width=3),
            dot(112, 78, 9, SHINE),
            shaded(slab(-6, 46, 50, 118, 8, STEEL), BLUE, STEEL, DEEP),
            slab(8, 78, 36, 106, 6, "#DCE8F5"),
            shaded(slab(-18, 114, 60, 130, 8, MIST), "#DCE8F5", HAZE),
        )


class _Wheel(Prop):
    """A wheel with spokes, which show that it rolls."""

    def __init__(self) -> None:
        ends = [rect(WHEEL - 5, turn) for turn in np.arange(5) * 2 * np.pi / 5]
        super().__init__(
            dot(0, 0, WHEEL, DEEP),
            lines(*([(0, 0), (end.real, end.imag)] for end in ends), color=HAZE, width=3),
            ring(WHEEL - 4, HAZE, 3.5),
            dot(0, 0, 5.5, MIST),
        )
