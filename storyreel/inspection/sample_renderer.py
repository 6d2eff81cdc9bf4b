"""Small pictures of a few items, to see what only painting can tell.

Paints no more than the box in question, nothing below an opaque surface that covers it, and equal
pictures once: several rules need the same ones.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from storyreel.drawing.damage import PixelRect
from storyreel.drawing.drawing import Drawing, Item
from storyreel.drawing.paints import Rgba
from storyreel.drawing.quanta import FRAME_HEIGHT, FRAME_WIDTH, QUANTA_PER_UNIT, Box
from storyreel.inspection.known_items import KnownItems
from storyreel.inspection.visible_items import SAMPLE_HEIGHT, solid_surface
from storyreel.paint.raster import Raster

Rgb = npt.NDArray[np.uint8]
"""Pixels, (rows, columns, 3)."""


class SampleRenderer:
    """Paints parts of frames, `SAMPLE_HEIGHT` rows high as a whole."""

    def __init__(self, aspect: float = FRAME_WIDTH / FRAME_HEIGHT) -> None:
        """`aspect` is the width of the frame over its height."""
        self._raster = Raster(round(SAMPLE_HEIGHT * aspect), SAMPLE_HEIGHT)
        self._painted: dict[object, Rgb] = {}
        self._surfaces = KnownItems(solid_surface)

    @property
    def painted_pixels(self) -> int:
        """How many pixels have been painted so far."""
        return self._raster.painted_pixels

    def paint(self, items: Sequence[Item], background: Rgba, box: Box) -> Rgb:
        """The pixels of a box as these items paint it, read-only; at least one pixel."""
        items, background = self.visible_part(items, background, box)
        rows, columns = self.window(box)
        if not items:
            shape = rows.stop - rows.start, columns.stop - columns.start, 3
            return np.broadcast_to(pixel_of(background), shape)
        part = PixelRect(columns.start, rows.start, columns.stop, rows.stop)
        key = part, background, *(item.key for item in items)
        if key not in self._painted:
            self._raster.paint_part(Drawing(tuple(items), background), part)
            pixels = self._raster.pixels[rows, columns, :3].copy()
            pixels.flags.writeable = False
            self._painted[key] = pixels
        return self._painted[key]

    def visible_part(
        self, items: Sequence[Item], background: Rgba, box: Box
    ) -> tuple[Sequence[Item], Rgba]:
        """The items and the background without what the topmost surface below the box hides."""
        for index in range(len(items) - 1, -1, -1):
            surface = self._surfaces[items[index]]
            if surface and surface.covers(box):
                return items[index + 1 :], surface.color
        return items, background

    def window(self, box: Box) -> tuple[slice, slice]:
        """The rows and columns of the frame that a box covers; at least one of each."""
        width, height = self._raster.width, self._raster.height
        scale = height / (FRAME_HEIGHT * QUANTA_PER_UNIT)
        left = min(max(int(width / 2 + box.left * scale), 0), width - 1)
        top = min(max(int(height / 2 - box.top * scale), 0), height - 1)
        right = min(max(round(width / 2 + box.right * scale), left + 1), width)
        bottom = min(max(round(height / 2 - box.bottom * scale), top + 1), height)
        return slice(top, bottom), slice(left, right)


def pixel_of(color: Rgba) -> Rgb:
    """An opaque colour as it is painted: rounded to eight bits a channel."""
    return np.array([(channel + 128) // 257 for channel in color[:3]], np.uint8)
