"""The attention square: every token looks at every token, one row and one column for each."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from storyreel.design.easing import glide, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Weight, px
from storyreel.parts.cells import Cells
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Plate

from .token_flow import Terms


class AttentionSquare(VGroup):
    """A square to scale in the upper left of a frame; the terms are bands of rows and columns.

    `before` is the square at first, `now` the square as it is.
    """

    def __init__(self, frame: Frame, terms: Terms) -> None:
        super().__init__()
        self.terms = terms
        side = min(frame.width, frame.height)
        self._unit = side / terms.count
        self.before = Frame(frame.left, frame.top - side, frame.left + side, frame.top)
        self.ghost = Plate(self.before, px(6), Color.WHITE, Color.LINE, Weight.LINE)
        self.ground = Plate(self.before, px(6), Color.LINE)
        self._columns, self._rows = (Cells(opacity=0.68) for _ in range(2))
        self.add(self.ghost, self.ground, self._columns, self._rows)
        self.show_fused(0.0)

    def unfold(self, run_time: float) -> Motion:
        """The square grows from its corner."""
        return Motion(self, lambda share: self.show_fused(0.0, share), run_time, glide)

    def fuse(self, run_time: float) -> Motion:
        """Rows and columns go as the terms fuse."""
        return Motion(self, self.show_fused, run_time, steady)

    def show_fused(self, progress: float, grown: float = 1.0) -> None:
        """`progress` of the fusing; `grown` is the length of the sides, of 1."""
        unit = self._unit * max(grown, 0.001)
        widths = self.terms.widths(progress)
        ends = np.cumsum(widths)
        side = float(ends[-1]) * unit
        left, top = self.before.left, self.before.top
        self.now = Frame(left, top - side, left + side, top)
        self.ground.fit(self.now)
        whole = self.terms.count * unit
        self.ghost.fit(Frame(left, top - whole, left + whole, top))
        starts = np.array([ends[first] - 1 for first, _ in self.terms.spans]) * unit
        stops = np.array([ends[first + n - 1] for first, n in self.terms.spans]) * unit
        middle, length = (starts + stops) / 2, stops - starts
        x, y = (np.full(len(middle), place) for place in self.now.center)
        self._columns.lay(np.stack([left + middle, y], axis=1), length, side)
        self._rows.lay(np.stack([x, top - middle], axis=1), side, length)
