"""Where bars are on their stage, and the scale along them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.pictures.forms import Point, Polyline, Rect
from storyreel.pictures.kinds.chart import share_of


@dataclass(frozen=True, slots=True)
class BarPlan:
    """Where the bars are: a frame, the distance of two bars, and the scale along them."""

    frame: Frame
    pitch: float
    span: tuple[float, float]
    log: bool
    direction: Literal["up", "right"]

    @property
    def base(self) -> float:
        """The number at which bars begin."""
        return self.span[0] if self.log else min(max(0.0, self.span[0]), self.span[1])

    def across(self, at: int) -> float:
        """The middle of a bar's place: an x, or a y from the top down."""
        if self.direction == "up":
            return self.frame.left + (at + 0.5) * self.pitch
        return self.frame.top - (at + 0.5) * self.pitch

    def point(self, across: float, value: float) -> Point:
        """A place of a number in scene units."""
        share = share_of(value, self.span, self.log)
        if self.direction == "up":
            return across, self.frame.bottom + share * self.frame.height
        return self.frame.left + share * self.frame.width, across

    def bar(self, at: int, sides: tuple[float, float], value: float) -> Frame:
        """A bar between two sides, in shares of the pitch; never so short that it vanishes."""
        turn = 1 if self.direction == "up" else -1
        edges = sorted(self.across(at) + turn * side * self.pitch for side in sides)
        (ax, ay), (bx, by) = self.point(edges[0], self.base), self.point(edges[1], value)
        if self.direction == "up":
            by = ay + max(by - ay, px(2)) if value >= self.base else by
        else:
            bx = ax + max(bx - ax, px(2)) if value >= self.base else bx
        return Frame(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def rounded(self, frame: Frame) -> Rect:
        """A bar with slightly round corners."""
        thick = frame.width if self.direction == "up" else frame.height
        return Rect(frame, min(px(14), thick / 5))

    def flat(self, at: int, sides: tuple[float, float]) -> Rect:
        """A bar before it has grown."""
        return Rect(self.bar(at, sides, self.base), 0.0)

    def line(self, value: float) -> Polyline:
        """The line across all bars at a number."""
        if self.direction == "up":
            ends = (self.frame.left, self.frame.right)
        else:
            ends = (self.frame.bottom, self.frame.top)
        return Polyline((self.point(ends[0], value), self.point(ends[1], value)))
