"""Glass gates that check runs and sink into the floor."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    RIGHT,
    UP,
    Animation,
    Dot,
    Ellipse,
    GrowFromCenter,
    LaggedStart,
    Line,
    RoundedRectangle,
    UpdateFromAlphaFunc,
    VGroup,
    VMobject,
)

from benchmarks.stock_hour29.badge import Badge
from benchmarks.stock_hour29.measures import (
    FLOOR,
    GLASS,
    HALF,
    MIDDLE,
    NAME,
    NAVY,
    PRINT,
    SIGN,
    SUNK,
    TOP,
    WHITE,
    at,
    px,
)
from benchmarks.stock_hour29.motions import glide, gliding, overshoot, steady
from benchmarks.stock_hour29.parts import fingerprint, pictogram
from benchmarks.stock_hour29.text import label


class Gate(VGroup):
    """A glass gate with open badges, made at x = 960."""

    def __init__(self, checks: int, *shapes: VMobject) -> None:
        panel = RoundedRectangle(corner_radius=px(26), width=px(2 * HALF), height=px(SUNK + 14))
        panel.set_fill(GLASS, 0.94).set_stroke("#6F86A6", px(400)).set_sheen_direction(RIGHT)
        panel.move_to(at(960, TOP), aligned_edge=UP)
        side = 960 - HALF + 14
        glint = Line(at(side, TOP + 34), at(side, FLOOR - 30)).set_stroke(WHITE, px(600), 0.7)
        radius, places = sockets(checks)
        wells = (Dot(place, px(radius * 1.22), color=WHITE) for place in places if checks)
        self.badges = VGroup(*(Badge("open", radius, place) for place in places))
        self.body = VGroup(panel, glint, *shapes, *wells)
        if checks:
            self.body.add(self.badges)
        self.sunk = 0.0
        super().__init__(self.body)

    def put(self, x: float) -> Gate:
        self.body.shift(px(x - 960) * RIGHT)
        return self

    def check(self, status: str, seconds: float = 0.3, first: int = 0) -> Animation:
        """Turn the badges over, one after the other, from the one with the index `first`."""
        turns = (badge.turn(status, rate=steady) for badge in self.badges[first:])
        timing = {"lag_ratio": 1 / 3, "run_time": seconds, "rate_func": steady}
        return LaggedStart(*turns, group=self.badges, **timing)

    def sink(self, seconds: float = 0.3) -> Animation:
        return self.move_down(0.0, 1.0, seconds)

    def rise(self, seconds: float) -> Animation:
        return self.move_down(1.0, 0.0, seconds)

    def move_down(self, begin: float, end: float, seconds: float) -> Animation:
        """Move the body between closed (0) and sunk (1); the road may pass by meanwhile."""

        def move(body: VGroup, share: float) -> None:
            sunk = begin + (end - begin) * share
            body.shift(px(SUNK) * (sunk - self.sunk) * DOWN)
            self.sunk = sunk

        return UpdateFromAlphaFunc(self.body, move, run_time=seconds, rate_func=glide)


class CheckGate(Gate):
    """A gate with a sign and a name."""

    def __init__(self, name: str, sign: str, checks: int) -> None:
        disc = Dot(at(960, SIGN), px(56), color=NAVY)
        self.sign = pictogram(sign, 66).move_to(disc)
        super().__init__(checks, disc, self.sign, label(name, 57, NAVY, NAME))


class HashGate(Gate):
    """A gate with a name on two lines, and a window for the print that it stores."""

    def __init__(self, name: str, digest: str) -> None:
        window = Ellipse(px(2 * 0.84 * PRINT), px(2 * 1.02 * PRINT)).move_to(at(960, MIDDLE))
        window.set_fill("#F4F7FB", 1).set_stroke("#6F86A6", px(300))
        lines = zip(name.split(), (326, 390), strict=True)
        super().__init__(0, window, *(label(word, 57, NAVY, y) for word, y in lines))
        self.print = fingerprint(digest, NAVY)

    def store(self, begin: float) -> Animation:
        """Bring a copy of the print from a medal at `begin` into the window."""
        self.body.add(self.print.shift(at(begin, MIDDLE)))
        by = self.body[0].get_x() - at(begin, 0)[0]
        return gliding(self.print, 0.3).shift(by * RIGHT)

    def approve(self) -> Animation:
        """Put the badge on."""
        (badge,) = self.badges
        badge.show("passed")
        self.body.add(badge.shift((self.body[0].get_x() - badge.get_x() + px(112)) * RIGHT))
        return GrowFromCenter(badge, run_time=0.3, rate_func=overshoot)

    def take_badge_off(self) -> Animation:
        def fade(badge: Badge, share: float) -> None:
            badge.set_opacity(1 - share)

        return UpdateFromAlphaFunc(self.badges[0], fade, run_time=0.1, rate_func=steady)


def sockets(checks: int) -> tuple[float, list[np.ndarray]]:
    """The radius of badges, and where they are on a gate: in the middle, side by side, by threes;
    with 0, the only one is in a corner."""
    if checks == 0:
        return 48, [at(960 + 112, 782)]
    if checks == 1:
        return 92, [at(960, 674)]
    if checks == 2:
        return 66, [at(960 + side, 674) for side in (-80, 80)]
    rows = (divmod(each, 3) for each in range(checks))
    return 34, [at(960 + 106 * (column - 1), 548 + 83 * row) for row, column in rows]
