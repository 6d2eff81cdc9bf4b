"""How training fills new jars: each use of a term gives its jar one drop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from manim import VGroup

from scenes.hour28.outlines import LEVEL, NOTHING, ink
from scenes.hour28.parts.jars import OpenJar
from scenes.hour28.parts.missing_ink import MissingInk
from scenes.hour28.shares import between, part
from scenes.hour28.view import FEET, FRONT
from storyreel.design.fonts import FontId
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.parts.curves import ellipse
from storyreel.parts.rigid import Rigid
from storyreel.parts.solid import filled
from storyreel.parts.text import Line

SCALE, FIRST_JAR, PITCH = 1.5, 436, 212
"""The scale of the jars, the column of the first one, and from one to the next, in pixels."""

FLOOR, FIRST, STEP = 24.0, 8.0, 4.0
"""The lowest ink that is drawn whole, the level of the first drop and of each that follows."""

ABOVE, FALL = 250, 2.2
"""How far above the feet drops begin, in pixels, and for how many drops one is falling."""

_INK = "#1E406F"
_WORD = TextStyle(FontId("sans", "bold"), px(56))
_TIMES = TextStyle(FontId("sans", "bold"), px(60), tabular=True)


class Lesson(VGroup):
    """Open jars in a row, with the level that means learned; `teach` lets drops fall.

    `fallen` is how many have.
    """

    def __init__(self, terms: Sequence[int], learned: str) -> None:
        """`terms` is the jar of each drop, in the order in which they fall."""
        self._terms = tuple(terms)
        uses = Counter(self._terms)
        self._columns = [FIRST_JAR + PITCH * index for index in range(len(uses))]
        self._jars = [OpenJar() for _ in uses]
        self._targets = [MissingInk(SCALE) for _ in uses]
        self._times = [Rigid(_label(f"{uses[index]}\u00d7")) for index in range(len(uses))]
        self.ink = [filled(NOTHING, _INK) for _ in uses]
        self._drops = [filled(NOTHING, _INK) for _ in self._terms]
        word = Line(learned, _WORD, (0.0, 0.0), Color.SLATE, "right")
        self._learned = Rigid(word)
        self.content = VGroup(*self.ink, *self._drops)
        """All that `teach` changes."""
        super().__init__(*self._jars, self.content, *self._targets, *self._times, self._learned)
        self.fallen = 0
        self._shift = 0.0
        self.slide(2000.0)

    def slide(self, shift: float) -> None:
        """Be some pixels to the right of the usual place."""
        self._shift = shift
        for column, jar, target, times in zip(
            self._columns, self._jars, self._targets, self._times, strict=True
        ):
            jar.pose(column + shift, FEET, SCALE)
            target.pose(column + shift, FEET)
            times.place((x_at(column + shift), y_at(FRONT)))
        left = FIRST_JAR - 60 * SCALE - 24 + shift
        self._learned.place((x_at(left), y_at(FEET - LEVEL * SCALE)))

    def teach(self, share: float) -> None:
        """Let drops fall one after another."""
        passed = share * (len(self._terms) - 1 + FALL)
        levels = [0] * len(self._jars)
        self.fallen = 0
        for index, (term, drop) in enumerate(zip(self._terms, self._drops, strict=True)):
            own = part(passed, index, index + FALL)
            drop.points = self._falling(term, own) if 0.0 < own < 1.0 else NOTHING
            landed = own == 1.0
            levels[term] += landed
            self.fallen += landed
        for column, level, shape in zip(self._columns, levels, self.ink, strict=True):
            shape.points = _filling(column + self._shift, level)

    def _falling(self, term: int, own: float) -> np.ndarray:
        start, stop = FEET - ABOVE, FEET - (FIRST + 9.0) * SCALE
        size = min(own * 5, 1.0)
        at = x_at(self._columns[term] + self._shift), y_at(between(start, stop, own**2))
        return ellipse(at, px(15) * size, px(21) * size)


def _label(text: str) -> Line:
    return Line(text, _TIMES, (0.0, 0.0), Color.CHARCOAL, "center", "number")


def _filling(x: float, drops: int) -> np.ndarray:
    """The ink of some drops, stretched up from the floor of a jar."""
    level = FIRST + STEP * (drops - 1)
    lower = np.array([1.0, (level + 9.0) / (FLOOR + 9.0), 1.0])
    shape = ink(FLOOR, 9.0) * SCALE * lower
    foot = np.array([x_at(x), y_at(FEET), 0.0])
    return np.asarray(shape * px(1) + foot) if drops else NOTHING
