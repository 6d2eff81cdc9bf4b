"""Gates of glass that sink into the floor when their checks have passed."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from manim import RIGHT, VGroup, VMobject

from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.tokens import Color, Type, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.badge import Status, StatusBadge
from storyreel.parts.curves import ellipse
from storyreel.parts.marks import clipped, tagged
from storyreel.parts.pictogram import Pictogram
from storyreel.parts.rigid import Rigid
from storyreel.parts.shapes import Disc, Plate, Strokes
from storyreel.parts.text import Line
from storyreel.parts.tone import edge, fill, rgb

from .fingerprint import Fingerprint
from .measures import FLOOR, MIDDLE, PRINT, Place

HALF = px(178)
"""Half the width of a gate."""
TOP = y_at(280)
DEEP = TOP - FLOOR + px(12)
"""How far a gate sinks."""
ROUND = px(26)
SIGN_HEIGHT = y_at(358)
"""The height of the sign."""
NAME = Type.LABEL_STRONG.sized(57)
BELOW_SIGN = y_at(462)
LINES_OF_TWO = y_at(326), y_at(390)
"""The heights of a name below a sign, and of one on two lines at the top."""
ABOVE_FLOOR = (x_at(-2000), FLOOR, x_at(4000), y_at(0))
GLASS = ((0.83, 0.87, 0.93, 0.94), (0.75, 0.81, 0.88, 0.94), (0.66, 0.74, 0.83, 0.94))
WELL = 1.22
"""The radius of the white socket of a badge, as a share of that of the badge."""
EDGE = "#6F86A6"
CORNER = (px(112), y_at(782)), px(48)
"""Where the badge of a gate with a print is, and its radius."""


class _Gate(VGroup):
    """A glass gate with badges for its checks, closed at first.

    `shapes` are drawn for a gate at x = 0, as are the `sockets` of its badges.
    """

    def __init__(self, shapes: tuple[VMobject, ...], sockets: list[Place], radius: float) -> None:
        self._sockets = sockets
        self._body = Rigid(*_panel(), *shapes)
        self._badges = [StatusBadge((0.0, 0.0), radius) for _ in sockets]
        super().__init__(self._body, *self._badges)
        for part in (self._body, *self._badges):
            clipped(part, ABOVE_FLOOR)
        self._x, self._sunk = 0.0, 0.0
        self._place()

    @property
    def sign(self) -> Place:
        """Where its sign is."""
        return self._x, SIGN_HEIGHT - self._sunk * DEEP

    def put(self, x: float) -> None:
        self._x = x
        self._place()

    def sink(self, share: float) -> None:
        """0 is closed, 1 is in the floor."""
        self._sunk = share
        self._place()

    def check(self, share: float, status: Status = Status.PASSED, first: int = 0) -> None:
        """Turn the open badges over, one after the other, from the one with the index `first`."""
        badges = self._badges[first:]
        last = len(badges) - 1
        for index, badge in enumerate(badges):
            badge.turn(Status.OPEN, status, min(max(share * (last / 3 + 1) - index / 3, 0.0), 1.0))

    def check_first(self, share: float) -> None:
        """Turn the first badge over."""
        self._badges[0].turn(Status.OPEN, Status.PASSED, share)

    def reopen(self, share: float) -> None:
        """Turn badges that have failed back, to check again."""
        for badge in self._badges:
            badge.turn(Status.FAILED, Status.OPEN, share)

    def _place(self) -> None:
        down = self._sunk * DEEP
        self._body.place((self._x, -down))
        for badge, (right, height) in zip(self._badges, self._sockets, strict=True):
            badge.put((self._x + right, height - down))


class CheckGate(_Gate):
    """A gate with a sign, a name and one, two or more checks."""

    def __init__(self, name: str, sign: str, checks: int) -> None:
        disc = Disc((0.0, SIGN_HEIGHT), px(56), role="decor")
        pictogram = Pictogram(sign, (0.0, SIGN_HEIGHT), px(66), Color.WHITE)
        word = Line(name, NAME, (0.0, BELOW_SIGN), Color.NAVY, "center")
        sockets, radius = _sockets(checks), _radius(checks)
        wells = [Disc(at, radius * WELL, role="decor", fill=Color.WHITE) for at in sockets]
        super().__init__((disc, pictogram, word, *wells), sockets, radius)


class HashGate(_Gate):
    """A gate with a name on two lines and a window for the print that it stores."""

    def __init__(self, name: str, digest: str) -> None:
        words = [
            Line(word, NAME, (0.0, height), Color.NAVY, "center")
            for word, height in zip(name.split(), LINES_OF_TWO, strict=True)
        ]
        self._print = Fingerprint(digest, rgb(Color.NAVY))
        self._stored, self._begin, self._approved = 0.0, 0.0, 0.0
        place, radius = CORNER
        super().__init__((_window(), *words), [place], radius)
        self.submobjects.insert(1, clipped(self._print, ABOVE_FLOOR))
        self._place()

    def store(self, begin: float, share: float) -> None:
        """Bring a copy of the print from a medal at `begin` into the window."""
        self._stored, self._begin = share, begin
        self._place()

    def approve(self, share: float) -> None:
        """Put the badge on; 0 is none, slightly more than 1 is larger."""
        self._approved = share
        self._place()

    def _place(self) -> None:
        super()._place()
        for badge, (right, height) in zip(self._badges, self._sockets, strict=True):
            badge.display(Status.PASSED)
            place = self._x + right, height - self._sunk * DEEP
            badge.put(place, max(self._approved, 1e-3), float(self._approved > 0))
        x = self._begin + (self._x - self._begin) * self._stored
        self._print.put((x, MIDDLE - self._sunk * DEEP))
        self._print.ink(rgb(Color.NAVY), float(self._stored > 0))


Gate: TypeAlias = CheckGate | HashGate


def _panel() -> tuple[Plate, Strokes]:
    panel = Plate(
        Frame(-HALF, FLOOR - ROUND, HALF, TOP), ROUND, edge=EDGE, edge_width=px(4), role="decor"
    )
    panel.fill_rgbas = np.array(GLASS)
    panel.set_sheen_direction(RIGHT)
    side = -HALF + px(14)
    ends = ((side, TOP - px(34)), (side, FLOOR + px(30)))
    glint = Strokes(ends, color=Color.WHITE, width=px(6), role="decor")
    return panel, glint.set_stroke(opacity=0.7)


def _window() -> VMobject:
    """A pale oval in which a print fits."""
    window = VMobject()
    window.points = ellipse((0.0, MIDDLE), PRINT * 0.84, PRINT * 1.02)
    fill(window, rgb("#F4F7FB"))
    edge(window, rgb(EDGE), px(3))
    return tagged(window, Tag("decor"))


def _radius(checks: int) -> float:
    return px(92) if checks == 1 else px(66) if checks == 2 else px(34)


def _sockets(checks: int) -> list[Place]:
    """Where the badges are on a gate at the origin: in the middle, side by side, or by threes."""
    if checks == 1:
        return [(0.0, y_at(674))]
    if checks == 2:
        return [(px(80) * side, y_at(674)) for side in (-1, 1)]
    return [(px(106) * (each % 3 - 1), y_at(548 + 83 * (each // 3))) for each in range(checks)]
