"""Fills beyond one colour: gradients that follow their mobject, soft edges, and holes.

They are marks: copies have them, `Transform` and `become` leave them (`storyreel.parts.marks`).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from storyreel.parts.marks import mark_of

if TYPE_CHECKING:
    from manim import VMobject

    V = TypeVar("V", bound=VMobject)

Place: TypeAlias = tuple[float, float]

GRADIENT, SOFTNESS, EVEN_ODD = "storyreel_gradient", "storyreel_softness", "storyreel_even_odd"
_FALLOFF_STEPS = 8


@dataclass(frozen=True, slots=True)
class Stop:
    """A colour of a gradient: where it is, from 0 to 1, and its share of the fill's opacity."""

    at: float
    color: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class GradientFill:
    """A gradient in shares of the box around a mobject's points, from the lower left.

    It is linear from `start` to `end`, or, with a `side`, radial: outwards from `start` to the
    ellipse with `end` and `side` at the ends of its radii.
    """

    stops: tuple[Stop, ...]
    start: Place
    end: Place
    side: Place | None = None


def with_linear_fill(mobject: V, start: Place, end: Place, stops: tuple[Stop, ...]) -> V:
    """Fill a mobject, without its submobjects, with a gradient from `start` to `end`; returns it.

    Places are scene units. The gradient keeps its place in the mobject's box when that moves or
    changes its size, and fades with the fill's opacity. Raises ValueError for a mobject without
    width or height, and for stops that do not ascend from 0 to 1.
    """
    shares = _Shares.of(mobject)
    fill = GradientFill(_ascending(stops), shares.place(start), shares.place(end))
    setattr(mobject, GRADIENT, fill)
    return mobject


def with_radial_fill(mobject: V, center: Place, radius: float, stops: tuple[Stop, ...]) -> V:
    """Fill a mobject, without its submobjects, with a gradient outwards from `center`; returns it.

    As `with_linear_fill`; where the mobject is stretched, the circle becomes an ellipse.
    """
    (x, y), shares = center, _Shares.of(mobject)
    places = [shares.place(place) for place in (center, (x + radius, y), (x, y + radius))]
    setattr(mobject, GRADIENT, GradientFill(_ascending(stops), *places))
    return mobject


def with_soft_edge(mobject: V, sigma: float) -> V:
    """Blur the fill of a mobject, without its submobjects, and return it.

    `sigma` is the standard deviation of the blur in scene units. The fill has one colour.
    """
    setattr(mobject, SOFTNESS, sigma)
    return mobject


def with_even_odd_fill(mobject: V) -> V:
    """Fill a mobject, without its submobjects, by the even-odd rule, and return it.

    Where its outlines overlap, every second layer is a hole. As a clip, it cuts by the same rule.
    """
    setattr(mobject, EVEN_ODD, True)
    return mobject


def falloff(color: str, opacity: float = 1.0) -> tuple[Stop, ...]:
    """The stops of a soft light: from `opacity` to nothing, level at both ends."""
    shares = (step / _FALLOFF_STEPS for step in range(_FALLOFF_STEPS + 1))
    return tuple(Stop(at, color, opacity * cos(at * pi / 2) ** 2) for at in shares)


def gradient_of(mobject: VMobject) -> GradientFill | None:
    """The gradient that fills a mobject, or None."""
    gradient: GradientFill | None = mark_of(mobject, GRADIENT)
    return gradient


def is_even_odd(mobject: VMobject) -> bool:
    """Whether a mobject is filled by the even-odd rule."""
    return bool(mark_of(mobject, EVEN_ODD))


def softness_of(mobject: VMobject) -> float:
    """The blur of a mobject's fill, in scene units; 0 for a sharp edge."""
    softness: float | None = mark_of(mobject, SOFTNESS)
    return softness or 0.0


@dataclass(frozen=True, slots=True)
class _Shares:
    """Places as shares of a box."""

    left: float
    bottom: float
    width: float
    height: float

    @classmethod
    def of(cls, mobject: VMobject) -> _Shares:
        if not len(mobject.points):
            raise ValueError(f"{type(mobject).__name__} has no points to fill.")
        left, bottom, _ = mobject.points.min(axis=0).tolist()
        right, top, _ = mobject.points.max(axis=0).tolist()
        if left == right or bottom == top:
            raise ValueError(f"{type(mobject).__name__} has no area to fill.")
        return cls(left, bottom, right - left, top - bottom)

    def place(self, place: Place) -> Place:
        return (place[0] - self.left) / self.width, (place[1] - self.bottom) / self.height


def _ascending(stops: tuple[Stop, ...]) -> tuple[Stop, ...]:
    places = [stop.at for stop in stops]
    if len(stops) < 2 or places != sorted(places) or places[0] < 0 or places[-1] > 1:
        raise ValueError(f"Stops at {places} do not ascend from 0 to 1.")
    return stops
