"""Pens: drawings' paths, colours and strokes in Skia's words, for the raster and for PDF."""

from __future__ import annotations

import skia

from storyreel.drawing.drawing import MITER_LIMIT, Cap, Join, Path, Rgba, Stroke
from storyreel.paint.skia_path import skia_path_bytes

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


def skia_path(path: Path, centre: tuple[float, float], scale: float) -> skia.Path:
    """A path with the scene's origin at `centre` and a quantum `scale` long; y points down.

    Raises RuntimeError where this build of Skia keeps paths in another format.
    """
    built = skia.Path()
    if not built.readFromMemory(skia_path_bytes(path, centre, scale)):
        raise RuntimeError("this build of Skia keeps paths in another format")
    return built


def stroking(paint: skia.Paint, stroke: Stroke, scale: float) -> skia.Paint:
    """The paint itself, set to draw lines as the stroke says."""
    paint.setStyle(skia.Paint.kStroke_Style)
    paint.setStrokeWidth(stroke.width * scale)
    paint.setStrokeJoin(_JOINS[stroke.join])
    paint.setStrokeCap(_CAPS[stroke.cap])
    paint.setStrokeMiter(MITER_LIMIT)
    return paint
