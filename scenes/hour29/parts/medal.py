"""A medal: one training run, with its fingerprint on the back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, pi
from typing import NamedTuple

import numpy as np
from manim import DR, VGroup, VMobject

from storyreel.design.tokens import Color, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.fills import Stop, with_radial_fill, with_soft_edge
from storyreel.parts.marks import tagged
from storyreel.parts.shapes import Disc
from storyreel.parts.tone import rgb

from .fingerprint import Fingerprint, Window
from .measures import FLOOR, MIDDLE, PRINT, RADIUS

RIM = px(16)
NESTED = RADIUS - px(20)
"""The radius of a medal inside the rim of another one."""
THIN = 0.02
"""The width of a medal seen from the side, as a share of its diameter."""

FACE = ("#FFFFFF", "#F9FBFD", "#DDE6F1")
SOLID = ("#3A6199", "#1F4071", "#11264A")
WHITE = rgb("#F6F9FC")


class Tint(NamedTuple):
    """The colours of a run: of its rim from light to dark, and of its ridges."""

    rim: tuple[str, str, str]
    ink: str


NAVY = Tint(("#3A629A", Color.NAVY, "#10233F"), Color.NAVY)
SLATE = Tint(("#A9B8CB", "#7487A1", "#52637C"), "#5B6F8C")


@dataclass(frozen=True, slots=True)
class _Pose:
    x: float
    turned: float = 0.0
    rolled: float = 0.0
    grown: float = 1.0
    nested: float = 0.0
    solid: float = 0.0
    below: float | None = None


class Medal(VGroup):
    """A round glass medal on the floor, blank at first.

    Each method sets what it names absolutely, so that calls in any order give the same medal.
    """

    def __init__(self, tint: Tint, x: float, digest: str, below: str | None = None) -> None:
        """`below` is the digest of a medal that this one may lie on: seen through it in gold."""
        super().__init__()
        self._shadow = _floor_shadow()
        self._face = _glass(RADIUS, FACE)
        self._solid = _glass(RADIUS - RIM * 0.6, SOLID)
        self._through = Fingerprint(below or digest, rgb(Color.GOLD_LINE))
        self._ridges = Fingerprint(digest, rgb(tint.ink))
        self._white = Fingerprint(digest, WHITE)
        self._rim = _ring(tint.rim)
        self._tint = tint
        self._twin = below == digest
        self._bases = [(each, each.points.copy()) for each in (self._face, self._rim)]
        self._round = self._solid.points.copy()
        self._lying = self._shadow.points.copy()
        self.add(self._shadow, self._face, self._through, self._ridges)
        self.add(self._solid, self._white, self._rim)
        self._pose = _Pose(x)
        self._show()

    @property
    def place(self) -> tuple[float, float]:
        return self._pose.x, MIDDLE

    def put(self, x: float) -> None:
        self._change(x=x)

    def turn(self, share: float) -> None:
        """Turn about the vertical axis: 0 shows the blank face, 1 the back with the print."""
        self._change(turned=share)

    def roll(self, angle: float) -> None:
        """Turn about its centre, anticlockwise in radians."""
        self._change(rolled=angle)

    def grow(self, share: float) -> None:
        """Show the ridges of the back up to this share of the radius."""
        self._change(grown=share)

    def nest(self, share: float) -> None:
        """Shrink the rim, so that it fits inside that of another medal (share 1)."""
        self._change(nested=share)

    def harden(self, share: float) -> None:
        """Fill with navy from the middle; where it is filled the ridges are white."""
        self._change(solid=share)

    def lie_on(self, x: float | None) -> None:
        """Show through the glass, in gold, the ridges of a medal below at `x`; None shows none."""
        self._change(below=x)

    def _change(self, **changes: float | None) -> None:
        pose = replace(self._pose, **changes)  # type: ignore[arg-type]
        if pose != self._pose:
            self._pose = pose
            self._show()

    def _show(self) -> None:
        pose = self._pose
        center, width = self.place, max(abs(cos(pi * pose.turned)), THIN)
        scale = 1 + (NESTED / RADIUS - 1) * pose.nested
        stretch, offset = np.array((width * scale, scale, 1.0)), np.array((*center, 0.0))
        for each, base in self._bases:
            each.points = base * stretch + offset
        self._shadow.points = self._lying + np.array((pose.x, 0.0, 0.0))
        back = pose.turned > 0.5
        ridges = back and pose.grown > 0 and pose.solid < 1
        self._ridges.ink(rgb(self._tint.ink), float(ridges))
        if ridges:
            self._ridges.put(center, width, pose.rolled, _within(center, pose.grown))
        self._show_below(center, RADIUS * scale)
        filled = (RADIUS - RIM * 0.6) * scale * pose.solid
        size = scale * (pose.solid or 1.0)
        self._solid.points = self._round * (size, size, 1.0) + offset
        self._solid.fill_rgbas[:, 3] = float(pose.solid > 0)
        self._white.ink(WHITE, float(filled > 0))
        if filled > 0:
            self._white.put(center, 1.0, pose.rolled, Window(center, filled))

    def _show_below(self, center: tuple[float, float], radius: float) -> None:
        pose = self._pose
        apart = abs(center[0] - pose.below) if pose.below is not None else 3 * RADIUS
        fits = self._twin and apart < px(0.5)
        shown = apart < 2 * RADIUS and not fits and pose.solid < 1
        self._through.ink(rgb(Color.GOLD_LINE), float(shown))
        if shown and pose.below is not None:
            low = (pose.below, center[1])
            self._through.put(low, 1.0, pose.rolled, Window(center, radius))


def _within(center: tuple[float, float], share: float) -> Window | None:
    return Window(center, PRINT * 1.05 * share) if share < 1 else None


def _floor_shadow() -> VMobject:
    """A soft shadow on the floor, below the origin."""
    shadow = Disc((0.0, 0.0), 1.0, Color.NAVY, role="decor")
    shadow.points = shadow.points * (RADIUS * 0.62, px(10), 1.0) + (0.0, FLOOR - px(10), 0.0)
    shadow.fill_rgbas[:, 3] = 0.3
    return with_soft_edge(shadow, px(11))


def _glass(radius: float, colors: tuple[str, str, str]) -> Disc:
    """A disc with light from the upper left."""
    disc = Disc((0.0, 0.0), radius, role="decor")
    stops = tuple(Stop(at, color) for at, color in zip((0.0, 0.55, 1.0), colors, strict=True))
    return with_radial_fill(disc, (-0.36 * radius, 0.42 * radius), 1.42 * radius, stops)


def _ring(colors: tuple[str, ...]) -> VMobject:
    ring = Disc((0.0, 0.0), RADIUS - RIM / 2, None, Color.NAVY, RIM, role="decor")
    ring.stroke_rgbas = np.array([(*rgb(color), 1.0) for color in colors])
    ring.set_sheen_direction(DR)
    return tagged(ring, Tag("graphic"))
