"""Level gradients: translucent ones whose columns have one colour each, blended as Skia does it.

Skia computes the colour of each pixel again in each row. Here it computes one row of the picture,
in floats, and the extension blends it through the coverage of the path, with Skia's arithmetic:
the same bits, in a tenth of the time.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import skia

from storyreel.drawing.damage import PixelRect
from storyreel.drawing.drawing import PathItem
from storyreel.drawing.paints import Paint
from storyreel.drawing.quanta import Box
from storyreel.native import extension
from storyreel.paint.coverage import Coverages
from storyreel.paint.lru_cache import LruCache
from storyreel.paint.path_cache import PathCache

_MIN_PIXELS = 2**12
"""Skia paints a smaller part in about the time that finding its coverage takes."""

_OPAQUE = 65407
"""Skia rounds this alpha, and all above, to that of an opaque colour."""

_MAX_ROWS = 16

_Row = npt.NDArray[np.float32]
"""Premultiplied RGBA from 0 to 1, (width, 4)."""


class LevelGradients:
    """Fills paths on pixels, (height, width, 4) RGBA, with level gradients."""

    def __init__(
        self, pixels: npt.NDArray[np.uint8], paths: PathCache, coverages: Coverages
    ) -> None:
        self._paths, self._coverages = paths, coverages
        self._words = pixels.view(np.uint32)[:, :, 0]
        self._rows: LruCache[_Row] = LruCache(_MAX_ROWS)

    def fill(self, item: PathItem, paint: Paint, tile: PixelRect) -> bool:
        """Fill the part of a path inside a tile with a gradient; False leaves that to Skia.

        No clip of the item may cut the tile.
        """
        if not (extension and _is_level(paint) and self._is_large(item.path.box)):
            return False
        found = self._coverages.of(item.path, tile)
        if found is None:
            return False
        part, coverage = found
        row = self._rows.get(paint.packed, lambda: self._row(paint))
        words = self._words[part.top : part.bottom, part.left : part.right]
        extension.blend_colors(words, coverage, row[part.left : part.right])
        return True

    def _is_large(self, box: Box) -> bool:
        return box.width * box.height * self._paths.scale**2 >= _MIN_PIXELS

    def _row(self, paint: Paint) -> _Row:
        """The colours of a row of the picture, as Skia computes them before it blends them."""
        row: _Row = np.zeros((self._paths.width, 4), np.float32)
        info = skia.ImageInfo.Make(
            self._paths.width,
            1,
            skia.ColorType.kRGBA_F32_ColorType,
            skia.AlphaType.kPremul_AlphaType,
        )
        canvas = skia.Surface.MakeRasterDirect(info, row[None], row.nbytes).getCanvas()
        canvas.drawPaint(self._paths.paint(paint))
        return row


def _is_level(paint: Paint) -> bool:
    """Whether a gradient is translucent and linear, and all rows of its pixels are equal."""
    (left, top), (right, bottom) = paint.start, paint.end
    level = paint.side is None and top == bottom and left != right
    return level and any(color[3] < _OPAQUE for color in paint.colors)
