"""`numberline`: values, intervals and a threshold on one line of numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, permutations
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, Picture, color
from storyreel.pictures.forms import Anchor, Point, Polyline, Rect
from storyreel.pictures.kinds.chart import AXIS, share_of, tick_text
from storyreel.pictures.kinds.kind import (
    INK,
    SOFT,
    Kind,
    NoRoomError,
    Quantity,
    Text,
    width_of,
    words,
)
from storyreel.storyboard.values import Distinct, mistake

VALUE = Look(fill=color(Color.NAVY), stroke=color(Color.WHITE), width=Weight.STRONG, lift=0.8)
THRESHOLD = Look(stroke=color(Color.DEEP_GOLD), width=Weight.STRONG, dash=px(14))
STEM = Look(stroke=color(Color.OUTLINE), width=Weight.HAIRLINE)
BAND = Look(fill=color(Color.NAVY))
RADIUS = px(24)
SMALL = px(13)
"""Radius of dots that are many; few ones are as large as named points."""

MOST_TICKS = 260
ROW = px(62)
"""Height of a row of names or of intervals."""

GAP = px(20)


class NumberlineState(Kind):
    """A line of numbers with ticks. Named `values` have their names above, and step up where two
    would collide; unnamed `dots` stack where they meet."""

    name: ClassVar[str] = "numberline"
    example: ClassVar[str] = (
        "{span: [0, 5], ticks: [0, 1, 2, 3, 4, 5], values: {before: 4.6, after: 1.07}, "
        "threshold: 4.0, threshold_label: even guess}"
    )

    span: Annotated[tuple[Quantity, Quantity], Field(description="First and last number.")]
    ticks: Annotated[
        tuple[Quantity, ...],
        Field(max_length=MOST_TICKS, description="Where the ticks are."),
        Distinct,
    ] = ()
    every: Annotated[
        Quantity | None, Field(gt=0, description="Ticks at so equal distances, from the first.")
    ] = None
    numbers: Annotated[
        Annotated[tuple[Quantity, ...], Field(max_length=14), Distinct] | None,
        Field(description="Ticks with numbers below; without it, as many as fit."),
    ] = None
    values: dict[Text, Quantity] = Field(
        default={}, max_length=12, description="Points by name, with the names above."
    )
    dots: Annotated[
        tuple[Quantity, ...], Field(max_length=200, description="Points without names.")
    ] = ()
    intervals: dict[Text, tuple[Quantity, Quantity]] = Field(
        default={}, max_length=6, description="From where to where, by name."
    )
    threshold: Annotated[Quantity | None, Field(description="A dashed upright line.")] = None
    threshold_label: Annotated[Text | None, Field(max_length=24, description="Its name.")] = None
    log: Annotated[bool, Field(description="A logarithmic scale.")] = False

    @model_validator(mode="after")
    def _consistent(self) -> NumberlineState:
        first, last = self.span
        if not first < last:
            raise mistake(
                f"`span` goes from {first:g} to {last:g}.", "Write the smaller first.", "span"
            )
        if self.log and first <= 0:
            raise mistake(f"is logarithmic and begins at {first:g}.", "Begin above 0.", "span")
        if self.every is not None and (self.ticks or (last - first) / self.every > MOST_TICKS):
            what = "has `every` and `ticks`." if self.ticks else "has too many ticks."
            raise mistake(
                what, f"Write `ticks`, or `every` for {MOST_TICKS} ticks at most.", "every"
            )
        for name, (start, stop) in self.intervals.items():
            if not start < stop:
                raise mistake(
                    f"interval {name!r} goes from {start:g} to {stop:g}.",
                    "Write the smaller first.",
                    "intervals",
                    name,
                )
        for value, at in self._written():
            if not first <= value <= last:
                what = f"{value:g} is not on the line from {first:g} to {last:g}."
                raise mistake(what, "Enlarge `span`.", *at)
        if self.threshold_label and self.threshold is None:
            what = "names a threshold that it does not have."
            raise mistake(what, "Add `threshold:`.", "threshold_label")
        return self

    def _written(self) -> Iterator[tuple[float, tuple[str | int, ...]]]:
        """Every number on the line, and where it is written."""
        for key, listed in (("ticks", self.ticks), ("numbers", self.numbers), ("dots", self.dots)):
            yield from ((value, (key, at)) for at, value in enumerate(listed or ()))
        yield from ((value, ("values", name)) for name, value in self.values.items())
        for name, pair in self.intervals.items():
            yield from ((end, ("intervals", name)) for end in pair)
        if self.threshold is not None:
            yield self.threshold, ("threshold",)

    def change_from(
        self, earlier: Kind | None, before: Picture, after: Picture
    ) -> tuple[Picture, Picture]:
        """With another span, ticks come from, and go to, where they are on the other scale. An
        interval enters once the names above it have made room."""
        if not isinstance(earlier, NumberlineState):
            return before, after
        if earlier.span == self.span:
            return before, _later("interval/", before, after)
        return (
            (*before, *earlier._ticks_of(after, before)),
            (*_later("number/", before, after), *self._ticks_of(before, after)),
        )

    def _ticks_of(self, other: Picture, own: Picture) -> Iterator[Element]:
        """The ticks that only the other picture has, on the line of this one; those outside its
        span are at its ends."""
        known = {element.key: element.form for element in own}
        line = known["line"]
        assert isinstance(line, Polyline)
        (left, y), (right, _) = line.points
        for element in other:
            if element.key.startswith("tick/") and element.key not in known:
                x = self._x(float(element.key.removeprefix("tick/")), Frame(left, y, right, y))
                stroke = element.form
                assert isinstance(stroke, Polyline)
                (at, low), (_, high) = stroke.points
                yield element.at(stroke.moved(x - at, y - (low + high) / 2))

    @property
    def usual(self) -> tuple[float, float] | None:
        return px(700), px(400) if self.dots else px(170)

    def draw(self, room: Frame) -> Iterator[Element]:
        numbers = self._numbers(room.width)
        ends = [width_of(tick_text(number), Type.LABEL) / 2 for number in numbers]
        edge = max([px(34), *ends])
        below = px(86) if numbers else px(24)
        levels = self._levels(room.inset(edge, 0.0))
        rows = len(self.intervals) + (max(levels.values()) + 1 if levels else 0)
        above = RADIUS + GAP + rows * ROW + self._cap
        if above + below > room.height or room.width < px(300):
            raise NoRoomError("the line does not fit with its numbers and names.")
        radius = self._dot_radius(room.width, room.height - below - ROW - self._cap)
        line = Frame(room.left + edge, 0.0, room.right - edge, room.height)
        dots = self._dot_places(line, radius)
        highest = max([above, *(y + radius for _, y in dots)])
        if highest + below > room.height:
            raise NoRoomError(f"{len(self.dots)} dots stack too high.")
        # Dots stack up from a line that stays where it is, however many there are.
        middle = room.center[1] - (highest + below) / 2
        y = (room.bottom if self.dots else middle) + below
        line = Frame(line.left, y, line.right, room.top)
        # The name of the threshold is above names that are above dots.
        over = highest + ROW if self.dots else highest
        yield from self._scale(line, numbers)
        yield from self._intervals(line)
        yield from self._threshold(line, min(line.top, y + max(above, px(150), over + self._cap)))
        for at, (x, up) in enumerate(dots, 1):
            yield Element(f"dot/{at}", Rect.disc((x, y + up), radius), BAND)
        yield from self._values(line, levels, [(x, up + radius) for x, up in dots])

    @property
    def scale_numbers(self) -> tuple[float, ...]:
        """Where the ticks are."""
        return self._marks

    @property
    def _cap(self) -> float:
        """The room at the top for the name of the threshold."""
        return ROW if self.threshold_label else 0.0

    @property
    def _marks(self) -> tuple[float, ...]:
        """Where the ticks are."""
        if self.every is None:
            return self.ticks
        first, last = self.span
        count = math.floor((last - first) / self.every + 1e-9) + 1
        return tuple(first + step * self.every for step in range(count))

    def _x(self, value: float, line: Frame) -> float:
        return line.left + share_of(value, self.span, self.log) * line.width

    def _numbers(self, width: float) -> tuple[float, ...]:
        """The ticks with numbers: those asked for, or every n-th so that they keep apart."""
        wanted = self._marks if self.numbers is None else self.numbers
        for step in range(1, len(wanted) + 1):
            chosen = wanted[::step]
            if self._apart(chosen, width):
                return chosen
            if self.numbers is not None:
                raise NoRoomError(f"{len(wanted)} numbers do not fit side by side.")
        return ()

    def _apart(self, numbers: Sequence[float], width: float) -> bool:
        right = None
        for number in sorted(numbers):
            x = share_of(number, self.span, self.log) * width * 0.94
            half = width_of(tick_text(number), Type.LABEL) / 2
            if right is not None and x - half < right + GAP:
                return False
            right = x + half
        return True

    def _levels(self, line: Frame) -> dict[str, int]:
        """The row of each name above the line: the lowest one where it has room.

        Names go up from the left, or from the right where a stem would cross a lower name then.
        """
        places = {name: self._name_sides(name, line) for name in self.values}
        ascending = sorted(self.values, key=lambda name: self.values[name])
        levels = _stacked(ascending, places)
        if not self._crossed(levels, places, line):
            return levels
        other = _stacked(ascending[::-1], places)
        return levels if self._crossed(other, places, line) else other

    def _name_sides(self, name: str, line: Frame) -> tuple[float, float]:
        """The left and right end of a name above the line, with the room beside it."""
        half = max(width_of(name, Type.LABEL_STRONG) / 2, RADIUS) + GAP / 2
        center = _kept(self._x(self.values[name], line), half, line)
        return center - half, center + half

    def _crossed(
        self, levels: Mapping[str, int], places: Mapping[str, tuple[float, float]], line: Frame
    ) -> bool:
        """Whether the stem of a name crosses another one below it."""
        return any(
            levels[lower] < levels[upper]
            and places[lower][0] < self._x(self.values[upper], line) < places[lower][1]
            for lower, upper in permutations(levels, 2)
        )

    def _scale(self, line: Frame, numbers: tuple[float, ...]) -> Iterator[Element]:
        ends = ((line.left, line.bottom), (line.right, line.bottom))
        yield Element("line", Polyline(ends), AXIS)
        for tick in dict.fromkeys((*self._marks, *numbers)):
            x = self._x(tick, line)
            reach = px(26) if tick in numbers else px(16)
            stroke = Polyline(((x, line.bottom - reach), (x, line.bottom + reach)))
            yield Element(f"tick/{tick:g}", stroke, AXIS, "decor")
        for number in numbers:
            below = (self._x(number, line), line.bottom - px(56))
            yield words(f"number/{number:g}", tick_text(number), Type.LABEL, below, look=SOFT)

    def _intervals(self, line: Frame) -> Iterator[Element]:
        for row, (name, (first, last)) in enumerate(self.intervals.items()):
            y = line.bottom + RADIUS + GAP + ROW * (row + 0.5)
            a, b = self._x(first, line), self._x(last, line)
            band = Rect(Frame(a, y - px(9), b, y + px(9)), px(9))
            birth = Rect(Frame(a, y - px(9), a, y + px(9)), 0.0)
            yield Element(f"interval/{name}", band, BAND, birth=birth)
            wide = width_of(name, Type.LABEL_STRONG) + GAP
            after = b + GAP
            if self.threshold is not None and b < self._x(self.threshold, line) < b + wide + GAP:
                after = self._x(self.threshold, line) + GAP
            at = (after, y) if after + wide - GAP <= line.right else (a - GAP, y)
            if at[0] < b and a - wide < line.left:
                raise NoRoomError(f"{name!r} has no room beside its interval.")
            anchor: Anchor = "left" if at[0] > a else "right"
            yield words(f"name/{name}", name, Type.LABEL_STRONG, at, anchor)

    def _threshold(self, line: Frame, top: float) -> Iterator[Element]:
        if self.threshold is None:
            return
        x = self._x(self.threshold, line)
        end = top - (ROW + px(4) if self.threshold_label else 0.0)
        yield Element("threshold", Polyline(((x, line.bottom), (x, end))), THRESHOLD)
        if self.threshold_label:
            half = width_of(self.threshold_label, Type.LABEL) / 2
            above = (_kept(x, half, line), top - ROW / 2)
            yield words("threshold_label", self.threshold_label, Type.LABEL, above)

    def _dot_radius(self, width: float, height: float) -> float:
        """The radius of unnamed dots at which those of one value fit above one another."""
        largest = max(SMALL, min(RADIUS, width / (6 * max(len(self.dots), 1))))
        highest = max((self.dots.count(dot) for dot in self.dots), default=1)
        return max(min(largest, height / (2.2 * highest + 1)), px(4))

    def _dot_places(self, line: Frame, radius: float) -> list[Point]:
        """Places of dots, as heights above the line: each above those that it would touch, and
        above the discs of named values."""
        discs = [self._x(value, line) for value in self.values.values()]
        placed: list[Point] = []
        for value in self.dots:
            x = self._x(value, line)
            near = [y for other, y in placed if abs(other - x) < radius * 1.9]
            meets = any(abs(disc - x) < RADIUS + radius for disc in discs)
            lowest = RADIUS + radius * 1.2 if meets else radius * 1.2
            placed.append((x, max(near) + radius * 2.2 if near else lowest))
        return placed

    def _values(
        self, line: Frame, levels: dict[str, int], stacked: Sequence[Point]
    ) -> Iterator[Element]:
        """Named points, each with its name above it, and above the dots that are stacked there."""
        for name, value in self.values.items():
            x = self._x(value, line)
            half = width_of(name, Type.LABEL_STRONG) / 2 + GAP
            up = max((top for at, top in stacked if abs(at - x) < half), default=0.0)
            up = max(RADIUS + GAP + len(self.intervals) * ROW, up)
            y = min(line.bottom + up + ROW * (levels[name] + 0.5), line.top - self._cap - ROW / 2)
            if levels[name] or self.intervals or stacked:
                stem = Polyline(((x, line.bottom), (x, y - px(30))))
                yield Element(f"stem/{name}", stem, STEM, "decor")
            at = self._clear_of_threshold(x, half, line)
            place = (_kept(at, width_of(name, Type.LABEL_STRONG) / 2, line), y)
            yield words(f"name/{name}", name, Type.LABEL_STRONG, place, look=INK)
        for name, value in self.values.items():
            disc = Rect.disc((self._x(value, line), line.bottom), RADIUS)
            yield Element(f"value/{name}", disc, VALUE, depth=1)

    def _clear_of_threshold(self, x: float, half: float, line: Frame) -> float:
        """The middle of a name, moved so that it stays on its point's side of the threshold."""
        if self.threshold is None:
            return x
        at = self._x(self.threshold, line)
        return min(x, at - half) if x < at else max(x, at + half)


def _stacked(names: Sequence[str], places: Mapping[str, tuple[float, float]]) -> dict[str, int]:
    """The row of each name, one after another: the lowest one in which it overlaps no other."""
    levels: dict[str, int] = {}
    for name in names:
        left, right = places[name]
        taken = {
            level
            for other, level in levels.items()
            if left < places[other][1] and places[other][0] < right
        }
        levels[name] = next(level for level in count() if level not in taken)
    return levels


def _later(family: str, before: Picture, after: Picture) -> Picture:
    """The later elements, with new ones of a family entering once others have nearly come to
    rest."""
    known = {element.key for element in before}
    return tuple(
        replace(element, span=(0.6, 1.0))
        if element.key.startswith(family) and element.key not in known
        else element
        for element in after
    )


def _kept(x: float, half: float, line: Frame) -> float:
    """A centre moved so that what is around it stays above the line."""
    margin = px(30)
    return min(max(x, line.left - margin + half), line.right + margin - half)
