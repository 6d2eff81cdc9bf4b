"""A row of fixed length: what is there, and pads that fill the rest; one pass reads it all."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from storyreel.design.easing import glide, settle, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, px
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Plate
from storyreel.parts.veil import Veil

from .cell_sheet import Cells, row_of

GAP = px(3)
DEPTH = px(250)
"""From how far below a pad comes."""

RISE = 0.35
"""How long one pad is on its way, as a share of the time of all."""


class PaddedRow(VGroup):
    """`length` places to scale in a frame, `filled` of them taken from the beginning."""

    def __init__(self, frame: Frame, filled: int, length: int, gap: float = GAP) -> None:
        super().__init__()
        self.frame, self.filled, self.length = frame, filled, length
        boxes = row_of(frame, length, gap)
        self._own, self._rest = boxes[:filled], boxes[filled:]
        self._places = Cells(Color.CELL).lie(boxes)
        self._taken = Cells(Color.NAVY).lie(self._own[:0])
        self._pads = Cells(Color.LINE).lie(self._rest[:0])
        self._last = Cells(Color.GOLD).lie(boxes[-1:])
        self._last_veil = Veil(self._last, 0.0)
        self._beam = Plate(frame, px(16), Color.GOLD, role="decor")
        self._beam.set_fill(opacity=0.55)
        self._beam_veil = Veil(self._beam, 0.0)
        self.add(self._places, self._taken, self._pads, self._last, self._beam)

    def places(self) -> tuple[Frame, ...]:
        """Where the cells that are not pads go."""
        return tuple(Frame(*(float(value) for value in box)) for box in self._own)

    def take(self) -> PaddedRow:
        """Show the cells that are not pads."""
        self._taken.lie(self._own)
        return self

    def fill(self) -> PaddedRow:
        """Show every cell and every pad, with the last one marked."""
        self.take()
        self._pads.lie(self._rest)
        self._last_veil.set(1.0)
        return self

    def landed(self, progress: float) -> int:
        """How many pads lie in the row after a share of the pour."""
        return int(np.sum(self._risen(progress) >= 1.0))

    def pour(self, run_time: float) -> Motion:
        """The pads rise into their places, from left to right."""

        def change(progress: float) -> None:
            share = self._risen(progress)
            on_way = share > 0
            depth = DEPTH * (1 - share[on_way]) ** 2
            boxes = self._rest[on_way].copy()
            boxes[:, 1] -= depth
            boxes[:, 3] -= depth
            self._pads.lie(boxes)

        return Motion(self, change, run_time, steady)

    def scan(self, run_time: float) -> Motion:
        """One pass over the whole row; it ends at the last place, which is the one that is read."""
        half = px(26)

        def change(progress: float) -> None:
            x = self.frame.left + (self.frame.width - half) * glide(progress)
            self._beam.fit(
                Frame(x - half, self.frame.bottom - px(18), x + half, self.frame.top + px(18))
            )
            self._beam_veil.set(min(progress * 8, 1.0) * min((1 - progress) * 8, 1.0))
            self._last_veil.set(settle(progress * 8 - 7))

        return Motion(self, change, run_time, steady)

    def _risen(self, progress: float) -> np.ndarray:
        """How far each pad has come, from 0 to 1."""
        count = len(self._rest)
        begins = np.arange(count) / max(count - 1, 1) * (1 - RISE)
        share: np.ndarray = np.clip((progress - begins) / RISE, 0.0, 1.0)
        return share
