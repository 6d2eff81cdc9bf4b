"""The car: a program that reads what it passes, and lays what it has read."""

from __future__ import annotations

from math import cos, pi, sin

import numpy as np
from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.curves import closed, ellipse, joined, placed
from storyreel.parts.marks import SoftShadow, with_shadow
from storyreel.parts.rigid import Rigid
from storyreel.parts.shapes import Disc, Plate, Strokes
from storyreel.parts.text import Line

from .filled import shape
from .night import Night
from .places import HORIZON

HALF = px(190)
"""Half the length of the car."""
_WHEEL, _AXLE = px(19), px(118)
_WINDOW = (122.0, 97.0)
"""The middle of the window, in pixels about the middle of the car on the road."""
_NAME = Type.LABEL_STRONG.sized(54)
_NAME_X = px(-47)


class Car(VGroup):
    """A car with the name of the program on its side; `drive` places it."""

    def __init__(self, name: str) -> None:
        self._shadow = _ground_shadow()
        self._body = Rigid(self._shadow, *_body(), _lettering(name))
        self._spokes = Strokes(*_spokes(0.0), color="#9FB2CB", width=px(3))
        super().__init__(self._body, self._spokes)
        self._x = 0.0

    def drive(self, x: float) -> None:
        """Put the middle of the car at `x`."""
        self._x = x
        self._body.place((x, HORIZON))
        self._spokes.draw(*_spokes(-x / _WHEEL))
        self._spokes.points = placed(self._spokes.points, (x, HORIZON))

    @property
    def window(self) -> tuple[float, float]:
        """The middle of the window, where a space waits."""
        return self._x + px(_WINDOW[0]), HORIZON + px(_WINDOW[1])


def _spokes(angle: float) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    turns = [angle + 2 * pi * each / 5 for each in range(5)]
    return [
        (
            (x + px(6) * cos(turn), _WHEEL + px(6) * sin(turn)),
            (x + px(13) * cos(turn), _WHEEL + px(13) * sin(turn)),
        )
        for x in (-_AXLE, _AXLE)
        for turn in turns
    ]


def _ground_shadow() -> VMobject:
    core = shape(ellipse((0.0, -px(3)), px(176), px(7)), "#071226")
    core.set_fill(opacity=0.5)
    return with_shadow(core, SoftShadow(0.0, 0.0, px(6), "#071226", 0.5))


def _body() -> list[VMobject]:
    """The shapes of the body about the middle of the car on the road, from back to front."""

    def path(start: tuple[float, float], *curves: object) -> np.ndarray:
        return closed(start, *curves) * px(1)  # type: ignore[arg-type]

    rear = Plate(_px(-198, 26, -182, 58), px(5), "#8FA5C4", role="decor")
    front = Plate(_px(182, 24, 200, 48), px(6), "#8FA5C4", role="decor")
    shell = shape(
        path(
            (-188, 36),
            ((-188, 24), (-180, 16), (-168, 16)),
            (170, 16),
            ((182, 16), (190, 24), (190, 36)),
            (190, 66),
            ((188, 112), (170, 146), (124, 146)),
            (-162, 146),
            ((-178, 146), (-188, 136), (-188, 120)),
        ),
        "#A9C0DD",
        "#6686B0",
        "#3A5A88",
    )
    with_shadow(shell, SoftShadow(0.0, -px(5), px(8), "#0A1730", 0.3))
    skirt = shape(
        path(
            (-188, 38),
            (-188, 36),
            ((-188, 24), (-180, 16), (-168, 16)),
            (170, 16),
            ((182, 16), (190, 24), (190, 36)),
            (190, 38),
        ),
        "#20406E",
    )
    shine = Strokes(((px(-164), px(141)), (px(120), px(141))), color=Color.WHITE, width=px(3))
    shine.set_stroke(opacity=0.7)
    wheels = shape(joined(*(Disc((x, _WHEEL), _WHEEL).points for x in (-_AXLE, _AXLE))), "#0F203B")
    rims = shape(joined(*(Disc((x, _WHEEL), px(6)).points for x in (-_AXLE, _AXLE))), "#DCE4EE")
    panel = Plate(_px(-178, 58, 84, 134), px(12), "#1B3559", role="decor")
    glass = Plate(_px(98, 62, 147, 132), px(12), "#1B3559", "#CFDCEC", px(3))
    gleam = Strokes(
        *(((px(x), px(76)), (px(x + 26), px(120))) for x in (106,)),
        color="#8FA9CC",
        width=px(5),
    )
    rack = Plate(_px(-170, 145, -106, 152), px(3), "#8FA5C4", role="decor")
    return [rear, front, rack, shell, skirt, shine, panel, glass, gleam, wheels, rims]


def _lettering(name: str) -> Line:
    """The name of the program, on the panel of the car."""
    return Line(name, _NAME, (_NAME_X, px(96)), Night.MOON, "center")


def _px(left: float, bottom: float, right: float, top: float) -> Frame:
    return Frame(px(left), px(bottom), px(right), px(top))
