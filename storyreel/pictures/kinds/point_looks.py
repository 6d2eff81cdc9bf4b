"""The looks of groups, lines and single points of `points`, by the tones that storyboards name."""

from __future__ import annotations

from typing import Literal

from storyreel.design.tokens import Color, Weight, px
from storyreel.pictures.elements import Look, color

Tone = Literal["solid", "hollow", "gold", "pale"]
LineTone = Literal["gold", "solid", "slate", "pale"]

PALE = color(Color.MIST)
GROUPS: dict[Tone, Look] = {
    "solid": Look(fill=color(Color.NAVY), stroke=color(Color.PEARL), width=Weight.HAIRLINE),
    "hollow": Look(fill=color(Color.PEARL), stroke=color(Color.MUTED), width=Weight.LINE),
    "gold": Look(fill=color(Color.GOLD), stroke=color(Color.PEARL), width=Weight.HAIRLINE),
    "pale": Look(fill=PALE, stroke=color(Color.PEARL), width=Weight.HAIRLINE),
}
PICKED = Look(fill=color(Color.GOLD), stroke=color(Color.DEEP_GOLD), width=Weight.LINE)
RING = Look(stroke=color(Color.DEEP_GOLD), width=Weight.STRONG)

LINES: dict[LineTone, Look] = {
    "gold": Look(stroke=color(Color.DEEP_GOLD), width=px(7)),
    "solid": Look(stroke=color(Color.NAVY), width=px(7)),
    "slate": Look(stroke=color(Color.MUTED), width=px(7)),
    "pale": Look(stroke=PALE, width=px(7)),
}
STEP = Look(stroke=color(Color.GOLD), width=px(11))
"""The last step that is walked along a line."""

GOLD_SHADE, SHADE = Look(fill=color(Color.GOLD_PALE)), Look(fill=color("#E1E9F2"))

SINGLE = Look(fill=color(Color.NAVY), stroke=color(Color.WHITE), width=Weight.LINE)
"""Single points, with a name or without."""

PLATE = Look(fill=color(Color.PEARL))
"""Behind the name of a point, so that no line crosses it."""

CROSS = Look(stroke=color(Color.DEEP_GOLD), width=px(9))
