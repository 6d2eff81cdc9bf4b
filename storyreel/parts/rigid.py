"""Things of several shapes that are placed as one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import cos, radians, sin
from typing import Any, cast

import numpy as np
from manim import VMobject

from storyreel.parts.shape import ShapeGroup


@dataclass(frozen=True, slots=True, eq=False)
class _Leaf:
    """One shape as it was drawn.

    `slope` is half the way along its gradient, None without one, and `direction` the same in
    Manim's shares of the extent.
    """

    mobject: VMobject
    place: slice
    """Where its points are among those of all shapes."""

    stroke_width: float
    slope: Any
    direction: Any


class Rigid(ShapeGroup):
    """Shapes drawn about the origin and placed as one: each place is taken from where they began.

    A subclass draws its shapes, passes them to `super().__init__` and calls `place`. Line widths
    and linear gradients follow; shadows keep their direction and size.
    """

    def __init__(self, *shapes: VMobject) -> None:
        super().__init__(*shapes)
        members = [cast(VMobject, member) for member in self.family_members_with_points()]
        stops = [0, *accumulate(len(member.points) for member in members)]
        self._leaves = tuple(
            _leaf(member, slice(*ends))
            for member, ends in zip(members, pairwise(stops), strict=True)
        )
        points = [member.points[:, :2] for member in members]
        self._points = np.concatenate(points) if points else np.zeros((0, 2))

    def place(self, at: tuple[float, float], scale: float = 1.0, tilt: float = 0.0) -> None:
        """Move the origin to `at` (scene units); `tilt` is in degrees, anticlockwise."""
        turn = np.array(
            ((cos(radians(tilt)), sin(radians(tilt))), (-sin(radians(tilt)), cos(radians(tilt))))
        )
        flat = self._points @ turn
        flat *= scale
        flat += at
        points = np.zeros((len(flat), 3))
        points[:, :2] = flat
        for leaf in self._leaves:
            leaf.mobject.points = points[leaf.place]
            leaf.mobject.stroke_width = leaf.stroke_width * scale
            if leaf.slope is None:
                continue
            if tilt:
                _slope_along(leaf.mobject, leaf.slope @ turn * scale)
            else:
                leaf.mobject.sheen_direction = leaf.direction


def _leaf(mobject: VMobject, place: slice) -> _Leaf:
    direction: Any = mobject.get_sheen_direction()
    several = len(mobject.fill_rgbas) > 1
    slope = _half_extent(mobject.points) * direction[:2] if several else None
    return _Leaf(mobject, place, float(mobject.stroke_width), slope, direction)


def _slope_along(mobject: VMobject, slope: Any) -> None:
    """Let the gradient run along `slope`, in Manim's shares of the extent of the shape."""
    mobject.sheen_direction = np.array((*(slope / _half_extent(mobject.points)), 0.0))


def _half_extent(points: Any) -> Any:
    """Half the width and height of the anchors, as Manim measures a gradient."""
    anchors = np.concatenate((points[0::4, :2], points[3::4, :2]))
    return (anchors.max(axis=0) - anchors.min(axis=0)) / 2
