"""Sheets of the world that change their shape, and bubbles that open on them."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
    """A plate whose frame is that in the world, as the camera shows it."""

    def __init__(self, frame: Frame, radius: float, paper: Paper) -> None:
        super().__init__(frame, px(radius), paper.fill, paper.edge)
        self._edge = px(paper.width)
        self._fits: tuple[Frame, Similarity, float] | None = None
        tagged(with_shadow(self, SHADOW), Tag("graphic"))

    def take(self, frame: Frame, view: Similarity, opacity: float = 1.0) -> None:
        """Take a frame of the world under a view."""
        if (frame, view, opacity) == self._fits:
            return
        self._fits = frame, view, opacity
        self.fill_rgbas[:, 3] = self.stroke_rgbas[:, 3] = opacity
        self.points = view.points(self.fit(frame).points)
        self.stroke_width = self._edge * 100 * view.scale
        with_shadow(self, replace(SHADOW, sigma=SHADOW.sigma * view.scale))


class Bubble(VGroup):
    """Speech that opens from a small bubble to a large one, and then shows its words."""

    def __init__(self, closed: Frame, opened: Frame, paper: Paper, words: Prop) -> None:
        self._closed, self._opened = closed, opened
        self._sheet, self._words = Sheet(closed, 22, paper), words
        super().__init__(self._sheet, words)

    def take(self, view: Similarity, opened: float, said: float, opacity: float) -> None:
        """Open to a share, with the words at a share of their opacity."""
        self._sheet.take(self._closed.toward(self._opened, opened), view, opacity)
        self._words.pose(view, said * opacity)
