"""Shortcuts that are not taken: lines that are struck out one after the other."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import settle, staggered, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Strokes, cross
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

INDENT = px(66)


class Shortcuts(VGroup):
    """Lines, spread over the height of a frame, each with a cross, to be struck out."""

    def __init__(self, frame: Frame, texts: tuple[str, ...]) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self._strokes: list[tuple[Strokes, Veil, float]] = []
        for text, row in zip(texts, frame.rows((1.0,) * len(texts), 0.0), strict=True):
            y = row.center[1]
            line = Line(text, Type.LABEL, (row.left + INDENT, y), Color.SLATE)
            begin, end = row.left + INDENT - px(8), row.left + INDENT + line.advance + px(8)
            stroke = Strokes(((begin, y), (end, y)), color=Color.GOLD_LINE, width=Weight.LINE)
            mark = cross((row.left + px(24), y), px(44))
            self.lines.append(line)
            self.add(stroke, line, mark)
            self._strokes.append((stroke, Veil(stroke, 0.0), begin))

    def strike(self, run_time: float) -> Motion:
        """Strike out one line after the other, from left to right."""
        base = [stroke.points.copy() for stroke, *_ in self._strokes]

        def change(progress: float) -> None:
            for index, (stroke, veil, begin) in enumerate(self._strokes):
                share = settle(staggered(progress, index, len(self._strokes), 0.3))
                points = base[index].copy()
                points[:, 0] = begin + (points[:, 0] - begin) * share
                stroke.points = points
                veil.set(1.0 if share > 0 else 0.0)

        return Motion(self, change, run_time, steady)
