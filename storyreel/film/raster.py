"""The raster: paints drawings with Skia into one persistent buffer, and only where they changed.

**Exactness.** The picture is painted in tiles of a fixed grid, each under its own clip, so that a
tile's pixels depend on the drawing alone. Painting the damaged tiles gives bit for bit what
painting everything gives. A clip that followed the damage would not: Skia cuts curves at its clip,
which moves their last bits.

**Determinism.** One thread on the processor, no fonts, no graphics card, nothing left to chance.
"""

from __future__ import annotations

from math import ceil, floor
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import skia

from storyreel.film.damage import PixelRect, damage, inner_pixels, merged, tiles, to_pixels
from storyreel.film.drawing import (
    FRAME_HEIGHT,
    QUANTA_PER_UNIT,
    Drawing,
    ImageItem,
    Item,
    Paint,
    Path,
    PathItem,
    Pixels,
    Quanta,
    Shadow,
    Stroke,
)
from storyreel.film.kept import Kept
from storyreel.film.pen import skia_color, skia_path, stroking
from storyreel.film.shade import Mask, enlarged, grain_of, tinted
from storyreel.film.solid import solid_box

_PATHS_KEPT = 1024
_BLURS_KEPT = 128
_SHADES_KEPT = 128
"""Tiles of 512 KiB."""
_Shade: TypeAlias = tuple[skia.Image, npt.NDArray[np.uint8]]
"""An image, and the memory that it is in."""

_ROWS_KEPT = 8
_IMAGES_KEPT = 16
_SAME_COLOR = skia.ColorFilters.Matrix(np.eye(4, 5, dtype=np.float32).ravel().tolist())
"""Changes nothing, but makes Skia paint gradients with its wide arithmetic: same pixels in 40 % of
the time."""


class Raster:
    """A picture of `width` by `height` pixels that shows one drawing after another.

    `pixels` is (height, width, 4) uint8, RGBA and opaque; `paint` changes it in place.
    `painted_pixels` and `paths_built` count the work done so far.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.pixels: npt.NDArray[np.uint8] = np.zeros((height, width, 4), np.uint8)
        self.painted_pixels = 0
        self.paths_built = 0
        info = skia.ImageInfo.Make(
            width, height, skia.ColorType.kRGBA_8888_ColorType, skia.AlphaType.kPremul_AlphaType
        )
        self._surface = skia.Surface.MakeRasterDirect(info, self.pixels, width * 4)
        self._canvas = self._surface.getCanvas()
        self._scale = height / (FRAME_HEIGHT * QUANTA_PER_UNIT)
        self._paths: Kept[skia.Path] = Kept(_PATHS_KEPT)
        self._blurs: Kept[tuple[Mask, int, int]] = Kept(_BLURS_KEPT)
        self._shades: Kept[_Shade] = Kept(_SHADES_KEPT)
        self._rows: Kept[npt.NDArray[np.uint32]] = Kept(_ROWS_KEPT)
        self._images: Kept[skia.Image] = Kept(_IMAGES_KEPT)
        self._before: Drawing | None = None

    def paint(self, drawing: Drawing) -> tuple[PixelRect, ...]:
        """Show a drawing; returns rectangles outside of which nothing changed, () if it is held."""
        boxes = damage(self._before, drawing)
        self._before = None  # until the picture is whole again
        if boxes is None:
            rects: tuple[PixelRect, ...] = (PixelRect(0, 0, self.width, self.height),)
        else:
            rects = to_pixels(boxes, self.width, self.height)
        places = tiles(rects, self.width, self.height)
        if places:
            self._paint_tiles(drawing, list(places))
        self._before = drawing
        return merged(places.values())

    def paint_part(self, drawing: Drawing, part: PixelRect) -> None:
        """Show a drawing inside a rectangle alone, to be looked at: the rest is of other drawings.

        Curves are cut at the rectangle, which may move the last bits of their pixels.
        """
        self._before = None
        self._paint_tiles(drawing, [part])

    def _paint_tiles(self, drawing: Drawing, places: list[PixelRect]) -> None:
        """Paint whole tiles, in each only the items that can be seen in it."""
        edges = np.array([item.box for item in drawing.items], np.float64)
        left, bottom, right, top = edges.reshape(-1, 4).T * self._scale
        left, right = self.width / 2 + left, self.width / 2 + right
        bottom, top = self.height / 2 - bottom, self.height / 2 - top
        # A pixel more on each side, for rounding at an edge; tiles are rows, items are columns.
        x0, y0, x1, y1 = np.add(places, (-1, -1, 1, 1)).T[:, :, None]
        meets = (left < x1) & (right > x0) & (top < y1) & (bottom > y0)
        spans = (left <= x0) & (right >= x1) & (top <= y0) & (bottom >= y1)
        for tile, meeting, spanning in zip(places, meets, spans, strict=True):
            with skia.AutoCanvasRestore(self._canvas):
                self._canvas.clipRect(skia.Rect.MakeLTRB(*tile))
                upper = self._lay_ground(drawing, np.flatnonzero(spanning).tolist(), tile)
                for index in np.flatnonzero(meeting[upper:]).tolist():
                    self._draw(drawing.items[upper + index], tile)
            self.painted_pixels += tile.area

    def _lay_ground(self, drawing: Drawing, spanning: list[int], tile: PixelRect) -> int:
        """Paint the lowest that can be seen in a tile; returns the index of what comes above it.

        `spanning` are the items whose boxes hold the tile. The ground is the uppermost that hides
        all below it, or the background.
        """
        rect = skia.Rect.MakeLTRB(*tile).makeOutset(1, 1)
        for index in reversed(spanning):
            item = drawing.items[index]
            if not (isinstance(item, PathItem) and item.fill and item.fill.opaque):
                continue
            if item.clip or not self._path(item.path).conservativelyContainsRect(rect):
                continue
            self._flood(item.fill, tile)
            if item.stroke is not None:
                self._draw_stroke(item.path, item.stroke)
            return index + 1
        self._canvas.clear(skia_color(drawing.background))
        return 0

    def _flood(self, paint: Paint, tile: PixelRect) -> None:
        """Fill a whole tile with an opaque paint."""
        if len(paint.colors) == 1:
            self._canvas.clear(skia_color(paint.colors[0]))
        elif paint.start[0] == paint.end[0]:  # all pixels of a row are the same
            rows = self._rows.get(paint, lambda: self._row_colors(paint))
            part = self.pixels.view(np.uint32)[tile.top : tile.bottom, tile.left : tile.right, 0]
            part[:] = rows[tile.top : tile.bottom]
        else:
            self._canvas.drawPaint(self._skia_paint(paint))

    def _row_colors(self, paint: Paint) -> npt.NDArray[np.uint32]:
        """The pixel of each row under a vertical gradient, as one number; shape (height, 1)."""
        column = np.zeros((self.height, 1, 4), np.uint8)
        surface = skia.Surface(column, skia.ColorType.kRGBA_8888_ColorType)
        surface.getCanvas().drawPaint(self._skia_paint(paint))
        return column.view(np.uint32)[:, :, 0]

    def _draw(self, item: Item, tile: PixelRect) -> None:
        if item.clip is None:
            self._draw_unclipped(item, tile)
            return
        with skia.AutoCanvasRestore(self._canvas):
            self._canvas.clipPath(self._path(item.clip), doAntiAlias=True)
            self._draw_unclipped(item, tile)

    def _draw_unclipped(self, item: Item, tile: PixelRect) -> None:
        if isinstance(item, ImageItem):
            self._draw_image(item)
            return
        if item.shadow is not None and item.shadow.sigma > 0:
            self._draw_shadow(item, item.shadow, tile)
        if item.back_stroke is not None:
            self._draw_stroke(item.path, item.back_stroke)
        if item.fill is not None:
            self._canvas.drawPath(self._path(item.path), self._skia_paint(item.fill))
        if item.stroke is not None:
            self._draw_stroke(item.path, item.stroke)

    def _draw_stroke(self, path: Path, stroke: Stroke) -> None:
        """Fill the outline of a stroke, which Skia would otherwise work out at each drawing."""
        key = (path.key, stroke.width, stroke.join, stroke.cap)
        outline = self._paths.get(key, lambda: self._outline(path, stroke))
        self._canvas.drawPath(outline, self._skia_paint(stroke.paint))

    def _outline(self, path: Path, stroke: Stroke) -> skia.Path:
        self.paths_built += 1
        outline = skia.Path()
        stroking(skia.Paint(), stroke, self._scale).getFillPath(self._path(path), outline)
        return outline

    def _draw_shadow(self, item: PathItem, shadow: Shadow, tile: PixelRect) -> None:
        """Paint a shadow below its shape; what a translucent fill shows of it stays faint, because
        a shadow is never more opaque than the fill that casts it.

        A tile of it is kept, opaque: while a card stands or fades, its shadow is only laid on.
        """
        path, part = item.path, self._shadow_bounds(item.path, shadow, shadow.reach)
        part = part.intersection(tile)
        if solid := solid_box(item):
            part = part.beside(inner_pixels(solid, self.width, self.height))
        if part.width <= 0 or part.height <= 0:
            return
        key = path.key, shadow.dx, shadow.dy, shadow.sigma, shadow.color[:3], part
        image, _ = self._shades.get(key, lambda: self._shade(path, shadow, part))
        alpha = skia.Paint(Alphaf=shadow.color[3] / 65535)
        self._canvas.drawImage(image, part.left, part.top, skia.SamplingOptions(), alpha)

    def _shade(self, path: Path, shadow: Shadow, part: PixelRect) -> _Shade:
        """A part of a shadow as an opaque image."""
        key = path.key, shadow.dx, shadow.dy, shadow.sigma
        mask, left, top = self._blurs.get(key, lambda: self._blurred(path, shadow))
        coverage = enlarged(mask, grain_of(shadow.sigma * self._scale), left, top, part)
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
        self.paths_built += 1
        bounds = self._shadow_bounds(path, shadow, 3 * shadow.sigma)
        sigma = shadow.sigma * self._scale
        grain = grain_of(sigma)
        left, top = bounds.left // grain - 1, bounds.top // grain - 1
        right, bottom = -(-bounds.right // grain) + 1, -(-bounds.bottom // grain) + 1
        mask = np.zeros((bottom - top, right - left), np.uint8)
        info = skia.ImageInfo.MakeA8(right - left, bottom - top)
        canvas = skia.Surface.MakeRasterDirect(info, mask, right - left).getCanvas()
        canvas.translate(-left, -top)
        canvas.scale(1 / grain, 1 / grain)
        canvas.translate(shadow.dx * self._scale, -shadow.dy * self._scale)
        blur = skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, sigma / grain, False)
        canvas.drawPath(self._path(path), skia.Paint(AntiAlias=True, MaskFilter=blur))
        return mask, left, top

    def _shadow_bounds(self, path: Path, shadow: Shadow, reach: Quanta) -> PixelRect:
        """The whole pixels inside the picture that a shadow of a certain reach touches."""
        box = path.box.grown(reach).moved(shadow.dx, shadow.dy)
        left, top = self._pixel((box.left, box.top))
        right, bottom = self._pixel((box.right, box.bottom))
        return PixelRect(
            max(0, floor(left)),
            max(0, floor(top)),
            min(self.width, ceil(right)),
            min(self.height, ceil(bottom)),
        )

    def _draw_image(self, item: ImageItem) -> None:
        image = self._images.get(item.pixels.key, lambda: _skia_image(item.pixels))
        (ax, ay), (bx, by), (cx, cy) = (self._pixel(corner) for corner in item.corners)
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
        if not item.smooth:
            sampling = skia.SamplingOptions(skia.FilterMode.kNearest)
        elif (bx - ax) ** 2 + (by - ay) ** 2 >= across**2:
            sampling = skia.SamplingOptions(skia.CubicResampler.CatmullRom())
        else:
            sampling = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
        with skia.AutoCanvasRestore(self._canvas):
            self._canvas.concat(matrix)
            self._canvas.drawImage(image, 0, 0, sampling, skia.Paint(AntiAlias=True))

    def _skia_paint(self, paint: Paint) -> skia.Paint:
        if len(paint.colors) == 1:
            return skia.Paint(Color4f=skia_color(paint.colors[0]), AntiAlias=True)
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(*self._pixel(paint.start)), skia.Point(*self._pixel(paint.end))],
            [skia_color(color).toColor() for color in paint.colors],
        )
        return skia.Paint(Shader=shader, AntiAlias=True, ColorFilter=_SAME_COLOR)

    def _path(self, path: Path) -> skia.Path:
        return self._paths.get(path.key, lambda: self._built(path))

    def _built(self, path: Path) -> skia.Path:
        self.paths_built += 1
        return skia_path(path, (self.width / 2, self.height / 2), self._scale)

    def _pixel(self, point: tuple[int, int]) -> tuple[float, float]:
        return self.width / 2 + point[0] * self._scale, self.height / 2 - point[1] * self._scale


def paint_drawing(drawing: Drawing, width: int, height: int) -> npt.NDArray[np.uint8]:
    """One drawing as a picture: (height, width, 4) uint8, RGBA and opaque."""
    raster = Raster(width, height)
    raster.paint(drawing)
    return raster.pixels


def _skia_image(pixels: Pixels) -> skia.Image:
    """The image premultiplied, so that filtering draws no colour out of transparent pixels."""
    rgba = pixels.rgba.astype(np.uint16)
    rgba[..., :3] = (rgba[..., :3] * rgba[..., 3:] + 127) // 255
    image = skia.Image.fromarray(
        np.ascontiguousarray(rgba.astype(np.uint8)),
        skia.ColorType.kRGBA_8888_ColorType,
        skia.AlphaType.kPremul_AlphaType,
    )
    return image.withDefaultMipmaps()
