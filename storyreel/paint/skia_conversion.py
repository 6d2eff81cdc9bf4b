"""Colours and strokes of drawings as Skia's own objects, for the raster and for PDF."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import skia

from storyreel.drawing.paints import Cap, Join, Paint, Rgba, Stroke
from storyreel.drawing.path import MITER_LIMIT
from storyreel.drawing.quanta import Point

_MAX_COLORS = 1024
_JOINS = {
    Join.MITER: skia.Paint.kMiter_Join,
    Join.ROUND: skia.Paint.kRound_Join,
    Join.BEVEL: skia.Paint.kBevel_Join,
}
_CAPS = {
    Cap.BUTT: skia.Paint.kButt_Cap,
    Cap.ROUND: skia.Paint.kRound_Cap,
    Cap.SQUARE: skia.Paint.kSquare_Cap,
}


def skia_color(rgba: Rgba) -> skia.Color4f:
    """A colour of a drawing."""
    red, green, blue, alpha = rgba
    return skia.Color4f(red / 65535, green / 65535, blue / 65535, alpha / 65535)


@lru_cache(maxsize=_MAX_COLORS)
def _packed(rgba: Rgba) -> int:
    """A colour in 8 bits per channel."""
    return int(skia_color(rgba).toColor())


def set_stroke(paint: skia.Paint, stroke: Stroke, scale: float) -> skia.Paint:
    """Set a paint to draw lines like the stroke, with quanta `scale` long; returns the paint."""
    paint.setStyle(skia.Paint.kStroke_Style)
    paint.setStrokeWidth(stroke.width * scale)
    paint.setStrokeJoin(_JOINS[stroke.join])
    paint.setStrokeCap(_CAPS[stroke.cap])
    paint.setStrokeMiter(MITER_LIMIT)
    return paint


def gradient_shader(
    paint: Paint, place: Callable[[Point], tuple[float, float]]
) -> skia.GradientShader:
    """The shader of a gradient; `place` takes a point of the drawing to the canvas."""
    colors = [_packed(color) for color in paint.colors]
    shares = paint.shares if paint.offsets else None
    if paint.side is None:
        ends = [skia.Point(*place(paint.start)), skia.Point(*place(paint.end))]
        return skia.GradientShader.MakeLinear(ends, colors, shares)
    (x, y), (ax, ay), (bx, by) = place(paint.start), place(paint.end), place(paint.side)
    ellipse = skia.Matrix.MakeAll(ax - x, bx - x, x, ay - y, by - y, y, 0, 0, 1)
    return skia.GradientShader.MakeRadial(skia.Point(0, 0), 1, colors, shares, localMatrix=ellipse)
