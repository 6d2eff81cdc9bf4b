"""The work of a pass as a bar: that of the note before, and that of the shorter one."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from scenes.hour28.shares import part
from storyreel.design.fonts import FontId
from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.parts.rigid import Rigid
from storyreel.parts.shapes import Plate
from storyreel.parts.solid import shaded
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

LEFT, LONGEST = 96, 1240
"""Where bars begin, and how long the first one is, in pixels."""

ROWS = 786, 854
"""The middles of the bars, in pixels."""

_HALF, _HEADING, _INSIDE, _BESIDE = 30, 723, 18, 24
_WORDS = TextStyle(FontId("sans", "bold"), px(56), tabular=True)
_NAMES = TextStyle(FontId("sans", "bold"), px(48), tabular=True)
_COLORS = ("#5D7495", "#4E6484"), ("#31557F", Color.NAVY)


class WorkBars(VGroup):
    """Two bars below a heading, each with a name on it and its figure beside it.

    `grow` sets how far they are.
    """

    def __init__(self, heading: str, names: Sequence[str], unit: str, work: Sequence[float]):
        """A bar is as long as its `work`, and the first one is the longest."""
        self._reach = [each / work[0] for each in work]
        self._heading = Line(heading, _WORDS, (x_at(LEFT), y_at(_HEADING)), Color.SLATE)
        self._bars = [shaded(_plate(), *colors) for colors in _COLORS]
        less = f"   −{round(100 * (1 - work[1] / work[0]))} %"
        figures = [
            _figure(f"{figure:.2f} {unit}{change}")
            for figure, change in zip(work, ("", less), strict=True)
        ]
        self._figures = [Rigid(figure) for figure in figures]
        lines = [_name(name, row) for name, row in zip(names, ROWS, strict=True)]
        super().__init__(*self._bars, self._heading, *lines, *self._figures)
        self._shown = Veil(self._heading)
        self._veils = [[Veil(line) for line in pair] for pair in zip(lines, figures, strict=True)]
        self.grow(0.0, 0.0)

    def grow(self, old: float, new: float) -> None:
        """Show shares of the bars: the heading comes first, each figure when its bar is whole."""
        self._shown.set(part(old, 0.0, 0.5))
        for figure, row, reach in zip(self._figures, ROWS, self._reach, strict=True):
            figure.place((x_at(LEFT + LONGEST * reach + _BESIDE), y_at(row)))
        for bar, veils, row, reach, share in zip(
            self._bars, self._veils, ROWS, self._reach, (old, new), strict=True
        ):
            width = LONGEST * reach * share
            bar.fit(Frame.of(LEFT, row - _HALF, LEFT + max(width, 1.0), row + _HALF))
            bar.set_opacity(1.0 if width > 2.0 else 0.0)
            for veil in veils:
                veil.set(part(share, 0.94, 1.0))


def _plate() -> Plate:
    return Plate(Frame.of(0, 0, 1, 1), px(10), role="graphic")


def _name(text: str, row: float) -> Line:
    return Line(text, _NAMES, (x_at(LEFT + _INSIDE), y_at(row)), Color.WHITE)


def _figure(text: str) -> Line:
    return Line(text, _WORDS, (0.0, 0.0), Color.NAVY, role="number")
