"""Filled shapes: an outline in one colour, or in a gradient from top to bottom."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from manim import DOWN, VMobject

from storyreel.design.tokens import Color, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.curves import Points
from storyreel.parts.marks import tagged
from storyreel.parts.shape import Shape
from storyreel.parts.tone import rgb

V = TypeVar("V", bound=VMobject)


def filled(outline: Points, color: str = Color.NAVY, role: str = "decor") -> Shape:
    """A shape without an edge; `outline` is in pixels about the origin, y upwards."""
    shape = Shape(color)
    shape.points = outline * px(1)
    return tagged(shape, Tag(role))


def shaded(shape: V, *colors: str) -> V:
    """Fill a shape with a gradient from its top to its bottom, and return it."""
    shape.fill_rgbas = np.array([(*rgb(color), 1.0) for color in colors])
    shape.set_sheen_direction(DOWN)
    return shape
