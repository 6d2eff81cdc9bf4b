"""Filled outlines in scene units, of one colour or a gradient from top to bottom."""

from __future__ import annotations

import numpy as np
from manim import ManimColor, VMobject

from storyreel.design.tokens import px
from storyreel.parts.curves import Points
from storyreel.parts.solid import filled, shaded


def shape(points: Points, *colors: str) -> VMobject:
    """A filled outline without an edge."""
    return shaded(filled(points / px(1), colors[0]), *colors)


def gradient(*colors: str) -> np.ndarray:
    """Colours of a gradient, as Manim stores them: shape (n, 4)."""
    return np.array([ManimColor(color).to_rgba() for color in colors])
