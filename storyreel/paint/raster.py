"""The raster: paints drawings with Skia into one persistent buffer, only where they changed.

**Exactness.** The picture is painted in tiles of a fixed grid, each under its own clip, so the
pixels of a tile depend on the drawing alone. Painting the damaged tiles gives bit for bit what
painting everything gives. A clip that follows the damage would not: Skia cuts curves at its clip,
which changes their last bits.

**Determinism.** One thread on the processor, no fonts, no graphics card, no randomness.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext

import numpy as np
import numpy.typing as npt
import skia

from storyreel.drawing.damage import (
    TILE_HEIGHT,
    TILE_WIDTH,
    PixelRect,
    bounds,
    damage,
    merged,
    tiles,
    to_pixels,
)
from storyreel.drawing.drawing import Drawing, ImageItem, Item, PathItem, Pixels, Sampling
from storyreel.drawing.paints import Paint, Rgba, Stroke
from storyreel.drawing.path import Path
from storyreel.paint.clipping import Clipping
from storyreel.paint.coverage import Coverages
from storyreel.paint.gradient_fills import GradientFills
from storyreel.paint.level_gradients import LevelGradients
from storyreel.paint.lru_cache import LruCache
from storyreel.paint.path_cache import PathCache
from storyreel.paint.shadows import Shadows
from storyreel.paint.skia_conversion import skia_color
from storyreel.paint.tile_cache import TileCache
from storyreel.paint.tile_contents import tile_contents

MAX_TILES = 256
"""Cached tiles of 512 KiB, as many as a picture at 8K has; few of them are ever kept."""

_MIN_SPARED = 3
"""Fewer layers are painted in less time than the pixels around the parts of a tile are kept."""

_MAX_IMAGES = 16


class Raster:
    """A picture of `width` by `height` pixels that shows one drawing after another.

    `pixels` is (height, width, 4) uint8, RGBA and opaque; `paint` changes it in place.
    `painted_pixels`, `painted_layers` and `paths_built` count the work done so far: the pixels of
    painted tiles, the layers painted in them, and the paths, outlines and blurs computed.
    """

    def __init__(self, width: int, height: int, cached_tiles: int = MAX_TILES) -> None:
        """`cached_tiles` limits the tile cache."""
        self.width, self.height = width, height
        self.pixels: npt.NDArray[np.uint8] = np.zeros((height, width, 4), np.uint8)
        self.painted_pixels = 0
        self.painted_layers = 0
        info = skia.ImageInfo.Make(
            width, height, skia.ColorType.kRGBA_8888_ColorType, skia.AlphaType.kPremul_AlphaType
        )
        self._surface = skia.Surface.MakeRasterDirect(info, self.pixels, width * 4)
        self._canvas = self._surface.getCanvas()
        self._paths = PathCache(width, height)
        self._shadows = Shadows(self._canvas, self.pixels, self._paths)
        self._tiles = TileCache(self.pixels, cached_tiles)
        self._fills = GradientFills(self._canvas, self.pixels, self._paths)
        self._coverages = Coverages(self._canvas, self.pixels, self._paths)
        self._level_gradients = LevelGradients(self.pixels, self._paths, self._coverages)
        self._images: LruCache[skia.Image] = LruCache(_MAX_IMAGES)
        self._before = np.empty((TILE_HEIGHT, TILE_WIDTH), np.uint32)  # new memory costs time
        self._shown: Drawing | None = None

    @property
    def paths_built(self) -> int:
        return self._paths.built

    def paint(self, drawing: Drawing) -> tuple[PixelRect, ...]:
        """Show a drawing; returns rectangles outside of which nothing changed, maybe none."""
        boxes = damage(self._shown, drawing)
        self._shown = None  # until the picture is complete again
        if boxes is None:
            rects: tuple[PixelRect, ...] = (PixelRect(0, 0, self.width, self.height),)
        else:
            rects = to_pixels(boxes, self.width, self.height)
        places = tiles(rects, self.width, self.height)
        if places:
            self._paint_tiles(drawing, places)
        self._shown = drawing
        return merged(map(bounds, places.values()))

    def paint_part(self, drawing: Drawing, part: PixelRect) -> None:
        """Show a drawing inside one rectangle; the other pixels do not matter to the caller.

        Curves are cut at the rectangle, which may change the last bits of their pixels. Items that
        do not meet the rectangle are not sorted out: they change nothing, but take time.
        """
        self._shown = None
        items = drawing.items
        self._paths.prepare(item.path for item in items if isinstance(item, PathItem))
        place = self._lowest(items, range(len(items)), part)
        lowest, above = items[place] if place >= 0 else drawing.background, items[place + 1 :]
        self._paint_tile(part, (part,), lowest, above, [True] * len(above))

    def _paint_tiles(
        self, drawing: Drawing, places: Mapping[PixelRect, Sequence[PixelRect]]
    ) -> None:
        """Paint tiles, each with the items visible in it; the values cover what has changed."""
        items = drawing.items
        found = tile_contents(items, places, self._paths.centre, self._paths.scale)
        seen = (items[place] for contents in found for place in contents.meeting)
        self._paths.prepare(item.path for item in seen if isinstance(item, PathItem))
        for (tile, parts), contents in zip(places.items(), found, strict=True):
            lowest = self._lowest(items, contents.spanning, tile)
            first = bisect_right(contents.meeting, lowest)
            self._paint_tile(
                tile,
                parts,
                items[lowest] if lowest >= 0 else drawing.background,
                [items[place] for place in contents.meeting[first:]],
                contents.changing[first:],
            )

    def _lowest(self, items: Sequence[Item], spanning: Sequence[int], tile: PixelRect) -> int:
        """The index of the uppermost item that hides everything below it in a tile, or -1.

        `spanning` are the items whose boxes contain the tile.
        """
        rect = skia.Rect.MakeLTRB(*tile).makeOutset(1, 1)
        for index in reversed(spanning):
            item = items[index]
            if not (isinstance(item, PathItem) and item.fill and item.fill.opaque):
                continue
            if self._paths.path(item.path).conservativelyContainsRect(rect) and not (
                item.clips and self._clipping(tile).cuts(item.clips)
            ):
                return index
        return -1

    def _paint_tile(
        self,
        tile: PixelRect,
        parts: Sequence[PixelRect],
        lowest: Item | Rgba,
        above: Sequence[Item],
        meets_parts: Sequence[bool],
    ) -> None:
        """Paint a tile that has changed in some parts, except the layers that the cache restores.

        The lowest layer is an item that hides everything below it, or the background. Layers that
        do not meet the parts are spared, unless the cache keeps them, and the other pixels stay as
        they are: the clip is the tile all the same. The lowest layers are painted or restored only
        where the picture changes then; a tile that the cache keeps is painted whole.
        """
        first = lowest if isinstance(lowest, tuple) else lowest.key
        layers = (first, *(item.key for item in above))
        restored, keep_at = self._tiles.plan(tile, layers)
        keeps = keep_at < len(layers)
        begun = max(restored, 1)
        whole = range(begun, keep_at if keeps else begun)
        rest: Sequence[int] = range(whole.stop, len(layers))
        needed = [depth for depth in rest if meets_parts[depth - 1]]
        spares = len(rest) - len(needed) >= _MIN_SPARED
        if spares:
            rest = needed
        base = tile if keeps else self._touched(tile, parts, lowest, [above[i - 1] for i in rest])
        with self._confined(tile, parts) if spares else nullcontext():
            if restored:
                self._tiles.restore(tile, base)
            with skia.AutoCanvasRestore(self._canvas):
                self._canvas.clipRect(skia.Rect.MakeLTRB(*tile))
                clipping = self._clipping(tile)
                if not restored:
                    self._draw_lowest(lowest, base)
                self._paint_layers(whole, above, tile, clipping)
                if keeps:
                    self._tiles.keep(tile, layers[:keep_at])
                self._paint_layers(rest, above, tile, clipping)
        self.painted_pixels += tile.area
        self.painted_layers += (not restored) + len(whole) + len(rest)

    def _touched(
        self,
        tile: PixelRect,
        parts: Sequence[PixelRect],
        lowest: Item | Rgba,
        above: Iterable[Item],
    ) -> PixelRect:
        """The pixels of a tile that painting these layers touches, with the parts that change.

        The fill of the lowest layer is confined to them, its stroke is not.
        """
        if tile in parts:
            return tile
        boxes = [item.box for item in above]
        if isinstance(lowest, PathItem) and lowest.stroke is not None:
            boxes.append(lowest.box)
        touched = to_pixels(boxes, self.width, self.height)
        return bounds((*parts, *touched)).intersection(tile)

    def _paint_layers(
        self,
        depths: Iterable[int],
        above: Sequence[Item],
        tile: PixelRect,
        clipping: Clipping,
    ) -> None:
        """Paint some layers of a tile; 1 is the one above the lowest."""
        for depth in depths:
            clipping.apply(above[depth - 1].clips)
            self._draw(above[depth - 1], tile, clipping.limits)

    @contextmanager
    def _confined(self, tile: PixelRect, parts: Iterable[PixelRect]) -> Iterator[None]:
        """Give the pixels of a tile outside some parts back what they were before the block."""
        before = self._before[: tile.height, : tile.width]
        before[:] = self._words(tile)
        yield
        painted = [(self._words(part), self._words(part).copy()) for part in parts]
        self._words(tile)[:] = before
        for words, changed in painted:
            words[:] = changed

    def _words(self, rect: PixelRect) -> npt.NDArray[np.uint32]:
        """The pixels of a rectangle, each as one number."""
        words: npt.NDArray[np.uint32] = self.pixels.view(np.uint32)[
            rect.top : rect.bottom, rect.left : rect.right, 0
        ]
        return words

    def _draw_lowest(self, lowest: Item | Rgba, part: PixelRect) -> None:
        """Paint the lowest layer of a tile: its fill inside a part, and its stroke."""
        if isinstance(lowest, PathItem) and lowest.fill:
            self._flood(lowest.fill, part)
            if lowest.stroke is not None:
                self._draw_stroke(lowest.path, lowest.stroke)
        elif isinstance(lowest, tuple):
            self._flood(Paint((lowest,)), part)

    def _flood(self, paint: Paint, part: PixelRect) -> None:
        """Fill a part of the picture with an opaque paint."""
        gradient = self._fills.gradients.whole(paint, part) if len(paint.colors) > 1 else None
        if gradient is not None:
            gradient.cover(self._words(part))
            return
        with skia.AutoCanvasRestore(self._canvas):
            self._canvas.clipRect(skia.Rect.MakeLTRB(*part))
            if len(paint.colors) == 1:
                self._canvas.clear(skia_color(paint.colors[0]))
            else:
                self._canvas.drawPaint(self._paths.paint(paint))

    def _clipping(self, tile: PixelRect) -> Clipping:
        return Clipping(self._canvas, self._paths, tile)

    def _draw(self, item: Item, tile: PixelRect, clipped: bool) -> None:
        if isinstance(item, ImageItem):
            self._draw_image(item)
            return
        if item.shadow is not None and item.shadow.sigma > 0:
            self._shadows.draw(item, item.shadow, tile)
        if item.back_stroke is not None:
            self._draw_stroke(item.path, item.back_stroke)
        if item.fill is not None:
            self._fill(item, item.fill, tile, clipped)
        if item.stroke is not None:
            self._draw_stroke(item.path, item.stroke)

    def _fill(self, item: PathItem, paint: Paint, tile: PixelRect, clipped: bool) -> None:
        if len(paint.colors) > 1:
            filled = self._fills.fill(item, paint, tile) or (
                not clipped and self._level_gradients.fill(item, paint, tile)
            )
        else:
            filled = not clipped and self._coverages.fill(item, paint, tile)
        if not filled:
            self._canvas.drawPath(self._paths.path(item.path), self._paths.paint(paint))

    def _draw_stroke(self, path: Path, stroke: Stroke) -> None:
        """Fill the outline of a stroke, which Skia would otherwise compute for every frame."""
        self._canvas.drawPath(self._paths.outline(path, stroke), self._paths.paint(stroke.paint))

    def _draw_image(self, item: ImageItem) -> None:
        image = self._images.get(item.pixels.key, lambda: _skia_image(item.pixels))
        (ax, ay), (bx, by), (cx, cy) = (self._paths.pixel(corner) for corner in item.corners)
        across, down = image.width(), image.height()
        matrix = skia.Matrix.MakeAll(
            (bx - ax) / across,
            (cx - ax) / down,
            ax,
            (by - ay) / across,
            (cy - ay) / down,
            ay,
            0,
            0,
            1,
        )
        enlarged = (bx - ax) ** 2 + (by - ay) ** 2 >= across**2
        sampling = _ENLARGING[item.sampling] if enlarged else _REDUCING[item.sampling]
        with skia.AutoCanvasRestore(self._canvas):
            self._canvas.concat(matrix)
            self._canvas.drawImage(image, 0, 0, sampling, skia.Paint(AntiAlias=True))


def _sharp_cubic() -> skia.CubicResampler:
    """Mitchell and Netravali's family at B = 0, C = 1; skia-python has no constructor for it."""
    resampler = skia.CubicResampler.CatmullRom()
    resampler.B, resampler.C = 0.0, 1.0
    return resampler


_NEAREST = skia.SamplingOptions(skia.FilterMode.kNearest)
_MIPMAPS = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
_ENLARGING = {
    Sampling.NEAREST: _NEAREST,
    Sampling.CUBIC: skia.SamplingOptions(skia.CubicResampler.CatmullRom()),
    Sampling.LINEAR: skia.SamplingOptions(skia.FilterMode.kLinear),
    Sampling.SHARP_CUBIC: skia.SamplingOptions(_sharp_cubic()),
}
_REDUCING = {
    Sampling.NEAREST: _NEAREST,
    Sampling.CUBIC: _MIPMAPS,
    Sampling.LINEAR: _MIPMAPS,
    Sampling.SHARP_CUBIC: _MIPMAPS,
}


def paint_drawing(drawing: Drawing, width: int, height: int) -> npt.NDArray[np.uint8]:
    """One drawing as a picture: (height, width, 4) uint8, RGBA and opaque."""
    raster = Raster(width, height)
    raster.paint(drawing)
    return raster.pixels


def _skia_image(pixels: Pixels) -> skia.Image:
    """The premultiplied image, so that filtering takes no colour from transparent pixels."""
    rgba = pixels.rgba.astype(np.uint16)
    rgba[..., :3] = (rgba[..., :3] * rgba[..., 3:] + 127) // 255
    image = skia.Image.fromarray(
        np.ascontiguousarray(rgba.astype(np.uint8)),
        skia.ColorType.kRGBA_8888_ColorType,
        skia.AlphaType.kPremul_AlphaType,
    )
    return image.withDefaultMipmaps()
