"""The note as it is written, and how its paper closes in on an excerpt."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup, VMobject

from scenes.hour28.outlines import NOTHING, slab
from scenes.hour28.parts.letters import SIZE, STYLE, pixels, written
from scenes.hour28.parts.papers import HEIGHT, MARGIN_OF_PIECES, PAPER_SHADOW
from scenes.hour28.shares import between
from storyreel.design.layout import x_at, y_at
from storyreel.design.text import shape_line
from storyreel.design.tokens import Color, px
from storyreel.drawing.drawing import Tag
from storyreel.parts import tone
from storyreel.parts.curves import Points
from storyreel.parts.marks import clipped, tagged, with_shadow
from storyreel.parts.solid import filled

Box = tuple[float, float, float, float]

SHEET: Box = (96, 262, 1824, 868)
LEFT, FIRST, LEADING = 168, 376, 124
"""Of the text: its left side, the middle of its first line, and from line to line, in pixels."""

SCALE = 88 / SIZE
MARKER = "#CFDDEE"


class NotePage(VGroup):
    """A sheet with a text; `close_in` enlarges an excerpt until the sheet holds nothing else."""

    def __init__(self, lines: Sequence[str], excerpt: str) -> None:
        self.row = max(row for row, line in enumerate(lines) if excerpt in line)
        before = lines[self.row][: lines[self.row].index(excerpt)]
        self.start = LEFT + pixels(shape_line(before, STYLE).advance) * SCALE
        self.wide = pixels(shape_line(excerpt, STYLE).advance)
        self.paper = with_shadow(filled(NOTHING, Color.WHITE), PAPER_SHADOW)
        self.marker = tagged(VMobject(fill_opacity=0.0, stroke_width=1.0), Tag("decor"))
        self.lines = [written(line)[0] for line in lines]
        super().__init__(self.paper, self.marker, *self.lines)

    def mark(self, share: float) -> None:
        """Go over the excerpt with a marker, from its left side."""
        self._pose(0.0, (self.middle, self.line_y(self.row)), SCALE, share)

    def close_in(self, share: float, middle: float, y: float, scale: float) -> None:
        """Bring the excerpt a share of the way to a pixel and a scale; 1 is the excerpt alone."""
        at = between(self.middle, middle, share), between(self.line_y(self.row), y, share)
        self._pose(share, at, between(SCALE, scale, share), 1.0)

    @property
    def middle(self) -> float:
        """The column of the middle of the excerpt on the page."""
        return self.start + self.wide / 2 * SCALE

    @staticmethod
    def line_y(row: int) -> float:
        return FIRST + LEADING * row

    def hide(self) -> None:
        """Show nothing until the next time."""
        for each in (self.paper, self.marker, *self.lines):
            each.points = NOTHING

    def _pose(self, share: float, at: tuple[float, float], scale: float, marked: float) -> None:
        """Show the excerpt about a pixel, on a sheet that has closed in by a share."""
        (x, y), half = at, self.wide / 2 * scale
        card = _around(x - half, x + half, y, scale)
        box = [between(start, end, share) for start, end in zip(SHEET, card, strict=True)]
        self.paper.points = _slab(box, 10)
        self._draw_marker(x - half, x - half + 2 * half * marked if marked else x - half, y, scale)
        self.marker.stroke_rgbas = np.array([[*tone.between(MARKER, Color.WHITE, share), 1.0]])
        sides = (between(box[0], x - half, share), between(box[2], x + half, share))
        window = (x_at(sides[0]), y_at(box[3]), x_at(sides[1]), y_at(box[1]))
        larger = scale / SCALE
        for row, letters in enumerate(self.lines):
            left = x + (LEFT - self.middle) * larger
            letters.pose(left, y + LEADING * (row - self.row) * larger, scale)
            clipped(letters, window)

    def _draw_marker(self, left: float, right: float, y: float, scale: float) -> None:
        """A broad line over the words, in pixels."""
        margin = MARGIN_OF_PIECES * scale
        ends = (x_at(left - margin), y_at(y), 0.0), (x_at(right + margin), y_at(y), 0.0)
        self.marker.points = np.linspace(*ends, 4) if right > left else NOTHING
        self.marker.stroke_width = px(HEIGHT * scale) * 100


def _around(left: float, right: float, y: float, scale: float) -> Box:
    """The paper of a word between two columns, as cut papers have it."""
    margin, half = MARGIN_OF_PIECES * scale, HEIGHT / 2 * scale
    return left - margin, y - half, right + margin, y + half


def _slab(box: Sequence[float], radius: float) -> Points:
    left, top, right, bottom = box
    return slab(left - 960, 540 - bottom, right - 960, 540 - top, radius) * px(1)
