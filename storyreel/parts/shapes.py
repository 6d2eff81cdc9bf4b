"""Plates, discs and strokes: the shapes that parts are made of."""

from __future__ import annotations

import numpy as np
from manim import CapStyleType, LineJointType

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Space, Weight, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import SoftShadow, tagged, with_shadow
from storyreel.parts.shape import Shape

QUARTER = 0.5522847498
"""Handle length of a quarter circle as one cubic curve, 4/3 (√2 - 1) radii; error 0.03%."""

CARD_SHADOW = SoftShadow(0.0, -px(14), px(20), Color.NAVY, 0.10)
LIFTED_SHADOW = SoftShadow(0.0, -px(8), px(12), Color.NAVY, 0.16)


class Plate(Shape):
    """A rectangle with rounded corners, for cards, cells and pills; `fit` moves its edges."""

    def __init__(
        self,
        frame: Frame,
        radius: float = Space.RADIUS_SMALL,
        fill: str | None = Color.WHITE,
        edge: str | None = None,
        edge_width: float = Weight.HAIRLINE,
        role: str = "graphic",
    ) -> None:
        super().__init__(fill, edge, edge_width)
        self.radius = radius
        self.fit(frame)
        tagged(self, Tag(role))

    def fit(self, frame: Frame, radius: float | None = None) -> Plate:
        """Take the shape of `frame`; the radius is at most half of the shorter side."""
        self.frame = frame
        limit = min(frame.width, frame.height) / 2
        self.points = _round_rectangle(frame, min(self.radius if radius is None else radius, limit))
        return self


class Disc(Shape):
    """A filled circle."""

    def __init__(
        self,
        center: tuple[float, float],
        radius: float,
        fill: str | None = Color.NAVY,
        edge: str | None = None,
        edge_width: float = Weight.LINE,
        role: str = "graphic",
    ) -> None:
        super().__init__(fill, edge, edge_width)
        x, y = center
        self.points = _round_rectangle(
            Frame(x - radius, y - radius, x + radius, y + radius), radius
        )
        tagged(self, Tag(role))


class Strokes(Shape):
    """Polylines through the given corners, with round caps: checks, crosses, rails."""

    def __init__(
        self,
        *lines: tuple[tuple[float, float], ...],
        color: str,
        width: float,
        role: str = "graphic",
    ) -> None:
        super().__init__(None, color, width)
        self.set_cap_style(CapStyleType.ROUND)
        self.joint_type = LineJointType.ROUND
        self.draw(*lines)
        tagged(self, Tag(role))

    def draw(self, *lines: tuple[tuple[float, float], ...]) -> Strokes:
        """Take the shape of other polylines."""
        self.points = np.concatenate([_polyline(line) for line in lines])
        return self


def card(frame: Frame, fill: str = Color.WHITE, edge: str = Color.HAIRLINE) -> Plate:
    """A card: a plate with a hairline edge and a soft shadow."""
    plate = Plate(frame, Space.RADIUS, fill, edge, role="decor")
    return with_shadow(plate, CARD_SHADOW)


def check(center: tuple[float, float], size: float, color: str = Color.WHITE) -> Strokes:
    """A check mark, about `size` wide."""
    x, y = center
    corners = ((x - 0.46 * size, y - 0.02 * size), (x - 0.12 * size, y - 0.34 * size))
    return Strokes((*corners, (x + 0.48 * size, y + 0.36 * size)), color=color, width=size * 0.2)


def cross(center: tuple[float, float], size: float, color: str = Color.GOLD_LINE) -> Strokes:
    """A cross, about `size` wide."""
    x, y, arm = *center, size * 0.36
    falling = ((x - arm, y + arm), (x + arm, y - arm))
    rising = ((x - arm, y - arm), (x + arm, y + arm))
    return Strokes(falling, rising, color=color, width=size * 0.2)


def _polyline(corners: tuple[tuple[float, float], ...]) -> np.ndarray:
    ends = np.zeros((len(corners), 3))
    ends[:, :2] = corners
    start, stop = ends[:-1], ends[1:]
    curves = [start, start + (stop - start) / 3, start + (stop - start) * 2 / 3, stop]
    return np.stack(curves, axis=1).reshape(-1, 3)


def _round_rectangle(frame: Frame, radius: float) -> np.ndarray:
    """Eight cubic curves, anticlockwise from the right end of the top edge: shape (32, 3)."""
    left, bottom, right, top = frame.left, frame.bottom, frame.right, frame.top
    handle = radius * (1 - QUARTER)
    # Where the straight edges begin and end, and a third of each.
    west, south, east, north = left + radius, bottom + radius, right - radius, top - radius
    up, back, down, on = (
        (north - south) / 3,
        (west - east) / 3,
        (south - north) / 3,
        (east - west) / 3,
    )
    xs = (left, west, left + handle, right, east, right - handle)
    ys = (bottom, south, bottom + handle, top, north, top - handle)
    edges = (east + back, east + back * 2, west + on, west + on * 2)
    sides = (south + up, south + up * 2, north + down, north + down * 2)
    return np.array((0.0, *xs, *ys, *edges, *sides)).take(_ROUND)


def _round_places() -> np.ndarray:
    """The index of each coordinate among the 21 values that `_round_rectangle` computes."""
    left, west, left_handle, right, east, right_handle = range(1, 7)
    bottom, south, bottom_handle, top, north, top_handle = range(7, 13)
    back, back2, on, on2, up, up2, down, down2 = range(13, 21)
    x = (
        *(right, right, right, right, right, right, right_handle, east),
        *(east, back, back2, west, west, left_handle, left, left),
        *(left, left, left, left, left, left, left_handle, west),
        *(west, on, on2, east, east, right_handle, right, right),
    )
    y = (
        *(south, up, up2, north, north, top_handle, top, top),
        *(top, top, top, top, top, top, top_handle, north),
        *(north, down, down2, south, south, bottom_handle, bottom, bottom),
        *(bottom, bottom, bottom, bottom, bottom, bottom, bottom_handle, south),
    )
    return np.stack([x, y, [0] * len(x)], axis=1)


_ROUND = _round_places()
