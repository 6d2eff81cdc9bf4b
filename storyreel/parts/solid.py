"""Filled shapes: an outline in one colour, or in a gradient from top to bottom."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from manim import DOWN, ManimColor, VMobject

from storyreel.design.tokens import Color, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.curves import Points
from storyreel.parts.marks import tagged

V = TypeVar("V", bound=VMobject)


def filled(outline: Points, color: str = Color.NAVY, role: str = "decor") -> VMobject:
    """A shape without an edge; `outline` is in pixels about the origin, y upwards."""
    shape = VMobject(fill_color=color, fill_opacity=1.0, stroke_width=0.0)
    shape.points = outline * px(1)
    return tagged(shape, Tag(role))


def shaded(shape: V, *colors: str) -> V:
    """Fill a shape with a gradient from its top to its bottom, and return it."""
    shape.fill_rgbas = np.array([ManimColor(color).to_rgba() for color in colors])
    shape.set_sheen_direction(DOWN)
    return shape
