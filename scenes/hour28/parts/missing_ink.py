"""The ink that a new jar does not have yet: its outline in dashes, and what it stands for."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import CapStyleType, VGroup, VMobject

from scenes.hour28.outlines import LEVEL, NOTHING, ink
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Color, Type, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import tagged
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

INSET = 9
"""From the glass to the dashes, in pixels of a jar at scale 1."""

DASHES = 31
WORD_ABOVE = 66
"""The middle of the word above the foot, in pixels of a jar at scale 1."""


class MissingInk(VGroup):
    """The dashed outline of the ink in a full jar, drawn from the top left around the jar."""

    def __init__(self, word: str) -> None:
        self.dashes = VMobject(stroke_color=Color.SLATE, stroke_width=1.0, fill_opacity=0.0)
        self.dashes.set_cap_style(CapStyleType.ROUND)
        tagged(self.dashes, Tag("graphic"))
        self.word = Line(word, Type.LABEL.sized(45.5), (0.0, 0.0), Color.SLATE, "center")
        super().__init__(self.dashes, self.word)
        self._pieces, self._word = (
            dashed(ink(LEVEL, INSET) * px(1), DASHES),
            self.word.points.copy(),
        )
        self._veil = Veil(self.word)

    def hide(self) -> None:
        """Show nothing until it is drawn."""
        self.dashes.points = self.word.points = NOTHING

    def draw(self, at: tuple[float, float], scale: float, share: float) -> None:
        """Show a share of the outline in the jar whose foot is at a pixel of the frame."""
        foot = np.array([x_at(at[0]), y_at(at[1]), 0.0])
        drawn = self._pieces[: round(share * len(self._pieces))]
        self.dashes.points = np.concatenate(drawn) * scale + foot if drawn else NOTHING
        self.dashes.stroke_width = px(2.4 * scale) * 100
        seen = max(0.0, 3 * share - 2)
        above = np.array([0.0, px(WORD_ABOVE) * scale, 0.0])
        self.word.points = self._word + foot + above if seen else NOTHING
        self._veil.set(seen)


def dashed(curves: Any, count: int) -> list[Any]:
    """`count` equal dashes along a closed path of curves, each as straight pieces."""
    samples = np.linspace(0, 1, 33)[:-1, None]
    a, b, c, d = (curves[k::4, None, :] for k in range(4))
    t = samples[None]
    along = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
    way = np.concatenate([along.reshape(-1, 3), curves[:1]])
    steps = np.linalg.norm(np.diff(way, axis=0), axis=1)
    at = np.concatenate([[0.0], np.cumsum(steps)])
    dashes = []
    for index in range(count):
        marks = (index + np.linspace(0, 0.55, 5)) * at[-1] / count
        ends = np.stack([np.interp(marks, at, way[:, k]) for k in range(3)], axis=1)
        start, stop = ends[:-1], ends[1:]
        pieces = [start, start + (stop - start) / 3, start + (stop - start) * 2 / 3, stop]
        dashes.append(np.stack(pieces, axis=1).reshape(-1, 3))
    return dashes
