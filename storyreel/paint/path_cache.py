"""The path cache: paths, outlines of strokes, and paints in pixels."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import skia

from storyreel.drawing.paints import Paint, Rgba, Stroke
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import FRAME_HEIGHT, QUANTA_PER_UNIT
from storyreel.native import extension
from storyreel.paint.lru_cache import LruCache
from storyreel.paint.skia_conversion import gradient_shader, set_stroke, skia_color
from storyreel.paint.skia_path import skia_path, skia_paths

_MAX_PATHS = 4096
_MAX_GRADIENTS = 256
_FEW = 8
_MAX_COLORS = 1024
SAME_COLOR = skia.ColorFilters.Matrix(np.eye(4, 5, dtype=np.float32).ravel().tolist())
"""Changes no pixel, but makes Skia paint gradients by wide arithmetic, in 40% of the time."""


class PathCache:
    """Converts the contents of drawings for a picture of `width` by `height` pixels.

    A quantum is `scale` pixels long, and the scene's origin is at `centre`. `built` counts the
    paths and outlines made so far.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.scale = height / (FRAME_HEIGHT * QUANTA_PER_UNIT)
        self.built = 0
        self.centre = (width / 2, height / 2)
        self._paths: LruCache[skia.Path] = LruCache(_MAX_PATHS)
        self._gradients: LruCache[skia.Paint] = LruCache(_MAX_GRADIENTS)

    def prepare(self, paths: Iterable[Path]) -> None:
        """Build the paths that are missing together where that takes a third of the time.

        The extension builds each of them as fast when it is needed, if it is.
        """
        if extension:
            return
        missing = {path.key: path for path in paths if path.key not in self._paths}
        if not _FEW < len(missing) < _MAX_PATHS // 2:
            return
        self.built += len(missing)
        built = skia_paths(list(missing.values()), self.centre, self.scale)
        for key, path in zip(missing, built, strict=True):
            self._paths.put(key, path)

    def path(self, path: Path) -> skia.Path:
        """The path in pixels."""
        return self._paths.get(path.key, lambda: self._built(path))

    def outline(self, path: Path, stroke: Stroke) -> skia.Path:
        """The outline of a stroke, which Skia would otherwise compute for every frame."""
        key = path.key, stroke.width, stroke.join, stroke.cap
        return self._paths.get(key, lambda: self._outline(path, stroke))

    def paint(self, paint: Paint) -> skia.Paint:
        """A paint for filling paths; it may be shared and must not be changed."""
        if len(paint.colors) == 1:
            return _solid_paint(paint.colors[0])
        return self._gradients.get(paint, lambda: self._gradient(paint))

    def pixel(self, point: tuple[int, int]) -> tuple[float, float]:
        """A point of the scene in pixels from the upper left."""
        return self.width / 2 + point[0] * self.scale, self.height / 2 - point[1] * self.scale

    def _gradient(self, paint: Paint) -> skia.Paint:
        shader = gradient_shader(paint, self.pixel)
        return skia.Paint(Shader=shader, AntiAlias=True, ColorFilter=SAME_COLOR)

    def _built(self, path: Path) -> skia.Path:
        self.built += 1
        return skia_path(path, self.centre, self.scale)

    def _outline(self, path: Path, stroke: Stroke) -> skia.Path:
        self.built += 1
        outline = skia.Path()
        set_stroke(skia.Paint(), stroke, self.scale).getFillPath(self.path(path), outline)
        return outline


@lru_cache(maxsize=_MAX_COLORS)
def _solid_paint(color: Rgba) -> skia.Paint:
    return skia.Paint(Color4f=skia_color(color), AntiAlias=True)
