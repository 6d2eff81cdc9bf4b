"""What does not move: the floor behind which gates sink, and the light of a gate."""

from __future__ import annotations

from manim import DOWN, LEFT, UP, Polygon, Rectangle

from benchmarks.stock_hour29.measures import CLEAR, FLOOR, HALF, SIGN, SOFT_GREY, at, px


def cone_of_light(x: float) -> Polygon:
    """From the sign of a gate at `x` to the left, where it has faded out."""
    source, far, near = x - HALF, x - 1480, x - 360
    sign = at(source, SIGN - 14), at(source, SIGN + 14)
    corners = (sign[0], at(far, CLEAR), at(far, FLOOR), at(near, FLOOR), sign[1])
    cone = Polygon(*corners, stroke_width=0)
    cone.set_fill(["#EFCF73"] * 6, [0.44, 0.34, 0.24, 0.16, 0.08, 0.0])
    return cone.set_sheen_direction(LEFT)


def floor() -> tuple[Rectangle, ...]:
    """A copy of the background, behind which gates sink, with the floor and its edge on it."""
    below = Rectangle(width=px(1936), height=px(1088 - FLOOR), stroke_width=0)
    below.set_fill(("#F2F5F9", SOFT_GREY), 1).set_sheen_direction(DOWN)
    ground = Rectangle(width=px(1940), height=px(64), stroke_width=0)
    ground.set_fill(("#D9E2ED", "#EEF3F8"), [1, 0]).set_sheen_direction(DOWN)
    edge = Rectangle(width=px(1940), height=px(3), stroke_width=0).set_fill("#B4C2D4", 1)
    top = at(960, FLOOR)
    return (
        below.move_to(top, aligned_edge=UP), ground.move_to(top, aligned_edge=UP), edge.move_to(top)
    )  # fmt: skip
