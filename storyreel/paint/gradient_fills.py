"""Paths filled with large gradients: images of their pixels take the place of Skia's shaders.

Two canvases paint into the same pixels. Skia copies images through paths by its fast routines only
for BGRA, so the second canvas declares that order for RGBA pixels: what is copied stays as it is.
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
from storyreel.paint.clipping import Clipping
from storyreel.paint.gradients import Gradients, PartOfGradient, Words
from storyreel.paint.path_cache import PathCache

_MIN_PIXELS = 2**15
"""A smaller part of a gradient is computed by Skia in less time than an image takes to make."""

_CLAMP = skia.TileMode.kClamp


class GradientFills:
    """Fills paths with gradients on a canvas whose pixels are (height, width, 4), RGBA."""

    def __init__(
        self, canvas: skia.Canvas, pixels: npt.NDArray[np.uint8], paths: PathCache
    ) -> None:
        self._canvas, self._paths = canvas, paths
        self._words = pixels.view(np.uint32)[:, :, 0]
        self._memory: Words = np.empty(0, np.uint32)
        self.gradients = Gradients(paths)
        info = skia.ImageInfo.Make(
            paths.width,
            paths.height,
            skia.ColorType.kBGRA_8888_ColorType,
            skia.AlphaType.kPremul_AlphaType,
        )
        self._surface = skia.Surface.MakeRasterDirect(info, pixels, pixels.strides[0])
        self._copying = self._surface.getCanvas()

    def fill(self, item: PathItem, paint: Paint, tile: PixelRect) -> bool:
        """Fill the part of a path inside a tile with a gradient; False leaves that to Skia.

        A translucent gradient must cover the tile, because a path would blend it less exactly.
        """
        if self._is_small(item.path.box):
            return False
        path = self._paths.path(item.path)
        part = tile.intersection(_pixels(path))
        if part.area < _MIN_PIXELS or not (paint.opaque or self._covers(item, path, tile)):
            return False
        gradient = self.gradients.part(paint, part)
        if gradient is None:
            return False
        if paint.opaque:
            self._copy(gradient, part, item, tile)
        else:
            self._blend(gradient, part)
        return True

    def _is_small(self, box: Box) -> bool:
        """Whether a box touches too few pixels in any case; asking Skia takes longer."""
        scale = self._paths.scale
        wide, high = (box.right - box.left) * scale, (box.top - box.bottom) * scale
        return (wide + 2) * (high + 2) < _MIN_PIXELS

    def _covers(self, item: PathItem, path: skia.Path, tile: PixelRect) -> bool:
        """Whether a path with its clips covers a tile."""
        rect = skia.Rect.MakeLTRB(*tile).makeOutset(1, 1)
        return path.conservativelyContainsRect(rect) and not Clipping(
            self._canvas, self._paths, tile
        ).cuts(item.clips)

    def _copy(
        self, gradient: PartOfGradient, part: PixelRect, item: PathItem, tile: PixelRect
    ) -> None:
        words = self._colors(gradient)
        image = _image(words, skia.ColorType.kBGRA_8888_ColorType)
        place = skia.Matrix.Translate(part.left, part.top)
        shader = image.makeShader(_CLAMP, _CLAMP, skia.SamplingOptions(), place)
        with skia.AutoCanvasRestore(self._copying):
            self._copying.clipRect(skia.Rect.MakeLTRB(*tile))
            Clipping(self._copying, self._paths, tile).apply(item.clips)
            path = self._paths.path(item.path)
            self._copying.drawPath(path, skia.Paint(Shader=shader, AntiAlias=True))

    def _blend(self, gradient: PartOfGradient, part: PixelRect) -> None:
        if extension:
            gradient.blend(self._words[part.top : part.bottom, part.left : part.right])
            return
        words = np.broadcast_to(self._colors(gradient), (part.height, part.width))
        whole = np.ascontiguousarray(words)
        image = _image(whole, skia.ColorType.kRGBA_8888_ColorType)
        self._canvas.drawImage(image, part.left, part.top)

    def _colors(self, gradient: PartOfGradient) -> Words:
        """The pixels of a gradient, valid until the next call, with 1 for equal rows or columns.

        New memory for a whole tile would cost more time than all the rest.
        """
        height, width = gradient.shape
        if self._memory.size < height * width:
            self._memory = np.empty(height * width, np.uint32)
        words = self._memory[: height * width].reshape(height, width)
        gradient.cover(words)
        return words


def _pixels(path: skia.Path) -> PixelRect:
    """The pixels that a path touches; unpacking Skia's rectangle takes ten times as long."""
    bounds = path.getBounds().roundOut()
    return PixelRect(bounds.left(), bounds.top(), bounds.right(), bounds.bottom())


def _image(words: npt.NDArray[np.uint32], order: skia.ColorType) -> skia.Image:
    """Pixels as an image that refers to them, and does not keep their memory."""
    pixels = words.view(np.uint8).reshape(*words.shape, 4)
    return skia.Image.fromarray(pixels, order, skia.AlphaType.kPremul_AlphaType, copy=False)
