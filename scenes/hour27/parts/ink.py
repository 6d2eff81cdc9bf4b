"""Ink on a card: what a question is about, and the bars of an answer."""

from __future__ import annotations

import random

import numpy as np
from manim import CapStyleType, VMobject

from storyreel.design.fonts import FontId
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import tagged
from storyreel.parts.text import Line

MARGIN, PITCH = 22.0, 62.0
FIRST_LINE, FIRST_BAR, BAR_PITCH = 50.0, 160.0, 30.0
"""Heights of the middle of capitals and of bars, in pixels from the top of the card."""
BAR_LENGTH = 292.0
TOKENS_PER_BAR = 150
"""A full bar is an answer of so many tokens."""
TOPIC = TextStyle(FontId("sans", "bold"), px(56), tabular=True)
_BAR, _GAP, _WORDS = 12.0, 13.0, (38, 92)


def topic_line(text: str, index: int) -> Line:
    """A line of what a question is about, drawn about the upper left corner of its card."""
    x, y = topic_at(index)
    return Line(text, TOPIC, (px(x), -px(y)), Color.NAVY)


def topic_at(index: int) -> tuple[float, float]:
    """Where a line of a topic is, in pixels right of and below the corner of its card."""
    return MARGIN, FIRST_LINE + PITCH * index


def bar_lengths(tokens: int) -> tuple[float, ...]:
    """The lengths of the bars of an answer, in pixels; all but the last are full."""
    full, rest = divmod(tokens, TOKENS_PER_BAR)
    lengths = (BAR_LENGTH,) * full
    return (*lengths, BAR_LENGTH * rest / TOKENS_PER_BAR) if rest else lengths


class WordBar(VMobject):
    """A line of an answer as word-like bars: a picture of text that is not to be read."""

    def __init__(self, length: float, index: int, seed: int) -> None:
        super().__init__(stroke_color="#7C8FA8", stroke_width=px(_BAR) * 100, fill_opacity=0.0)
        self.set_cap_style(CapStyleType.ROUND)
        y = -px(FIRST_BAR + BAR_PITCH * index)
        self.at, self.advance = (px(MARGIN), y), px(length)
        words = [
            np.linspace((px(start), y, 0.0), (px(stop), y, 0.0), 4)
            for start, stop in _words(length, random.Random(seed))
        ]
        self.points = np.concatenate(words)
        tagged(self, Tag("decor"))


def _words(length: float, rng: random.Random) -> list[tuple[float, float]]:
    """The ends of the middle lines of words from the left margin on, `length` pixels in all."""
    words, at, end = [], MARGIN + _BAR / 2, MARGIN + length - _BAR / 2
    while end - at > _WORDS[0] / 2:
        stop = min(at + rng.randint(*_WORDS), end)
        if end - stop < _WORDS[0]:
            stop = end
        words.append((at, stop))
        at = stop + _BAR + _GAP
    return words or [(at, max(end, at + 1))]
