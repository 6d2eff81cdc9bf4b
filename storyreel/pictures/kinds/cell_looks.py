"""The looks of `cells`: their tones, and what is the same in blocks and in single cells."""

from __future__ import annotations

from typing import Literal

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Weight, px
from storyreel.pictures.elements import Look, color
from storyreel.pictures.forms import Rect

Tone = Literal["navy", "gold", "frost", "ghost"]

EDGE = color(Color.OUTLINE)
FULL = color(Color.NAVY)
PALE = color(Color.CELL)
EMPTY = Look(fill=PALE, stroke=color(Color.MIST), width=Weight.HAIRLINE)
"""A cell with the value 0."""

FROST = Look(fill=PALE, stroke=EDGE, width=Weight.HAIRLINE)
GOLDEN = Look(fill=color(Color.GOLD))
FILLED = Look(fill=FULL)
"""A cell with the value 1."""

WHITE = Look(fill=color(Color.WHITE))
TONES: dict[Tone, Look] = {
    "navy": Look(fill=FULL, stroke=EDGE, width=Weight.HAIRLINE),
    "gold": Look(fill=color(Color.GOLD), stroke=color(Color.DEEP_GOLD), width=Weight.HAIRLINE),
    "frost": FROST,
    "ghost": Look(stroke=color(Color.MUTED), width=Weight.LINE, dash=px(14)),
}
BEHIND = {**TONES, "gold": FROST}
"""A block behind cells with values."""


def rounded(cell: Frame, side: float) -> Rect:
    """A cell as it is drawn, a little apart from its neighbours."""
    return Rect(cell.inset(min(px(5), side * 0.08) / 2), min(px(8), side * 0.12))
