"""The window of your room: a house by night and by day, where a light goes on when you are home."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.curves import closed, ellipse
from storyreel.parts.light import Glow
from storyreel.parts.shapes import Plate
from storyreel.parts.tone import between, fill, rgb

from .slab import Slab

NIGHT, HILL, HOME = ("#22406C", "#3E649A"), "#0D1C38", "#0A1730"
MORNING, MOON = ("#A9C8EA", "#F7E6B4"), "#DCE6F2"
DARK, LIT = "#2A4470", "#F8D560"


class Window(VGroup):
    """A window of a fixed size; `light_home` sets the light in the house outside."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._sky = Slab(frame, *NIGHT, px(8))
        x, low = frame.center[0], frame.bottom
        self._moon = Plate(frame, 0.0, MOON, role="decor")
        self._moon.points = ellipse((frame.right - px(28), frame.top - px(32)), px(11), px(11))
        ground = Slab(Frame(frame.left, low, frame.right, low + px(32)), HILL, HILL, px(8))
        walls = Slab(Frame(x - px(34), low + px(24), x + px(34), low + px(72)), HOME, HOME)
        roof = Plate(frame, 0.0, HOME, role="decor")
        roof.points = closed(
            (x - px(44), low + px(70)), (x, low + px(108)), (x + px(44), low + px(70))
        )
        pane = Frame(x - px(15), low + px(34), x + px(15), low + px(64))
        self._glow = Glow(pane.center, px(46), LIT, 0.9)
        self._pane = Slab(pane, DARK, DARK, px(3))
        edge = Plate(frame, px(8), None, "#6F8BB2", px(6), role="decor")
        self.add(self._sky, self._moon, ground, walls, roof, self._glow, self._pane, edge)
        self.light_home(0.0)
        self.pass_day(0.0)

    def pass_day(self, day: float) -> None:
        """Set the daylight outside, from 0 (night, with a moon) to 1."""
        top, bottom = (between(n, d, day) for n, d in zip(NIGHT, MORNING, strict=True))
        self._sky.color_down(top, bottom)
        fill(self._moon, rgb(MOON), 1 - day)

    def light_home(self, light: float) -> None:
        """Set the light in the house, from 0 to 1."""
        color = between(DARK, LIT, light)
        self._pane.color_down(color, color)
        fill(self._glow, rgb(LIT), light)
