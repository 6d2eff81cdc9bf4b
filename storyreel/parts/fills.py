"""Fills beyond one colour: gradients that follow their mobject, soft edges, and holes.

They are marks: copies have them, `Transform` and `become` leave them (`storyreel.parts.marks`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, pi
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from storyreel.drawing.path import FillRule
from storyreel.parts.marks import mark_of

if TYPE_CHECKING:
    from manim import VMobject

    V = TypeVar("V", bound=VMobject)

Place: TypeAlias = tuple[float, float]
Points: TypeAlias = npt.NDArray[np.float64]

FILL = "storyreel_fill"
_FALLOFF_STEPS = 8


@dataclass(frozen=True, slots=True)
class Stop:
    """A colour of a gradient: where it is, from 0 to 1, and its share of the fill's opacity."""

    at: float
    color: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class GradientFill:
    """A gradient that is bound to the points of a mobject.

    Linear between two places, or radial: outwards from the first place to the ellipse with the
    other two at the ends of its radii.
    """

    stops: tuple[Stop, ...]
    places: Points
    """In homogeneous coordinates, where the mobject was when it got the gradient: (2 or 3, 3)."""

    inverse: Points
    """Takes the mobject's points now to the affine map that has moved it: (3, n)."""

    box: Points
    """The lowest and highest point of the mobject at that time, (2, 2)."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, GradientFill):
            return NotImplemented
        return self is other or (self.stops == other.stops and self._arrays == other._arrays)

    def __hash__(self) -> int:
        return hash((self.stops, self.places.tobytes()))

    @property
    def _arrays(self) -> tuple[bytes, ...]:
        return self.places.tobytes(), self.inverse.tobytes(), self.box.tobytes()

    def places_for(self, points: Points) -> Points:
        """The places for the mobject's points now, (2 or 3, 2).

        They move as the points do: exactly under an affine map, and by least squares otherwise.
        For another number of points, they keep their shares of the mobject's box.
        """
        if len(points) == self.inverse.shape[1]:
            placed: Points = self.places @ (self.inverse @ points[:, :2])
            return placed
        shares = (self.places[:, :2] - self.box[0]) / (self.box[1] - self.box[0])
        low, high = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
        within: Points = low + shares * (high - low)
        return within


@dataclass(frozen=True, slots=True)
class FillStyle:
    """How a mobject is filled, beside its colour and opacity.

    `softness` is the standard deviation, in scene units, of the blur of its edge.
    """

    gradient: GradientFill | None = None
    softness: float = 0.0
    rule: FillRule = FillRule.NON_ZERO


PLAIN = FillStyle()


def with_linear_fill(mobject: V, start: Place, end: Place, stops: tuple[Stop, ...]) -> V:
    """Fill a mobject, without its submobjects, with a gradient from `start` to `end`; returns it.

    Places are scene units. The gradient moves, scales, turns and stretches with the mobject, and
    fades with the fill's opacity. Raises ValueError for a mobject whose points have no area, and
    for stops that do not ascend from 0 to 1.
    """
    return _with_gradient(mobject, (start, end), stops)


def with_radial_fill(mobject: V, center: Place, radius: float, stops: tuple[Stop, ...]) -> V:
    """Fill a mobject, without its submobjects, with a gradient outwards from `center`; returns it.

    As `with_linear_fill`; where the mobject is stretched, the circle becomes an ellipse.
    """
    x, y = center
    return _with_gradient(mobject, (center, (x + radius, y), (x, y + radius)), stops)


def with_soft_edge(mobject: V, sigma: float) -> V:
    """Blur the fill of a mobject, without its submobjects, and return it.

    `sigma` is the standard deviation of the blur in scene units. The fill has one colour.
    """
    return _styled(mobject, softness=sigma)


def with_even_odd_fill(mobject: V) -> V:
    """Fill a mobject, without its submobjects, by the even-odd rule, and return it.

    Where its outlines overlap, every second layer is a hole. As a clip, it cuts by the same rule.
    """
    return _styled(mobject, rule=FillRule.EVEN_ODD)


def falloff(color: str, opacity: float = 1.0) -> tuple[Stop, ...]:
    """The stops of a soft light: from `opacity` to nothing, level at both ends."""
    shares = (step / _FALLOFF_STEPS for step in range(_FALLOFF_STEPS + 1))
    return tuple(Stop(at, color, opacity * cos(at * pi / 2) ** 2) for at in shares)


def fill_style_of(mobject: VMobject) -> FillStyle:
    """How a mobject is filled."""
    style: FillStyle | None = mark_of(mobject, FILL)
    return style or PLAIN


def _with_gradient(mobject: V, places: tuple[Place, ...], stops: tuple[Stop, ...]) -> V:
    points = mobject.points
    inverse = _inverse(points.tobytes())
    if inverse is None:
        raise ValueError(f"{type(mobject).__name__} has no area to fill.")
    fill = GradientFill(
        _ascending(stops),
        np.array([(*place, 1.0) for place in places]),
        inverse,
        np.array([points[:, :2].min(axis=0), points[:, :2].max(axis=0)]),
    )
    return _styled(mobject, gradient=fill)


@lru_cache(maxsize=512)
def _inverse(points: bytes) -> Points | None:
    """Takes points that these have moved to to the map that moved them; None without an area.

    Things that a scene shows several times have the same points.
    """
    places = np.frombuffer(points).reshape(-1, 3)
    columns = np.column_stack([places[:, :2], np.ones(len(places))])
    if np.linalg.matrix_rank(columns) < 3:
        return None
    return np.linalg.pinv(columns).astype(np.float64)


def _styled(mobject: V, **changes: Any) -> V:
    setattr(mobject, FILL, replace(fill_style_of(mobject), **changes))
    return mobject


def _ascending(stops: tuple[Stop, ...]) -> tuple[Stop, ...]:
    places = [stop.at for stop in stops]
    if len(stops) < 2 or places != sorted(places) or places[0] < 0 or places[-1] > 1:
        raise ValueError(f"Stops at {places} do not ascend from 0 to 1.")
    return stops
