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
from storyreel.parts.text import Line, width_of
from storyreel.parts.tone import between, fill, mixed, rgb

from .plan import SHELVES, Plan, clamp, mix
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
        self._widths = [width_of(name, Type.LABEL_STRONG) for name in names]
        self.add(*self._walls, *self._names)
        self._plan, self._lights = plan, (0.0,) * SHELVES
        self.fit(plan)
        self.shine(self._lights)

    def fit(self, plan: Plan) -> None:
        """Place the shelves, with their names left in the shop and right in a drawn out case."""
        for index, (wall, line) in enumerate(zip(self._walls, self._names, strict=True)):
            frame = plan.shelf(index)
            wall.fit(frame)
            left = mix(
                frame.left + px(30), frame.right - px(180) - self._widths[index], plan.spread
            )
            line.points = self._shapes[index] + np.array([left, frame.center[1], 0.0])
        self._plan = plan
        self._show_names()

    def shine(self, lights: tuple[float, ...]) -> None:
        """Set the light in each shelf, from 0 to 1; a name is seen in the light alone."""
        self._lights = lights
        self._show_names()
        for wall, light in zip(self._walls, lights, strict=True):
            top, bottom = (between(a, b, light) for a, b in zip(WALL_OFF, WALL_ON, strict=True))
            wall.color_down(top, bottom)

    def _show_names(self) -> None:
        for index, line in enumerate(self._names):
            lit = clamp(self._lights[index] * 6 - 5)
            room = clamp(self._plan.shelf(index).height / px(60) - 1)
            line.fill_rgbas[:, 3] = lit * room * clamp(1 - self._plan.at_work(index) * 8)


class Front(VGroup):
    """The body of the case around the shelves, with its sign and an opening for each shelf."""

    def __init__(self, plan: Plan, sign: str, apps: tuple[str, ...]) -> None:
        """`sign` is on the case; the name of an app of `apps` replaces it at work."""
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
        self._signs = [
            Line(text, Type.HEADING, (0.0, 0.0), Color.WHITE, "center") for text in (sign, *apps)
        ]
        self._sign_shapes = [line.points.copy() for line in self._signs]
        self._openings = [
            Plate(plan.case, px(8), OPENING_ON, "#4A6FA3", Weight.LINE, role="decor")
            for _ in range(SHELVES)
        ]
        self.add(*self._bars, self._edges, *self._signs, *self._openings)
        self._light = 0.0
        self.fit(plan)
        self.shine((0.0,) * SHELVES)

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
        for line, shape in zip(self._signs, self._sign_shapes, strict=True):
            line.points = shape + np.array([middle, case.top - px(50), 0.0])
        self._plan = plan
        self._show_sign()
        for opening, shelf in zip(self._openings, shelves, strict=True):
            inset = min(px(18), shelf.height * 0.12)
            left = case.left - px(10)
            opening.fit(Frame(left, shelf.bottom + inset, left + px(26), shelf.top - inset))

    def opening(self, index: int) -> tuple[float, float]:
        """The middle of the opening of a shelf."""
        return self._openings[index].frame.center

    def shine(self, lights: tuple[float, ...]) -> None:
        """Light the opening of each shelf, from 0 to 1, and the sign."""
        for opening, light in zip(self._openings, lights, strict=True):
            fill(opening, between(OPENING_OFF, OPENING_ON, light))
        self._light = max(lights)
        self._show_sign()

    def _show_sign(self) -> None:
        """Show the sign, or the name of the app that is at work."""
        working = [self._plan.at_work(index) for index in range(SHELVES)]
        shown = [1 - 6 * max(working), *(6 * share - 5 for share in working)]
        color = mixed(rgb("#B7C5DB"), rgb(Color.WHITE), self._light)
        for line, share in zip(self._signs, shown, strict=True):
            fill(line, color, clamp(share))


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
