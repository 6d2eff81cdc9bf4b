"""Culling: shapes so far outside what can be seen that no item has to be made of them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from manim import VMobject

from storyreel.drawing.path import MITER_LIMIT
from storyreel.drawing.quanta import QUANTA_PER_UNIT, Box
from storyreel.parts.fills import fill_style_of
from storyreel.parts.marks import shadow_of
from storyreel.stage.outline import UnplacedPath
from storyreel.stage.sight import Sight
from storyreel.stage.style import LINE_WIDTH

_ROUNDING = 4
"""Quanta by which a placed point may differ from the one that is calculated here."""


class Bounds(NamedTuple):
    """The bounds of an outline, in scene units."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def of(cls, outline: UnplacedPath) -> Bounds:
        low, high = np.minimum.reduce(outline.points), np.maximum.reduce(outline.points)
        return cls(*low.tolist(), *high.tolist())


def is_out_of_sight(mobject: VMobject, bounds: Bounds, sight: Sight, visible: Box) -> bool:
    """Whether a shape with these bounds surely paints nothing within the visible part.

    Shapes that paint beyond their strokes, by a shadow or a soft edge, are never out of sight here.
    """
    if shadow_of(mobject) is not None or fill_style_of(mobject).softness:
        return False
    seen = sight.window.path.box.intersection(visible) if sight.window else visible
    if seen is None:
        return True
    x, y, scale = sight.view
    unit = scale * QUANTA_PER_UNIT
    width = max(mobject.stroke_width, mobject.background_stroke_width) * LINE_WIDTH
    margin = width * MITER_LIMIT / 2 * unit + _ROUNDING
    return (
        (bounds.left - x) * unit - margin > seen.right
        or (bounds.right - x) * unit + margin < seen.left
        or (bounds.bottom - y) * unit - margin > seen.top
        or (bounds.top - y) * unit + margin < seen.bottom
    )
