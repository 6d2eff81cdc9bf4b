"""The ways of the loop: the arrow from the turn to itself, and the one that is planned."""

from __future__ import annotations

from manim import CapStyleType, VGroup, VMobject

from storyreel.design.easing import glide
from storyreel.design.fonts import FontId
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Color, Seconds, TextStyle, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.curves import Points, outline
from storyreel.parts.marks import tagged
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Strokes
from storyreel.parts.text import Line
from storyreel.parts.traces import Trace

from .dashes import dashed

Point = tuple[float, float]
_WIDTH, _HEAD = px(9), px(30)
_WORD = TextStyle(FontId("sans", "bold"), px(57))


class Way(VGroup):
    """A bent arrow with words; `reveal` shows a share of its length, `draw` all of it."""

    def __init__(self, path: Points, line: Trace, *words: Line) -> None:
        """`line` is the line along `path`, one cubic curve; the head has the color of the words."""
        color = words[0].get_fill_color().to_hex()
        self._line, self._head, self._words = line, _head(path, color), words
        super().__init__(self._line, self._head, *words)
        self.reveal(0.0)

    def reveal(self, share: float) -> None:
        """Show the way up to a share of its length; its head and its words come last."""
        self._line.show_part(0.0, share)
        late = min(max(share * 5 - 4, 0.0), 1.0)
        self._head.set_stroke(opacity=late)
        for word in self._words:
            word.set_fill(opacity=late)

    def draw(self, seconds: float = Seconds.MOVE) -> Motion:
        """Draw the way."""
        return Motion(self, self.reveal, seconds, glide)


def way_round(says: str) -> Way:
    """From the turn at its left back to the turn: it is used again."""
    path = _curve((378, 522), (150, 522), (150, 398), (366, 398))
    return Way(path, _line(path), _word(says, (262, 338), Color.NAVY))


def planned_way(says: str, note: str) -> Way:
    """From the refused card over to the turn that it is to become."""
    words = [_word(text, (1371, y), Color.SLATE) for text, y in ((says, 426), (note, 494))]
    path = _curve((1630, 526), (1630, 270), (1112, 270), (1112, 560))
    return Way(path, dashed(path, _WIDTH), *words)


def _word(says: str, at: Point, color: str) -> Line:
    return Line(says, _WORD, (x_at(at[0]), y_at(at[1])), color, "center")


def _curve(*corners: Point) -> Points:
    start, one, other, stop = ((x_at(x), y_at(y)) for x, y in corners)
    return outline(start, (one, other, stop))


def _line(path: Points) -> Trace:
    line = VMobject(stroke_color=Color.NAVY, stroke_width=_WIDTH * 100, fill_opacity=0.0)
    line.points = path
    line.set_cap_style(CapStyleType.ROUND)
    return Trace(tagged(line, Tag("graphic")))


def _head(path: Points, color: str) -> Strokes:
    """Two strokes at the end of a path, along its last direction."""
    (bx, by), (x, y) = path[-2, :2], path[-1, :2]
    length = ((x - bx) ** 2 + (y - by) ** 2) ** 0.5
    ux, uy = (x - bx) / length * _HEAD, (y - by) / length * _HEAD
    ends = [(x - ux - side * uy * 0.8, y - uy + side * ux * 0.8) for side in (1, -1)]
    return Strokes((ends[0], (float(x), float(y)), ends[1]), color=color, width=_WIDTH)
