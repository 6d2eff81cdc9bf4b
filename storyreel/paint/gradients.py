"""Gradients: the pixels of large gradients, read from a table instead of computed one by one.

Skia computes each pixel of a gradient with all stages of its pipeline, which takes 20 times as long
as copying it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import skia

from storyreel.drawing.damage import PixelRect
from storyreel.drawing.paints import Paint
from storyreel.native import extension
from storyreel.paint.lru_cache import LruCache
from storyreel.paint.path_cache import SAME_COLOR, PathCache
from storyreel.paint.skia_conversion import skia_color

Words = npt.NDArray[np.uint32]
"""Premultiplied RGBA packed into one number per pixel."""

_Pixel: TypeAlias = tuple[float, float]
"""A point, or a distance, in pixels across and down."""

_STEPS = 2**13
"""Colours in a table: 32 for each level of a channel, so that few pixels differ, by one level, from
the exact ones."""

_MAX_TABLES = 64
_MAX_ROWS = 8
_CHUNK = 2**15
"""Pixels that are computed together: few calls, and nothing leaves the processor's cache."""

_SKEW = 1e-4
"""How far an ellipse may lean, as the cosine of an angle, and count as upright."""


@dataclass(frozen=True, slots=True)
class PartOfGradient:
    """The pixels of a gradient in one part of a picture.

    The index of a pixel's colour in the `table`, (1, colours), grows from 0 at the point `start`,
    in pixels, by `steps` per pixel across and down; if the gradient is `radial`, it is the length
    of that growth. It stays within the table. A step of 0 makes all columns or all rows equal.
    """

    table: Words
    part: PixelRect
    start: tuple[float, float]
    steps: tuple[float, float]
    radial: bool

    @property
    def shape(self) -> tuple[int, int]:
        """The height and width of the part, or 1 instead where all rows or columns are equal."""
        across, down = self.steps
        return self.part.height if down else 1, self.part.width if across else 1

    def cover(self, words: Words) -> None:
        """Replace pixels: those of the part, or as many as `shape` says."""
        if extension:
            self._paint(words, blend=False)
        else:
            self._look_up(words)

    def blend(self, words: Words) -> None:
        """Blend the gradient onto the pixels of the part, by the extension."""
        self._paint(words, blend=True)

    def _paint(self, words: Words, blend: bool) -> None:
        corner = self.part.left, self.part.top
        extension.paint_gradient(
            words, self.table, corner, self.start, self.steps, self.radial, blend
        )

    def _look_up(self, words: Words) -> None:
        height, width = self.shape
        across = self._shares(0, self.part.left, width)
        down = self._shares(1, self.part.top, height)[:, None]
        rows = max(1, _CHUNK // width)
        for start in range(0, height, rows):
            places = across + down[start : start + rows]
            if self.radial:
                np.sqrt(places, out=places)
            np.clip(places, 0, self.table.size - 1, out=places)
            colors = self.table[0].take(places.astype(np.uint16))
            words[start : start + rows if height > 1 else None] = colors

    def _shares(self, axis: int, first: int, count: int) -> npt.NDArray[np.float32]:
        """What columns (axis 0) or rows (axis 1) add to the indices of their pixels."""
        centres = np.arange(first, first + count, dtype=np.float64) + 0.5
        places = (centres - self.start[axis]) * self.steps[axis]
        return (places**2 if self.radial else places).astype(np.float32)


class Gradients:
    """The gradients of one picture, with a cache of their colours."""

    def __init__(self, paths: PathCache) -> None:
        self._paths = paths
        self._tables: LruCache[Words] = LruCache(_MAX_TABLES)
        self._rows: LruCache[Words] = LruCache(_MAX_ROWS)

    def part(self, paint: Paint, part: PixelRect) -> PartOfGradient | None:
        """A gradient in a part of the picture.

        None for ellipses that lean and for gradients without length: they are left to Skia.
        """
        start = self._paths.pixel(paint.start)
        end = self._paths.pixel(paint.end)
        side = paint.side and self._paths.pixel(paint.side)
        steps = _radial(start, end, side) if side else _linear(start, end)
        if steps is None:
            return None
        table = self._tables.get((paint.colors, paint.offsets), lambda: _table(paint))
        return PartOfGradient(table, part, start, steps, side is not None)

    def whole(self, paint: Paint, part: PixelRect) -> PartOfGradient | None:
        """The same for an opaque gradient that fills the part.

        The colours of rows of one colour are those that Skia gives them.
        """
        if paint.side is not None or paint.start[0] != paint.end[0]:
            return self.part(paint, part)
        rows = self._rows.get(paint, lambda: self._row_colors(paint))
        return PartOfGradient(rows, part, (0, 0.5), (0, 1), radial=False)

    def _row_colors(self, paint: Paint) -> Words:
        """The pixels of a vertical gradient, one for each row of the picture: (1, height)."""
        column = np.zeros((self._paths.height, 1, 4), np.uint8)
        surface = skia.Surface(column, skia.ColorType.kRGBA_8888_ColorType)
        surface.getCanvas().drawPaint(self._paths.paint(paint))
        return column.view(np.uint32)[:, :, 0].T


def _linear(start: _Pixel, end: _Pixel) -> _Pixel | None:
    """How far in the table each pixel across and down leads."""
    wide, high = end[0] - start[0], end[1] - start[1]
    if not (wide or high):
        return None
    scale = _STEPS / (wide**2 + high**2)
    return wide * scale, high * scale


def _radial(start: _Pixel, end: _Pixel, side: _Pixel) -> _Pixel | None:
    """The same along the axes of an ellipse; None if it leans."""
    (ax, ay), (bx, by) = ((x - start[0], y - start[1]) for x, y in (end, side))
    wide, high = sqrt(ax**2 + bx**2), sqrt(ay**2 + by**2)
    area = abs(ax * by - ay * bx)
    # The index squared is a sum over columns and rows if the ellipse is upright.
    if not area or abs(ax * ay + bx * by) > _SKEW * wide * high:
        return None
    return _STEPS * high / area, _STEPS * wide / area


def _table(paint: Paint) -> Words:
    """The colours of a gradient from its start to its end."""
    row = np.zeros((1, _STEPS, 4), np.uint8)
    premultiplied = skia.ImageInfo.Make(
        _STEPS, 1, skia.ColorType.kRGBA_8888_ColorType, skia.AlphaType.kPremul_AlphaType
    )
    canvas = skia.Surface.MakeRasterDirect(premultiplied, row, row.strides[0]).getCanvas()
    ends = [skia.Point(0, 0), skia.Point(_STEPS, 0)]
    colors: list[int] = [skia_color(color).toColor() for color in paint.colors]
    shader = skia.GradientShader.MakeLinear(ends, colors, paint.shares)
    canvas.drawPaint(skia.Paint(Shader=shader, ColorFilter=SAME_COLOR))
    return row.view(np.uint32)[:, :, 0]
