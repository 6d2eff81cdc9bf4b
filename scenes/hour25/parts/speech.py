"""Speech bubbles: a question on its way into the app, and an answer that grows from a phone."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sin
from typing import Protocol

import numpy as np
from manim import VGroup, VMobject

from storyreel.design.easing import glide, settle, steady
from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.tokens import Color, TextStyle, Type, Weight, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.curves import Curve, Points, outline
from storyreel.parts.marks import SoftShadow, tagged, with_shadow
from storyreel.parts.motion import Motion
from storyreel.parts.person import Person
from storyreel.parts.shapes import QUARTER
from storyreel.parts.text import Line, width_of
from storyreel.parts.tone import edge, fill, rgb

from .plan import clamp, mix, part_of
from .tile import OWN

STYLE, SHORT = Type.CAPTION.sized(48), Type.CAPTION.sized(66)
"""The type of several lines, and of a single one."""
LEADING = 52 / 48
"""From line to line, in sizes of the type."""
PAD_X, PAD_Y = px(26), px(17)
RADIUS = px(26)
SHADOW = SoftShadow(0.0, -px(5), px(9), "#122746", 0.16)
HIGHEST = y_at(262)
LEFT, RIGHT = x_at(84), x_at(446)
"""Bubbles stay between these, beside the case when it is drawn out."""
Point = tuple[float, float]


class Target(Protocol):
    """A place on a shelf that a question flies to."""

    @property
    def style(self) -> TextStyle: ...

    @property
    def strip(self) -> Frame: ...

    def middles(self, lines: tuple[str, ...]) -> list[Point]: ...


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a bubble is: the middle of its lower edge, and the tip of its tail."""

    foot: Point
    tip: Point


@dataclass(frozen=True, slots=True)
class Field:
    """A place for one line at `spot`: there the lines of a bubble are beside each other."""

    text: str
    spot: Spot

    @property
    def style(self) -> TextStyle:
        return SHORT

    @property
    def strip(self) -> Frame:
        return bubble_frame((self.text,), self.spot)

    def middles(self, lines: tuple[str, ...]) -> list[Point]:
        """The middle of each of the lines that make up the text."""
        x, y = self.strip.left + PAD_X, self.strip.center[1]
        space = width_of("a b", SHORT) - width_of("ab", SHORT)
        places = []
        for line in lines:
            width = width_of(line, SHORT)
            places.append((x + width / 2, y))
            x += width + space
        return places


def type_of(lines: tuple[str, ...]) -> TextStyle:
    """The type of the lines in a bubble: a single one is larger."""
    return STYLE if len(lines) > 1 else SHORT


def spot_above(person: Person, lines: tuple[str, ...]) -> Spot:
    """A bubble over the head of a person, inside the house, with its tail to the phone."""
    x, y = person.phone
    half = max(width_of(line, type_of(lines)) for line in lines) / 2 + PAD_X
    middle = min(max(person.pose.x, LEFT + half), RIGHT - half)
    foot = person.top[1] + px(7)
    return Spot((middle, foot), (x, mix(y, foot, 0.35)))


def bubble_frame(lines: tuple[str, ...], spot: Spot) -> Frame:
    """The frame of a bubble around its lines."""
    style = type_of(lines)
    width = max(width_of(line, style) for line in lines) + 2 * PAD_X
    height = LEADING * style.size * len(lines) + 2 * PAD_Y - px(8)
    x, y = spot.foot
    return Frame(x - width / 2, y, x + width / 2, y + height)


def line_middles(lines: tuple[str, ...], frame: Frame) -> list[Point]:
    """The middle of each line in the frame of a bubble."""
    x, y = frame.center
    leading = LEADING * type_of(lines).size
    return [(x, y + leading * ((len(lines) - 1) / 2 - at)) for at in range(len(lines))]


def bubble_points(frame: Frame, tip: Point, tail: float) -> Points:
    """A round rectangle with a tail from its lower edge, `tail` of the way to `tip`."""
    r = min(RADIUS, frame.width / 2, frame.height / 2)
    k = r * (1 - QUARTER)
    left, low, right, top = frame.left, frame.bottom, frame.right, frame.top
    half = min(px(18), (frame.width / 2 - r) * 0.9)
    base = min(max(tip[0] - px(14), left + r + half), right - r - half)
    end = mix(base, tip[0], tail), mix(low, tip[1], tail)
    curves: list[Curve] = [
        (left + r, top),
        ((left + k, top), (left, top - k), (left, top - r)),
        (left, low + r),
        ((left, low + k), (left + k, low), (left + r, low)),
        (base - half, low),
        end,
        (base + half, low),
        (right - r, low),
        ((right - k, low), (right, low + k), (right, low + r)),
        (right, top - r),
        ((right, top - k), (right - k, top), (right - r, top)),
    ]
    return outline((right - r, top), *curves)


class Answer(VGroup):
    """An answer in a bubble that grows out of the phone which received it."""

    def __init__(self, lines: tuple[str, ...], spot: Spot) -> None:
        super().__init__()
        self._lines_text, self.spot = lines, spot
        self._plate = tagged(VMobject(fill_opacity=1.0), Tag("decor"))
        with_shadow(self._plate, SHADOW)
        style = type_of(lines)
        self._lines = [Line(text, style, (0.0, 0.0), Color.NAVY, "center") for text in lines]
        self._shapes = [line.points.copy() for line in self._lines]
        self.add(self._plate, *self._lines)
        self.say(0.0)

    def grow(self, run_time: float) -> Motion:
        """A motion in which the bubble grows out of the phone."""
        return Motion(self, self._grow, run_time, settle)

    def _grow(self, share: float) -> None:
        self.say(share)

    def say(self, share: float) -> Answer:
        """Grow out of the tip of the tail; the words are seen when they are large enough."""
        spot = self.spot
        frame = bubble_frame(self._lines_text, spot)
        tip = np.array([*spot.tip, 0.0])
        size = max(clamp(share * 1.1), 0.02)
        whole = bubble_points(frame, spot.tip, 1.0)
        self._plate.points = (whole - tip) * size + tip
        shown = 1.0 if share > 0 else 0.0
        fill(self._plate, rgb("#FFFDF3"), shown)
        edge(self._plate, rgb(Color.GOLD_LINE), Weight.LINE, shown)
        middles = line_middles(self._lines_text, frame)
        for line, shape, at in zip(self._lines, self._shapes, middles, strict=True):
            line.points = (shape + np.array([*at, 0.0]) - tip) * size + tip
            fill(line, rgb(Color.NAVY), clamp((share - 0.3) / 0.4))
        return self


class Question(VGroup):
    """A question in a bubble; `fly` takes its lines into strips at other places."""

    def __init__(self, lines: tuple[str, ...], spot: Spot) -> None:
        super().__init__()
        self._lines_text, self.spot = lines, spot
        self._plate = tagged(VMobject(fill_opacity=1.0), Tag("decor"))
        self._plate.fill_rgbas = np.array([[*rgb(color), 1.0] for color in OWN.plain])
        self._plate.set_sheen_direction(np.array([0.0, -1.0, 0.0]))
        with_shadow(self._plate, SHADOW)
        self._lines = [
            Line(text, type_of(lines), (0.0, 0.0), Color.WHITE, "center", role="token")
            for text in lines
        ]
        self._shapes = [line.points.copy() for line in self._lines]
        self.add(self._plate, *self._lines)
        self.say(1.0)

    def say(self, share: float) -> Question:
        """Grow out of the phone, as an answer does."""
        spot = self.spot
        frame = bubble_frame(self._lines_text, spot)
        tip = np.array([*spot.tip, 0.0])
        size = max(clamp(share * 1.1), 0.02)
        self._plate.points = (bubble_points(frame, spot.tip, 1.0) - tip) * size + tip
        self._plate.fill_rgbas[:, 3] = 1.0 if share > 0 else 0.0
        edge(self._plate, rgb("#C9D8EC"), px(3), 1.0 if share > 0 else 0.0)
        x, y = spot.tip
        middles = [
            (mix(x, at[0], size), mix(y, at[1], size))
            for at in line_middles(self._lines_text, frame)
        ]
        self._put_lines(middles, size, clamp((share - 0.3) / 0.4))
        return self

    def fly(self, strip: Frame, middles: list[Point], scale: float, share: float) -> Question:
        """Fly in an arc into a strip, each line to a place of its own, at another size.

        The bubble grows wide first and flat then, so that its lines do not cross.
        """
        start = bubble_frame(self._lines_text, self.spot)
        arc = min(px(50), max(HIGHEST - start.top, 0.0)) * sin(pi * share)
        along, down = glide(part_of(share, 0.05, 1.0)), glide(part_of(share, 0.0, 0.7))
        wide, low = glide(part_of(share, 0.0, 0.6)), glide(part_of(share, 0.45, 1.0))
        (from_x, from_y), (to_x, to_y) = start.center, strip.center
        x, y = mix(from_x, to_x, along), mix(from_y, to_y, down) + arc
        half = mix(start.width, strip.width, wide) / 2
        tall = mix(start.height, strip.height, low) / 2
        frame = Frame(x - half, y - tall, x + half, y + tall)
        tip = (mix(self.spot.tip[0], frame.center[0], along), self.spot.tip[1] + arc)
        tail = 1 - clamp(share * 4)
        self._plate.points = bubble_points(frame, tip, tail)
        self._plate.fill_rgbas[:, 3] = 1.0
        starts = line_middles(self._lines_text, start)
        ways = [
            (x + mix(a[0] - from_x, b[0] - to_x, wide), y + mix(a[1] - from_y, b[1] - to_y, low))
            for a, b in zip(starts, middles, strict=True)
        ]
        self._put_lines(ways, mix(1.0, scale, wide), 1.0)
        return self

    def grow(self, run_time: float) -> Motion:
        """A motion in which the bubble grows out of the phone."""
        return Motion(self, self._grow, run_time, settle)

    def _grow(self, share: float) -> None:
        self.say(share)

    def fly_into(self, target: Target, run_time: float) -> Motion:
        """A motion from the bubble into a strip on a shelf."""
        middles, scale = (
            target.middles(self._lines_text),
            target.style.size / type_of(self._lines_text).size,
        )

        def change(share: float) -> None:
            self.fly(target.strip, middles, scale, share)

        return Motion(self, change, run_time, steady)

    def _put_lines(self, middles: list[Point], scale: float, opacity: float) -> None:
        for line, shape, at in zip(self._lines, self._shapes, middles, strict=True):
            line.points = shape * scale + np.array([*at, 0.0])
            fill(line, rgb(Color.WHITE), opacity)
