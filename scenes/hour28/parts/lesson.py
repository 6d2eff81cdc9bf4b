"""How training fills a new jar: each sentence that uses the term gives one drop."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from scenes.hour28.outlines import NOTHING, ink, slab
from scenes.hour28.parts.letters import written
from scenes.hour28.parts.papers import PAPER_SHADOW
from scenes.hour28.shares import between, part
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Color, px
from storyreel.parts.curves import ellipse
from storyreel.parts.marks import with_shadow
from storyreel.parts.solid import filled

SCALE, HALF, MARGIN = 0.82, 46, 22
"""The scale of the words, half the height of a slip, and its room beside the words, in pixels."""

ABOVE, FLOOR, FIRST, STEP = 74, 24.0, 8.0, 4.0
"""How far slips are above the jar, the lowest ink that is drawn whole, and the level of the first
drop and of each that follows."""

_SHOWN, _DRAWN, _FALLEN = 0.12, 0.6, 0.72
"""Shares of the time of one sentence: it is there, begins to shrink, and is a drop."""


class Lesson(VGroup):
    """Slips that become drops in a jar with its foot at a pixel; `teach` sets the share."""

    def __init__(self, sentences: Sequence[str], foot: tuple[float, float], scale: float) -> None:
        self._foot, self._scale, self._count = foot, scale, len(sentences)
        self._slip = with_shadow(filled(NOTHING, Color.WHITE), PAPER_SHADOW)
        self._drop = filled(NOTHING, "#1E406F")
        self._words = [written(sentence) for sentence in sentences]
        self._ink = filled(NOTHING, "#1E406F")
        super().__init__(self._ink, self._slip, self._drop, *(each for each, _ in self._words))
        self.teach(0.0)

    def teach(self, share: float) -> None:
        """Read the sentences one after another."""
        for letters, _ in self._words:
            letters.hide()
        self._slip.points = self._drop.points = NOTHING
        passed = share * self._count
        for index in range(self._count):
            own = passed - index
            if 0.0 < own < 1.0:
                self._read(index, own)
        self._fill(int(passed + 1e-9))

    def _read(self, index: int, own: float) -> None:
        letters, wide = self._words[index]
        x, y = self._foot
        row, mouth = y - 160 * self._scale - ABOVE, y - 150 * self._scale
        shrunk = part(own, _DRAWN, _FALLEN)
        size = part(own, 0.0, _SHOWN) * (1 - shrunk)
        if size > 0.02:
            half, high = (wide / 2 * SCALE + MARGIN) * size, HALF * size
            at = between(row, mouth, shrunk)
            box = slab(x - half - 960, 540 - at - high, x + half - 960, 540 - at + high, 10 * size)
            self._slip.points = box * px(1)
            if size > 0.6:
                letters.pose(x - wide / 2 * SCALE * size, at, SCALE * size)
        fallen = part(own, _FALLEN, 1.0)
        if shrunk == 1.0:
            low = y - (FIRST + 9.0) * self._scale
            self._drop.points = ellipse(
                (x_at(x), y_at(between(mouth, low, fallen**2))), px(13), px(18)
            )

    def _fill(self, drops: int) -> None:
        """Stretch the ink up from the floor of the jar, by the same amount for each drop."""
        x, y = self._foot
        level = FIRST + STEP * (drops - 1)
        lower = np.array([1.0, (level + 9.0) / (FLOOR + 9.0), 1.0])
        shape = ink(FLOOR, 9.0) * self._scale * lower
        foot = np.array([x_at(x), y_at(y), 0.0])
        self._ink.points = shape * px(1) + foot if drops else NOTHING
