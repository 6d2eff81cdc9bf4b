"""The places of the tiles of a text: joined, parted, or wrapped like words; and the cuts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VMobject

from storyreel.design.easing import settle, staggered, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.parts.motion import Motion
from storyreel.parts.text import width_of

from .strip import Piece

WORD_GAP, LEADING = px(8), px(16)
"""Between the tiles of a wrapped text, and between its lines."""


def joined_frames(
    tokens: Sequence[Piece], center: tuple[float, float], style: TextStyle, height: float
) -> tuple[Frame, ...]:
    """The places of tiles that make one line of text without a gap."""
    return parted_frames(tokens, center, style, height, 0.0, 0.0)


def parted_frames(
    tokens: Sequence[Piece],
    center: tuple[float, float],
    style: TextStyle,
    height: float,
    pad: float = px(16),
    gap: float = px(20),
) -> tuple[Frame, ...]:
    """The places of tiles side by side about a centre, `pad` wider than their texts at each end."""
    widths = [width_of(token.text, style) + 2 * pad for token in tokens]
    left = center[0] - (sum(widths) + gap * (len(widths) - 1)) / 2
    frames = []
    for width in widths:
        frames.append(Frame(left, center[1] - height / 2, left + width, center[1] + height / 2))
        left += width + gap
    return tuple(frames)


def wrapped_frames(
    tokens: Sequence[Piece],
    room: Frame,
    style: TextStyle,
    height: float,
    pad: float = px(10),
) -> tuple[Frame, ...]:
    """The places of tiles in lines from the upper left of a room, as words are wrapped."""
    frames: list[Frame] = []
    left, top = room.left, room.top
    for token in tokens:
        width = width_of(token.text, style) + 2 * pad
        if left + width > room.right and left > room.left:
            left, top = room.left, top - height - LEADING
        frames.append(Frame(left, top - height, left + width, top))
        left += width + WORD_GAP
    return tuple(frames)


class Cuts(VMobject):
    """Upright strokes where a text is cut; `draw` lets them fall from above."""

    def __init__(self, xs: Sequence[float], bottom: float, top: float) -> None:
        super().__init__(stroke_color=Color.GOLD, stroke_width=px(7) * 100, fill_opacity=0.0)
        self._xs, self._bottom, self._top = list(xs), bottom, top
        self._fall(0.0)

    def draw(self, run_time: float) -> Motion:
        """The strokes fall, one after the other."""
        return Motion(self, self._fall, run_time, steady)

    def _fall(self, progress: float) -> None:
        pieces = []
        for index, x in enumerate(self._xs):
            share = settle(staggered(progress, index, len(self._xs), 0.4))
            if share > 0:
                end = self._top + (self._bottom - self._top) * share
                ys = np.linspace(self._top, end, 4)
                pieces.append(np.column_stack([np.full(4, x), ys, np.zeros(4)]))
        self.points = np.concatenate(pieces) if pieces else np.zeros((0, 3))
