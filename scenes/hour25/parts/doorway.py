"""A doorway: an arch with a door that swings open, and over it a sign with name and number."""

from __future__ import annotations

from math import cos, pi, sin

import numpy as np
import numpy.typing as npt
from manim import VGroup, VMobject

from storyreel.design.easing import glide
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Seconds, Type, Weight, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import tagged
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import QUARTER, Disc, Plate
from storyreel.parts.text import Line

JAMB = px(24)
STEP = px(16)
SIGN = px(148)
"""Height of the name and the number plate over the arch."""

WIDEST = 0.42 * pi
"""How far the door opens."""

DEPTH = 0.16
"""How much shorter the free edge of the open door looks."""

Points = npt.NDArray[np.float64]
Place = tuple[float, float]


class Doorway(VGroup):
    """An arch at the bottom of `frame`, with a sign at the top; closed at first.

    The jambs are in front of all that passes through.
    """

    def __init__(self, frame: Frame, name: str, number: str) -> None:
        super().__init__()
        self._name = Line(name, Type.LABEL_STRONG, (0.0, 0.0), Color.NAVY, "center")
        self._number = Line(number, Type.LABEL, (0.0, 0.0), Color.CHARCOAL, "center")
        self._plate = Plate(frame, px(16), Color.WHITE, Color.GOLD, Weight.LINE, role="decor")
        self._light = _shape(Color.GOLD_PALE)
        self._floor = _shape(Color.GOLD, opacity=0.35)
        self._leaf = _shape(Color.WHITE, Color.LINE)
        self._panels = [_shape(Color.CELL, Color.HAIRLINE) for _ in range(2)]
        self._knob = _shape(Color.GOLD)
        self._arch = tagged(_shape(Color.NAVY), Tag("graphic"))
        self._arch.z_index = 5
        leaf = (self._leaf, *self._panels, self._knob)
        self._step = Plate(frame, px(6), Color.NAVY, role="decor")
        self.add(self._light, self._floor, *leaf, self._step, self._arch)
        self.add(self._plate, self._name, self._number)
        self.stand(frame, 0.0)

    @property
    def threshold(self) -> tuple[float, float]:
        """The place of a thing in the doorway."""
        return self.frame.center[0], self.frame.bottom + (self.frame.height - SIGN) * 0.36

    def stand(self, frame: Frame, opening: float) -> None:
        """Fill a frame; `opening` is 0 for a shut door and 1 for an open one."""
        self.frame, self.opening = frame, opening
        x = frame.center[0]
        self._plate.fit(
            Frame(frame.left, frame.top - px(128), frame.right, frame.top - px(60)), px(16)
        )
        for line, y in ((self._name, frame.top - px(22)), (self._number, frame.top - px(94))):
            line.at = (x, y)
            line.write(line.text)
        outer = Frame(frame.left + px(15), frame.bottom, frame.right - px(15), frame.top - SIGN)
        self._step.fit(Frame(frame.left, frame.bottom, frame.right, frame.bottom + STEP), px(6))
        inner = Frame(outer.left + JAMB, outer.bottom + STEP, outer.right - JAMB, outer.top - JAMB)
        opening_shape = _arch(inner)
        self._light.points = opening_shape
        self._arch.points = np.concatenate([_arch(outer), opening_shape[::-1]])
        self._floor.points = _polygon(
            (inner.left, inner.bottom),
            (inner.right, inner.bottom),
            (inner.right - px(34), inner.bottom + px(64)),
            (inner.left + px(34), inner.bottom + px(64)),
        )
        self._hang(inner, opening)

    def swing(self, opening: float, run_time: float = Seconds.MOVE) -> Motion:
        """The door turns to another opening."""
        begin = self.opening

        def change(progress: float) -> None:
            self.stand(self.frame, begin + (opening - begin) * progress)

        return Motion(self, change, run_time, glide)

    def travel(self, frame: Frame, run_time: float = Seconds.SLOW) -> Motion:
        """The doorway moves to another frame."""
        before = self.frame

        def change(progress: float) -> None:
            self.stand(before.toward(frame, progress), self.opening)

        return Motion(self, change, run_time, glide)

    def _hang(self, inner: Frame, opening: float) -> None:
        """The door's parts, turned about the left jamb."""
        upper = Frame(inner.left, inner.center[1] - px(10), inner.right, inner.top)
        lower = Frame(inner.left, inner.bottom, inner.right, inner.center[1] - px(10))
        knob = (inner.right - px(30), inner.bottom + inner.height * 0.42)
        shapes = (
            _arch(inner),
            _arch(upper.inset(px(30), px(30))),
            _arch(lower.inset(px(30), px(28)), 0.0),
            Disc(knob, px(11)).points,
        )
        angle = opening * WIDEST
        for part, points in zip((self._leaf, *self._panels, self._knob), shapes, strict=True):
            away = (points[:, :1] - inner.left) / inner.width
            x = inner.left + away * inner.width * cos(angle)
            y = inner.center[1] + (points[:, 1:2] - inner.center[1]) * (
                1 - DEPTH * sin(angle) * away
            )
            part.points = np.hstack([x, y, np.zeros_like(x)])


def _shape(fill: str, edge: str | None = None, opacity: float = 1.0) -> VMobject:
    shape = VMobject(
        fill_color=fill,
        fill_opacity=opacity,
        stroke_color=edge or fill,
        stroke_width=Weight.HAIRLINE * 100 if edge else 0.0,
    )
    return tagged(shape, Tag("decor"))


def _arch(frame: Frame, round_part: float = 1.0) -> Points:
    """A rectangle with a round top: half a circle, or less for a smaller `round_part`."""
    radius = frame.width / 2 * round_part
    left, right, bottom, top = frame.left, frame.right, frame.bottom, frame.top
    spring, bend = top - radius, radius * QUARTER
    inner_left, inner_right = left + radius, right - radius
    over_right = (right, spring + bend), (inner_right + bend, top)
    over_left = (inner_left - bend, top), (left, spring + bend)
    sides = (
        _line((left, bottom), (right, bottom)),
        _line((right, bottom), (right, spring)),
        _cubic((right, spring), *over_right, (inner_right, top)),
        _line((inner_right, top), (inner_left, top)),
        _cubic((inner_left, top), *over_left, (left, spring)),
        _line((left, spring), (left, bottom)),
    )
    return np.concatenate(sides)


def _cubic(*points: Place) -> Points:
    result = np.zeros((4, 3))
    result[:, :2] = points
    return result


def _line(start: Place, end: Place) -> Points:
    (x0, y0), (x1, y1) = start, end
    return _cubic(*((x0 + (x1 - x0) * k / 3, y0 + (y1 - y0) * k / 3) for k in range(4)))


def _polygon(*corners: Place) -> Points:
    ends = (*corners[1:], corners[0])
    return np.concatenate([_line(start, end) for start, end in zip(corners, ends, strict=True)])
