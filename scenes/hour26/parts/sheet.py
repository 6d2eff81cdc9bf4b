"""Sheets of the world that change their shape, and bubbles that open on them."""

from __future__ import annotations

from dataclasses import dataclass

from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import SoftShadow, tagged, with_shadow
from storyreel.parts.shapes import Plate

from .prop import Prop, Similarity

SHADOW = SoftShadow(0.0, -px(8), px(18), Color.NAVY, 0.15)


@dataclass(frozen=True, slots=True)
class Paper:
    """How a sheet looks: fill, edge, and the width of the edge in pixels."""

    fill: str
    edge: str
    width: float


class Sheet(Plate):
    """A plate that changes its frame and its opacity."""

    def __init__(self, frame: Frame, radius: float, paper: Paper) -> None:
        super().__init__(frame, px(radius), paper.fill, paper.edge, px(paper.width))
        self._fits: tuple[Frame, float] | None = None
        self.moved = False
        """Whether it has taken another frame since this was last set."""

        self.shown = True
        """Whether it can be seen: its opacity is not 0."""

        tagged(with_shadow(self, SHADOW), Tag("graphic"))

    def take(self, frame: Frame, opacity: float = 1.0) -> None:
        """Take a frame."""
        if (frame, opacity) == self._fits:
            return
        self._fits, self.moved, self.shown = (frame, opacity), True, opacity > 0
        self.fill_rgbas[:, 3] = self.stroke_rgbas[:, 3] = opacity
        self.fit(frame)


class Bubble(VGroup):
    """Speech that opens from a small bubble to a large one, and then shows its words."""

    def __init__(self, closed: Frame, opened: Frame, paper: Paper, words: Prop) -> None:
        self._closed, self._opened = closed, opened
        self.sheet, self._words = Sheet(closed, 22, paper), words
        super().__init__(self.sheet, words)

    def take(self, opened: float, said: float, opacity: float) -> None:
        """Open to a share, with the words at a share of their opacity."""
        self.sheet.take(self._closed.toward(self._opened, opened), opacity)
        self._words.pose(Similarity(), said * opacity)
