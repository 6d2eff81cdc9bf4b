"""A road seen from above, the runner that travels on it, and barriers that open and close."""

from __future__ import annotations

from math import pi

import numpy as np
from manim import VMobject

from storyreel.design.easing import glide
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Seconds, Weight, px
from storyreel.parts.motion import Ease, Motion, Shift
from storyreel.parts.shape import ShapeGroup
from storyreel.parts.shapes import Disc, Plate

ROAD = px(136)
RUN_RADIUS = px(46)
ARM = px(212)
ARM_WIDTH = px(36)
PIVOT_RISE = ROAD / 2 + px(40)
STRIPES = 3


class Road(ShapeGroup):
    """A band along the middle of `frame`, with a goal at its right end."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.band = Plate(frame, ROAD / 2, Color.CELL, Color.HAIRLINE, role="decor")
        self.goal = Plate(frame, px(48), Color.WHITE, Color.LINE, Weight.LINE)
        self.add(self.band, self.goal)
        self.fit(frame)

    def fit(self, frame: Frame) -> None:
        """Fit the road to the width of `frame`, along its middle."""
        self.frame = frame
        self.y = frame.center[1]
        self.band.fit(Frame(frame.left, self.y - ROAD / 2, frame.right, self.y + ROAD / 2))
        end, half = frame.right - ROAD / 2, px(48)
        self.goal.fit(Frame(end - half, self.y - half, end + half, self.y + half))

    def x_at(self, share: float) -> float:
        """The x coordinate of a share of the way: 0 is the start of the road, 1 the goal."""
        return self.frame.left + ROAD / 2 + (self.frame.width - ROAD) * share

    def reach(self, frame: Frame, run_time: float = Seconds.MOVE) -> Motion:
        """A motion of the road to another frame."""
        before = self.frame
        return Motion(self, lambda p: self.fit(before.toward(frame, p)), run_time, glide)


class Barrier(ShapeGroup):
    """A post above the road at `x`, with an arm that blocks the road while it is closed."""

    def __init__(self, x: float, road_y: float, opening: float = 0.0) -> None:
        super().__init__()
        half = ARM_WIDTH / 2
        arm: list[VMobject] = [Plate(Frame(-half, -ARM, half, 0.0), half, Color.NAVY)]
        for k in range(STRIPES):
            top = -px(58) - px(52) * k
            stripe = Frame(-half, top - px(24), half, top)
            arm.append(Plate(stripe, 0.0, Color.GOLD, role="decor"))
        post: list[VMobject] = [
            Disc((0.0, 0.0), px(34)),
            Disc((0.0, 0.0), px(12), Color.GOLD, role="decor"),
        ]
        self.add(*arm, *post)
        self._arm = [(leaf, leaf.points.copy()) for leaf in arm]
        self._post = [(leaf, leaf.points.copy()) for leaf in post]
        self.put(x, road_y, opening)

    def put(self, x: float, road_y: float, opening: float) -> None:
        """Set position and arm: `opening` 0 blocks the road, 1 is turned aside."""
        self.x, self.road_y, self.opening = x, road_y, opening
        pivot = np.array([x, road_y + PIVOT_RISE, 0.0])
        angle = opening * pi / 2
        turn = np.array(
            [[np.cos(angle), np.sin(angle), 0], [-np.sin(angle), np.cos(angle), 0], [0, 0, 1]]
        )
        for leaf, points in self._arm:
            leaf.points = points @ turn + pivot
        for leaf, points in self._post:
            leaf.points = points + pivot

    def swing(self, opening: float, run_time: float, ease: Ease = glide) -> Motion:
        """A motion of the arm from its present opening."""
        begin = self.opening

        def change(progress: float) -> None:
            self.put(self.x, self.road_y, begin + (opening - begin) * progress)

        return Motion(self, change, run_time, ease)


def barriers_along(road: Road, count: int) -> list[Barrier]:
    """Closed barriers at equal distances between the start of a road and its goal."""
    shares = (0.14 + 0.7 * index / max(count - 1, 1) for index in range(count))
    return [Barrier(road.x_at(share), road.y) for share in shares]


class Runner(ShapeGroup):
    """What travels on the road: a navy disc with a gold ring."""

    def __init__(self, center: tuple[float, float], radius: float = RUN_RADIUS) -> None:
        super().__init__()
        self.place = center
        self.add(
            Disc(center, radius),
            Disc(center, radius * 0.6, None, Color.GOLD, Weight.STRONG, role="decor"),
        )

    def go(self, to: tuple[float, float], run_time: float = Seconds.MOVE) -> Shift:
        """A motion to another place."""
        by = to[0] - self.place[0], to[1] - self.place[1]
        self.place = to
        return Shift(self, by, run_time)
