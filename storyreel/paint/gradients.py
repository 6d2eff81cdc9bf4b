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
from storyreel.drawing.quanta import Point
from storyreel.native import extension
from storyreel.paint.lru_cache import LruCache
from storyreel.paint.path_cache import SAME_COLOR, PathCache
from storyreel.paint.skia_conversion import skia_color

Words = npt.NDArray[np.uint32]
"""Premultiplied RGBA packed into one number per pixel."""

_Places: TypeAlias = tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]
"""Numbers for columns, (1, width), and for rows, (height, 1)."""

_STEPS = 2**13
"""Colours in a table: 32 for each level of a channel, so that few pixels differ, by one level, from
the exact ones."""

_MAX_TABLES = 64
_CHUNK = 2**15
"""Pixels that are computed together: few calls, and nothing leaves the processor's cache."""

_SKEW = 1e-4
"""How far an ellipse may lean, as the cosine of an angle, and count as upright."""


@dataclass(frozen=True, slots=True)
class PartOfGradient:
    """The pixels of a gradient in one part of a picture.

    The index of a pixel's colour in the `table`, (1, colours), is `across`, (1, width), plus
    `down`, (height, 1), or the root of that sum where the gradient is radial. Either is (1, 1)
    where all columns or all rows are equal.
    """

    table: Words
    across: npt.NDArray[np.float32]
    down: npt.NDArray[np.float32]
    radial: bool

    @property
    def shape(self) -> tuple[int, int]:
        """The height and width of the part, or 1 instead where all rows or columns are equal."""
        return len(self.down), self.across.shape[1]

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
        extension.paint_gradient(words, self.table, self.across, self.down, self.radial, blend)

    def _look_up(self, words: Words) -> None:
        height, width = self.shape
        rows = max(1, _CHUNK // width)
        for start in range(0, height, rows):
            places = self.across + self.down[start : start + rows]
            if self.radial:
                np.sqrt(places, out=places)
            np.clip(places, 0, self.table.size - 1, out=places)
            colors = self.table[0].take(places.astype(np.uint16))
            words[start : start + rows if height > 1 else None] = colors


class Gradients:
    """The gradients of one picture, with a cache of their colours."""

    def __init__(self, paths: PathCache) -> None:
        self._paths = paths
        self._tables: LruCache[Words] = LruCache(_MAX_TABLES)

    def part(self, paint: Paint, part: PixelRect) -> PartOfGradient | None:
        """A gradient in a part of the picture.

        None for ellipses that lean and for gradients without length: they are left to Skia.
        """
        if paint.side is None:
            places = self._linear(paint.start, paint.end, part)
        else:
            places = self._radial(paint.start, paint.end, paint.side, part)
        if places is None:
            return None
        table = self._tables.get((paint.colors, paint.offsets), lambda: _table(paint))
        across, down = (values.astype(np.float32) for values in places)
        return PartOfGradient(table, across, down, paint.side is not None)

    def _linear(self, start: Point, end: Point, part: PixelRect) -> _Places | None:
        x, y = _centres(part)
        (x0, y0), (x1, y1) = self._paths.pixel(start), self._paths.pixel(end)
        wide, high = x1 - x0, y1 - y0
        if not (wide or high):
            return None
        scale = _STEPS / (wide**2 + high**2)
        across = (x - x0) * (wide * scale) if wide else np.zeros((1, 1))
        down = (y - y0) * (high * scale) if high else np.zeros((1, 1))
        return across, down

    def _radial(self, start: Point, end: Point, side: Point, part: PixelRect) -> _Places | None:
        x, y = _centres(part)
        (x0, y0), *ends = map(self._paths.pixel, (start, end, side))
        (ax, ay), (bx, by) = ((end[0] - x0, end[1] - y0) for end in ends)
        wide, high = sqrt(ax**2 + bx**2), sqrt(ay**2 + by**2)
        area = abs(ax * by - ay * bx)
        # The index squared is a sum over columns and rows if the ellipse is upright.
        if not area or abs(ax * ay + bx * by) > _SKEW * wide * high:
            return None
        across, down = _STEPS * high / area, _STEPS * wide / area
        return ((x - x0) * across) ** 2, ((y - y0) * down) ** 2


def _centres(part: PixelRect) -> _Places:
    """The centres of a part's columns and rows."""
    x = np.arange(part.left, part.right, dtype=np.float64)[None] + 0.5
    return x, np.arange(part.top, part.bottom, dtype=np.float64)[:, None] + 0.5


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
