"""The case of apps: a sign, three shelves with an opening each, and a shutter."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from manim import RIGHT, VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.curves import joined
from storyreel.parts.marks import tagged
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line
from storyreel.parts.tone import between, fill, mixed, rgb

from .plan import SHELVES, Plan, clamp
from .slab import Slab, slab_points

WALL_OFF, WALL_ON = ("#6F88A8", "#8BA2BF"), ("#FCE9B4", "#FFFDF4")
BODY = ("#2C5080", "#112443")
SLATS = 16
OPENING_OFF, OPENING_ON = "#0C1B33", "#F4CE4E"


class Shelves(VGroup):
    """The insides of the shelves with their rails and names: what is behind the models."""

    def __init__(self, plan: Plan, names: tuple[str, ...]) -> None:
        super().__init__()
        frames = [plan.shelf(index) for index in range(SHELVES)]
        self._walls = [Slab(frame, *WALL_ON, px(8)) for frame in frames]
        self._names = [Line(name, Type.LABEL_STRONG, (0.0, 0.0), Color.NAVY) for name in names]
        self._shapes = [line.points.copy() for line in self._names]
        self.add(*self._walls, *self._names)
        self.shone = 0.0
        self.fit(plan)
        self.shine(0.0)

    def fit(self, plan: Plan) -> None:
        """Place the shelves; the name of an open one makes room for what happens there."""
        for index, (wall, line) in enumerate(zip(self._walls, self._names, strict=True)):
            frame = plan.shelf(index)
            wall.fit(frame)
            line.points = self._shapes[index] + np.array(
                [frame.left + px(30), frame.center[1], 0.0]
            )
        self._plan = plan
        self._show_names()

    def _show_names(self) -> None:
        """A name is seen when the shutter has passed it and its shelf is not at work."""
        for index, line in enumerate(self._names):
            passed = clamp((self.shone - (SHELVES - 1 - index) / SHELVES - 0.24) * 12)
            opened = self._plan.open[index] * self._plan.spread
            line.fill_rgbas[:, 3] = passed * clamp(1 - 4 * opened)

    def shine(self, light: float) -> None:
        """Set the light inside, from 0 to 1."""
        self.shone = light
        self._show_names()
        for wall in self._walls:
            top, bottom = (between(a, b, light) for a, b in zip(WALL_OFF, WALL_ON, strict=True))
            wall.color_down(top, bottom)


class Front(VGroup):
    """The body of the case around the shelves, with its sign and an opening for each shelf."""

    def __init__(self, plan: Plan, sign: str) -> None:
        super().__init__()
        self._bars = [VMobject(fill_opacity=1.0, stroke_width=0.0) for _ in range(3)]
        head, posts, dividers = self._bars
        for bar in self._bars:
            tagged(bar, Tag("decor"))
        head.fill_rgbas = np.array([[*rgb(c), 1.0] for c in ("#2C5080", "#23446F")])
        head.set_sheen_direction(np.array([0.0, -1.0, 0.0]))
        posts.fill_rgbas = np.array([[*rgb(c), 1.0] for c in BODY])
        posts.set_sheen_direction(np.array([0.0, -1.0, 0.0]))
        dividers.fill_rgbas = np.array([[*rgb(c), 1.0] for c in ("#23446F", "#1A365D")])
        dividers.set_sheen_direction(RIGHT)
        self._edges = Plate(plan.case, 0.0, None, "#4A6C9A", px(3), role="decor")
        self._sign = Line(sign, Type.HEADING, (0.0, 0.0), Color.WHITE, "center")
        self._sign_shape = self._sign.points.copy()
        self._openings = [
            Plate(plan.case, px(8), OPENING_ON, "#4A6FA3", Weight.LINE, role="decor")
            for _ in range(SHELVES)
        ]
        self.add(*self._bars, self._edges, self._sign, *self._openings)
        self.fit(plan)
        self.shine(0.0)

    def fit(self, plan: Plan) -> None:
        """Place everything around the shelves of `plan`."""
        case = plan.case
        shelves = [plan.shelf(index) for index in range(SHELVES)]
        head, posts, dividers = self._bars
        inner = shelves[0]
        head.points = _box(case.left, inner.top, case.right, case.top)
        posts.points = joined(
            _box(case.left, case.bottom, inner.left, inner.top),
            _box(inner.right, case.bottom, case.right, inner.top),
            _box(inner.left, case.bottom, inner.right, shelves[-1].bottom),
        )
        dividers.points = joined(
            *(
                _box(inner.left, lower.top, inner.right, upper.bottom)
                for upper, lower in pairwise(shelves)
            )
        )
        self._edges.fit(case, 0.0)
        middle = (case.left + case.right) / 2
        self._sign.points = self._sign_shape + np.array([middle, case.top - px(50), 0.0])
        for opening, shelf in zip(self._openings, shelves, strict=True):
            inset = min(px(18), shelf.height * 0.12)
            left = case.left - px(10)
            opening.fit(Frame(left, shelf.bottom + inset, left + px(26), shelf.top - inset))

    def opening(self, index: int) -> tuple[float, float]:
        """The middle of the opening of a shelf."""
        return self._openings[index].frame.center

    def shine(self, light: float) -> None:
        """Light the sign and the openings, from 0 to 1."""
        for opening in self._openings:
            fill(opening, between(OPENING_OFF, OPENING_ON, light))
        fill(self._sign, mixed(rgb("#B7C5DB"), rgb(Color.WHITE), light))


class Shutter(VGroup):
    """The shutter in front of the shelves; `lift` rolls it up below the sign."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        top, bottom = plan.shelf(0), plan.shelf(SHELVES - 1)
        self._frame = Frame(top.left, bottom.bottom, top.right, top.top)
        self._slats = [Slab(self._frame, "#DEE6F0", "#A9B8CC", px(3)) for _ in range(SLATS)]
        self._handle = Plate(self._frame, px(8), "#5B6F98", role="decor")
        self.add(*reversed(self._slats), self._handle)
        self.lift(0.0)

    def lift(self, share: float) -> None:
        """Roll up: 0 is closed, 1 open. Slats that have arrived at the top have no height."""
        frame = self._frame
        low = frame.bottom + frame.height * share
        pitch = frame.height / SLATS
        for index, slat in enumerate(self._slats):
            top = low + pitch * (SLATS - index)
            bottom = top - pitch
            if bottom >= frame.top:
                slat.points = np.zeros((0, 3))
                continue
            slat.fit(Frame(frame.left, bottom - px(1.5), frame.right, min(top, frame.top)))
        middle, height = frame.center[0], px(16)
        shown = Frame(middle - px(48), low + px(10), middle + px(48), low + px(10) + height)
        if shown.top > frame.top:
            self._handle.points = np.zeros((0, 3))
        else:
            self._handle.fit(shown)


def _box(left: float, bottom: float, right: float, top: float) -> np.ndarray:
    return slab_points(Frame(left, bottom, right, top), (0.0, 0.0, 0.0, 0.0))
