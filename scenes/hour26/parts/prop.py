"""Props: shapes that are posed as one, with their opacity and their shadows."""

from __future__ import annotations

from cmath import phase
from dataclasses import dataclass, replace
from math import degrees
from typing import Any

from manim import VMobject

from storyreel.parts.marks import SoftShadow, shadow_of, with_shadow
from storyreel.parts.rigid import Rigid
from storyreel.parts.tone import opacities


@dataclass(frozen=True, slots=True)
class Similarity:
    """A similarity of the plane: a place `z` becomes `turn * z + move`, in complex numbers."""

    turn: complex = 1
    move: complex = 0

    def then(self, other: Similarity) -> Similarity:
        """This pose, and another one applied to its result."""
        return Similarity(other.turn * self.turn, other.turn * self.move + other.move)

    @property
    def scale(self) -> float:
        return abs(self.turn)

    def at(self, place: complex) -> complex:
        """Where a place goes."""
        return self.turn * place + self.move


@dataclass(frozen=True, slots=True, eq=False)
class _Ink:
    """The opacities of one shape as it was drawn, and its shadow."""

    shape: VMobject
    fill: Any
    stroke: Any
    shadow: SoftShadow | None


class Prop(Rigid):
    """Shapes drawn about the origin of their own; `pose` puts them on stage."""

    def __init__(self, *shapes: VMobject) -> None:
        super().__init__(*shapes)
        self._inks = [_ink(shape) for shape in self.family_members_with_points()]
        self.right = max((float(ink.shape.points[:, 0].max()) for ink in self._inks), default=0.0)
        """The right edge of the shapes as they were drawn."""

        self.moved = False
        """Whether it has been posed otherwise since this was last set."""

        self.shown = True
        """Whether anything of it can be seen: its opacity is not 0."""

        self._posed: tuple[Similarity, float] | None = None

    def pose(self, pose: Similarity, opacity: float = 1.0) -> None:
        """Take a pose and a share of the opacity; shadows grow with the shapes.

        What is invisible takes its pose when it is seen again.
        """
        if (pose, opacity) == self._posed or not (opacity or self.shown):
            return
        self._posed, self.moved, self.shown = (pose, opacity), True, opacity > 0
        for ink in self._inks:
            ink.shape.fill_rgbas[:, 3] = ink.fill * opacity
            ink.shape.stroke_rgbas[:, 3] = ink.stroke * opacity
            if ink.shadow:
                with_shadow(ink.shape, _scaled(ink.shadow, pose.scale))
        if opacity:
            self.place((pose.move.real, pose.move.imag), pose.scale, degrees(phase(pose.turn)))


def _ink(shape: Any) -> _Ink:
    return _Ink(shape, opacities(shape.fill_rgbas), opacities(shape.stroke_rgbas), shadow_of(shape))


def _scaled(shadow: SoftShadow, scale: float) -> SoftShadow:
    return replace(shadow, dx=shadow.dx * scale, dy=shadow.dy * scale, sigma=shadow.sigma * scale)
