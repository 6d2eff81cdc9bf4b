"""Soft shadows: blurred once, cut into tiles, and painted below the shapes that cast them."""

from __future__ import annotations

from math import ceil, floor
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import skia

from storyreel.drawing.damage import PixelRect
from storyreel.drawing.drawing import PathItem
from storyreel.drawing.paints import Shadow
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import Quanta
from storyreel.paint.lru_cache import LruCache
from storyreel.paint.path_cache import PathCache
from storyreel.paint.shadow_mask import Mask, enlarged, mask_scale, tinted
from storyreel.paint.skia_path import FAR_TRIANGLE

_MAX_BLURS = 128
_MAX_TILE_BYTES = 2**25
"""64 whole tiles; most are parts of one."""

_ShadowTile: TypeAlias = tuple[skia.Image, npt.NDArray[np.uint8]]
"""An image, and the memory that it refers to."""


class Shadows:
    """Paints the shadows of a picture, with a cache of blurs and of shadow tiles."""

    def __init__(self, paths: PathCache) -> None:
        self._paths = paths
        self._blurs: LruCache[tuple[Mask, int, int]] = LruCache(_MAX_BLURS)
        self._tiles: LruCache[_ShadowTile] = LruCache(_MAX_TILE_BYTES, lambda tile: tile[1].nbytes)

    def draw(self, canvas: skia.Canvas, item: PathItem, shadow: Shadow, tile: PixelRect) -> None:
        """Paint the part of a shadow inside a tile, before the shape that casts it.

        A shadow is never more opaque than the fill, so a translucent fill shows it only faintly.
        Tiles are cached without the shadow's opacity: while a card stays or fades, its shadow is
        not computed again.
        """
        path, part = item.path, self._shadow_bounds(item.path, shadow, shadow.reach)
        part = part.intersection(tile)
        if part.width <= 0 or part.height <= 0:
            return
        key = path.key, shadow.dx, shadow.dy, shadow.sigma, shadow.color[:3], part
        image, _ = self._tiles.get(key, lambda: self._tile(path, shadow, part))
        alpha = skia.Paint(Alphaf=shadow.color[3] / 65535)
        canvas.drawImage(image, part.left, part.top, skia.SamplingOptions(), alpha)

    def _tile(self, path: Path, shadow: Shadow, part: PixelRect) -> _ShadowTile:
        """A part of a shadow as an opaque image."""
        key = path.key, shadow.dx, shadow.dy, shadow.sigma
        mask, left, top = self._blurs.get(key, lambda: self._blurred(path, shadow))
        coverage = enlarged(mask, mask_scale(shadow.sigma * self._paths.scale), left, top, part)
        words = np.broadcast_to(tinted(coverage, shadow.color), (part.height, part.width))
        pixels = np.ascontiguousarray(words).view(np.uint8).reshape(*words.shape, 4)
        image = skia.Image.fromarray(
            pixels,
            skia.ColorType.kRGBA_8888_ColorType,
            skia.AlphaType.kPremul_AlphaType,
            copy=False,
        )
        return image, pixels

    def _blurred(self, path: Path, shadow: Shadow) -> tuple[Mask, int, int]:
        """The blurred coverage of a path at a coarse scale, with its left and top in that scale."""
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
        return mask, left, top

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
