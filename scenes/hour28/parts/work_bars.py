"""The work of a pass as a bar: that of the note before, and that of the shorter one."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from scenes.hour28.shares import part
from storyreel.design.fonts import FontId
from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.tokens import Color, TextStyle, Type, px
from storyreel.parts.rigid import Rigid
from storyreel.parts.shapes import Plate
from storyreel.parts.solid import shaded
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

LEFT, LONGEST = 96, 1236
"""Where bars begin, and how long the first one is, in pixels."""

ROWS = 474, 700
"""The middles of the bars, in pixels."""

_HALF, _HEADING, _INSIDE, _BESIDE = 92, 318, 34, 26
_RIGHT, _AWAY = 1824, 1900
"""Where the change ends, and how far the bars go to the left when they leave, in pixels."""
_WORDS = TextStyle(FontId("sans", "bold"), px(64), tabular=True)
_NAMES = TextStyle(FontId("sans", "bold"), px(84), tabular=True)
_CHANGE = Type.FIGURE.sized(120)
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
        figures = [_figure(f"{figure:.2f} {unit}") for figure in work]
        less = f"−{round(100 * (1 - work[1] / work[0]))}%"
        at = x_at(_RIGHT), y_at(ROWS[1])
        change = Line(less, _CHANGE, at, Color.NAVY, "right", "number")
        self._figures = [Rigid(figure) for figure in figures]
        lines = [_name(name, row) for name, row in zip(names, ROWS, strict=True)]
        words = [self._heading, *lines, change]
        self._words = Rigid(*words)
        super().__init__(*self._bars, self._words, *self._figures)
        self._shown, self._change = Veil(self._heading), Veil(change)
        self._veils = [[Veil(line) for line in pair] for pair in zip(lines, figures, strict=True)]
        self._grown, self._shift = (0.0, 0.0), 0.0
        self.grow(0.0, 0.0)

    def slide(self, share: float) -> None:
        """Leave the stage by its left side; 1 is outside."""
        self._shift = -_AWAY * share
        self._words.place((px(self._shift), 0.0))
        self.grow(*self._grown)

    def grow(self, old: float, new: float) -> None:
        """Show shares of the bars: the heading comes first, each figure when its bar is whole."""
        self._grown = old, new
        self._shown.set(part(old, 0.1, 0.5))
        self._change.set(part(new, 0.94, 1.0))
        left = LEFT + self._shift
        for figure, row, reach in zip(self._figures, ROWS, self._reach, strict=True):
            figure.place((x_at(left + LONGEST * reach + _BESIDE), y_at(row)))
        for bar, veils, row, reach, share in zip(
            self._bars, self._veils, ROWS, self._reach, (old, new), strict=True
        ):
            width = LONGEST * reach * share
            bar.fit(Frame.of(left, row - _HALF, left + max(width, 1.0), row + _HALF))
            bar.set_opacity(1.0 if width > 2.0 else 0.0)
            for veil in veils:
                veil.set(part(share, 0.94, 1.0))


def _plate() -> Plate:
    return Plate(Frame.of(0, 0, 1, 1), px(10), role="graphic")


def _name(text: str, row: float) -> Line:
    return Line(text, _NAMES, (x_at(LEFT + _INSIDE), y_at(row)), Color.WHITE)


def _figure(text: str) -> Line:
    return Line(text, _WORDS, (0.0, 0.0), Color.NAVY, role="number")
