"""Soft shadows: blurred once, and painted below the shapes that cast them."""

from __future__ import annotations

from math import ceil, floor
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import skia

from storyreel.drawing.damage import PixelRect
from storyreel.drawing.drawing import PathItem
from storyreel.drawing.paints import Rgba, Shadow
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import Quanta
from storyreel.native import extension
from storyreel.paint.clipping import Clipping
from storyreel.paint.lru_cache import LruCache
from storyreel.paint.path_cache import PathCache
from storyreel.paint.shadow_mask import Mask, enlarged, mask_scale, tinted
from storyreel.paint.skia_path import FAR_TRIANGLE

_MAX_BLURS = 128
_MAX_TILE_BYTES = 2**25
"""64 whole tiles; most are parts of one."""

_Blur: TypeAlias = tuple[Mask, int, int, int]
"""The blurred coverage of a path at a coarser scale, how much coarser, and its left and top in that
scale."""

_ShadowTile: TypeAlias = tuple[skia.Image, npt.NDArray[np.uint8]]
"""An image, and the memory that it refers to."""


class Shadows:
    """Paints shadows on a canvas whose pixels are (height, width, 4), with a cache of blurs.

    What is blended through the edges of clips, or without the extension, is cut into images of
    tiles, which are cached too.
    """

    def __init__(
        self, canvas: skia.Canvas, pixels: npt.NDArray[np.uint8], paths: PathCache
    ) -> None:
        self._canvas, self._paths = canvas, paths
        self._words = pixels.view(np.uint32)[:, :, 0]
        self._blurs: LruCache[_Blur] = LruCache(_MAX_BLURS)
        self._tiles: LruCache[_ShadowTile] = LruCache(_MAX_TILE_BYTES, lambda tile: tile[1].nbytes)

    def draw(self, item: PathItem, shadow: Shadow, tile: PixelRect) -> None:
        """Paint the part of a shadow inside a tile, before the shape that casts it.

        A shadow is never more opaque than the fill, so a translucent fill shows it only faintly.
        """
        part = self._shadow_bounds(item.path, shadow, shadow.reach).intersection(tile)
        if part.width <= 0 or part.height <= 0:
            return
        if extension and not Clipping(self._canvas, self._paths, part).cuts(item.clips):
            words = self._words[part.top : part.bottom, part.left : part.right]
            self._blend(words, item.path, shadow, part, shadow.color)
        else:
            self._draw_image(item.path, shadow, part)

    def _blend(
        self,
        words: npt.NDArray[np.uint32],
        path: Path,
        shadow: Shadow,
        part: PixelRect,
        color: Rgba,
    ) -> None:
        """Blend a part of a shadow onto pixels, in a colour."""
        mask, grain, left, top = self._blur(path, shadow)
        column, row = part.left - left * grain, part.top - top * grain
        extension.blend_shadow(words, mask, grain, column, row, color)

    def _draw_image(self, path: Path, shadow: Shadow, part: PixelRect) -> None:
        """Let Skia blend a part of a shadow.

        Its image has no opacity: while a card stays or fades, it is not computed again.
        """
        key = path.key, shadow.dx, shadow.dy, shadow.sigma, shadow.color[:3], part
        image, _ = self._tiles.get(key, lambda: self._tile(path, shadow, part))
        alpha = skia.Paint(Alphaf=shadow.color[3] / 65535)
        self._canvas.drawImage(image, part.left, part.top, skia.SamplingOptions(), alpha)

    def _tile(self, path: Path, shadow: Shadow, part: PixelRect) -> _ShadowTile:
        """A part of a shadow as an opaque image."""
        if extension:
            words = np.zeros((part.height, part.width), np.uint32)
            self._blend(words, path, shadow, part, (*shadow.color[:3], 65535))
        else:
            coverage = enlarged(*self._blur(path, shadow), part)
            words = np.broadcast_to(tinted(coverage, shadow.color), (part.height, part.width))
        pixels = np.ascontiguousarray(words).view(np.uint8).reshape(*words.shape, 4)
        image = skia.Image.fromarray(
            pixels,
            skia.ColorType.kRGBA_8888_ColorType,
            skia.AlphaType.kPremul_AlphaType,
            copy=False,
        )
        return image, pixels

    def _blur(self, path: Path, shadow: Shadow) -> _Blur:
        key = path.key, shadow.dx, shadow.dy, shadow.sigma
        return self._blurs.get(key, lambda: self._blurred(path, shadow))

    def _blurred(self, path: Path, shadow: Shadow) -> _Blur:
        self._paths.built += 1
        bounds = self._shadow_bounds(path, shadow, 3 * shadow.sigma)
        sigma = shadow.sigma * self._paths.scale
        grain = mask_scale(sigma)
        left, top = bounds.left // grain - 1, bounds.top // grain - 1
        right, bottom = -(-bounds.right // grain) + 1, -(-bounds.bottom // grain) + 1
        mask = np.zeros((bottom - top, right - left), np.uint8)
        info = skia.ImageInfo.MakeA8(right - left, bottom - top)
        canvas = skia.Surface.MakeRasterDirect(info, mask, right - left).getCanvas()
        canvas.translate(-left, -top)
        canvas.scale(1 / grain, 1 / grain)
        canvas.translate(shadow.dx * self._paths.scale, -shadow.dy * self._paths.scale)
        blur = skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, sigma / grain, False)
        shape = self._shape(path)
        canvas.drawPath(shape, skia.Paint(AntiAlias=True, MaskFilter=blur))
        return mask, grain, left, top

    def _shape(self, path: Path) -> skia.Path:
        """The path in pixels, with a third far outline where Skia would blur it as a frame.

        Skia takes one rectangle inside another for a frame in either direction.
        """
        shape = self._paths.path(path)
        if len(path.starts) != 2 or shape.getSegmentMasks() != skia.Path.kLine_SegmentMask:
            return shape
        shape = skia.Path(shape)
        shape.addPoly([skia.Point(x, y) for x, y in FAR_TRIANGLE.tolist()], True)
        return shape

    def _shadow_bounds(self, path: Path, shadow: Shadow, reach: Quanta) -> PixelRect:
        """The pixels of the picture that a shadow with this reach touches."""
        box = path.box.grown(reach).moved(shadow.dx, shadow.dy)
        left, top = self._paths.pixel((box.left, box.top))
        right, bottom = self._paths.pixel((box.right, box.bottom))
        return PixelRect(
            max(0, floor(left)),
            max(0, floor(top)),
            min(self._paths.width, ceil(right)),
            min(self._paths.height, ceil(bottom)),
        )
