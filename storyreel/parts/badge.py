"""Badges: the status of a check, one sign in all clips, that turns over when the status changes."""

from __future__ import annotations

from enum import Enum
from math import cos, pi, sin

import numpy as np
from manim import VMobject

from storyreel.design.easing import glide
from storyreel.design.tokens import Color, Seconds
from storyreel.parts.motion import Motion
from storyreel.parts.shape import ShapeGroup
from storyreel.parts.shapes import Disc, Strokes, check, cross

THIN = 0.04
"""The width of a badge seen from the side, as a share of its diameter."""
DASHES, DASH = 12, 0.55
"""Dashes around a badge, and the share of the circle that they cover."""
RING = 0.16
"""The width of a ring, as a share of the radius."""


class Status(Enum):
    """How far a check is, and what came of it."""

    OPEN = "open"
    """A hollow ring: not checked yet."""
    PASSED = "passed"
    """A navy disc with a white check and a white rim."""
    FAILED = "failed"
    """A hollow gold ring with a cross: failed or refused."""
    NOT_RUN = "not run"
    """A dashed slate ring: not run, or a proposal."""


class StatusBadge(ShapeGroup):
    """The status of a check as a round sign.

    `put` moves it and `display` and `turn` change its face; each sets what it names absolutely, so
    that calls in any order give the same badge.
    """

    def __init__(
        self, center: tuple[float, float], radius: float, status: Status = Status.OPEN
    ) -> None:
        """`radius` is that of the passed disc without its rim."""
        self._faces = {each: _face(each, radius) for each in Status}
        super().__init__(*(shape.copy() for shape in self._faces[status]))
        self._place = (center, 1.0, 1.0)
        self._turned = (status, 1.0)
        self._pose()

    @property
    def status(self) -> Status:
        """The status that the badge shows."""
        return self._turned[0]

    def put(self, center: tuple[float, float], scale: float = 1.0, opacity: float = 1.0) -> None:
        """Place the badge; `scale` is relative to its radius."""
        self._place = (center, scale, opacity)
        self._pose()

    def display(self, status: Status) -> None:
        """Show a status from the front."""
        self._turned = (status, 1.0)
        self._pose()

    def turn(self, before: Status, after: Status, share: float) -> None:
        """Turn about the vertical axis from one status (share 0) to another (share 1)."""
        status = before if share < 0.5 else after
        self._turned = (status, max(abs(cos(pi * share)), THIN))
        self._pose()

    def turn_to(self, status: Status, run_time: float = Seconds.QUICK) -> Motion:
        """The motion from the status that it shows now to another."""
        before = self.status
        return Motion(self, lambda share: self.turn(before, status, share), run_time, ease=glide)

    def _pose(self) -> None:
        ((x, y), scale, opacity), (status, width) = self._place, self._turned
        matrix = np.array((scale * width, scale, 1.0))
        offset = np.array((x, y, 0.0))
        for shown, base in zip(self.submobjects, self._faces[status], strict=True):
            shown.points = base.points * matrix + offset
            shown.fill_rgbas = base.fill_rgbas * (1.0, 1.0, 1.0, opacity)
            shown.stroke_rgbas = base.stroke_rgbas * (1.0, 1.0, 1.0, opacity)
            shown.stroke_width = base.stroke_width * scale


def _face(status: Status, radius: float) -> tuple[VMobject, VMobject]:
    """The body and the sign of a badge, centred at the origin."""
    center, width = (0.0, 0.0), radius * RING
    middle = radius - width / 2
    match status:
        case Status.PASSED:
            rim = Disc(center, radius + width / 2, Color.NAVY, Color.WHITE, width)
            return rim, check(center, radius)
        case Status.FAILED:
            ring = Disc(center, middle, Color.WHITE, Color.GOLD_LINE, width)
            return ring, cross(center, radius)
        case Status.NOT_RUN:
            return Disc(center, radius, Color.WHITE), _dashes(middle, width)
        case Status.OPEN:
            ring = Disc(center, middle, Color.WHITE, Color.LINE, width)
            return ring, check(center, radius).set_stroke(opacity=0.0)


def _dashes(radius: float, width: float) -> Strokes:
    """A dashed circle about the origin, the first dash at its top."""
    step = 2 * pi / DASHES
    arcs = (_arc(radius, pi / 2 + step * each, step * DASH) for each in range(DASHES))
    return Strokes(*arcs, color=Color.SLATE, width=width)


def _arc(radius: float, middle: float, angle: float) -> tuple[tuple[float, float], ...]:
    turns = (middle + angle * (each / 6 - 0.5) for each in range(7))
    return tuple((radius * cos(turn), radius * sin(turn)) for turn in turns)
