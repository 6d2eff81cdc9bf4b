"""The caption: one sentence under the stage."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import Grid
from storyreel.design.tokens import Type
from storyreel.parts.text import Line, baseline_at
from storyreel.storyboard.text import caption_lines


class Caption(VGroup):
    """One sentence under the stage, centred, on one line or two."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        lines = caption_lines(sentence)
        middle = baseline_at(Grid.CAPTION_BASELINE, Type.CAPTION)
        for index, text in enumerate(lines):
            y = middle + ((len(lines) - 1) / 2 - index) * Grid.CAPTION_LEADING
            self.add(Line(text, Type.CAPTION, (0.0, y), anchor="center", role="caption"))
