"""The app: a phone as large as a person, over a deep dark hole until it has a drawer."""

from __future__ import annotations

from math import cos, pi, sin

import numpy as np
from manim import VGroup

from storyreel.design.easing import overshoot
from storyreel.design.tokens import Color, Type, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import SoftShadow, tagged, with_shadow
from storyreel.parts.pictogram import Pictogram
from storyreel.parts.solid import shaded
from storyreel.parts.text import Line

from .camera import APP, GROUND, at
from .ink import DEEP, HAZE, PALE, STEEL, Places, area, dashed, dot, slab, solid, spot
from .keyed import Keyed, KeyedPart
from .prop import Prop, Similarity

HALF, HEIGHT, HEAD, WALL, CORNER = 95.0, 286.0, 70.0, 14.0, 30.0
"""The phone: half its width, its height, that of its head, its walls, and its round corners."""
SHAFT = 62.0
"""Half the width of the hole below it."""
SCREEN, BUTTON, DRAWN = spot(APP, 706), spot(APP, 728), spot(APP, 736)
"""The middle of the screen, where the thumb is on it, and where a card is in the drawer."""
FRONT = 108.0, 56.0
"""Half the width, and the height, of the front of the drawer."""
DEPTH = 262.0
"""How far the thumb falls, in pixels."""


class App(KeyedPart, VGroup):
    """The app, its drawer, and the thumb that falls through the app."""

    def __init__(self, name: str, store: str) -> None:
        self.drawer, self.thumb, self.fallen = Keyed(0.0), Keyed(0.0), Keyed(0.0)
        screen, self._drawer, self.lost = _PhoneBack(), _Drawer(), _Thumb()
        self.pit, self.back, self.front = _Pit(), VGroup(screen, self._drawer), _PhoneFront(name)
        self.store = _DrawerFront(store)
        self.values = self.drawer, self.thumb, self.fallen
        super().__init__(self.pit, self.back, self.lost, self.front, self.store)
        for prop in (self.pit, screen, self.front):
            prop.pose(at(APP, GROUND))

    def take(self, out: float, thumb: float, fallen: float) -> None:
        for part in (self._drawer, self.store):
            part.pose(at(APP, GROUND, 0.6 + 0.4 * out), min(out * 4, 1.0))
        size = overshoot(thumb)
        pose = Similarity(
            max(0.78 * size * (1 - 0.85 * fallen**3), 1e-3), BUTTON - 1j * px(DEPTH) * fallen
        )
        self.lost.pose(pose, (size > 0) * min((1 - fallen) * 8, 1.0))


class _Pit(Prop):
    """The hole below the app: a deep shaft; its origin is the middle of its edge."""

    def __init__(self) -> None:
        shaft = slab(-SHAFT, -420, SHAFT, 0, 0, DEEP)
        walls = [slab(x, -420, x + 12, 0, 0, HAZE) for x in (-SHAFT - 12, SHAFT)]
        super().__init__(
            *(shaded(wall, HAZE, STEEL, DEEP) for wall in walls),
            shaded(shaft, "#2A4569", "#0B1930", "#0B1930", "#0B1930"),
        )


class _PhoneBack(Prop):
    """The screen of the app; its origin is the middle of its bottom."""

    def __init__(self) -> None:
        screen = shaded(
            slab(8 - HALF, 40, HALF - 8, HEIGHT - HEAD + 2, 4, "#FFFFFF"), "#FFFFFF", PALE
        )
        super().__init__(
            with_shadow(screen, SoftShadow(0.0, -px(8), px(16), Color.NAVY, 0.12)),
            shaded(slab(8 - HALF, 0, HALF - 8, 44, 0, PALE), PALE, "#B9C8DB"),
        )


class _PhoneFront(Prop):
    """Head and walls of the app, in front of what falls through it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            solid(shaded(area(_frame(), STEEL), "#31568A", Color.NAVY)),
            Line(name, Type.HEADING.sized(54), (0.0, px(HEIGHT - HEAD / 2)), Color.WHITE, "center"),
        )


class _Drawer(Prop):
    """The lit inside of the drawer; the origin is the middle of its bottom."""

    def __init__(self) -> None:
        half = HALF - WALL
        super().__init__(shaded(slab(-half, 0, half, 122, 4, "#FFF6D6"), "#FFFDF3", "#F6DC7C"))


class _DrawerFront(Prop):
    """The front of the drawer with its name, before what is in it."""

    def __init__(self, name: str) -> None:
        half, height = FRONT
        front = shaded(slab(-half, -4, half, height, 10, Color.GOLD), "#EBD27C", "#C9A227")
        super().__init__(
            with_shadow(front, SoftShadow(0.0, -px(4), px(9), Color.NAVY, 0.25)),
            Line(name, Type.HEADING.sized(44), (0.0, px(height / 2 - 2)), Color.NAVY, "center"),
        )


class _Thumb(Prop):
    """A thumb that points down, on a round button about the origin."""

    def __init__(self) -> None:
        shadow = SoftShadow(0.0, -px(5), px(9), Color.NAVY, 0.2)
        super().__init__(
            with_shadow(dot(0, 0, 46, "#FFFFFF"), shadow),
            dot(0, 0, 44, Color.GOLD_LINE),
            dot(0, 0, 38, "#FFFFFF"),
            Pictogram("thumbs-down", (0.0, -px(1)), px(50)),
        )


class OpenVerdict(Prop):
    """A question mark on a round button with a dashed rim: not run, so not judged."""

    def __init__(self) -> None:
        turns = np.linspace(0.0, 2 * pi, 73)
        rim = [(42 * cos(turn), 42 * sin(turn)) for turn in turns]
        mark = Line("?", Type.TITLE.sized(58), (0.0, 0.0), Color.SLATE, "center")
        super().__init__(
            dot(0, 0, 46, "#FFFFFF"),
            dashed(rim, Color.SLATE, 5, 13, 9),
            tagged(mark, Tag("decor")),
        )


def _frame() -> Places:
    """The line round head and walls, open at the bottom."""
    bend = [(cos(turn), sin(turn)) for turn in np.linspace(0, pi / 2, 9)]
    right = [(HALF + CORNER * (x - 1), HEIGHT + CORNER * (y - 1)) for x, y in bend]
    inner = HALF - WALL
    return [
        *((inner, 0), (HALF, 0), *right),
        *((-x, y) for x, y in reversed(right)),
        *((-HALF, 0), (-inner, 0), (-inner, HEIGHT - HEAD), (inner, HEIGHT - HEAD)),
    ]
