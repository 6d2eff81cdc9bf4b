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
from storyreel.paint.lru_cache import LruCache
from storyreel.paint.path_cache import SAME_COLOR, PathCache
from storyreel.paint.skia_conversion import skia_color

Words = npt.NDArray[np.uint32]
"""Premultiplied RGBA packed into one number per pixel."""

_Floats: TypeAlias = npt.NDArray[np.float64]

_STEPS = 2**13
"""Colours in a table: 32 for each level of a channel, so that few pixels differ, by one level, from
the exact ones."""

_MAX_TABLES = 64
_MAX_PARTS = 256
"""Parts that are known to have been computed before, as many as a picture at 8K has tiles."""

_MAX_KEPT_BYTES = 2**25
"""64 whole tiles."""

_CHUNK = 2**15
"""Pixels that are computed together: few calls, and nothing leaves the processor's cache."""

_SKEW = 1e-4
"""How far an ellipse may lean, as the cosine of an angle, and count as upright."""


@dataclass(frozen=True, slots=True)
class _Places:
    """The table's index of each pixel as a function of `across`, one per column, and `down`.

    It is their sum, or the root of their sum where the gradient is radial.
    """

    across: npt.NDArray[np.float32]
    down: npt.NDArray[np.float32]
    radial: bool

    def rows(self, start: int, stop: int) -> npt.NDArray[np.uint16]:
        places = self.across + self.down[start:stop, None]
        if self.radial:
            np.sqrt(places, out=places)
        np.clip(places, 0, _STEPS - 1, out=places)
        return places.astype(np.uint16)


class Gradients:
    """Computes the pixels of gradients for one picture, with a cache of their colours."""

    def __init__(self, paths: PathCache) -> None:
        self._paths = paths
        self._tables: LruCache[Words] = LruCache(_MAX_TABLES)
        self._computed: LruCache[bool] = LruCache(_MAX_PARTS)
        self._kept: LruCache[Words] = LruCache(_MAX_KEPT_BYTES, lambda words: words.nbytes)
        self._memory: Words = np.empty(0, np.uint32)

    def pixels(self, paint: Paint, part: PixelRect) -> Words | None:
        """The pixels of a part of the picture, valid until the next call.

        (height, width) of the part, or 1 instead where all rows or all columns are equal. None for
        ellipses that lean and for gradients without length: they are left to Skia.
        """
        places = self._radial(paint, paint.side, part) if paint.side else self._linear(paint, part)
        if places is None:
            return None
        key = paint, part
        if key in self._computed:  # what is asked for twice is asked for many times
            return self._kept.get(key, lambda: self._looked_up(paint, places).copy())
        self._computed.put(key, True)
        return self._looked_up(paint, places)

    def _looked_up(self, paint: Paint, places: _Places) -> Words:
        """The colours at these places, in memory that the next call uses again.

        New memory for a whole tile would cost more time than all the rest.
        """
        table = self._tables.get((paint.colors, paint.offsets), lambda: _table(paint))
        height, width = len(places.down), len(places.across)
        if self._memory.size < height * width:
            self._memory = np.empty(height * width, np.uint32)
        words = self._memory[: height * width].reshape(height, width)
        rows = max(1, _CHUNK // width)
        for start in range(0, height, rows):
            stop = min(start + rows, height)
            # Wrapping saves checking the indices, which are all valid.
            table.take(places.rows(start, stop), mode="wrap", out=words[start:stop])
        return words

    def _linear(self, paint: Paint, part: PixelRect) -> _Places | None:
        x, y = _centres(part)
        (x0, y0), (x1, y1) = self._paths.pixel(paint.start), self._paths.pixel(paint.end)
        wide, high = x1 - x0, y1 - y0
        if not (wide or high):
            return None
        scale = _STEPS / (wide**2 + high**2)
        across = (x - x0) * (wide * scale) if wide else np.zeros(1)
        down = (y - y0) * (high * scale) if high else np.zeros(1)
        return _Places(across.astype(np.float32), down.astype(np.float32), radial=False)

    def _radial(self, paint: Paint, side: Point, part: PixelRect) -> _Places | None:
        x, y = _centres(part)
        (x0, y0), *ends = map(self._paths.pixel, (paint.start, paint.end, side))
        (ax, ay), (bx, by) = ((end[0] - x0, end[1] - y0) for end in ends)
        wide, high = sqrt(ax**2 + bx**2), sqrt(ay**2 + by**2)
        area = abs(ax * by - ay * bx)
        # The index squared is a sum over columns and rows if the ellipse is upright.
        if not area or abs(ax * ay + bx * by) > _SKEW * wide * high:
            return None
        across, down = _STEPS * high / area, _STEPS * wide / area
        columns, rows = ((x - x0) * across) ** 2, ((y - y0) * down) ** 2
        return _Places(columns.astype(np.float32), rows.astype(np.float32), radial=True)


def _centres(part: PixelRect) -> tuple[_Floats, _Floats]:
    """The centres of a part's columns and rows."""
    x = np.arange(part.left, part.right, dtype=np.float64) + 0.5
    return x, np.arange(part.top, part.bottom, dtype=np.float64) + 0.5


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
    return row.view(np.uint32)[0, :, 0]
