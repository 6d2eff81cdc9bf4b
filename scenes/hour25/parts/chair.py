"""The swivel chair that you leave: from the side, and turned so that its back names you."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.curves import Points, closed, ellipse, joined, placed, turned
from storyreel.parts.light import Glow
from storyreel.parts.marks import tagged
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line
from storyreel.parts.tone import Rgb, between, edge, fill, rgb

from .plan import clamp, mix
from .slab import Slab, slab_points

DAY = ("#33547F", "#1A365D", "#122746")
NIGHT = ("#6186B6", "#446A9B", "#2C5080")
"""Light, middle and dark of the chair, by day and in the dark room."""
BACK = Frame(-px(92), px(44), px(92), px(202))
"""The back as seen from behind, above the pivot."""
SIDE = Frame(px(44), px(44), px(72), px(202))
"""The back as seen from the side."""
PIVOT = px(104)
"""The height of the seat's top above the floor."""
WHEELS = (-px(62), -px(26), px(26), px(62))


class Chair(VGroup):
    """A chair; `place` sets where it is, how far it has turned, and how dark the room is."""

    def __init__(self, at: tuple[float, float], word: str) -> None:
        super().__init__()
        self._ground = Glow((0.0, 0.0), 1.0, "#081426", 0.5)
        self._feet, self._wheels, self._column = (_part() for _ in range(3))
        self._seat = Slab(SIDE, *DAY[:2], px(14))
        self._stem = _part()
        self._back = Slab(SIDE, *DAY[:2], px(14))
        self._rim = Plate(SIDE, px(14), None, "#FFFFFF", px(3), role="decor")
        self._word = Line(word, Type.FIGURE.sized(78), (0.0, 0.0), Color.WHITE, "center")
        self._shape = self._word.points.copy()
        self.add(self._ground, self._feet, self._wheels, self._column, self._stem)
        self.add(self._seat, self._back, self._rim, self._word)
        self.place(at, 0.0, 0.0)

    def place(self, at: tuple[float, float], turn: float, dark: float) -> Chair:
        """Take a place with the column at `at` on the floor; `turn` and `dark` are shares."""
        self.at, self.turn, self.dark = at, turn, dark
        light, middle, deep = (between(a, b, dark) for a, b in zip(DAY, NIGHT, strict=True))
        self._set_base(middle, deep)
        self._set_seat(light, middle)
        self._set_back(light, middle)
        return self

    def _set_base(self, middle: Rgb, deep: Rgb) -> None:
        at = self.at
        self._ground.points = placed(ellipse((0.0, 0.0), px(130), px(20)), at)
        self._feet.points = placed(joined(*map(_foot, WHEELS)), at)
        self._wheels.points = placed(
            joined(*(ellipse((x, px(8)), px(8.5), px(8.5)) for x in WHEELS)), at
        )
        column = joined(_bar(-px(6), px(26), px(6), px(96)), _bar(-px(10), px(32), px(10), px(62)))
        self._column.points = placed(column, at)
        fill(self._feet, middle)
        fill(self._column, middle)
        fill(self._wheels, deep)

    def _set_seat(self, light: Rgb, middle: Rgb) -> None:
        x, y = self.at
        left = x + mix(-px(75), -px(74), self.turn)
        right = x + mix(px(48), px(74), self.turn)
        self._seat.fit(Frame(left, y + px(77), right, y + px(105)))
        self._seat.color_down(light, middle)

    def _set_back(self, light: Rgb, middle: Rgb) -> None:
        x, y = self.at
        frame = SIDE.toward(BACK, self.turn)
        lean = -7.0 * (1 - self.turn)
        radius = mix(px(13), px(34), self.turn)
        radii = (radius, radius, radius, radius)
        limit = min(frame.width, frame.height) / 2
        center = (frame.center[0], 0.0)
        shape = turned(slab_points(frame, radii), lean, center)
        self._back.points = placed(shape, (x, y + PIVOT))
        self._back.color_down(light, middle)
        self._rim.points = placed(
            turned(slab_points(frame.inset(px(1.5)), (min(radius, limit),) * 4), lean, center),
            (x, y + PIVOT),
        )
        edge(self._rim, between("#5F7FA8", "#C9D8EC", self.dark), px(3), 0.9)
        stem = _bar(frame.center[0] - px(7), -px(4), frame.center[0] + px(7), px(52))
        self._stem.points = placed(turned(stem, lean, center), (x, y + PIVOT))
        fill(self._stem, middle)
        shown = clamp((self.turn - 0.75) / 0.25)
        squeeze = np.array([frame.width / BACK.width, 1.0, 1.0])
        middle_y = (frame.bottom + frame.top) / 2
        self._word.points = self._shape * squeeze + np.array(
            [x + frame.center[0], y + PIVOT + middle_y, 0.0]
        )
        fill(self._word, rgb(Color.WHITE), shown)


def _part() -> VMobject:
    return tagged(VMobject(fill_opacity=1.0, stroke_width=0.0), Tag("decor"))


def _bar(left: float, low: float, right: float, high: float) -> Points:
    return slab_points(Frame(left, low, right, high), (px(4),) * 4)


def _foot(x: float) -> Points:
    """A leg from the column to a wheel."""
    out = px(4) if x > 0 else -px(4)
    return closed(
        (-px(6), px(36)),
        ((x * 0.3, px(35)), (x * 0.7, px(28)), (x, px(16))),
        (x + out, px(10)),
        ((x * 0.6, px(20)), (x * 0.3, px(25)), (px(6), px(26))),
        (px(6), px(36)),
    )
