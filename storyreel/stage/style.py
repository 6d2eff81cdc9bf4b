"""Styles: a VMobject's colours, strokes, shadow and clip as those of a drawing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from manim import CapStyleType, LineJointType, ManimColor, Mobject, VMobject

from storyreel.drawing.drawing import Clips, PathItem, Tag
from storyreel.drawing.paints import Cap, Join, Paint, Rgba, Shadow, Stroke
from storyreel.drawing.path import MITER_LIMIT, Path
from storyreel.drawing.quanta import Point
from storyreel.drawing.value import value
from storyreel.native import extension
from storyreel.parts.clips import shape_clips_of
from storyreel.parts.fills import FillStyle, GradientFill, fill_style_of
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


_Stops: TypeAlias = tuple[tuple[Rgba, ...], tuple[int, ...]]
"""The colours of a gradient, and their offsets."""


_Paints: TypeAlias = tuple[Paint | None, Stroke | None, Stroke | None, Shadow | None]
"""The fill, the stroke, the back stroke and the shadow that a path is painted with."""


@value(eq=False)
class _Line:
    """A stroke that is seen, before it has a scale: its width is in scene units."""

    paint: Paint
    width: float
    join: Join
    cap: Cap

    def seen(self, view: View) -> Stroke | None:
        """The stroke in a view, before a gradient has a place; None where it is too thin."""
        width = view.length(self.width)
        return Stroke(self.paint, width, self.join, self.cap) if width else None


@value(eq=False)
class Style:
    """How a VMobject is painted, at any place and any scale.

    It is read once for each change of it, and gives an item for each change of place.
    """

    fill: Paint | None
    """The colours; None where the fill is invisible."""

    fill_style: FillStyle
    stops: _Stops
    """Those of its gradient, if it has one."""

    shadow: SoftShadow | None
    stroke: _Line | None
    back_stroke: _Line | None
    squares: bool
    """Whether its strokes end in squares."""

    tag: Tag | None
    is_clipped: bool
    """Whether it has clips of its own, beside the window of its panel."""

    is_transparent: bool
    """Whether it is invisible in every place."""

    is_flat: bool
    """Whether it has no gradient."""

    plain_paints: _Paints | None
    """What it paints with at every scale; None where that depends on the scale."""

    reach: float | None
    """How far its strokes reach beyond the path, in scene units.

    None where its edge is soft, and for a text, which has an item in every place.
    """


def style_of(mobject: VMobject) -> Style:
    """The style of a mobject as it is now."""
    stroke, back_stroke = _line(mobject, background=False), _line(mobject, background=True)
    lines = [line for line in (stroke, back_stroke) if line]
    fill, fill_style = _plain(_as_bytes(mobject.get_fill_rgbas())), fill_style_of(mobject)
    shadow, clips = shadow_of(mobject), shape_clips_of(mobject)
    tag = tag_of(mobject)
    is_plain = shadow is None and not fill_style.softness
    width = max([line.width for line in lines], default=0.0)
    paints = [line.paint for line in lines] + ([fill] if fill else [])
    return Style(
        fill,
        fill_style,
        _stops(fill_style.gradient, _alpha(fill)) if fill and fill_style.gradient else ((), ()),
        shadow,
        stroke,
        back_stroke,
        squares=mobject.cap_style is CapStyleType.SQUARE,
        tag=tag,
        is_clipped=clip_of(mobject) is not None or bool(clips),
        is_transparent=not paints,
        is_flat=not (fill_style.gradient or any([paint.colors[1:] for paint in paints])),
        plain_paints=(fill, None, None, None) if is_plain and not lines else None,
        reach=width * MITER_LIMIT / 2 if is_plain and not (tag and tag.text) else None,
    )


class Slopes:
    """Where the gradients of a mobject run in scene units, as long as points and style are kept."""

    __slots__ = ("_line", "_places")

    def __init__(self) -> None:
        self._line: list[list[float]] | None = None
        self._places: list[list[float]] | None = None

    def along(self, paint: Paint, mobject: VMobject, view: View) -> Paint:
        """A paint; several colours are along the line of the mobject's gradient."""
        if len(paint.colors) == 1:
            return paint
        return Paint(paint.colors, *self._ends(mobject, view))

    def _ends(self, mobject: VMobject, view: View) -> tuple[Point, Point]:
        if extension and is_single_shape(mobject):
            across, up = mobject.sheen_direction[:2]
            points = np.ascontiguousarray(mobject.points, np.float64)
            return extension.gradient_ends(points, (across, up), view)
        if self._line is None:
            self._line = [point.tolist() for point in gradient_line(mobject)]
        start, end = self._line
        return view.place_one(start), view.place_one(end)

    def within(self, gradient: GradientFill, stops: _Stops, mobject: VMobject, view: View) -> Paint:
        """The gradient that moves with a mobject."""
        if self._places is None:
            self._places = gradient.places_for(mobject.points).tolist()
        colors, offsets = stops
        start, end, *side = map(view.place_one, self._places)
        if side:
            return Paint.radial(colors, start, (end, side[0]), offsets)
        return Paint(colors, start, end, offsets=offsets)


def path_item(
    mobject: VMobject, style: Style, slopes: Slopes, path: Path, sight: Sight
) -> PathItem | None:
    """A path in the style of its mobject, or None where nothing would be seen."""
    view = sight.view
    paints = style.plain_paints or _paints(style, view.scale)
    if not any(paints):
        return None
    if not style.is_flat:
        paints = _sloped(paints, mobject, style, slopes, view)
    clips = clips_on(mobject, sight) if style.is_clipped else sight.clips
    return PathItem(path, *paints, clips, style.tag)


def clips_on(mobject: Mobject, sight: Sight) -> Clips:
    """The clips of a mobject: the window of its panel, its fixed box, then shapes."""
    box, view = clip_of(mobject), sight.view
    fixed = (box_clip(box, view),) if box else ()
    return *sight.clips, *fixed, *(shape_clip(clip, view) for clip in shape_clips_of(mobject))


def gradient_line(mobject: VMobject) -> tuple[Floats, Floats]:
    """Where a gradient begins and ends: what Manim computes, but faster for one shape."""
    points = mobject.points
    if not is_single_shape(mobject):
        start, end = mobject.get_gradient_start_and_end_points()
        return start, end
    anchors = np.concatenate((points[0::4], points[3::4]))
    low, high = np.minimum.reduce(anchors), np.maximum.reduce(anchors)
    middle = (low + high) / 2
    reach = (high - middle) * np.asarray(mobject.sheen_direction)
    return middle - reach, middle + reach


def gradient_state(mobject: VMobject) -> bytes:
    """All that the line of a gradient depends on, apart from the points of the mobject itself."""
    if is_single_shape(mobject):
        return np.asarray(mobject.sheen_direction).tobytes()
    return np.concatenate(gradient_line(mobject)).tobytes()  # it reaches over the submobjects, too


def is_single_shape(mobject: VMobject) -> bool:
    """Whether a mobject consists of whole curves of its own alone."""
    count = len(mobject.points)
    return not (mobject.submobjects or mobject.shade_in_3d or not count or count % 4)


@lru_cache(maxsize=4096)
def _paints(style: Style, scale: float) -> _Paints:
    """What a style paints with in views of a scale, before gradients have a place."""
    view = View(0.0, 0.0, scale)
    stroke = style.stroke.seen(view) if style.stroke else None
    back_stroke = style.back_stroke.seen(view) if style.back_stroke else None
    return _fill(style, view), stroke, back_stroke, _shadow(style, view)


def _sloped(
    paints: _Paints, mobject: VMobject, style: Style, slopes: Slopes, view: View
) -> _Paints:
    """The paints with their gradients where they are on a mobject."""

    def along(stroke: Stroke | None) -> Stroke | None:
        if stroke is None or len(stroke.paint.colors) == 1:
            return stroke
        return replace(stroke, paint=slopes.along(stroke.paint, mobject, view))

    fill, stroke, back_stroke, shadow = paints
    gradient = style.fill_style.gradient
    if fill and gradient:
        fill = slopes.within(gradient, style.stops, mobject, view)
    elif fill:
        fill = slopes.along(fill, mobject, view)
    return fill, along(stroke), along(back_stroke), shadow


def _fill(style: Style, view: View) -> Paint | None:
    """The fill of a style; one with a soft edge is a shadow instead."""
    return None if view.length(style.fill_style.softness) else style.fill


def _shadow(style: Style, view: View) -> Shadow | None:
    """The shadow of a style; that of a soft edge is below nothing."""
    if style.fill is None:
        return None
    sigma = view.length(style.fill_style.softness)
    if sigma:
        return Shadow(0, 0, sigma, style.fill.colors[0])
    return _shadow_below(style.shadow, _alpha(style.fill), view) if style.shadow else None


def _line(mobject: VMobject, background: bool) -> _Line | None:
    width = mobject.get_stroke_width(background) * LINE_WIDTH
    paint = _plain(_as_bytes(mobject.get_stroke_rgbas(background))) if width else None
    if paint is None:
        return None
    return _Line(paint, width, _JOINS[mobject.joint_type], _CAPS[mobject.cap_style])


def _alpha(paint: Paint) -> int:
    """The alpha of the most opaque of its colours."""
    return max(color[3] for color in paint.colors)


def _shadow_below(soft: SoftShadow, fill_alpha: int, view: View) -> Shadow | None:
    red, green, blue = (
        soft.color.to_rgb() if isinstance(soft.color, ManimColor) else rgb(soft.color)
    )
    color = _rgba((red, green, blue, soft.opacity * fill_alpha / 65535))
    sigma = view.length(soft.sigma)
    if not (color[3] and sigma):
        return None
    return Shadow(view.length(soft.dx), view.length(soft.dy), sigma, color)


@lru_cache(maxsize=1024)
def _stops(gradient: GradientFill, fill_alpha: int) -> _Stops:
    """The colours of a gradient and their offsets."""
    colors = tuple(
        _rgba((*rgb(stop.color), stop.opacity * fill_alpha / 65535)) for stop in gradient.stops
    )
    return colors, tuple(round(stop.at * 65535) for stop in gradient.stops)


def _as_bytes(rgbas: Floats) -> bytes:
    return np.asarray(rgbas, np.float64).tobytes()


@lru_cache(maxsize=4096)
def _plain(rgbas: bytes) -> Paint | None:
    """The paint, but for the line of a gradient."""
    channels = map(_channel, memoryview(rgbas).cast("d"))
    colors = tuple(zip(channels, channels, channels, channels, strict=True))
    if not any(color[3] for color in colors):
        return None
    return Paint(colors[:1] if len(set(colors)) == 1 else colors)


def _rgba(values: Iterable[float]) -> Rgba:
    red, green, blue, alpha = map(_channel, values)
    return red, green, blue, alpha


def _channel(value: float) -> int:
    return round((0.0 if value < 0 else 1.0 if value > 1 else value) * 65535)
