"""Bands: the rows of macroblocks that change within a segment, and those that never do.

A still band is encoded once and copied from then on. A moving band has an encoder of its own,
which visits its rows only in frames in which something in them changes. A slice of H.264 does not
depend on other slices of the same picture, but it may refer to any place of the previous picture. A
moving band therefore includes still rows at its edges, as many as its motion vectors can reach.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from storyreel.drawing.damage import PixelRect
from storyreel.encode.settings import h264_reach

ROW = 16
"""Height of a macroblock in pixels."""

_ENCODER_COST = 3_000
"""Macroblocks that do not change and are visited in the time that another encoder costs: 0.8 ms to
open it, measured at 240 to 4320 lines, where a macroblock takes 0.2 to 0.4 microseconds."""

_SLICE_COST = 200
"""The same for another slice of a picture: 10 microseconds for the call of the encoder and about 40
for hinting and splicing."""

_ChangedRows: TypeAlias = npt.NDArray[np.bool_]
"""Whether something changes: a line for each frame after the first, a column for each row of
macroblocks."""


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


def plan_bands(changes: Sequence[Iterable[PixelRect]], width: int, height: int) -> tuple[Band, ...]:
    """The bands of a segment, from the top; together they fill the picture.

    `changes` are the changed rectangles of each frame after the first. Returns a single band where
    several would cost more.
    """
    rows, columns = -(-height // ROW), -(-width // ROW)
    changed = _changed_rows(changes, rows)
    whole = whole_picture(height)
    bands = tuple(
        _with_still_bands(_moving_bands(changed, h264_reach(height) // ROW, columns), rows)
    )
    return min(whole, bands, key=lambda plan: sum(_cost(band, changed, columns) for band in plan))


def _changed_rows(changes: Sequence[Iterable[PixelRect]], rows: int) -> _ChangedRows:
    changed = np.zeros((len(changes), rows), np.bool_)
    for frame, rects in zip(changed, changes, strict=True):
        for rect in rects:
            frame[rect.top // ROW : -(-rect.bottom // ROW)] = True
    return changed


def _moving_bands(changed: _ChangedRows, margin: int, columns: int) -> list[Band]:
    """A band for each run of changed rows with a margin on both sides.

    Bands that overlap become one, and so do neighbours that cost less together.
    """
    rows = changed.shape[1]
    bands: list[Band] = []
    for start, stop in _runs(np.any(changed, axis=0)):
        band = Band(max(0, start - margin), min(rows, stop + margin), start, stop)
        if bands:
            above = bands[-1]
            both = Band(above.top, band.bottom, above.inner_top, band.inner_bottom)
            apart = [above, Band(above.bottom, band.top), band]
            if band.top < above.bottom or _cost(both, changed, columns) <= sum(
                _cost(each, changed, columns) for each in apart
            ):
                bands.pop()
                band = both
        bands.append(band)
    return bands


def _cost(band: Band, changed: _ChangedRows, columns: int) -> int:
    """What a band costs behind the first picture, in visits of macroblocks that do not change."""
    active = np.any(changed[:, band.inner_top : band.inner_bottom], axis=1)
    rests = active[:-1] & ~active[1:]  # each is encoded once more
    visits = int(active.sum() + rests.sum())
    return _ENCODER_COST + visits * (_SLICE_COST + band.rows * columns)


def _with_still_bands(moving: Iterable[Band], rows: int) -> Iterator[Band]:
    """Moving bands, and a still one for all rows between two of them."""
    filled = 0
    for band in moving:
        if band.top > filled:
            yield Band(filled, band.top)
        yield band
        filled = band.bottom
    if filled < rows:
        yield Band(filled, rows)


def _runs(values: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The first index of each run of true values, and the index behind its last."""
    edges = np.flatnonzero(np.diff(values.astype(np.int8), prepend=0, append=0))
    return [(int(start), int(stop)) for start, stop in edges.reshape(-1, 2)]
