"""Styles: a VMobject's colours, strokes, shadow and clip as those of a drawing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from manim import CapStyleType, LineJointType, ManimColor, Mobject, VMobject

from storyreel.drawing.drawing import Clips, PathItem
from storyreel.drawing.paints import Cap, Join, Paint, Rgba, Shadow, Stroke
from storyreel.drawing.path import Path
from storyreel.parts.clips import shape_clips_of
from storyreel.parts.fills import GradientFill, fill_style_of
from storyreel.parts.marks import SoftShadow, clip_of, shadow_of, tag_of
from storyreel.parts.tone import rgb
from storyreel.stage.sight import Sight, box_clip, shape_clip
from storyreel.stage.view import Floats, View

_JOINS = {
    LineJointType.AUTO: Join.MITER,
    LineJointType.MITER: Join.MITER,
    LineJointType.ROUND: Join.ROUND,
    LineJointType.BEVEL: Join.BEVEL,
}
_CAPS = {
    CapStyleType.AUTO: Cap.BUTT,
    CapStyleType.BUTT: Cap.BUTT,
    CapStyleType.ROUND: Cap.ROUND,
    CapStyleType.SQUARE: Cap.SQUARE,
}
LINE_WIDTH = 0.01
"""Scene units per unit of Manim's stroke width (`Camera.cairo_line_width_multiple`)."""


def path_item(mobject: VMobject, path: Path, sight: Sight) -> PathItem | None:
    """A path in the style of its mobject, or None where nothing would be seen."""
    view = sight.view
    fill, shadow = _fill_and_shadow(mobject, view)
    stroke = _stroke(mobject, view, background=False)
    back_stroke = _stroke(mobject, view, background=True)
    if not (fill or shadow or stroke or back_stroke):
        return None
    return PathItem(
        path, fill, stroke, back_stroke, shadow, clips_on(mobject, sight), tag_of(mobject)
    )


def moved_item(mobject: VMobject, path: Path, sight: Sight, item: PathItem) -> PathItem | None:
    """An earlier item of a mobject whose style has not changed, along another path.

    The scale of its view is the same as before. None where a stroke depends on the path.
    """
    strokes = (stroke for stroke in (item.stroke, item.back_stroke) if stroke)
    if any(len(stroke.paint.colors) > 1 for stroke in strokes):
        return None
    fill = item.fill and _moved_fill(mobject, item.fill, sight.view)
    clips = clips_on(mobject, sight)
    return PathItem(path, fill, item.stroke, item.back_stroke, item.shadow, clips, item.tag)


def _moved_fill(mobject: VMobject, fill: Paint, view: View) -> Paint | None:
    """An earlier fill of a mobject that has only moved."""
    if fill_style_of(mobject).gradient is not None:
        return _fill_and_shadow(mobject, view)[0]
    return fill if len(fill.colors) == 1 else _along_line(fill, mobject, view)


def is_transparent(mobject: VMobject) -> bool:
    """Whether a mobject is invisible in every place."""
    return not (
        _shows(mobject.get_fill_rgbas())
        or (mobject.stroke_width and _shows(mobject.get_stroke_rgbas()))
        or (mobject.background_stroke_width and _shows(mobject.get_stroke_rgbas(background=True)))
    )


def clips_on(mobject: Mobject, sight: Sight) -> Clips:
    """The clips of a mobject: the window of its panel, its fixed box, then shapes."""
    box, view = clip_of(mobject), sight.view
    window = (sight.window,) if sight.window else ()
    fixed = (box_clip(box, view),) if box else ()
    return *window, *fixed, *(shape_clip(clip, view) for clip in shape_clips_of(mobject))


def gradient_line(mobject: VMobject) -> tuple[Floats, Floats]:
    """Where a gradient begins and ends: what Manim computes, but faster for one shape."""
    points = mobject.points
    if not _is_single_shape(mobject):
        start, end = mobject.get_gradient_start_and_end_points()
        return start, end
    anchors = np.concatenate((points[0::4], points[3::4]))
    low, high = np.minimum.reduce(anchors), np.maximum.reduce(anchors)
    middle = (low + high) / 2
    reach = (high - middle) * np.asarray(mobject.sheen_direction)
    return middle - reach, middle + reach


def gradient_state(mobject: VMobject) -> bytes:
    """All that the line of a gradient depends on, apart from the points of the mobject itself."""
    if _is_single_shape(mobject):
        return np.asarray(mobject.sheen_direction).tobytes()
    return np.concatenate(gradient_line(mobject)).tobytes()  # it reaches over the submobjects, too


def _is_single_shape(mobject: VMobject) -> bool:
    """Whether a mobject consists of whole curves of its own alone."""
    count = len(mobject.points)
    return not (mobject.submobjects or mobject.shade_in_3d or not count or count % 4)


def has_gradient(rgbas: Floats | None) -> bool:
    """Whether an (n, 4) array holds more than one colour."""
    return rgbas is not None and len(rgbas) > 1 and bool((rgbas != rgbas[0]).any())


def _fill_and_shadow(mobject: VMobject, view: View) -> tuple[Paint | None, Shadow | None]:
    """The fill and the shadow of a mobject.

    A fill with a soft edge is a shadow without a fill.
    """
    fill, style = _paint(mobject, mobject.get_fill_rgbas(), view), fill_style_of(mobject)
    if fill is None:
        return None, None
    if sigma := view.length(style.softness):
        return None, Shadow(0, 0, sigma, fill.colors[0])
    alpha = max(color[3] for color in fill.colors)
    soft = shadow_of(mobject)
    shadow = _shadow(soft, alpha, view) if soft else None
    if style.gradient:
        fill = _gradient(style.gradient, alpha, mobject.points, view)
    return fill, shadow


def _stroke(mobject: VMobject, view: View, background: bool) -> Stroke | None:
    width = view.length(mobject.get_stroke_width(background) * LINE_WIDTH)
    paint = _paint(mobject, mobject.get_stroke_rgbas(background), view) if width else None
    if paint is None:
        return None
    return Stroke(paint, width, _JOINS[mobject.joint_type], _CAPS[mobject.cap_style])


def _paint(mobject: VMobject, rgbas: Floats, view: View) -> Paint | None:
    """Colours as a paint, or None where nothing would be seen."""
    paint = _plain(np.asarray(rgbas, np.float64).tobytes())
    if paint is None or len(paint.colors) == 1:
        return paint
    return _along_line(paint, mobject, view)


def _along_line(paint: Paint, mobject: VMobject, view: View) -> Paint:
    """The colours of a paint along the line of the mobject's gradient."""
    start, end = gradient_line(mobject)
    return Paint(paint.colors, view.place_one(start), view.place_one(end))


def _gradient(gradient: GradientFill, fill_alpha: int, points: Floats, view: View) -> Paint:
    """The gradient of a mobject with these points."""
    colors, offsets = _stops(gradient, fill_alpha)
    start, end, *side = map(tuple, view.place(gradient.places_for(points)).tolist())
    if side:
        return Paint.radial(colors, start, (end, side[0]), offsets)
    return Paint(colors, start, end, offsets=offsets)


def _shadow(soft: SoftShadow, fill_alpha: int, view: View) -> Shadow | None:
    red, green, blue = (
        soft.color.to_rgb() if isinstance(soft.color, ManimColor) else rgb(soft.color)
    )
    color = _rgba((red, green, blue, soft.opacity * fill_alpha / 65535))
    sigma = view.length(soft.sigma)
    if not (color[3] and sigma):
        return None
    return Shadow(view.length(soft.dx), view.length(soft.dy), sigma, color)


@lru_cache(maxsize=1024)
def _stops(gradient: GradientFill, fill_alpha: int) -> tuple[tuple[Rgba, ...], tuple[int, ...]]:
    """The colours of a gradient and their offsets."""
    colors = tuple(
        _rgba((*rgb(stop.color), stop.opacity * fill_alpha / 65535)) for stop in gradient.stops
    )
    return colors, tuple(round(stop.at * 65535) for stop in gradient.stops)


def _shows(rgbas: Floats) -> bool:
    return _plain(np.asarray(rgbas, np.float64).tobytes()) is not None


@lru_cache(maxsize=4096)
def _plain(rgbas: bytes) -> Paint | None:
    """The paint, but for the line of a gradient."""
    colors = tuple(_rgba(rgba) for rgba in np.frombuffer(rgbas).reshape(-1, 4).tolist())
    if not any(color[3] for color in colors):
        return None
    return Paint(colors[:1] if len(set(colors)) == 1 else colors)


def _rgba(values: Iterable[float]) -> Rgba:
    red, green, blue, alpha = (round(min(max(value, 0.0), 1.0) * 65535) for value in values)
    return red, green, blue, alpha
