"""The places of the letters of a word while rule after rule merges them, computed in advance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..spans import Pair, Span, letters_of, merge_spans

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Measures:
    """Lengths: from letter to letter in a tile, width of a letter's own tile, between tiles."""

    pitch: float
    width: float
    gap: float


class MergePlan:
    """Steps from one layout to the next: split, one for each merge, close up, unite.

    `places` are the middles of the letters in each layout, `tones` whether they are in a token;
    `tiles` the tiles that appear, with the number of the step. Word and letters are centred at
    `middle`; the final tiles begin at `left`.
    """

    def __init__(
        self, word: str, pairs: tuple[Pair, ...], measures: Measures, left: float, middle: float
    ) -> None:
        self.measures = measures
        count = len(word)
        spans = letters_of(word)
        whole = self._in_row(((0, count),), left)
        places, dark = self._in_row(spans, left), np.zeros(count)
        places = places + middle - (places[0] + places[-1]) / 2
        self.places = [whole + middle - (whole[0] + whole[-1]) / 2, places]
        self.tones = [dark, dark]
        self.tiles: list[tuple[int, Span]] = []
        for number, pair in enumerate(pairs):
            after, places, dark = merge_spans(word, spans, pair), places.copy(), dark.copy()
            for start, stop in sorted(set(after) - set(spans)):
                center = (places[start] + places[stop - 1]) / 2
                rest = (stop - start - 1) / 2
                places[start:stop] = center + (np.arange(stop - start) - rest) * measures.pitch
                dark[start:stop] = 1.0
                self.tiles.append((1 + number, (start, stop)))
            spans = after
            self.places.append(places)
            self.tones.append(dark)
        self.merges, self.spans = len(pairs), spans
        self.tiles.append((2 + self.merges, (0, count)))
        self.places += [self._in_row(spans, left), whole]
        self.tones += [np.ones(count), np.ones(count)]

    @property
    def steps(self) -> int:
        return len(self.places) - 1

    def unite_about(self, x: float) -> None:
        """Put the one tile of the last layout elsewhere: its middle at `x`."""
        last = self.places[-1]
        self.places[-1] = last + x - (last[0] + last[-1]) / 2

    def between(
        self, gone: list[float], tone_gone: list[float]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Places and tones when each step is so far; steps may overlap."""
        places, tones = self.places[0], self.tones[0]
        for step, (way, share) in enumerate(zip(gone, tone_gone, strict=True)):
            places = places + (self.places[step + 1] - self.places[step]) * way
            tones = tones + (self.tones[step + 1] - self.tones[step]) * share
        return places, tones

    def joined(self, gone: list[float]) -> dict[int, int]:
        """The tiles that are at rest as one: their first letter to the one after the last."""
        count = len(self.places[0])
        if not gone[0]:
            return {0: count}
        tiles = {index: index + 1 for index in range(count)}
        for step, (start, stop) in self.tiles:
            if gone[step] >= 1:
                for index in range(start, stop):
                    tiles.pop(index, None)
                tiles[start] = stop
        return tiles

    def _in_row(self, spans: tuple[Span, ...], left: float) -> NDArray[np.float64]:
        places: list[float] = []
        for start, stop in spans:
            first = left + self.measures.width / 2
            places += [first + self.measures.pitch * index for index in range(stop - start)]
            left = places[-1] + self.measures.width / 2 + self.measures.gap
        return np.array(places)
