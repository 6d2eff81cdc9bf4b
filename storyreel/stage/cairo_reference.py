"""The reference: the same mobjects painted by Manim's own Cairo camera."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import cairo
import numpy as np
import numpy.typing as npt
from manim import Camera, Mobject, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject

from storyreel.drawing.drawing import FRAME_HEIGHT
from storyreel.parts.fills import GradientFill, gradient_of, softness_of
from storyreel.parts.marks import clip_of
from storyreel.parts.tone import rgb
from storyreel.stage.view import view_of


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
    """Manim's camera, which also honours the clip and the fill of a mobject."""

    def display_vectorized(self, vmobject: VMobject, ctx: cairo.Context[Any]) -> _PaintingCamera:
        clip = clip_of(vmobject)
        if clip is None:
            super().display_vectorized(vmobject, ctx)
            return self
        left, bottom, right, top = clip
        ctx.save()
        ctx.new_path()
        ctx.rectangle(left, bottom, right - left, top - bottom)
        ctx.clip()
        super().display_vectorized(vmobject, ctx)
        ctx.restore()
        return self

    def apply_fill(self, ctx: cairo.Context[Any], vmobject: VMobject) -> _PaintingCamera:
        gradient = gradient_of(vmobject)
        if softness_of(vmobject):
            return self
        if gradient is None:
            super().apply_fill(ctx, vmobject)
            return self
        ctx.set_source(_pattern(gradient, vmobject))
        ctx.fill_preserve()
        return self

    def display_image_mobject(
        self, image_mobject: AbstractImageMobject, pixel_array: npt.NDArray[np.uint8]
    ) -> None:
        clip = clip_of(image_mobject)
        before = pixel_array.copy() if clip else None
        super().display_image_mobject(image_mobject, pixel_array)
        if clip and before is not None:
            left, bottom, right, top = clip
            corners = np.array([(left, top, 0.0), (right, bottom, 0.0)])
            (x0, y0), (x1, y1) = np.rint(self.points_to_subpixel_coords(image_mobject, corners))
            rows = slice(max(0, int(y0)), max(0, int(y1)))
            columns = slice(max(0, int(x0)), max(0, int(x1)))
            before[rows, columns] = pixel_array[rows, columns]
            pixel_array[:] = before


def _pattern(gradient: GradientFill, vmobject: VMobject) -> cairo.Gradient:
    """The gradient of a mobject in scene units; Manim's pictures have blue first."""
    low, high = vmobject.points.min(axis=0)[:2], vmobject.points.max(axis=0)[:2]
    start, end, side = (
        (low + np.array(share) * (high - low)).tolist()
        for share in (gradient.start, gradient.end, gradient.side or (0.0, 0.0))
    )
    pattern: cairo.Gradient
    if gradient.side is None:
        pattern = cairo.LinearGradient(*start, *end)
    else:
        pattern = cairo.RadialGradient(0, 0, 0, 0, 0, 1)
        (x, y), (ax, ay), (bx, by) = start, end, side
        ellipse = cairo.Matrix(ax - x, ay - y, bx - x, by - y, x, y)
        ellipse.invert()
        pattern.set_matrix(ellipse)
    opacity = float(vmobject.get_fill_rgbas()[:, 3].max())
    for stop in gradient.stops:
        red, green, blue = rgb(stop.color)
        pattern.add_color_stop_rgba(stop.at, blue, green, red, stop.opacity * opacity)
    return pattern
