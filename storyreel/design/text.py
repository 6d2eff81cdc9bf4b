"""Text as outlines in scene units, shaped by HarfBuzz without hinting."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
import uharfbuzz as hb

from storyreel.base.errors import Problem, RequestError
from storyreel.design.fonts import Font, load_font
from storyreel.design.tokens import TextStyle

Curves = npt.NDArray[np.float64]
"""Cubic Bézier curves as Manim stores them: shape (4 * n, 3) with z = 0. Each curve is anchor,
handle, handle, anchor, and begins where the curve before it ends, except at a new sub-path."""


@dataclass(frozen=True)
class Glyph:
    """The outline of a glyph at its position in the line; `cluster` is its first character."""

    curves: Curves
    cluster: int


@dataclass(frozen=True)
class ShapedLine:
    """A line of text in scene units; its origin is the left end of the baseline."""

    glyphs: tuple[Glyph, ...]
    advance: float
    cap_height: float

    @cached_property
    def curves(self) -> Curves:
        """The outlines of all glyphs, as a read-only array."""
        parts = [glyph.curves for glyph in self.glyphs]
        curves = np.concatenate(parts) if parts else np.zeros((0, 3))
        curves.flags.writeable = False
        return curves

    @cached_property
    def cap_share(self) -> float:
        """The cap height as a share of the height of the ink."""
        heights = self.curves[:, 1]
        return self.cap_height / (float(heights.max() - heights.min()) if len(heights) else 1.0)


@lru_cache(maxsize=4096)
def shape_line(text: str, style: TextStyle) -> ShapedLine:
    """Shape a line of text from left to right.

    Raises RequestError with the characters that the font lacks.
    """
    font = load_font(style.font)
    missing = [character for character in dict.fromkeys(text) if not font.has(character)]
    if missing:
        names = ", ".join(f"{character!r} (U+{ord(character):04X})" for character in missing)
        what = f"The font {font.id} lacks {names} of the text {text!r}."
        raise RequestError(Problem(what, "Use other characters."))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "ltr"
    hb.shape(font.hb_font, buffer, {"tnum": style.tabular, "liga": style.font.face == "sans"})
    scale = style.size / font.units_per_em
    glyphs: list[Glyph] = []
    x = 0.0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True):
        offset = np.array([x + position.x_offset, position.y_offset, 0.0])
        glyphs.append(Glyph((_outline(font, info.codepoint) + offset) * scale, info.cluster))
        x += position.x_advance + style.tracking * font.units_per_em
    return ShapedLine(tuple(glyphs), x * scale, font.cap_height * style.size)


class _OutlinePen:
    """Records a glyph's outline in font units as cubic curves."""

    def __init__(self) -> None:
        self.points: list[tuple[float, float]] = []
        self.at = self.start = (0.0, 0.0)

    def move(self, x: float, y: float) -> None:
        self.at = self.start = (x, y)

    def line(self, x: float, y: float) -> None:
        (ax, ay) = self.at
        self._curve(
            (ax + (x - ax) / 3, ay + (y - ay) / 3),
            (ax + (x - ax) * 2 / 3, ay + (y - ay) * 2 / 3),
            (x, y),
        )

    def quadratic(self, cx: float, cy: float, x: float, y: float) -> None:
        (ax, ay) = self.at
        self._curve(
            (ax + (cx - ax) * 2 / 3, ay + (cy - ay) * 2 / 3),
            (x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3),
            (x, y),
        )

    def cubic(self, ax: float, ay: float, bx: float, by: float, x: float, y: float) -> None:
        self._curve((ax, ay), (bx, by), (x, y))

    def close(self) -> None:
        if self.at != self.start:
            self.line(*self.start)

    def _curve(
        self, a: tuple[float, float], b: tuple[float, float], end: tuple[float, float]
    ) -> None:
        self.points += [self.at, a, b, end]
        self.at = end


def _draw_functions() -> hb.DrawFuncs:
    functions = hb.DrawFuncs()
    functions.set_move_to_func(lambda x, y, pen: pen.move(x, y))
    functions.set_line_to_func(lambda x, y, pen: pen.line(x, y))
    functions.set_quadratic_to_func(lambda cx, cy, x, y, pen: pen.quadratic(cx, cy, x, y))
    functions.set_cubic_to_func(lambda ax, ay, bx, by, x, y, pen: pen.cubic(ax, ay, bx, by, x, y))
    functions.set_close_path_func(lambda pen: pen.close())
    return functions


_DRAW = _draw_functions()


@lru_cache(maxsize=2048)
def _outline(font: Font, glyph: int) -> Curves:
    pen = _OutlinePen()
    font.hb_font.draw_glyph(glyph, _DRAW, pen)
    points = np.zeros((len(pen.points), 3))
    if pen.points:
        points[:, :2] = pen.points
    return points
