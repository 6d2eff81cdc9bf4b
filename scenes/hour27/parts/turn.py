"""An open turn of a chat template: header tokens, and a slot for the words."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Space, Type, Weight, px
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line, width_of
from storyreel.parts.veil import Veil

GAP = px(12)
PAD = px(22)
CARET = px(8)
PERIOD = 1.0
LIT = 0.6
"""Seconds from one blink of the caret to the next, and the share of them that it is seen."""


class Turn(VGroup):
    """Header tiles along a frame; the slot takes the room that they leave.

    The token at `speaker` is the one that says whose turn it is.
    """

    def __init__(self, frame: Frame, header: tuple[str, ...], speaker: int, empty: str) -> None:
        super().__init__()
        left = frame.left
        for index, token in enumerate(header):
            right = left + width_of(token, Type.CODE) + 2 * PAD
            room = Frame(left, frame.bottom, right, frame.top)
            fill, ink = (Color.NAVY, Color.WHITE) if index == speaker else (Color.CELL, Color.SLATE)
            edge = None if index == speaker else Color.HAIRLINE
            style = Type.CODE_STRONG if index == speaker else Type.CODE
            self.add(
                Plate(room, fill=fill, edge=edge, role="decor"),
                Line(token, style, room.center, ink, "center", "token"),
            )
            left = right + GAP
        self.slot = Frame(left, frame.bottom, frame.right, frame.top)
        x, y = self.slot.left + Space.PAD, self.slot.center[1]
        caret = Frame(x, y - px(27), x + CARET, y + px(27))
        self.mouth = (self.slot.center[0], self.slot.bottom)
        self._caret = Plate(caret, CARET / 2, Color.GOLD_LINE)
        self._empty = Line(empty, Type.LABEL, (x + px(36), y), Color.SLATE)
        self.add(
            Plate(self.slot, fill=Color.WHITE, edge=Color.GOLD_LINE, edge_width=Weight.LINE),
            self._caret,
            self._empty,
        )
        self._caret_veil, self._empty_veil = Veil(self._caret), Veil(self._empty)

    def blink(self, run_time: float) -> Motion:
        """The caret waits for a word."""

        def change(progress: float) -> None:
            seconds = progress * run_time + 0.01  # no frame falls on a blink
            self._caret_veil.set(1.0 if seconds % PERIOD < LIT or progress == 1 else 0.0)

        return Motion(self._caret, change, run_time, lambda share: share)

    def clear(self, run_time: float) -> Motion:
        """The slot is no longer empty."""

        def change(progress: float) -> None:
            self._empty_veil.set(1 - progress)
            self._caret_veil.set(1 - progress)

        return Motion(self, change, run_time)
