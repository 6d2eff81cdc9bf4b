"""A word as tiles of letters that merge, rule by rule, and close into one token."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from manim import VGroup, VMobject

from storyreel.design.easing import glide, settle, staggered, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Seconds, Type, px
from storyreel.parts.marks import owned
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line, width_of
from storyreel.parts.tone import between

from ..spans import Pair, Span
from .merge_plan import Measures, MergePlan

if TYPE_CHECKING:
    from numpy.typing import NDArray

FONT, HEIGHT, WIDTH, GAP, RADIUS, EDGE, GLOW = 72, 124, 88, 13.5, 18, 2.5, 7
"""Measures of tiles in pixels, at the font size that they belong to."""

OVERLAP = 0.45
"""How much of its time a merge shares with the next one."""


class Merging(VGroup):
    """The tiles of a word about `middle`; first one white card with the whole word.

    Every stretch of its life is an animation, in this order: `fall_apart`, `merge`, `close_up` (its
    left end is then at `at`), `unite`. The places of the letters depend on the progress of
    these alone.
    """

    def __init__(
        self,
        word: str,
        pairs: tuple[Pair, ...],
        at: tuple[float, float],
        middle: float = 0.0,
        font: float = FONT,
    ) -> None:
        super().__init__()
        self.at, self._unit = at, font / FONT
        style = Type.CODE_STRONG.sized(font)
        measures = Measures(width_of("m", style), self._px(WIDTH), self._px(GAP))
        self._plan = MergePlan(word, pairs, measures, at[0], middle)
        nowhere = Frame(*at, *at)
        radius, edge = self._px(RADIUS), self._px(EDGE)
        self._glows = [
            Plate(nowhere, radius + self._px(GLOW), Color.GOLD, role="decor")
            for _ in self._plan.tiles
        ]
        self._rims = [Plate(nowhere, radius + edge, role="decor") for _ in word]
        self._fills = [owned(Plate(nowhere, radius), "tile") for _ in word]
        self._letters = [
            Line(letter, style, (0.0, at[1]), anchor="center", role="token") for letter in word
        ]
        self._outlines = [letter.points.copy() for letter in self._letters]
        self.add(*self._glows, *self._rims, *self._fills, *self._letters)
        self._gone = [0.0] * self._plan.steps
        self._show()

    @property
    def tiles(self) -> tuple[Frame, ...]:
        """The places of the last tiles when they have closed up."""
        return tuple(self._frame_of(self._plan.places[-2], span) for span in self._plan.spans)

    @property
    def token(self) -> Frame:
        """The place of the one tile when all have united."""
        return self._frame_of(self._plan.places[-1], (0, len(self._letters)))

    def names(self, texts: tuple[str, ...], drop: float) -> VGroup:
        """A name below each of the last tiles, at its place when they have closed up."""
        return VGroup(
            *(
                Line(text, Type.CODE, (x, y - drop), Color.SLATE, "center", "code")
                for text, (x, y) in zip(texts, (tile.center for tile in self.tiles), strict=True)
            )
        )

    def gone(self, progress: float, merge: int) -> float:
        """How far one of the merges is, of 1, when all of them have come to `progress`."""
        return staggered(progress, merge, self._plan.merges, OVERLAP)

    def fall_apart(self, run_time: float = Seconds.SLOW) -> Motion:
        """The word falls apart into its letters."""
        return Motion(self, lambda progress: self._go({0: progress}), run_time, steady)

    def merge(self, run_time: float) -> Motion:
        """Rule after rule, neighbours slide together and are one tile."""

        def change(progress: float) -> None:
            self._go({1 + k: self.gone(progress, k) for k in range(self._plan.merges)})

        return Motion(self, change, run_time, steady)

    def close_up(self, run_time: float = Seconds.MOVE) -> Motion:
        """The tiles that are left stand in a row, as tokens."""
        step = 1 + self._plan.merges
        return Motion(self, lambda progress: self._go({step: progress}), run_time, steady)

    def unite(self, run_time: float, x: float) -> Motion:
        """All tiles close into one, which keeps a gold ring; its middle is at `x`."""
        self._plan.unite_about(x)
        step = 2 + self._plan.merges
        return Motion(self, lambda progress: self._go({step: progress}), run_time, steady)

    def finished(self, united: bool) -> Merging:
        """At once in its last state, or in the one before."""
        steps = self._plan.steps - (0 if united else 1)
        self._go({step: 1.0 for step in range(steps)})
        return self

    def _go(self, gone: dict[int, float]) -> None:
        """The given steps are so far; those before them are over, those after them to come."""
        first = min(gone)
        self._gone = [gone.get(k, 1.0 if k < first else 0.0) for k in range(self._plan.steps)]
        self._show()

    def _show(self) -> None:
        gone = self._gone
        ways, shares = [glide(g) for g in gone], [settle(g * 1.6) for g in gone]
        places, tones = self._plan.between(ways, shares)
        for letter, points, x, tone in zip(
            self._letters, self._outlines, places, tones, strict=True
        ):
            letter.points = points + np.array([x, 0.0, 0.0])
            _tint(letter, Color.CHARCOAL, Color.WHITE, tone)
        self._show_tiles(places, tones)
        for glow, (step, span) in zip(self._glows, self._plan.tiles, strict=True):
            glow.fit(self._frame_of(places, span).inset(-self._px(GLOW)))
            stays = step == self._plan.steps - 1
            glow.fill_rgbas[:, 3] = (
                settle(gone[step]) if stays else 4 * gone[step] * (1 - gone[step])
            )

    def _show_tiles(self, places: NDArray[np.float64], tones: NDArray[np.float64]) -> None:
        """One plate for what is joined; tiles on their way are two that overlap."""
        tiles = self._plan.joined(self._gone)
        for index, (rim, fill) in enumerate(zip(self._rims, self._fills, strict=True)):
            rim.fill_rgbas[:, 3] = fill.fill_rgbas[:, 3] = 1.0 if index in tiles else 0.0
            # Plates that are not drawn move along too: nothing may depend on frames before.
            frame = self._frame_of(places, (index, tiles.get(index, index + 1)))
            fill.fit(frame)
            rim.fit(frame.inset(-self._px(EDGE)))
            _tint(rim, Color.LINE, Color.NAVY, tones[index])
            _tint(fill, Color.WHITE, Color.NAVY, tones[index])

    def _frame_of(self, places: NDArray[np.float64], span: Span) -> Frame:
        first, last = float(places[span[0]]), float(places[span[1] - 1])
        room = Frame(first, self.at[1], last, self.at[1])
        return room.inset(-self._px(WIDTH) / 2, -self._px(HEIGHT) / 2)

    def _px(self, pixels: float) -> float:
        return px(pixels * self._unit)


def _tint(leaf: VMobject, light: str, dark: str, share: float) -> None:
    leaf.fill_rgbas[0, :3] = between(light, dark, float(share))
