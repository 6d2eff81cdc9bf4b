"""A statement with a verdict before it, on one line."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.tokens import Color, Type, px
from storyreel.parts.text import Line
from storyreel.parts.verdict import Badge

BADGE = px(40)


class VerdictLine(VGroup):
    """A badge whose left end is at `at`, and the words that it judges."""

    def __init__(self, text: str, at: tuple[float, float], passed: bool) -> None:
        super().__init__()
        ink = Color.NAVY if passed else Color.GOLD_TEXT
        words = (at[0] + 2 * BADGE + px(24), at[1])
        self.add(
            Badge((at[0] + BADGE, at[1]), BADGE, passed),
            Line(text, Type.LABEL_STRONG, words, ink),
        )
