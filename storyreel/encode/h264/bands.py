"""Bands: the rows of macroblocks that change within a segment, and those that never do.

A still band is encoded once and copied from then on. A moving band has an encoder of its own,
which has fewer rows to process. A slice of H.264 does not depend on other slices of the same
picture, but it may refer to any place of the previous picture. A moving band therefore includes
still rows at its edges, as many as its motion vectors can reach.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from storyreel.drawing.damage import PixelRect
from storyreel.encode.settings import h264_reach

ROW = 16
"""Height of a macroblock in pixels."""

_MIN_STILL_ROWS = 8
"""Fewer still rows between two moving bands do not pay for a slice."""

_MIN_STILL_SHARE = 0.1
"""Share of the picture that must be still for bands to pay for their encoders."""


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of macroblocks from `top` up to, but not including, `bottom`.

    Changes are confined to the rows from `inner_top` up to `inner_bottom`; a still band has none.
    """

    top: int
    bottom: int
    inner_top: int = 0
    inner_bottom: int = 0

    @property
    def rows(self) -> int:
        return self.bottom - self.top

    @property
    def moves(self) -> bool:
        return self.inner_top < self.inner_bottom

    def pixels(self, height: int) -> slice:
        """The band's rows of pixels in a picture of that height."""
        return slice(self.top * ROW, min(self.bottom * ROW, height))

    def changes(self, rects: Iterable[PixelRect]) -> tuple[PixelRect, ...]:
        """The parts of a picture's changes inside this band, relative to its upper edge."""
        top, bottom = self.inner_top * ROW, self.inner_bottom * ROW
        return tuple(
            PixelRect(
                rect.left,
                max(rect.top, top) - self.top * ROW,
                rect.right,
                min(rect.bottom, bottom) - self.top * ROW,
            )
            for rect in rects
            if rect.top < bottom and rect.bottom > top
        )


def whole_picture(height: int) -> tuple[Band, ...]:
    """A single moving band that covers a picture of that height."""
    rows = -(-height // ROW)
    return (Band(0, rows, 0, rows),)


def plan_bands(changes: Iterable[PixelRect], height: int) -> tuple[Band, ...]:
    """The bands of a segment with these changes, from the top; together they fill the picture.

    Returns a single band where everything or too little is still.
    """
    rows = -(-height // ROW)
    moving = _moving_bands(_changed_runs(changes, rows), rows, h264_reach(height) // ROW)
    still_rows = rows - sum(band.rows for band in moving)
    if not moving or still_rows < _MIN_STILL_SHARE * rows:
        return whole_picture(height)
    bands: list[Band] = []
    filled = 0
    for band in moving:
        if band.top > filled:
            bands.append(Band(filled, band.top))
        bands.append(band)
        filled = band.bottom
    if filled < rows:
        bands.append(Band(filled, rows))
    return tuple(bands)


def _changed_runs(changes: Iterable[PixelRect], rows: int) -> list[tuple[int, int]]:
    """The first row of each run of changed rows, and the row behind its last."""
    changed = np.zeros(rows, np.int8)
    for rect in changes:
        changed[rect.top // ROW : -(-rect.bottom // ROW)] = 1
    edges = np.flatnonzero(np.diff(changed, prepend=0, append=0))
    return [(int(start), int(stop)) for start, stop in edges.reshape(-1, 2)]


def _moving_bands(runs: Iterable[tuple[int, int]], rows: int, margin: int) -> list[Band]:
    """A band for each run with a margin on both sides; bands that are close become one."""
    bands: list[Band] = []
    for start, stop in runs:
        band = Band(max(0, start - margin), min(rows, stop + margin), start, stop)
        if bands and band.top - bands[-1].bottom < _MIN_STILL_ROWS:
            above = bands.pop()
            band = Band(above.top, band.bottom, above.inner_top, band.inner_bottom)
        bands.append(band)
    return bands
