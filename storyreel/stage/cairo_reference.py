"""The reference: the same mobjects painted by Manim's own Cairo camera."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import cairo
import numpy as np
import numpy.typing as npt
from manim import ORIGIN, Camera, Mobject, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject

from storyreel.drawing.paints import is_visible_ellipse
from storyreel.drawing.path import FillRule
from storyreel.drawing.quanta import FRAME_HEIGHT, quantise
from storyreel.parts.clips import shape_clips_of
from storyreel.parts.fills import GradientFill, fill_style_of
from storyreel.parts.marks import clip_of
from storyreel.parts.panel import lens_of
from storyreel.parts.tone import rgb
from storyreel.stage.view import view_of

_RULES = {
    FillRule.NON_ZERO: cairo.FillRule.WINDING,
    FillRule.EVEN_ODD: cairo.FillRule.EVEN_ODD,
}


class CairoReference:
    """Paints what a scene's camera sees at a size in pixels, without soft shadows and soft fills.

    `pixels` is (height, width, 4) uint8, RGBA and opaque, and keeps what was painted last.
    """

    def __init__(self, width: int, height: int) -> None:
        self._camera = _PaintingCamera(pixel_width=width, pixel_height=height)

    @property
    def pixels(self) -> npt.NDArray[np.uint8]:
        return cast("npt.NDArray[np.uint8]", self._camera.pixel_array)

    def paint(self, mobjects: Iterable[Mobject], camera: Camera) -> npt.NDArray[np.uint8]:
        """Paint the mobjects as `camera` sees them; returns `pixels`, good until the next call.

        Raises RequestError for a camera that does more than zoom and pan.
        """
        view = view_of(camera)
        painter = self._camera
        painter.frame_center = np.array([view.x, view.y, 0.0])
        painter.frame_height = FRAME_HEIGHT / view.scale
        painter.frame_width = painter.frame_height * painter.pixel_width / painter.pixel_height
        if painter.background_color != camera.background_color:
            painter.background_color = camera.background_color
        painter.pixel_array_to_cairo_context.clear()  # they hold the view of the frame before
        painter.reset()
        painter.capture_mobjects(mobjects)
        return self.pixels


class _PaintingCamera(Camera):
    """Manim's camera, which also honours the clips, the panel and the fill of a mobject."""

    def display_vectorized(self, vmobject: VMobject, ctx: cairo.Context[Any]) -> _PaintingCamera:
        with self._clipping(vmobject, ctx):
            super().display_vectorized(vmobject, ctx)
        return self

    def apply_fill(self, ctx: cairo.Context[Any], vmobject: VMobject) -> _PaintingCamera:
        style = fill_style_of(vmobject)
        if style.softness:
            return self
        ctx.set_fill_rule(_rule(vmobject))
        if style.gradient is None:
            super().apply_fill(ctx, vmobject)
            return self
        ctx.set_source(_pattern(style.gradient, vmobject))
        ctx.fill_preserve()
        return self

    def display_image_mobject(
        self, image_mobject: AbstractImageMobject, pixel_array: npt.NDArray[np.uint8]
    ) -> None:
        before, lens = pixel_array.copy(), lens_of(image_mobject)
        shown = image_mobject
        if lens is not None:
            shown = image_mobject.copy().shift((*(-np.array(lens.center)), 0))
            shown.scale(lens.zoom, about_point=ORIGIN).shift((*lens.middle, 0))
        super().display_image_mobject(shown, pixel_array)
        if not _is_clipped(image_mobject):
            return
        mask: Any = np.zeros_like(pixel_array)
        ctx = self.get_cairo_context(mask)
        self.pixel_array_to_cairo_context.pop(id(mask))
        with self._clipping(image_mobject, ctx):
            ctx.set_source_rgb(1, 1, 1)
            ctx.paint()
        share = mask[..., 3:] / 255
        pixel_array[:] = np.rint(before + (pixel_array - before.astype(float)) * share)

    @contextmanager
    def _clipping(self, mobject: Mobject, ctx: cairo.Context[Any]) -> Iterator[None]:
        """What is painted in the block is seen through the panel and the clips of a mobject."""
        if not _is_clipped(mobject):
            yield
            return
        box, shapes, lens = clip_of(mobject), shape_clips_of(mobject), lens_of(mobject)
        ctx.save()
        if lens is not None:
            self._trace(lens.window, ctx)
            ctx.clip()
            ctx.translate(*lens.middle)
            ctx.scale(lens.zoom, lens.zoom)
            ctx.translate(-lens.center[0], -lens.center[1])
        if box is not None:
            left, bottom, right, top = box
            ctx.new_path()
            ctx.rectangle(left, bottom, right - left, top - bottom)
            ctx.clip()
        for clip in shapes:
            if clip.inside:
                self._trace(clip.shape, ctx)
                ctx.clip()
        ctx.push_group()
        yield
        ctx.set_operator(cairo.Operator.DEST_OUT)
        ctx.set_source_rgb(0, 0, 0)
        for clip in shapes:
            if not clip.inside:
                self._trace(clip.shape, ctx)
                ctx.fill()
        ctx.pop_group_to_source()
        ctx.paint()
        ctx.restore()

    def _trace(self, shape: VMobject, ctx: cairo.Context[Any]) -> None:
        """Make the outline of a shape the path of a context, with its fill rule."""
        ctx.new_path()
        self.set_cairo_context_path(ctx, shape)
        ctx.set_fill_rule(_rule(shape))


def _is_clipped(mobject: Mobject) -> bool:
    return bool(clip_of(mobject) or shape_clips_of(mobject) or lens_of(mobject))


def _rule(vmobject: VMobject) -> cairo.FillRule:
    return _RULES[fill_style_of(vmobject).rule]


def _pattern(gradient: GradientFill, vmobject: VMobject) -> cairo.Pattern:
    """The gradient of a mobject in scene units; Manim's pictures have blue first.

    The last colour alone where the rest is too small to be seen, as in drawings.
    """
    places = gradient.places_for(vmobject.points)
    opacity = float(vmobject.get_fill_rgbas()[:, 3].max())
    if not _is_visible(places):
        last = gradient.stops[-1]
        red, green, blue = rgb(last.color)
        return cairo.SolidPattern(blue, green, red, last.opacity * opacity)
    start, end, *side = places.tolist()
    pattern: cairo.Gradient
    if side:
        pattern = cairo.RadialGradient(0, 0, 0, 0, 0, 1)
        (x, y), (ax, ay), (bx, by) = start, end, side[0]
        ellipse = cairo.Matrix(ax - x, ay - y, bx - x, by - y, x, y)
        ellipse.invert()
        pattern.set_matrix(ellipse)
    else:
        pattern = cairo.LinearGradient(*start, *end)
    for stop in gradient.stops:
        red, green, blue = rgb(stop.color)
        pattern.add_color_stop_rgba(stop.at, blue, green, red, stop.opacity * opacity)
    return pattern


def _is_visible(places: npt.NDArray[np.float64]) -> bool:
    """Whether the line or the ellipse of a gradient is large enough to be seen."""
    start, end, *side = ((x, y) for x, y in quantise(places[:, :2]).tolist())
    return is_visible_ellipse(start, (end, side[0])) if side else start != end
