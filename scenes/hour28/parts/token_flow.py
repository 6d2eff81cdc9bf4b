"""A text as blocks, one for each token: where a term fuses, all that follows moves up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from manim import VGroup

from storyreel.design.easing import glide, settle, staggered, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, px
from storyreel.parts.cells import Cells, Places
from storyreel.parts.marks import clipped
from storyreel.parts.motion import Motion

if TYPE_CHECKING:
    from numpy.typing import NDArray

FILLED = 0.8
"""Width of a block, as a share of the way to the next one."""

RING = px(11)
OVERLAP = 0.7


@dataclass(frozen=True)
class Terms:
    """`count` tokens, some of which belong to terms: (index of the first, number of tokens)."""

    count: int
    spans: tuple[tuple[int, int], ...]

    @property
    def longest(self) -> int:
        """Index of the first token of the term with the most of them, where it is met first."""
        return max(self.spans, key=lambda span: span[1])[0]

    def shares(self, progress: float) -> NDArray[np.float64]:
        """How far each term is fused, when the fusing as a whole has come to `progress`."""
        many = len(self.spans)
        return np.array([glide(staggered(progress, k, many, OVERLAP)) for k in range(many)])

    def widths(self, progress: float) -> NDArray[np.float64]:
        """How much of a token each one still is: all but the first of a term come to nothing."""
        widths = np.ones(self.count)
        for (first, pieces), share in zip(self.spans, self.shares(progress), strict=True):
            widths[first + 1 : first + pieces] = 1 - share
        return widths

    def left(self, progress: float) -> int:
        """How many tokens there are now, as a whole number."""
        return round(float(self.widths(progress).sum()))


class TokenFlow(VGroup):
    """Blocks in lines that fill a frame from the top; those of terms are navy, fused ones ringed.

    The lines are one ribbon: a block that leaves a line on the left comes into the one above it
    on the right.
    """

    def __init__(self, frame: Frame, terms: Terms, per_line: int) -> None:
        super().__init__()
        self.terms, self._per_line = terms, per_line
        lines = -(-terms.count // per_line)
        self.pitch = min(frame.width / per_line, frame.height / lines)
        self._left, self._top = frame.left, frame.top
        within = np.zeros(terms.count, dtype=bool)
        for first, pieces in terms.spans:
            within[first : first + pieces] = True
        self._within = within
        self._firsts = np.array([first for first, _ in terms.spans])
        radius = 0.22
        self._rings = Cells(Color.GOLD, radius=0.26)
        self._plain = Cells(Color.LINE, radius=radius)
        self._pieces = Cells(Color.NAVY, radius=radius)
        self.add(self._rings, self._plain, self._pieces)
        edge = self.pitch * (1 - FILLED) / 2
        right = frame.left + per_line * self.pitch
        # A ring may reach into the margin, a block on its way between lines may not.
        box = (frame.left - edge, frame.bottom - 1.0, right + edge, frame.top + 1.0)
        clipped(self, box)
        self.show_fused(0.0, 0.0)

    def place(self, token: int) -> tuple[float, float]:
        """The middle of a token's block, before anything is fused."""
        line, column = divmod(token, self._per_line)
        return self._left + (column + 0.5) * self.pitch, self._top - (line + 0.5) * self.pitch

    def unfold(self, run_time: float) -> Motion:
        """The blocks come, in the order of reading."""
        return Motion(self, lambda progress: self.show_fused(0.0, progress), run_time, steady)

    def fuse(self, run_time: float) -> Motion:
        """The terms fuse, in the order of reading."""
        return Motion(self, self.show_fused, run_time, steady)

    def line_up(self, frame: Frame, run_time: float) -> Motion:
        """The blocks that are left go side by side into a frame: as many as there are tokens."""
        clipped(self, None)
        firsts = self.terms.widths(1.0) > 0
        index = np.cumsum(firsts) - 1
        many = int(firsts.sum())
        width = frame.width / many
        starts = self._where(index.astype(np.float64))
        goals = np.stack(
            np.broadcast_arrays(frame.left + (index + 0.5) * width, frame.center[1]), 1
        )
        block = self.pitch * FILLED

        def change(progress: float) -> None:
            ways = np.array([glide(staggered(progress, int(k), many, 0.99)) for k in index])
            places = starts + (goals - starts) * ways[:, None]
            widths = block + (width - block) * ways
            heights = block + (frame.height - block) * ways
            for cells, those in (
                (self._plain, ~self._within),
                (self._pieces, self._within & firsts),
                (self._rings, np.zeros_like(firsts)),
            ):
                cells.lay(places[those], widths[those], heights[those])

        return Motion(self, change, run_time, steady)

    def show_fused(self, progress: float, arrived: float = 1.0) -> None:
        """`progress` of the fusing, while `arrived` of the blocks are there."""
        widths = self.terms.widths(progress)
        places = np.cumsum(widths) - widths
        # Pieces lie on top of the first of their term when nothing of them is left.
        many = self.terms.count
        sizes = np.array([settle(staggered(arrived, k, many, 0.9)) for k in range(many)])
        block = self.pitch * FILLED
        places = np.where(widths < 1, places - (1 - widths), places)
        self._lay(self._plain, places[~self._within], sizes[~self._within] * block)
        self._lay(self._pieces, places[self._within], sizes[self._within] * block)
        ring = block + RING * self.terms.shares(progress)
        self._lay(self._rings, places[self._firsts], sizes[self._firsts] * ring)

    def _lay(self, cells: Cells, places: NDArray[np.float64], sizes: NDArray[np.float64]) -> None:
        line = np.floor(places / self._per_line)
        column = places - line * self._per_line
        over = column > self._per_line - 1
        column = np.concatenate([column, column[over] - self._per_line])
        line = np.concatenate([line, line[over] + 1])
        sizes = np.concatenate([sizes, sizes[over]])
        cells.lay(self._at(line, column), sizes)

    def _where(self, places: NDArray[np.float64]) -> Places:
        line = np.floor(places / self._per_line)
        return self._at(line, places - line * self._per_line)

    def _at(self, line: NDArray[np.float64], column: NDArray[np.float64]) -> Places:
        across, down = (column + 0.5) * self.pitch, (line + 0.5) * self.pitch
        return np.stack([self._left + across, self._top - down], axis=1)
