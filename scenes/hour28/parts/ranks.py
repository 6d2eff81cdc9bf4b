"""A ladder of ranks: the rules of a vocabulary in their order, lit one by one as they apply."""

from __future__ import annotations

from collections.abc import Callable

from manim import VGroup

from storyreel.design.easing import settle, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line, width_of
from storyreel.parts.tone import between

HEIGHT = px(72)
PAD = px(20)
GAP = px(12)


class Ranks(VGroup):
    """A name, its left end at `at`, and the ranks to the right of it."""

    def __init__(self, name: str, ranks: tuple[str, ...], at: tuple[float, float]) -> None:
        super().__init__()
        x, y = at
        self.add(Line(name, Type.LABEL, at, Color.SLATE))
        left = x + width_of(name, Type.LABEL) + px(32)
        self._pills: list[Plate] = []
        self._figures: list[Line] = []
        for rank in ranks:
            right = left + width_of(rank, Type.CODE_STRONG) + 2 * PAD
            pill = Plate(
                Frame(left, y - HEIGHT / 2, right, y + HEIGHT / 2),
                HEIGHT / 2,
                Color.CELL,
                Color.HAIRLINE,
                Weight.HAIRLINE,
                role="decor",
            )
            place = ((left + right) / 2, y)
            self._pills.append(pill)
            self._figures.append(
                Line(rank, Type.CODE_STRONG, place, Color.SLATE, "center", "number")
            )
            left = right + GAP
        self.add(*self._pills, *self._figures)

    def light(self, gone: Callable[[float, int], float], run_time: float) -> Motion:
        """Light each rank while its rule applies: `gone(progress, index)` is how far it is."""

        def change(progress: float) -> None:
            for index in range(len(self._pills)):
                self.show_lit(index, settle(gone(progress, index) * 2))

        return Motion(self, change, run_time, steady)

    def show_lit(self, index: int, share: float) -> None:
        """One rank, from waiting (0) to applied (1)."""
        pairs = (
            (self._pills[index], Color.CELL, Color.NAVY),
            (self._figures[index], Color.SLATE, Color.WHITE),
        )
        for leaf, waiting, lit in pairs:
            leaf.fill_rgbas[0, :3] = between(waiting, lit, share)
