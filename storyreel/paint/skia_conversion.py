"""Colours and strokes of drawings as Skia's own objects, for the raster and for PDF."""

from __future__ import annotations

import skia

from storyreel.drawing.drawing import MITER_LIMIT, Cap, Join, Rgba, Stroke

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


def set_stroke(paint: skia.Paint, stroke: Stroke, scale: float) -> skia.Paint:
    """Set a paint to draw lines like the stroke, with quanta `scale` long; returns the paint."""
    paint.setStyle(skia.Paint.kStroke_Style)
    paint.setStrokeWidth(stroke.width * scale)
    paint.setStrokeJoin(_JOINS[stroke.join])
    paint.setStrokeCap(_CAPS[stroke.cap])
    paint.setStrokeMiter(MITER_LIMIT)
    return paint
