"""Forms: the geometry of one element, and the way from one geometry to another.

Lengths are scene units, with the origin in the centre of the frame and y upwards. `mix` is exact
at both ends: `a.mix(b, 0)` looks like `a` and `a.mix(b, 1)` like `b`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from storyreel.design.layout import Frame
from storyreel.design.text import shape_line
from storyreel.design.tokens import TextStyle
from storyreel.drawing.drawing import Path, Pixels, quantise

Points: TypeAlias = npt.NDArray[np.float64]
"""Points of shape (n, 2)."""

Point: TypeAlias = tuple[float, float]
Anchor: TypeAlias = Literal["left", "center", "right"]

SHARE: dict[Anchor, float] = {"left": 0.0, "center": 0.5, "right": 1.0}
"""The share of its width that a text has left of its anchor."""

QUARTER = 0.5522847498
"""Handles of a quarter circle as one cubic curve, in radii (error 0.03 %)."""


@dataclass(frozen=True, eq=False, slots=True)
class Contours:
    """Sub-paths of cubic curves, as a drawing's path has them: each is an anchor, then two handles
    and an anchor per curve. `starts` are the indices of the first points."""

    points: Points
    starts: tuple[int, ...]

    def path(self, closed: bool, size: float = 1.0, at: Point = (0.0, 0.0)) -> Path | None:
        """The path of the contours, scaled about the origin and then moved; None for no curve."""
        if not len(self.points):
            return None
        points = self.points if size == 1.0 else self.points * size
        return Path(quantise(points + at), self.starts, (closed,) * len(self.starts))

    @classmethod
    def of_curves(cls, curves: Points) -> Contours:
        """Points as Manim and fonts store them, shape (4 * n, 2); one begins a new sub-path where
        it does not start at the end of the one before."""
        if not len(curves):
            return cls(np.zeros((0, 2)), ())
        places = curves.reshape(-1, 4, 2)
        splits = np.flatnonzero((np.abs(places[1:, 0] - places[:-1, 3]) > 1e-9).any(axis=1)) + 1
        parts, starts, at = [], [], 0
        for part in np.split(places, splits):
            starts.append(at)
            parts += [part[0, :1], part[:, 1:].reshape(-1, 2)]
            at += 1 + 3 * len(part)
        return cls(np.concatenate(parts), tuple(starts))

    @classmethod
    def of_line(cls, points: Points) -> Contours:
        """Straight curves through points."""
        return cls(_straight(points), (0,)) if len(points) > 1 else cls(np.zeros((0, 2)), ())


def between(first: float, second: float, share: float) -> float:
    """The number on the way from `first` (0) to `second` (1)."""
    return first + (second - first) * share if share < 1 else second


def point_between(first: Point, second: Point, share: float) -> Point:
    """The point on the way from `first` (0) to `second` (1)."""
    return between(first[0], second[0], share), between(first[1], second[1], share)


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle with round corners; a radius of half its height makes it a pill or a disc."""

    frame: Frame
    radius: float = 0.0

    @classmethod
    def disc(cls, center: Point, radius: float) -> Rect:
        """A circle."""
        x, y = center
        return cls(Frame(x - radius, y - radius, x + radius, y + radius), radius)

    def mix(self, other: Rect, share: float) -> Rect:
        return Rect(
            self.frame.toward(other.frame, share), between(self.radius, other.radius, share)
        )

    def moved(self, dx: float, dy: float) -> Rect:
        f = self.frame
        return replace(self, frame=Frame(f.left + dx, f.bottom + dy, f.right + dx, f.top + dy))

    def scaled(self, factor: float) -> Rect:
        x, y = self.frame.center
        w, h = self.frame.width / 2 * factor, self.frame.height / 2 * factor
        return Rect(Frame(x - w, y - h, x + w, y + h), self.radius * factor)

    def path(self) -> Path | None:
        f = self.frame
        radius = max(0.0, min(self.radius, f.width / 2, f.height / 2))
        return Path(quantise(_round_rectangle(f, radius)), (0,), (True,))

    def dashed(self, dash: float) -> Path | None:
        """Its edge cut into dashes of a length, each followed by a gap as long."""
        f = self.frame
        radius = max(0.0, min(self.radius, f.width / 2, f.height / 2))
        turn = np.linspace(0.0, np.pi / 2, 7)
        arc = np.stack([np.cos(turn), np.sin(turn)], axis=1) * radius
        corners = (
            ((f.right - radius, f.top - radius), arc),
            ((f.left + radius, f.top - radius), arc[:, ::-1] * (-1, 1)),
            ((f.left + radius, f.bottom + radius), -arc),
            ((f.right - radius, f.bottom + radius), arc[:, ::-1] * (1, -1)),
        )
        edge = np.concatenate([shape + center for center, shape in corners])
        return _dashed(np.concatenate([edge, edge[:1]]), dash)


@dataclass(frozen=True, slots=True)
class Polyline:
    """Straight strokes through points; `drawn` is the share of its length that shows."""

    points: tuple[Point, ...]
    closed: bool = False
    drawn: float = 1.0

    def mix(self, other: Polyline, share: float) -> Polyline:
        drawn = between(self.drawn, other.drawn, share)
        if len(self.points) == len(other.points):
            pairs = zip(self.points, other.points, strict=True)
            return Polyline(
                tuple(point_between(a, b, share) for a, b in pairs), other.closed, drawn
            )
        if share >= 1:
            return other
        first, second = _matched(self.points, other.points)
        pairs = zip(first, second, strict=True)
        return Polyline(tuple(point_between(a, b, share) for a, b in pairs), other.closed, drawn)

    def moved(self, dx: float, dy: float) -> Polyline:
        return replace(self, points=tuple((x + dx, y + dy) for x, y in self.points))

    def scaled(self, factor: float) -> Polyline:
        (cx, cy) = _middle(np.array(self.points))
        points = ((cx + (x - cx) * factor, cy + (y - cy) * factor) for x, y in self.points)
        return replace(self, points=tuple(points))

    def undrawn(self) -> Polyline:
        """The same line before it is drawn."""
        return replace(self, drawn=0.0)

    def corners(self) -> Points:
        """The points of as much of the line as shows."""
        if self.drawn < 1:
            return np.array(_trimmed(self.points, max(self.drawn, 0.0)))
        return np.array((*self.points, self.points[0]) if self.closed else self.points)

    def path(self) -> Path | None:
        return Contours.of_line(self.corners()).path(self.closed and self.drawn >= 1)

    def dashed(self, dash: float) -> Path | None:
        """The line cut into dashes of a length, each followed by a gap as long."""
        return _dashed(self.corners(), dash)


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
        if factor == 1.0:
            return self
        middle = self.left + self.advance / 2
        style = replace(self.style, size=self.style.size * max(factor, 1e-3))
        return Words(self.text, style, (middle, self.at[1]), "center")

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
        return replace(self, style=replace(self.style, size=self.style.size * max(factor, 1e-3)))

    def path(self) -> Path | None:
        return self.words.path()


@dataclass(frozen=True, slots=True)
class Outline:
    """Any curves, such as a pictogram or a formula: fitted to a width about a centre."""

    unit: Contours
    """Contours about the origin, one unit wide or high; the same object for the same outline."""
    center: Point
    size: float
    closed: bool = True

    def mix(self, other: Outline, share: float) -> Outline:
        center = point_between(self.center, other.center, share)
        return replace(other, center=center, size=between(self.size, other.size, share))

    def moved(self, dx: float, dy: float) -> Outline:
        return replace(self, center=(self.center[0] + dx, self.center[1] + dy))

    def scaled(self, factor: float) -> Outline:
        return replace(self, size=self.size * factor)

    def path(self) -> Path | None:
        return self.unit.path(self.closed, self.size, self.center)


@dataclass(frozen=True, slots=True)
class Photo:
    """A raster image stretched over a frame, of which a window shows."""

    pixels: Pixels
    frame: Frame
    window: Rect

    def mix(self, other: Photo, share: float) -> Photo:
        frame = self.frame.toward(other.frame, share)
        return Photo(other.pixels, frame, self.window.mix(other.window, share))

    def moved(self, dx: float, dy: float) -> Photo:
        frame = Rect(self.frame).moved(dx, dy).frame
        return Photo(self.pixels, frame, self.window.moved(dx, dy))

    def scaled(self, factor: float) -> Photo:
        return replace(self, window=self.window.scaled(factor))

    def path(self) -> Path | None:
        return self.window.path()


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow between two addressed parts, or a bracket below one; drawn where they are then.

    `drawn` is the share of it that shows. It has no path of its own.
    """

    start: str
    stop: str | None = None
    text: str | None = None
    drawn: float = 1.0

    def mix(self, other: Link, share: float) -> Link:
        return replace(other, drawn=between(self.drawn, other.drawn, share))

    def moved(self, dx: float, dy: float) -> Link:
        return self

    def undrawn(self) -> Link:
        """The same link before it is drawn."""
        return replace(self, drawn=0.0)

    def path(self) -> Path | None:
        return None


Form: TypeAlias = Rect | Polyline | Words | Typed | Number | Outline | Photo | Link


def same_shape(first: Form, second: Form) -> bool:
    """Whether there is a continuous way from one form to the other."""
    if isinstance(first, Words) and isinstance(second, Words):
        return first.text == second.text
    if isinstance(first, Typed) and isinstance(second, Typed):
        return first.whole.text == second.whole.text
    if isinstance(first, Photo) and isinstance(second, Photo):
        return first.pixels is second.pixels
    if isinstance(first, Outline) and isinstance(second, Outline):
        return first.unit is second.unit
    if isinstance(first, Link) and isinstance(second, Link):
        return (first.start, first.stop, first.text) == (second.start, second.stop, second.text)
    return type(first) is type(second)


def mix_forms(first: Form, second: Form, share: float) -> Form:
    """The form between two of the same shape."""
    assert same_shape(first, second)
    return first.mix(second, share)  # type: ignore[arg-type]  # the same class, by the line above


def shown(spec: str, value: float) -> str:
    """A value by its format, with a true minus sign and no minus zero."""
    text = spec.format(value)
    if not any(digit in text for digit in "123456789"):
        text = spec.format(abs(value))
    return text.replace("-", "−")


def _straight(ends: Points) -> Points:
    """Straight curves through two or more points, as a path has them."""
    step = (ends[1:] - ends[:-1]) / 3
    curves = np.stack([ends[:-1] + step, ends[1:] - step, ends[1:]], axis=1).reshape(-1, 2)
    return np.concatenate([ends[:1], curves])


def _round_rectangle(f: Frame, radius: float) -> Points:
    """Eight curves, anticlockwise from the lower end of the right edge."""
    handle = radius * (1 - QUARTER)
    west, east, south, north = f.left + radius, f.right - radius, f.bottom + radius, f.top - radius
    across, up = (east - west) / 3, (north - south) / 3
    xs = (
        f.left,
        f.left + handle,
        west,
        west + across,
        east - across,
        east,
        f.right - handle,
        f.right,
    )
    ys = (f.bottom, f.bottom + handle, south, south + up, north - up, north, f.top - handle, f.top)
    return np.array((*xs, *ys)).take(_ROUND)


_ROUND = np.array(
    [
        (x, 8 + y)
        for x, y in (
            *((7, 2), (7, 3), (7, 4), (7, 5), (7, 6), (6, 7), (5, 7)),
            *((4, 7), (3, 7), (2, 7), (1, 7), (0, 6), (0, 5)),
            *((0, 4), (0, 3), (0, 2), (0, 1), (1, 0), (2, 0)),
            *((3, 0), (4, 0), (5, 0), (6, 0), (7, 1), (7, 2)),
        )
    ]
)
"""Where the numbers of a round rectangle's points are among its eight xs and eight ys."""


def _dashed(corners: Points, dash: float) -> Path | None:
    """The dashes along a line, as a path."""
    pieces = [_straight(np.array(ends)) for ends in _dashes(corners, dash)]
    if not pieces:
        return None
    return Contours(np.concatenate(pieces), tuple(range(0, 4 * len(pieces), 4))).path(closed=False)


def _dashes(corners: Points, dash: float) -> Iterator[tuple[Points, Points]]:
    """Start and stop of each dash along a line."""
    along = 0.0
    for start, stop in pairwise(corners):
        length = float(np.hypot(*(stop - start)))
        at = -(along % (2 * dash))
        while length and at < length:
            first, last = max(at, 0.0), min(at + dash, length)
            if last > first:
                way = (stop - start) / length
                yield start + way * first, start + way * last
            at += 2 * dash
        along += length


def _lengths(points: Points) -> Points:
    steps = np.hypot(*np.diff(points, axis=0).T)
    return np.concatenate([[0.0], np.cumsum(steps)])


def _trimmed(points: tuple[Point, ...], share: float) -> tuple[Point, ...]:
    """The beginning of a line, up to a share of its length."""
    array = np.array(points)
    along = _lengths(array)
    end = along[-1] * share
    whole = int(np.searchsorted(along, end, side="right"))
    if whole >= len(points):
        return points
    step, rest = along[whole] - along[whole - 1], end - along[whole - 1]
    if not rest:
        return points[:whole]
    part = rest / step
    last = array[whole - 1] + (array[whole] - array[whole - 1]) * part
    return (*points[:whole], (float(last[0]), float(last[1])))


def _matched(
    first: tuple[Point, ...], second: tuple[Point, ...]
) -> tuple[list[Point], list[Point]]:
    """Two lines with points at the same shares of their lengths: all corners of both."""
    lines = np.array(first), np.array(second)
    shares = [_shares(line) for line in lines]
    places = np.union1d(*shares)
    found = []
    for line, own in zip(lines, shares, strict=True):
        x, y = (np.interp(places, own, line[:, axis]) for axis in (0, 1))
        found.append(list(zip(x.tolist(), y.tolist(), strict=True)))
    return found[0], found[1]


def _shares(line: Points) -> Points:
    """The share of a line's length at each of its points."""
    along = _lengths(line)
    return along / along[-1] if along[-1] else np.linspace(0.0, 1.0, len(line))


def _middle(points: Points) -> Point:
    low, high = points.min(axis=0), points.max(axis=0)
    return float(low[0] + high[0]) / 2, float(low[1] + high[1]) / 2


@dataclass(frozen=True, slots=True)
class _Unit:
    """A text of which one em is one scene unit."""

    contours: Contours
    advance: float
    cap_height: float
    cap_share: float


def _unit(text: str, style: TextStyle) -> _Unit:
    return _shaped(text, replace(style, size=1.0)) if style.size != 1.0 else _shaped(text, style)


@lru_cache(maxsize=8192)
def _shaped(text: str, style: TextStyle) -> _Unit:
    line = shape_line(text, style)
    contours = Contours.of_curves(line.curves[:, :2])
    return _Unit(contours, line.advance, line.cap_height, line.cap_share)
