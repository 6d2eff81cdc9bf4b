"""A shape in one colour and with one edge, made quickly: what the shapes of the vocabulary are."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from manim import VGroup, VMobject

from storyreel.design.tokens import Color
from storyreel.parts.tone import Rgb, rgb


class Shape(VMobject):
    """A shape with a colour for its fill and one for its edge, or without them.

    `edge_width` is in scene units. It has the attributes that Manim's initialiser gives a
    `VMobject`, from one that has been made before: the initialiser parses each colour several
    times, which takes most of the time in which a scene is built.
    """

    def __init__(
        self, fill: str | None = None, edge: str | None = None, edge_width: float = 0.0
    ) -> None:
        self.__dict__ |= _blank()
        self.name = type(self).__name__
        self.submobjects, self.updaters = [], []
        self.points = np.zeros((0, 3))
        self.fill_opacity = float(fill is not None)
        self.stroke_width = edge_width * 100 if edge else 0.0  # Manim's unit is a hundredth
        self.fill_rgbas = _rgbas(rgb(fill or Color.WHITE), self.fill_opacity)
        self.stroke_rgbas = _rgbas(rgb(edge or Color.WHITE))
        self.background_stroke_rgbas = _rgbas((0.0, 0.0, 0.0))


class ShapeGroup(VGroup, Shape):
    """A group that is made as quickly as a shape."""


@cache
def _blank() -> dict[str, Any]:
    """What Manim's initialiser sets, without points and colours."""
    return vars(VMobject())


def _rgbas(color: Rgb, opacity: float = 1.0) -> Any:
    return np.array([[*color, opacity]])
