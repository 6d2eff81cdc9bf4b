"""What the woman tells her friend: the name of the right cloud, of which he thinks then."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.tokens import Color, Type, px
from storyreel.parts.marks import SoftShadow, with_shadow
from storyreel.parts.text import Line

from .camera import WOMAN
from .clouds import Storm, WhiteCloud
from .ink import area, dot, slab, spot, step
from .keyed import Keyed, KeyedPart
from .prop import Prop, Similarity
from .woman import OTHER_PLACES

HERS, HIS = spot(WOMAN - 24, 508), spot(OTHER_PLACES[0] - 118, 468)
"""The tip of what she says, and the middle of what he thinks."""
DOTS = (67, -40, 7), (80, -48, 5), (90, -54, 3.5)
"""The middles and the radii of the dots from the thought to his head."""
SMALL = 0.12
"""The size of the right cloud in his thought."""


class Telling(KeyedPart, VGroup):
    """What she says and what he thinks: `thought` and `said` show both, `told` changes his."""

    def __init__(self, word: str) -> None:
        self.thought, self.said, self.told = Keyed(0.0), Keyed(0.0), Keyed(0.0)
        self._speech, self._thought = _Speech(word), _Thought()
        self._wrong, self._right = WhiteCloud(), Storm()
        self.values = self.thought, self.said, self.told
        super().__init__(self._thought, self._wrong, self._right, self._speech)

    def take(self, thought: float, said: float, told: float) -> None:
        self._thought.pose(Similarity(1, HIS), thought)
        self._speech.pose(Similarity(1, HERS), said)
        self._wrong.pose(Similarity(0.32, HIS + step(0, -24)), thought * max(1 - 2 * told, 0.0))
        low = HIS + step(0, -16)
        self._right.pose(Similarity(SMALL, low), thought * max(2 * told - 1, 0.0))


class _Speech(Prop):
    """A word in a bubble to the right above the origin, which is the tip of its tail."""

    def __init__(self, word: str) -> None:
        line = Line(word, Type.HEADING.sized(44), (px(10), px(47)), Color.WHITE)
        right = 34 + line.advance / px(1)
        super().__init__(
            area(((-2, 24), (26, 24), (0, 0)), Color.NAVY),
            slab(-16, 18, right, 76, 24, Color.NAVY),
            line,
        )


class _Thought(Prop):
    """An empty thought about the origin; its dots lead to a head at its lower right."""

    def __init__(self) -> None:
        shadow = SoftShadow(0.0, -px(5), px(9), Color.NAVY, 0.15)
        super().__init__(
            with_shadow(slab(-68, -42, 68, 42, 36, Color.WHITE), shadow),
            *(with_shadow(dot(x, y, size, Color.WHITE), shadow) for x, y, size in DOTS),
        )
