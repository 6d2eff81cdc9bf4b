"""Coverage: long paths that are painted again, from how much of each pixel they cover.

Skia scans the curves of a path each time it is painted. The second time, what it covers in a tile
is kept, and from then on its colour is mixed into the pixels as Skia's pipeline does that.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import skia

from storyreel.drawing.damage import PixelRect
from storyreel.drawing.drawing import PathItem
from storyreel.drawing.paints import Paint, Rgba
from storyreel.drawing.path import Path
from storyreel.native import extension
from storyreel.paint.lru_cache import LruCache
from storyreel.paint.path_cache import PathCache
from storyreel.paint.skia_conversion import skia_color

_MIN_POINTS = 60
"""Skia scans shorter paths in about the time that finding their coverage takes."""

_MAX_SEEN = 4096
_MAX_COLORS = 1024
_MAX_BYTES = 2**25
"""256 whole tiles; most are parts of one."""

Coverage: TypeAlias = tuple[PixelRect, npt.NDArray[np.uint8]]
"""The pixels that a path touches in a tile, and how much of each it covers, up to 255."""

_COUNTING = skia.Paint(
    Color4f=skia.Color4f(1 / 255, 0, 0, 1), AntiAlias=True, BlendMode=skia.BlendMode.kPlus
)
"""Adds the coverage to alpha, and 1 to red: Skia's pipeline rounds products up."""


class Coverages:
    """Fills paths on a canvas whose pixels are (height, width, 4), with a cache of coverage."""

    def __init__(
        self, canvas: skia.Canvas, pixels: npt.NDArray[np.uint8], paths: PathCache
    ) -> None:
        self._canvas, self._paths = canvas, paths
        self._words = pixels.view(np.uint32)[:, :, 0]
        self._seen: LruCache[bool] = LruCache(_MAX_SEEN)
        self._known: LruCache[Coverage | None] = LruCache(_MAX_BYTES, _size)

    def fill(self, item: PathItem, paint: Paint, tile: PixelRect) -> bool:
        """Fill the part of a path inside a tile with one colour; False leaves that to Skia.

        No clip of the item may cut the tile.
        """
        if not (extension and len(item.path.points) >= _MIN_POINTS and paint.opaque):
            return False
        found = self.of(item.path, tile)
        if found is None:
            return False
        part, coverage = found
        extension.mix_color(self._part(part), coverage, _packed(paint.colors[0]))
        return True

    def of(self, path: Path, tile: PixelRect) -> Coverage | None:
        """How much a path covers of the pixels that it touches in a tile.

        None for the first time that this is asked, and where Skia mixes a colour into a pixel more
        than once, which rounds more than once. No clip may cut the tile.
        """
        key = path.key, tile
        if key not in self._seen:
            self._seen.put(key, True)
            return None
        return self._known.get(key, lambda: self._measured(self._paths.path(path), tile))

    def _measured(self, path: skia.Path, tile: PixelRect) -> Coverage | None:
        """What Skia covers, painted into the picture for a moment: where a path is, counts."""
        touched = path.getBounds().roundOut()
        part = tile.intersection(PixelRect(*touched))
        words = self._part(part)
        before = words.copy()
        words[:] = 0
        self._canvas.drawPath(path, _COUNTING)
        counted = words.copy()
        words[:] = before
        if (counted & 255).max(initial=0) > 1:
            return None
        return part, (counted >> 24).astype(np.uint8)

    def _part(self, part: PixelRect) -> npt.NDArray[np.uint32]:
        return self._words[part.top : part.bottom, part.left : part.right]


def _size(coverage: Coverage | None) -> int:
    return coverage[1].nbytes if coverage else 0


@lru_cache(maxsize=_MAX_COLORS)
def _packed(color: Rgba) -> int:
    """A colour as a pixel of the picture."""
    pixel = np.zeros((1, 1, 4), np.uint8)
    surface = skia.Surface(pixel, skia.ColorType.kRGBA_8888_ColorType)
    surface.getCanvas().clear(skia_color(color))
    return int(pixel.view(np.uint32)[0, 0, 0])
