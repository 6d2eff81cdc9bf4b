"""Badges: the status of a check, which turns over."""

from __future__ import annotations

from math import cos, pi

import numpy as np
from manim import Animation, CapStyleType, Circle, Line, UpdateFromAlphaFunc, VGroup, VMobject

from benchmarks.stock_hour29.measures import GOLD_LINE, LINE, NAVY, WHITE, px
from benchmarks.stock_hour29.motions import glide


class Badge(VGroup):
    """The status of a check: open, passed or failed."""

    def __init__(self, status: str, radius: float, place: np.ndarray) -> None:
        super().__init__(*face(status, radius))
        self.status, self.radius = status, radius
        self.move_to(place)

    def show(self, status: str) -> None:
        self.status = status
        for part, other in zip(self, face(status, self.radius).move_to(self), strict=True):
            part.become(other)

    def turn(self, status: str, seconds: float = 0.3, rate: object = glide) -> Animation:
        """Turn about the vertical axis to another status."""

        def pose(badge: Badge, share: float) -> None:
            if share >= 0.5 and badge.status != status:
                badge.show(status)
            badge.stretch_to_fit_width(badge.height * max(abs(cos(pi * share)), 0.04))

        return UpdateFromAlphaFunc(self, pose, run_time=seconds, rate_func=rate)


def face(status: str, radius: float) -> VGroup:
    r, width = px(radius), px(radius) * 16
    ring = Circle(r * 0.92).set_fill(WHITE, 1).set_stroke(LINE, width)
    if status == "open":
        none = VMobject(stroke_width=0).set_points_as_corners(np.zeros((2, 3)))
        return VGroup(ring, none)
    if status == "failed":
        sign, color = VMobject(), GOLD_LINE
        for end in ((0.36, -0.36, 0), (0.36, 0.36, 0)):
            sign.append_points(Line(-np.array(end), end).points)
        ring.set_stroke(GOLD_LINE)
    else:
        sign, color = VMobject(), WHITE
        sign.set_points_as_corners(
            np.array([(-0.46, -0.02, 0), (-0.12, -0.34, 0), (0.48, 0.36, 0)])
        )
        ring = Circle(r * 1.08).set_fill(NAVY, 1).set_stroke(WHITE, width)
    sign.set_stroke(color, r * 20).scale(r, about_point=(0, 0, 0))
    return VGroup(ring, sign.set_cap_style(CapStyleType.ROUND))
