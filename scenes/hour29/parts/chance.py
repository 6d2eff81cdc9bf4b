"""Chance: a wheel with one marked field, and the card with the number that it starts from."""

from __future__ import annotations

from math import cos, pi, sin

import numpy as np
from manim import VMobject

from storyreel.design.easing import glide
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import SoftShadow, tagged, with_shadow
from storyreel.parts.rigid import Rigid
from storyreel.parts.shapes import Disc, Plate, Strokes
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

from .measures import CLEAR, FIELD, MIDDLE, RADIUS, Place, arc

FIELDS = 12
PALE, MARKED = "#DBE4EF", Color.NAVY
RULE = "#B4C3D6"
SLOT = MIDDLE + RADIUS + px(30)
"""The height of a card in its slot."""


class Wheel(Rigid):
    """A wheel of chance on a medal: twelve fields, one of them marked; closed at first."""

    def __init__(self, x: float, mark: str) -> None:
        ground = Disc((0.0, 0.0), FIELD, "#F7F9FC", RULE, px(3), role="decor")
        pale, marked = _wedges(range(2, FIELDS, 2), PALE), _wedges(range(1), mark)
        super().__init__(ground, pale, _spokes(), tagged(marked, Tag("graphic")))
        self._x, self._veil = x, Veil(self)
        self.turn(0.0, 0.0)

    def turn(self, turned: float, opened: float = 1.0) -> None:
        """Show it: `turned` in turns, clockwise from the top; `opened` is its share in size."""
        self.place((self._x, MIDDLE), opened, -360 * turned)
        self._veil.set(float(opened > 0))


class SeedCard(Rigid):
    """A card with the number that a run's chance starts from, for a slot in the medal at `x`;
    invisible at first. It is drawn below the medal, which hides what is in the slot."""

    def __init__(self, text: str, x: float) -> None:
        frame = Frame(-px(150), -px(75), px(150), px(75))
        card = Plate(frame, px(18), Color.WHITE, Color.NAVY, Weight.STRONG, role="decor")
        with_shadow(card, SoftShadow(0.0, -px(5), px(9), Color.NAVY, 0.16))
        words = Line(text, Type.HEADING.sized(60), (0.0, px(16)), Color.NAVY, "center")
        super().__init__(card, words)
        self._x, self._veil = x, Veil(self)
        self.pull_out(1.0)

    def arrive(self, begin: Place, share: float) -> None:
        """Fly from a place to above the medal, then drop into its slot."""
        flown, dropped = glide(share / 0.7), glide((share - 0.7) / 0.3)
        x, y = arc(begin, (self._x, CLEAR), flown, px(10))
        self._show((x, y + (SLOT - CLEAR) * dropped), 0.5 + 0.5 * flown, share > 0)

    def pull_out(self, share: float) -> None:
        """Vanish behind the medal."""
        self._show((self._x, SLOT - px(180) * share), 1.0, share < 1)

    def _show(self, at: Place, scale: float, shown: bool) -> None:
        self.place(at, scale)
        self._veil.set(float(shown))


def _wedges(fields: range, color: str) -> VMobject:
    shape = VMobject(fill_color=color, fill_opacity=1.0, stroke_width=0.0)
    shape.points = np.concatenate([_wedge(each) for each in fields])
    return tagged(shape, Tag("decor"))


def _wedge(field: int) -> np.ndarray:
    """A field about the origin as cubic curves; field 0 is at the top."""
    step = 2 * pi / FIELDS
    first, last = ((field + side) * step for side in (-0.5, 0.5))
    handle = 4 / 3 * np.tan(step / 4) * FIELD
    a, b = (np.array((sin(turn), cos(turn), 0.0)) * FIELD for turn in (first, last))
    along_a, along_b = (np.array((cos(turn), -sin(turn), 0.0)) for turn in (first, last))
    origin = np.zeros(3)
    rim = [a, a + along_a * handle, b - along_b * handle, b]
    return np.array([origin, a / 3, a * 2 / 3, a, *rim, b, b * 2 / 3, b / 3, origin])


def _spokes() -> Strokes:
    step = 2 * pi / FIELDS
    turns = [(each + 0.5) * step for each in range(FIELDS)]
    lines = [((0.0, 0.0), (FIELD * sin(turn), FIELD * cos(turn))) for turn in turns]
    return Strokes(*lines, color=RULE, width=px(2.5), role="decor")
