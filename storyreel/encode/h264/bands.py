"""Bands: the rows of macroblocks that move in a segment, and those that stand still all through.

A band that stands still is encoded once and copied from then on; one that moves has an encoder of
its own, which then has fewer rows to look at. A slice of H.264 knows nothing of its neighbours in
the same picture, but it may refer to any place in the picture before: so a band that moves has
rows at its edges that stand still, as many as its motion vectors can reach.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from storyreel.drawing.damage import PixelRect
from storyreel.encode.settings import h264_reach

ROW = 16
"""Pixels; the height of a macroblock."""

_LEAST_STILL = 8
"""Rows; fewer between two bands that move are not worth a slice."""

_LEAST_SAVED = 0.1
"""Share of the picture that must stand still for bands to be worth their encoders."""


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of macroblocks from `top` up to, and without, `bottom`; what moves is in the inner."""

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
        """Its rows in a picture of that height."""
        return slice(self.top * ROW, min(self.bottom * ROW, height))

    def changes(self, rects: Iterable[PixelRect]) -> tuple[PixelRect, ...]:
        """The parts of a picture's changes that are in it, from its own upper edge."""
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


def whole(height: int) -> tuple[Band, ...]:
    """One band that is the whole picture."""
    rows = -(-height // ROW)
    return (Band(0, rows, 0, rows),)


def plan_bands(changes: Iterable[PixelRect], height: int) -> tuple[Band, ...]:
    """The bands of a segment, from the top, after all changes that it shows; they fill the picture.

    There is one only where too little stands still, or everything.
    """
    rows, margin = -(-height // ROW), h264_reach(height) // ROW
    moving = np.zeros(rows, np.bool_)
    for rect in changes:
        moving[rect.top // ROW : -(-rect.bottom // ROW)] = True
    runs = _runs(moving)
    taken = [(max(0, top - margin), min(rows, bottom + margin)) for top, bottom in runs]
    groups: list[list[int]] = []
    for index, (top, _) in enumerate(taken):
        if groups and top - taken[groups[-1][-1]][1] < _LEAST_STILL:
            groups[-1].append(index)
        else:
            groups.append([index])
    bands, at = [], 0
    for group in groups:
        top, bottom = taken[group[0]][0], taken[group[-1]][1]
        if top > at:
            bands.append(Band(at, top))
        bands.append(Band(top, bottom, runs[group[0]][0], runs[group[-1]][1]))
        at = bottom
    if at < rows:
        bands.append(Band(at, rows))
    still = sum(band.rows for band in bands if not band.moves)
    return tuple(bands) if groups and still >= _LEAST_SAVED * rows else whole(height)


def _runs(flags: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(flags.astype(np.int8), prepend=0, append=0))
    return [(int(start), int(stop)) for start, stop in edges.reshape(-1, 2)]
