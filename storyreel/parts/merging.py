"""A word as tiles of letters that merge, rule by rule, and close into one token."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from manim import ManimColor, VGroup, VMobject

from storyreel.design.easing import glide, settle, staggered, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Motion, Type, px
from storyreel.parts.motion import Motion as Change
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line, width_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

Span = tuple[int, int]
"""Letters of a tile: index of the first, and of the one after the last."""

FONT, HEIGHT, WIDTH, GAP, RADIUS, EDGE = 72, 124, 88, 13.5, 18, 2.5
"""Measures of tiles in pixels, at the font size that they belong to."""

OVERLAP = 0.45
"""How much of its time a merge shares with the next one."""


def merge_spans(word: str, spans: tuple[Span, ...], pair: tuple[str, str]) -> tuple[Span, ...]:
    """The tiles after a rule: every neighbouring pair that it names has become one.

    Raises ValueError where no such pair is left.
    """
    merged: list[Span] = []
    for start, stop in spans:
        if merged and (word[slice(*merged[-1])], word[start:stop]) == pair:
            merged[-1] = (merged[-1][0], stop)
        else:
            merged.append((start, stop))
    if len(merged) == len(spans):
        raise ValueError(f"no neighbours {pair[0]!r} and {pair[1]!r} are left in {word!r}")
    return tuple(merged)


class Merging(VGroup):
    """The tiles of a word, their left end at `at`; first one white card with the whole word.

    Every stretch of its life is an animation, in this order: `split`, `merge`, `close_up`,
    `unite`. Where letters stand depends on how far these have gone, and on nothing else.
    """

    def __init__(
        self,
        word: str,
        pairs: tuple[tuple[str, str], ...],
        at: tuple[float, float],
        font: float = FONT,
    ) -> None:
        super().__init__()
        self.word, self.at, self._unit = word, at, font / FONT
        style = Type.CODE_STRONG.sized(font)
        self._pitch = width_of("m", style)
        self._lay_out(pairs)
        y = at[1]
        room = Frame(0.0, y, 0.0, y).inset(-self._px(WIDTH) / 2, -self._px(HEIGHT) / 2)
        radius, edge = self._px(RADIUS), self._px(EDGE)
        indices = range(len(word))
        self._glows = [
            Plate(room, radius + self._px(6), Color.GOLD, role="decor") for _ in self._tiles
        ]
        self._edges = [
            Plate(room.inset(-edge), radius + edge, Color.LINE, role="decor") for _ in indices
        ]
        self._fills = [Plate(room, radius, owner="tile") for _ in indices]
        self._letters = [
            Line(letter, style, (0.0, y), anchor="center", role="token") for letter in word
        ]
        self._base = [
            (leaf, leaf.points.copy())
            for leaf in (*self._edges, *self._fills, *self._letters)
            if len(leaf.points)
        ]
        self.add(*self._glows, *self._edges, *self._fills, *self._letters)
        self._gone = [0.0] * (len(self._places) - 1)
        self._show()

    @property
    def tiles(self) -> tuple[Frame, ...]:
        """Where the last tiles stand when they have closed up, as frames."""
        return tuple(self._frame_of(self._places[-2], span) for span in self._spans)

    @property
    def token(self) -> Frame:
        """Where the one tile stands after `unite`."""
        return self._frame_of(self._places[-1], (0, len(self.word)))

    def gone(self, progress: float, merge: int) -> float:
        """How far one of the merges is, of 1, when all of them have come to `progress`."""
        return staggered(progress, merge, self._merges, OVERLAP)

    def split(self, run_time: float = Motion.SLOW) -> Change:
        """The word falls apart into its letters."""
        return Change(self, lambda progress: self._go({0: glide(progress)}), run_time, steady)

    def merge(self, run_time: float) -> Change:
        """Rule after rule, neighbours slide together and are one tile."""

        def change(progress: float) -> None:
            self._go({1 + k: self.gone(progress, k) for k in range(self._merges)})

        return Change(self, change, run_time, steady)

    def close_up(self, run_time: float = Motion.MOVE) -> Change:
        """The tiles that are left stand in a row, as tokens."""
        step = 1 + self._merges
        return Change(self, lambda progress: self._go({step: progress}), run_time, steady)

    def unite(self, run_time: float, x: float | None = None) -> Change:
        """All tiles close into one, which keeps a gold ring; its middle is at `x`."""
        if x is not None:
            last = self._places[-1]
            self._places[-1] = last + (x - (last[0] + last[-1]) / 2)
        step = 2 + self._merges
        return Change(self, lambda progress: self._go({step: progress}), run_time, steady)

    def finished(self, united: bool) -> Merging:
        """At once in its last state, or in the one before."""
        steps = len(self._gone) - (0 if united else 1)
        self._go({step: 1.0 for step in range(steps)})
        return self

    # Layouts: where letters stand, and which of them are in tokens already

    def _lay_out(self, pairs: tuple[tuple[str, str], ...]) -> None:
        count = len(self.word)
        whole = (0, count)
        spans: tuple[Span, ...] = tuple((i, i + 1) for i in range(count))
        places, dark = self._in_row(spans), np.zeros(count)
        self._places, self._tones = [self._in_row((whole,)), places], [dark, dark]
        self._tiles: list[tuple[int, Span]] = []
        for number, pair in enumerate(pairs):
            after, places, dark = merge_spans(self.word, spans, pair), places.copy(), dark.copy()
            for start, stop in sorted(set(after) - set(spans)):
                middle = (places[start] + places[stop - 1]) / 2
                places[start:stop] = middle + self._centered(stop - start)
                dark[start:stop] = 1.0
                self._tiles.append((1 + number, (start, stop)))
            spans = after
            self._places.append(places)
            self._tones.append(dark)
        self._spans, self._merges = spans, len(pairs)
        self._tiles.append((2 + self._merges, whole))
        self._places += [self._in_row(spans), self._in_row((whole,))]
        self._tones += [np.ones(count), np.ones(count)]

    def _centered(self, count: int) -> NDArray[np.float64]:
        return (np.arange(count) - (count - 1) / 2) * self._pitch

    def _in_row(self, spans: tuple[Span, ...]) -> NDArray[np.float64]:
        places: list[float] = []
        left = self.at[0]
        for start, stop in spans:
            first = left + self._px(WIDTH) / 2
            places += [first + self._pitch * index for index in range(stop - start)]
            left = places[-1] + self._px(WIDTH) / 2 + self._px(GAP)
        return np.array(places)

    def _frame_of(self, places: NDArray[np.float64], span: Span) -> Frame:
        x = self._px(WIDTH) / 2
        y, half = self.at[1], self._px(HEIGHT) / 2
        return Frame(places[span[0]] - x, y - half, places[span[1] - 1] + x, y + half)

    def _px(self, pixels: float) -> float:
        return px(pixels * self._unit)

    # What is shown

    def _go(self, gone: dict[int, float]) -> None:
        """Every step up to the last given one is over, those that are given are so far."""
        for step in range(len(self._gone)):
            over = 1.0 if step < min(gone) else 0.0
            self._gone[step] = gone.get(step, over)
        self._show()

    def _show(self) -> None:
        places, tones = self._places[0], self._tones[0]
        for step, gone in enumerate(self._gone):
            places = places + (self._places[step + 1] - self._places[step]) * glide(gone)
            change = self._tones[step + 1] - self._tones[step]
            tones = tones + change * settle(gone * 1.6)
        count = len(self.word)
        for index, (leaf, points) in enumerate(self._base):
            leaf.points = points + (places[index % count], 0.0, 0.0)
        for index in range(count):
            _tint(self._edges[index], Color.LINE, Color.NAVY, tones[index])
            _tint(self._fills[index], Color.WHITE, Color.NAVY, tones[index])
            _tint(self._letters[index], Color.CHARCOAL, Color.WHITE, tones[index])
        for glow, (step, span) in zip(self._glows, self._tiles, strict=True):
            gone = self._gone[step]
            glow.fit(self._frame_of(places, span).inset(-self._px(7)))
            stays = step == len(self._gone) - 1
            glow.fill_rgbas[:, 3] = settle(gone) if stays else 4 * gone * (1 - gone)


def _tint(leaf: VMobject, light: str, dark: str, share: float) -> None:
    tone = ManimColor(light).interpolate(ManimColor(dark), float(share))
    leaf.fill_rgbas[0, :3] = tone.to_rgb()
