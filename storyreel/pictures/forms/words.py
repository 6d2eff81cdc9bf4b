"""Lines of text: as they are, while they are typed, and numbers that count."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, TypeAlias

from storyreel.design.fonts import FontId
from storyreel.design.text import shape_line
from storyreel.design.tokens import TextStyle
from storyreel.drawing.path import Path
from storyreel.pictures.forms.contours import Contours
from storyreel.pictures.forms.geometry import Point, between, point_between, point_scaled

Anchor: TypeAlias = Literal["left", "center", "right"]

SHARE: dict[Anchor, float] = {"left": 0.0, "center": 0.5, "right": 1.0}
"""The share of its width that a text has left of its anchor."""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `at` is its anchor on the middle of its capitals."""

    text: str
    style: TextStyle
    at: Point
    anchor: Anchor = "left"

    @property
    def advance(self) -> float:
        return _unit(self.text, self.style).advance * self.style.size

    @property
    def left(self) -> float:
        return self.at[0] - self.advance * SHARE[self.anchor]

    def mix(self, other: Words, share: float) -> Words:
        """Between two places and sizes of one text."""
        if share >= 1:
            return other
        size = between(self.style.size, other.style.size, share)
        style = other.style if size == other.style.size else replace(other.style, size=size)
        start = (self.left, self.at[1])
        left, y = point_between(start, (other.left, other.at[1]), share)
        mixed = Words(other.text, style, (left, y))
        return replace(
            mixed, at=(left + mixed.advance * SHARE[other.anchor], y), anchor=other.anchor
        )

    def moved(self, dx: float, dy: float) -> Words:
        return replace(self, at=(self.at[0] + dx, self.at[1] + dy))

    def scaled(self, factor: float) -> Words:
        return replace(self, style=_scaled(self.style, factor), at=point_scaled(self.at, factor))

    @property
    def cap_share(self) -> float:
        """The cap height as a share of the height of all ink, for inspection."""
        return _unit(self.text, self.style).cap_share

    def path(self) -> Path | None:
        unit, size = _unit(self.text, self.style), self.style.size
        x = self.at[0] - unit.advance * size * SHARE[self.anchor]
        y = self.at[1] - unit.cap_height * size / 2
        return unit.contours.path(True, size, (x, y))


CURSOR = "▌"
"""What follows the last character of a text that is being typed."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One line of monospaced text that is typed: `drawn` is the share of its characters."""

    whole: Words
    drawn: float = 1.0

    @property
    def words(self) -> Words:
        """The text that it shows, with a cursor while it is being typed."""
        if self.drawn >= 1:
            return self.whole
        text = self.whole.text[: int(len(self.whole.text) * max(self.drawn, 0.0))] + CURSOR
        return replace(self.whole, text=text, at=(self.whole.left, self.whole.at[1]), anchor="left")

    def mix(self, other: Typed, share: float) -> Typed:
        drawn = between(self.drawn, other.drawn, share)
        return Typed(self.whole.mix(other.whole, share), drawn)

    def moved(self, dx: float, dy: float) -> Typed:
        return replace(self, whole=self.whole.moved(dx, dy))

    def scaled(self, factor: float) -> Typed:
        return replace(self, whole=self.whole.scaled(factor))

    def undrawn(self) -> Typed:
        """The same line before it is typed."""
        return replace(self, drawn=0.0)

    def path(self) -> Path | None:
        return self.words.path()


@dataclass(frozen=True, slots=True)
class Number:
    """A number that counts; `spec` is a format such as "{:.1f} s"."""

    value: float
    spec: str
    style: TextStyle
    at: Point
    anchor: Anchor = "left"

    @property
    def words(self) -> Words:
        """The text that it shows."""
        return Words(shown(self.spec, self.value), self.style, self.at, self.anchor)

    def mix(self, other: Number, share: float) -> Number:
        if share >= 1:
            return other
        size = between(self.style.size, other.style.size, share)
        return Number(
            between(self.value, other.value, share),
            other.spec,
            replace(other.style, size=size),
            point_between(self.at, other.at, share),
            other.anchor,
        )

    def moved(self, dx: float, dy: float) -> Number:
        return replace(self, at=(self.at[0] + dx, self.at[1] + dy))

    def scaled(self, factor: float) -> Number:
        return replace(self, style=_scaled(self.style, factor), at=point_scaled(self.at, factor))

    def path(self) -> Path | None:
        return self.words.path()


def _scaled(style: TextStyle, factor: float) -> TextStyle:
    return replace(style, size=style.size * factor)


def shown(spec: str, value: float) -> str:
    """A value by its format, with a true minus sign and no minus zero."""
    text = spec.format(value)
    if not any(digit in text for digit in "123456789"):
        text = spec.format(abs(value))
    return text.replace("-", "−")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A text of which one em is one scene unit."""

    contours: Contours
    advance: float
    cap_height: float
    cap_share: float


def _unit(text: str, style: TextStyle) -> _Unit:
    return _shaped(text, style.font, style.tabular, style.tracking)


@lru_cache(maxsize=8192)
def _shaped(text: str, font: FontId, tabular: bool, tracking: float) -> _Unit:
    line = shape_line(text, TextStyle(font, 1.0, tabular, tracking))
    contours = Contours.of_curves(line.curves[:, :2])
    return _Unit(contours, line.advance, line.cap_height, line.cap_share)
