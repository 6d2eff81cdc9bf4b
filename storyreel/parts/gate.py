"""A gate on a road: an arm that lets a run through, or does not."""

from __future__ import annotations

from math import pi

import numpy as np
from manim import VGroup, VMobject

from storyreel.design.easing import glide
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Weight, px
from storyreel.design.tokens import Motion as Seconds
from storyreel.parts.motion import Ease, Motion
from storyreel.parts.shapes import Disc, Plate, Strokes

ROAD = px(136)
ARM = px(236)


class Gate(VGroup):
    """A road along the bottom of `frame`, seen from above, and an arm at `at` (a share of it)."""

    def __init__(self, frame: Frame, at: float) -> None:
        super().__init__()
        self.frame = frame
        self.y = frame.bottom + ROAD / 2 + px(28)
        road = Frame(frame.left, self.y - ROAD / 2, frame.right, self.y + ROAD / 2)
        self.road = Plate(road, ROAD / 2, Color.CELL, Color.HAIRLINE, role="decor")
        dashes = [
            Strokes(
                ((x, self.y), (x + px(34), self.y)), color=Color.HAIRLINE, width=px(6), role="decor"
            )
            for x in np.arange(road.left + px(170), road.right - px(190), px(74))
        ]
        self.goal = Disc(
            (road.right - ROAD / 2, self.y), px(46), Color.WHITE, Color.LINE, role="graphic"
        )
        self.pivot = np.array([frame.left + frame.width * at, self.y + ROAD / 2 + px(46), 0.0])
        self.arm = self._arm()
        post = Disc((self.pivot[0], self.pivot[1]), px(34))
        pin = Disc((self.pivot[0], self.pivot[1]), px(12), Color.GOLD, role="decor")
        self.add(self.road, *dashes, self.goal, self.arm, post, pin)
        self._closed = [(leaf, leaf.points.copy()) for leaf in self.arm]
        self.opening = 0.0

    def x_at(self, share: float) -> float:
        """Where a disc stands on the road: 0 at its beginning, 1 in the goal."""
        return self.frame.left + ROAD / 2 + (self.frame.width - ROAD) * share

    def open_to(self, opening: float) -> None:
        """Turn the arm: 0 lies across the road, 1 beside it."""
        self.opening = opening
        angle = opening * pi / 2
        turn = np.array(
            [[np.cos(angle), np.sin(angle), 0], [-np.sin(angle), np.cos(angle), 0], [0, 0, 1]]
        )
        for leaf, points in self._closed:
            leaf.points = (points - self.pivot) @ turn + self.pivot

    def swing(self, opening: float, run_time: float = Seconds.MOVE, ease: Ease = glide) -> Motion:
        """The arm moves from where it is."""
        begin = self.opening

        def change(progress: float) -> None:
            self.open_to(begin + (opening - begin) * progress)

        return Motion(self.arm, change, run_time, ease)

    def _arm(self) -> VGroup:
        x, top = float(self.pivot[0]), float(self.pivot[1])
        bar = Plate(Frame(x - px(17), top - ARM, x + px(17), top), px(17))
        bar.set_fill(Color.NAVY, 1.0)
        pieces: list[VMobject] = [bar]
        for k in range(3):
            y = top - px(74) - px(54) * k
            stripe = Plate(
                Frame(x - px(17), y - px(12), x + px(17), y + px(12)), 0.0, Color.GOLD, role="decor"
            )
            pieces.append(stripe)
        return VGroup(*pieces)


class Run(VGroup):
    """A run on its way: a navy disc with a ring, and perhaps a name."""

    def __init__(self, center: tuple[float, float], radius: float = px(46)) -> None:
        super().__init__()
        self.add(
            Disc(center, radius),
            Disc(center, radius * 0.62, None, Color.GOLD, Weight.STRONG, role="decor"),
        )
