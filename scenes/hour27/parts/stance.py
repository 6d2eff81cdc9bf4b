"""Stances of drafts: as pages side by side, in a list, on a shelf, alone."""

from __future__ import annotations

from dataclasses import dataclass

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.cells import Pile

LINE = 24
"""Tokens in a row of an upright pile."""


@dataclass(frozen=True, slots=True)
class Stance:
    """The state of a draft: its frame, its pile, and the places of name and pile in the frame.

    `pad` is the room at the left, `head` reaches from the top to the middle of the name, `base`
    from the bottom to the pile; `indent` moves the pile away from the left edge of the name.
    """

    frame: Frame
    pile: Pile
    pad: float
    head: float
    base: float
    indent: float = 0.0

    @property
    def name_at(self) -> tuple[float, float]:
        return self.frame.left + self.pad, self.frame.top - self.head

    @property
    def origin(self) -> tuple[float, float]:
        """Where the pile begins."""
        return self.frame.left + self.pad + self.indent, self.frame.bottom + self.base

    @property
    def foot_at(self) -> tuple[float, float]:
        """The left end of a line under the pile."""
        return self.frame.left + self.pad, self.frame.bottom + px(50)


def alone(frame: Frame) -> Stance:
    """One draft in a frame."""
    return Stance(frame, Pile(LINE, px(11)), px(28), px(52), px(92))


def pages(room: Frame, count: int) -> list[Stance]:
    """Side by side, with room for a line under the pile."""
    return [alone(frame) for frame in room.columns((1.0,) * count, px(32))]


def listed(room: Frame, count: int) -> list[Stance]:
    """One above the other; the pile lies as a bar under the name."""
    pile = Pile(6, px(2.64), upright=True)
    frames = room.rows((1.0,) * count, px(14))
    return [Stance(frame, pile, px(28), px(42), px(18)) for frame in frames]


def shelved(room: Frame, count: int, pitch: float, base: float) -> list[Stance]:
    """Closely side by side, with the pile in the middle of the card."""
    frames, pad = room.columns((1.0,) * count, px(20)), px(20)
    indent = (frames[0].width - LINE * pitch) / 2 - pad
    return [Stance(frame, Pile(LINE, pitch), pad, px(50), base, indent) for frame in frames]
