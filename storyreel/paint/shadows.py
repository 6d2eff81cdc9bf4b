"""Shadows: blurred once, cut into tiles, and laid below the shapes that cast them."""

from __future__ import annotations

from math import ceil, floor
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import skia

from storyreel.drawing.damage import PixelRect, inner_pixels
from storyreel.drawing.drawing import Path, PathItem, Quanta, Shadow
from storyreel.drawing.opacity import solid_box
from storyreel.paint.lru_cache import LruCache
from storyreel.paint.path_cache import PathCache
from storyreel.paint.shadow_mask import Mask, enlarged, mask_scale, tinted

_BLURS_KEPT = 128
_SHADES_KEPT = 2**25
"""Bytes: 64 whole tiles; most are parts of one."""

_Shade: TypeAlias = tuple[skia.Image, npt.NDArray[np.uint8]]
"""An image, and the memory that it is in."""


class Shadows:
    """The shadows of a picture; what was made of them last is kept."""

    def __init__(self, traced: PathCache) -> None:
        self._traced = traced
        self._blurs: LruCache[tuple[Mask, int, int]] = LruCache(_BLURS_KEPT)
        self._shades: LruCache[_Shade] = LruCache(_SHADES_KEPT, lambda shade: shade[1].nbytes)

    def draw(self, canvas: skia.Canvas, item: PathItem, shadow: Shadow, tile: PixelRect) -> None:
        """Paint what a tile shows of a shadow, below the shape that casts it.

        What a translucent fill shows of it stays faint, because a shadow is never more opaque than
        the fill. A tile of it is kept, opaque: while a card stands or fades, its shadow is only
        laid on.
        """
        path, part = item.path, self._shadow_bounds(item.path, shadow, shadow.reach)
        part = part.intersection(tile)
        if solid := solid_box(item):
            part = part.beside(inner_pixels(solid, self._traced.width, self._traced.height))
        if part.width <= 0 or part.height <= 0:
            return
        key = path.key, shadow.dx, shadow.dy, shadow.sigma, shadow.color[:3], part
        image, _ = self._shades.get(key, lambda: self._shade(path, shadow, part))
        alpha = skia.Paint(Alphaf=shadow.color[3] / 65535)
        canvas.drawImage(image, part.left, part.top, skia.SamplingOptions(), alpha)

    def _shade(self, path: Path, shadow: Shadow, part: PixelRect) -> _Shade:
        """A part of a shadow as an opaque image."""
        key = path.key, shadow.dx, shadow.dy, shadow.sigma
        mask, left, top = self._blurs.get(key, lambda: self._blurred(path, shadow))
        coverage = enlarged(mask, mask_scale(shadow.sigma * self._traced.scale), left, top, part)
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
        """The blurred coverage of a path, coarsely, and where it begins, in its own pixels."""
        self._traced.built += 1
        bounds = self._shadow_bounds(path, shadow, 3 * shadow.sigma)
        sigma = shadow.sigma * self._traced.scale
        grain = mask_scale(sigma)
        left, top = bounds.left // grain - 1, bounds.top // grain - 1
        right, bottom = -(-bounds.right // grain) + 1, -(-bounds.bottom // grain) + 1
        mask = np.zeros((bottom - top, right - left), np.uint8)
        info = skia.ImageInfo.MakeA8(right - left, bottom - top)
        canvas = skia.Surface.MakeRasterDirect(info, mask, right - left).getCanvas()
        canvas.translate(-left, -top)
        canvas.scale(1 / grain, 1 / grain)
        canvas.translate(shadow.dx * self._traced.scale, -shadow.dy * self._traced.scale)
        blur = skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, sigma / grain, False)
        canvas.drawPath(self._traced.path(path), skia.Paint(AntiAlias=True, MaskFilter=blur))
        return mask, left, top

    def _shadow_bounds(self, path: Path, shadow: Shadow, reach: Quanta) -> PixelRect:
        """The whole pixels inside the picture that a shadow of a certain reach touches."""
        box = path.box.grown(reach).moved(shadow.dx, shadow.dy)
        left, top = self._traced.pixel((box.left, box.top))
        right, bottom = self._traced.pixel((box.right, box.bottom))
        return PixelRect(
            max(0, floor(left)),
            max(0, floor(top)),
            min(self._traced.width, ceil(right)),
            min(self._traced.height, ceil(bottom)),
        )
