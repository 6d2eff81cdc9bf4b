"""What woman and friend think of: she tells him the right cloud, and he learns it."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.tokens import Color, px
from storyreel.parts.marks import SoftShadow, with_shadow

from .camera import WOMAN
from .clouds import Storm, WhiteCloud
from .ink import dot, slab, spot, step
from .keyed import Keyed
from .prop import Prop, Similarity
from .woman import OTHER_PLACES

HEIGHT = 471
"""The pixel row of the middle of what is thought."""
HERS, HIS = spot(WOMAN + 16, HEIGHT), spot(OTHER_PLACES[0] - 36, HEIGHT)


class Telling(VGroup):
    """Two thoughts: `opened` shows them, and `told` takes the right cloud from her to him."""

    def __init__(self) -> None:
        self.opened, self.told = Keyed(0.0), Keyed(0.0)
        self._thoughts = _Thought(-16), _Thought(36)
        self._wrong, self._hers, self._his = WhiteCloud(), Storm(), Storm()
        super().__init__(*self._thoughts, self._wrong, self._hers, self._his)

    def act(self, time: float) -> None:
        opened, told = self.opened.at(time), self.told.at(time)
        for thought, place in zip(self._thoughts, (HERS, HIS), strict=True):
            thought.pose(Similarity(1, place), opened)
        low, late = step(0, -31), max(told * 2 - 1, 0.0)
        self._wrong.pose(Similarity(0.3, HIS + step(0, -22)), opened * (1 - late))
        self._hers.pose(Similarity(0.15, HERS + low), opened)
        way = HERS + (HIS - HERS) * told + low
        self._his.pose(Similarity(0.15, way), opened * (told > 0))


class _Thought(Prop):
    """An empty thought about the origin; its dots lead down to a head `toward` its side."""

    def __init__(self, toward: float) -> None:
        shadow = SoftShadow(0.0, -px(5), px(9), Color.NAVY, 0.15)
        super().__init__(
            with_shadow(slab(-66, -38, 66, 38, 34, Color.WHITE), shadow),
            dot(toward * 0.6, -46, 5, Color.WHITE),
        )
