"""How a state of `numberline` is drawn: the scale, intervals, the threshold, dots and values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Point, Polyline, Rect
from storyreel.pictures.kinds.chart import AXIS, tick_text
from storyreel.pictures.kinds.kind import NoRoomError
from storyreel.pictures.kinds.labels import width_of, words
from storyreel.pictures.kinds.numberline_plan import (
    GAP,
    RADIUS,
    ROW,
    NumberlinePlan,
    cap_of,
    kept_above,
)
from storyreel.pictures.looks import INK, SOFT

if TYPE_CHECKING:
    from storyreel.pictures.kinds.numberline import NumberlineState

VALUE = Look(fill=color(Color.NAVY), stroke=color(Color.WHITE), width=Weight.STRONG, lift=0.8)
THRESHOLD = Look(stroke=color(Color.DEEP_GOLD), width=Weight.STRONG, dash=px(14))
STEM = Look(stroke=color(Color.OUTLINE), width=Weight.HAIRLINE)
BAND = Look(fill=color(Color.NAVY))

CLEAR = px(30)
"""Between the middle of a name and the end of its stem."""

BREAK = px(20)
"""Between the middle of a name and the ends of a stem that is broken there."""


@dataclass(frozen=True, slots=True)
class NumberlineDrawing:
    """Draws a state of `numberline` as it was planned."""

    state: NumberlineState
    plan: NumberlinePlan

    def draw(self) -> Iterator[Element]:
        """The elements of the line."""
        yield from self._scale()
        yield from self._intervals()
        yield from self._threshold()
        for at, (x, up) in enumerate(self.plan.dots, 1):
            disc = Rect.disc((x, self._line.bottom + up), self.plan.radius)
            yield Element(f"dot/{at}", disc, BAND)
        for name in self.state.values:
            yield from self._name(name)
        for name, value in self.state.values.items():
            disc = Rect.disc((self._x(value), self._line.bottom), RADIUS)
            yield Element(f"value/{name}", disc, VALUE, depth=1)

    @property
    def _line(self) -> Frame:
        return self.plan.line

    def _x(self, value: float) -> float:
        return self.state.x_of(value, self._line)

    def _scale(self) -> Iterator[Element]:
        """The line with its ticks, and the numbers below."""
        numbers, y = self.plan.numbers, self._line.bottom
        yield Element("line", Polyline(((self._line.left, y), (self._line.right, y))), AXIS)
        for tick in dict.fromkeys((*self.state.marks, *numbers)):
            x = self._x(tick)
            reach = px(26) if tick in numbers else px(16)
            yield Element(
                f"tick/{tick:g}", Polyline(((x, y - reach), (x, y + reach))), AXIS, "decor"
            )
        for number in numbers:
            below = (self._x(number), y - px(56))
            yield words(f"number/{number:g}", tick_text(number), Type.LABEL, below, look=SOFT)

    def _intervals(self) -> Iterator[Element]:
        """The bands above the line, one row for each, with their names beside them."""
        for row, (name, (first, last)) in enumerate(self.state.intervals.items()):
            y = self._line.bottom + RADIUS + GAP + ROW * (row + 0.5)
            a, b = self._x(first), self._x(last)
            band = Rect(Frame(a, y - px(9), b, y + px(9)), px(9))
            birth = Rect(Frame(a, y - px(9), a, y + px(9)), 0.0)
            yield Element(f"interval/{name}", band, BAND, birth=birth)
            yield self._interval_name(name, a, b, y)

    def _interval_name(self, name: str, left: float, right: float, y: float) -> Element:
        """The name of an interval: after it, clear of the threshold, or else before it."""
        wide = width_of(name, Type.LABEL_STRONG) + GAP
        after = right + GAP
        threshold = None if self.state.threshold is None else self._x(self.state.threshold)
        if threshold is not None and right < threshold < right + wide + GAP:
            after = threshold + GAP
        if after + wide - GAP <= self._line.right:
            return words(f"name/{name}", name, Type.LABEL_STRONG, (after, y), "left")
        if left - wide < self._line.left:
            raise NoRoomError(f"{name!r} has no room beside its interval.")
        return words(f"name/{name}", name, Type.LABEL_STRONG, (left - GAP, y), "right")

    def _threshold(self) -> Iterator[Element]:
        """The dashed line, with its name above it."""
        if self.state.threshold is None:
            return
        x, top, label = self._x(self.state.threshold), self.plan.top, self.state.threshold_label
        end = top - (ROW + px(4) if label else 0.0)
        yield Element("threshold", Polyline(((x, self._line.bottom), (x, end))), THRESHOLD)
        if label:
            above = (kept_above(x, width_of(label, Type.LABEL) / 2, self._line), top - ROW / 2)
            yield words("threshold_label", label, Type.LABEL, above)

    def _name(self, name: str) -> Iterator[Element]:
        """The name of a value above it, and above the dots that are stacked there."""
        if self.plan.levels[name] or self.state.intervals or self.plan.dots:
            yield from self._stem(name)
        yield words(f"name/{name}", name, Type.LABEL_STRONG, self._place(name), look=INK)

    def _stem(self, name: str) -> Iterator[Element]:
        """The line from a value up to its name, broken where it crosses a name below."""
        x, start = self._x(self.state.values[name]), self._line.bottom
        end = self._place(name)[1] - CLEAR
        for other in sorted(self.state.values, key=self.plan.levels.__getitem__):
            middle, y = self._place(other)
            crossed = abs(middle - x) < width_of(other, Type.LABEL_STRONG) / 2
            if crossed and start < y < end:
                below = Polyline(((x, start), (x, y - BREAK)))
                yield Element(f"stem/{name}/{self.plan.levels[other]}", below, STEM, "decor")
                start = y + BREAK
        yield Element(f"stem/{name}", Polyline(((x, start), (x, end))), STEM, "decor")

    def _place(self, name: str) -> Point:
        """The middle of the name of a value."""
        line, level, x = self._line, self.plan.levels[name], self._x(self.state.values[name])
        half = width_of(name, Type.LABEL_STRONG) / 2 + GAP
        tops = (up + self.plan.radius for at, up in self.plan.dots if abs(at - x) < half)
        up = max(RADIUS + GAP + len(self.state.intervals) * ROW, *tops, 0.0)
        y = min(line.bottom + up + ROW * (level + 0.5), line.top - cap_of(self.state) - ROW / 2)
        middle = self._clear_of_threshold(self.plan.middles.get(name, x), half)
        return kept_above(middle, width_of(name, Type.LABEL_STRONG) / 2, line), y

    def _clear_of_threshold(self, x: float, half: float) -> float:
        """The middle of a name, moved so that it stays on its point's side of the threshold."""
        if self.state.threshold is None:
            return x
        at = self._x(self.state.threshold)
        return min(x, at - half) if x < at else max(x, at + half)
