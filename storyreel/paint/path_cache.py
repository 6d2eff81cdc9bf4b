"""Traced: paths, the outlines of strokes and paints in pixels, each made once."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import skia

from storyreel.drawing.drawing import FRAME_HEIGHT, QUANTA_PER_UNIT, Paint, Path, Rgba, Stroke
from storyreel.paint.lru_cache import LruCache
from storyreel.paint.skia_conversion import skia_color, skia_path, stroking

_PATHS_KEPT = 1024
_COLORS_KNOWN = 1024
_SAME_COLOR = skia.ColorFilters.Matrix(np.eye(4, 5, dtype=np.float32).ravel().tolist())
"""Changes nothing, but makes Skia paint gradients with its wide arithmetic: same pixels in 40 % of
the time."""


class PathCache:
    """What drawings hold, for a picture of `width` by `height` pixels.

    A quantum is `scale` pixels long. `built` counts the paths and outlines made so far.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.scale = height / (FRAME_HEIGHT * QUANTA_PER_UNIT)
        self.built = 0
        self._paths: LruCache[skia.Path] = LruCache(_PATHS_KEPT)

    def path(self, path: Path) -> skia.Path:
        return self._paths.get(path.key, lambda: self._built(path))

    def outline(self, path: Path, stroke: Stroke) -> skia.Path:
        """The outline of a stroke, which Skia would otherwise work out at each drawing."""
        key = path.key, stroke.width, stroke.join, stroke.cap
        return self._paths.get(key, lambda: self._outline(path, stroke))

    def paint(self, paint: Paint) -> skia.Paint:
        """A paint to fill paths with; it may be another's as well."""
        if len(paint.colors) == 1:
            return _plain(paint.colors[0])
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(*self.pixel(paint.start)), skia.Point(*self.pixel(paint.end))],
            [skia_color(color).toColor() for color in paint.colors],
        )
        return skia.Paint(Shader=shader, AntiAlias=True, ColorFilter=_SAME_COLOR)

    def pixel(self, point: tuple[int, int]) -> tuple[float, float]:
        return self.width / 2 + point[0] * self.scale, self.height / 2 - point[1] * self.scale

    def _built(self, path: Path) -> skia.Path:
        self.built += 1
        return skia_path(path, (self.width / 2, self.height / 2), self.scale)

    def _outline(self, path: Path, stroke: Stroke) -> skia.Path:
        self.built += 1
        outline = skia.Path()
        stroking(skia.Paint(), stroke, self.scale).getFillPath(self.path(path), outline)
        return outline


@lru_cache(maxsize=_COLORS_KNOWN)
def _plain(color: Rgba) -> skia.Paint:
    return skia.Paint(Color4f=skia_color(color), AntiAlias=True)
