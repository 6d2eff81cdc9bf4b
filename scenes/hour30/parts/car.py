"""The car: a program that reads with its arm, lays what it has read, and can be opened."""

from __future__ import annotations

from math import cos, pi, sin

import numpy as np
from manim import VGroup, VMobject

from storyreel.design.easing import glide
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.curves import closed, ellipse, joined, outline, placed
from storyreel.parts.marks import SoftShadow, with_shadow
from storyreel.parts.rigid import Rigid
from storyreel.parts.shapes import Disc, Plate, Strokes
from storyreel.parts.text import Line
from storyreel.parts.tone import between, edge, fill, rgb

from .filled import shape
from .places import HORIZON, toward

HALF = px(132)
"""Half the length of the car."""
_WHEEL, _AXLE = px(19), px(72)
_ROOF = px(146)
_PANEL = (-122.0, 32.0, 118.0, 142.0)
"""The flank behind the shutter, in pixels about the middle of the car on the road."""
_ROWS = 114.0, 60.0
"""The heights of the two lines of the program."""
_ASIDE = 190.0
"""How far a line goes aside to let the other pass."""
_CODE = Type.LABEL_STRONG.sized(45)
_SPACE_WIDTH = 15.0
"""Of the sign for a space on a line of the program, in pixels."""
_WINDOW, _POCKET = (43.0, 97.0), 92.0
"""Where a space waits: in the front window, and beside its line in the open car."""


class Car(VGroup):
    """A small car with a reading arm; `drive` places it, `open` shows the lines of its program."""

    def __init__(self, lines: tuple[str, str]) -> None:
        """`lines` name the word and the space."""
        self._arm = Strokes(((0.0, 0.0), (1.0, 0.0)), color="#9DB4D2", width=px(7), role="decor")
        self._shoe = Plate(Frame(-px(22), -px(5), px(22), px(5)), px(5), "#E6EDF5", role="decor")
        self._shadow = _ground_shadow()
        self._body = Rigid(self._shadow, *_body())
        self._spokes = Strokes(*_spokes(0.0), color="#9FB2CB", width=px(3))
        self.flank = Flank(lines)
        super().__init__(self._arm, self._shoe, self._body, self._spokes, self.flank)

    def drive(self, x: float, tip: tuple[float, float]) -> None:
        """Put the middle of the car at `x` and the tip of its arm at a place."""
        self._body.place((x, HORIZON))
        angle = x / _WHEEL
        self._spokes.points = placed(
            Strokes(*_spokes(-angle), color=Color.NAVY, width=px(3)).points, (x, HORIZON)
        )
        self._arm.points = outline((x, HORIZON + _ROOF), tip)
        self._shoe.fit(Frame(tip[0] - px(22), tip[1] - px(5), tip[0] + px(22), tip[1] + px(5)))
        self.flank.put(x)


class Flank(VGroup):
    """The side of the car: windows, or the two lines of its program."""

    def __init__(self, lines: tuple[str, str]) -> None:
        self._sheet = Plate(_at(0.0, _PANEL), px(12), Color.WHITE)
        self._numbers = [Line(each, _CODE, (0.0, 0.0), Color.SLATE) for each in ("1", "2")]
        word, space = lines
        self._cards = [_CodeLine(word, own_space=True), _CodeLine(space)]
        super().__init__(self._sheet, *self._numbers, *self._cards)
        self._open, self._swapped, self._active = 0.0, 0.0, (0.0, 0.0)
        self._x = 0.0
        self._pose()

    def put(self, x: float) -> None:
        """Follow the car, whose middle is at `x`."""
        self._x = x
        self._pose()

    def open(self, share: float) -> None:
        """Raise the sheet with the lines of the program; 0 shows the windows."""
        self._open = share
        self._pose()

    def swap(self, share: float) -> None:
        """Exchange the two lines: 0 is the word first, 1 the space first.

        The line of the space goes around the other.
        """
        self._swapped = share
        self._pose()

    def run(self, word: float, space: float) -> None:
        """Mark the line that runs; both are shares."""
        self._active = word, space
        self._pose()

    @property
    def pocket(self) -> tuple[float, float]:
        """Where a space waits for its line."""
        upper, lower = _ROWS
        beside = _POCKET, lower + (upper - lower) * glide(3 * self._swapped - 1)
        x, y = toward(_WINDOW, beside, self._open)
        return self._x + px(x), HORIZON + px(y)

    def _pose(self) -> None:
        left, low, right, high = _PANEL
        self._sheet.fit(_at(self._x, (left, low, right, low + (high - low) * self._open)))
        shown = min(max(self._open * 4 - 3, 0.0), 1.0)
        fill(self._sheet, rgb(Color.WHITE), min(self._open * 8, 1.0))
        for number, row in zip(self._numbers, _ROWS, strict=True):
            _move(number, (self._x - px(113), HORIZON + px(row)))
            fill(number, rgb(Color.SLATE), shown)
        (upper, lower), aside = _ROWS, min(1.0, 3 * self._swapped, 3 * (1 - self._swapped))
        drop = (upper - lower) * glide(3 * self._swapped - 1)
        word, space = self._cards
        word.put((self._x + px(-2), HORIZON + px(upper - drop)), shown, self._active[0])
        moved = self._x + px(-2 + _ASIDE * aside), HORIZON + px(lower + drop)
        space.put(moved, shown, max(self._active[1], aside))


class _CodeLine(VGroup):
    """A line of the program on a card; it gets a gold frame while it runs.

    A word has a space of its own in front, as tokens have: a small open box.
    """

    def __init__(self, text: str, own_space: bool = False) -> None:
        self._card = Plate(_box((0.0, 0.0)), px(9), Color.CELL, Color.GOLD, px(4))
        self._text = Line(text, _CODE, (0.0, 0.0), Color.NAVY, "center")
        self._spaces = [Plate(_box((0.0, 0.0)), px(4), edge=Color.SLATE)] if own_space else []
        super().__init__(self._card, self._text, *self._spaces)

    def put(self, center: tuple[float, float], shown: float, active: float) -> None:
        """Place the card; `shown` and `active` are shares."""
        self._card.fit(_box(center))
        fill(self._card, between(Color.CELL, Color.GOLD_PALE, active), shown)
        edge(self._card, between(Color.HAIRLINE, Color.GOLD, active), px(2 + 3 * active), shown)
        x, y = center
        aside = px(_SPACE_WIDTH / 2 if self._spaces else -3.0)
        _move(self._text, (x + aside, y))
        fill(self._text, rgb(Color.NAVY), shown)
        for space in self._spaces:
            right = x + aside - self._text.advance / 2 - px(5)
            space.fit(Frame(right - px(_SPACE_WIDTH), y - px(14), right, y + px(14)))
            fill(space, rgb(Color.WHITE), shown)
            edge(space, rgb(Color.SLATE), px(4), shown)


def _move(line: Line, at: tuple[float, float]) -> None:
    line.points = line.points + np.array((at[0] - line.at[0], at[1] - line.at[1], 0.0))
    line.at = at


def _box(center: tuple[float, float]) -> Frame:
    x, y = center
    return Frame(x - px(76), y - px(25), x + px(70), y + px(25))


def _at(x: float, box: tuple[float, float, float, float]) -> Frame:
    left, low, right, high = box
    return Frame(x + px(left), HORIZON + px(low), x + px(right), HORIZON + px(high))


def _spokes(angle: float) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    turns = [angle + 2 * pi * each / 5 for each in range(5)]
    return [
        (
            (x + px(6) * cos(turn), _WHEEL + px(6) * sin(turn)),
            (x + px(13) * cos(turn), _WHEEL + px(13) * sin(turn)),
        )
        for x in (-_AXLE, _AXLE)
        for turn in turns
    ]


def _ground_shadow() -> VMobject:
    core = shape(ellipse((0.0, -px(3)), px(118), px(7)), "#071226")
    core.set_fill(opacity=0.5)
    return with_shadow(core, SoftShadow(0.0, 0.0, px(6), "#071226", 0.5))


def _body() -> list[VMobject]:
    """The shapes of the body about the middle of the car on the road, from back to front."""

    def path(start: tuple[float, float], *curves: object) -> np.ndarray:
        return closed(start, *curves) * px(1)  # type: ignore[arg-type]

    rear = Plate(_px(-140, 26, -124, 58), px(5), "#8FA5C4", role="decor")
    front = Plate(_px(124, 24, 142, 48), px(6), "#8FA5C4", role="decor")
    shell = shape(
        path(
            (-130, 36),
            ((-130, 24), (-122, 16), (-110, 16)),
            (112, 16),
            ((124, 16), (132, 24), (132, 36)),
            (132, 66),
            ((130, 112), (112, 146), (66, 146)),
            (-104, 146),
            ((-120, 146), (-130, 136), (-130, 120)),
        ),
        "#A9C0DD",
        "#6686B0",
        "#3A5A88",
    )
    with_shadow(shell, SoftShadow(0.0, -px(5), px(8), "#0A1730", 0.3))
    skirt = shape(
        path(
            (-130, 38),
            (-130, 36),
            ((-130, 24), (-122, 16), (-110, 16)),
            (112, 16),
            ((124, 16), (132, 24), (132, 36)),
            (132, 38),
        ),
        "#20406E",
    )
    shine = Strokes(((px(-106), px(141)), (px(62), px(141))), color=Color.WHITE, width=px(3))
    shine.set_stroke(opacity=0.7)
    wheels = shape(joined(*(Disc((x, _WHEEL), _WHEEL).points for x in (-_AXLE, _AXLE))), "#0F203B")
    rims = shape(joined(*(Disc((x, _WHEEL), px(6)).points for x in (-_AXLE, _AXLE))), "#DCE4EE")
    glass = [
        Plate(_px(*box), px(12), "#1B3559", "#CFDCEC", px(3))
        for box in ((-108, 62, -14, 132), (-2, 62, 88, 132))
    ]
    gleam = Strokes(
        *(((px(x), px(76)), (px(x + 26), px(120))) for x in (-88, -72, 18)),
        color="#8FA9CC",
        width=px(5),
    )
    rack = Plate(_px(-112, 145, -48, 152), px(3), "#8FA5C4", role="decor")
    return [rear, front, rack, shell, skirt, shine, *glass, gleam, wheels, rims]


def _px(left: float, bottom: float, right: float, top: float) -> Frame:
    return Frame(px(left), px(bottom), px(right), px(top))
