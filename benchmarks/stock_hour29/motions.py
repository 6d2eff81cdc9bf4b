"""How fast things move, and animations with a delay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from manim import Animation, Mobject, rate_functions, squish_rate_func
from manim.animation.animation import prepare_animation

from benchmarks.stock_hour29.measures import FPS


@rate_functions.unit_interval
def glide(t: float) -> float:
    return float(rate_functions.smootherstep(t * (1.35 - 0.35 * t)))


@rate_functions.unit_interval
def overshoot(t: float) -> float:
    return 1 + (t - 1) ** 2 * (2.2 * (t - 1) + 1.2)


@rate_functions.unit_interval
def glide_early(t: float) -> float:
    return min(2 * glide(t), 1.0)


settle, steady, leave = (
    rate_functions.ease_out_cubic, rate_functions.linear, rate_functions.ease_in_quad,
)  # fmt: skip


LEAD = 0.09


def frames_until(seconds: float) -> int:
    """The nearest number of frames; halves are rounded up."""
    return int(FPS * seconds + 0.5 + 1e-6)


def later(delay: float, animation: Animation) -> Animation:
    """The same animation with a delay."""
    animation = prepare_animation(animation)
    total = delay + animation.run_time
    animation.rate_func = squish_rate_func(animation.rate_func, delay / total, 1)
    animation.run_time = total
    return animation


def handed_out(delay: float, flights: Iterable[Animation]) -> Iterator[Animation]:
    """Flights from one place that end together; the first goes farther and begins earlier."""
    for index, each in enumerate(flights):
        flight = prepare_animation(each)
        flight.run_time -= index * LEAD
        yield later(delay + index * LEAD, flight)


def gliding(mobject: Mobject, seconds: float) -> Mobject:
    return mobject.animate(run_time=seconds, rate_func=glide)


def set_x_between(mobject: Mobject, share: float, begin: float, end: float) -> None:
    mobject.set_x(begin + (end - begin) * share)
