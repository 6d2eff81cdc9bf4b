"""Reels of random numbers: two rows of windows that spin, and come to rest on equal draws."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import settle, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.marks import clipped
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

from .column import LANE_GAP

FIGURES = Type.CODE_STRONG.sized(66)
TURNS = 9
"""How many numbers pass a window before the last one."""


class Reel(VGroup):
    """One window: numbers pass from below, the last one stays."""

    def __init__(self, frame: Frame, numbers: tuple[str, ...]) -> None:
        super().__init__()
        self.frame = frame
        self._numbers = numbers
        self.plate = Plate(frame, px(16), Color.CELL, role="decor")
        self._lines = [
            Line(numbers[0], FIGURES, frame.center, Color.SLATE, anchor="center", role="number")
            for _ in range(2)
        ]
        self.add(self.plate, *self._lines)
        self.turn_to(0.0)

    def turn_to(self, progress: float) -> None:
        """0 shows the first number, 1 the last."""
        place = progress * (len(self._numbers) - 1)
        window = self.frame.inset(px(4))
        box = (window.left, window.bottom, window.right, window.top)
        upper = min(int(place), len(self._numbers) - 2)
        for offset, line in enumerate(self._lines):
            shift = (place - upper - offset) * self.frame.height
            line.at = (self.frame.center[0], self.frame.center[1] + shift)
            line.write(self._numbers[upper + offset])
            line.set_fill(opacity=1.0 if abs(shift) < self.frame.height else 0.0)
            clipped(line, box if progress < 1 else None)

    def ink(self, color: str) -> None:
        for line in self._lines:
            line.set_fill(color)


class ReelPair(VGroup):
    """A column of two windows, and the capsule into which they fuse when they agree."""

    def __init__(self, frame: Frame, upper: tuple[str, ...], lower: tuple[str, ...]) -> None:
        super().__init__()
        top, bottom = frame.rows((1.0, 1.0), LANE_GAP)
        self._capsule = Plate(frame, px(18), Color.NAVY)
        self._veil = Veil(self._capsule, 0.0)
        self._frame = frame
        self.reels = (Reel(top, upper), Reel(bottom, lower))
        self.add(*(reel.plate for reel in self.reels), self._capsule)
        self.add(*(line for reel in self.reels for line in reel if line is not reel.plate))

    def fuse(self, share: float) -> None:
        self._capsule.fit(self._frame.inset(px(18) * (1 - share), px(26) * (1 - share)))
        self._veil.set(share)
        for reel in self.reels:
            reel.ink(Color.WHITE if share > 0.5 else Color.SLATE)


class Reels(VGroup):
    """As many pairs as there are draws; `free` numbers pass while nothing is locked."""

    def __init__(self, frame: Frame, free: tuple[str, ...], locked: tuple[str, ...]) -> None:
        super().__init__()
        frames = frame.columns((1.0,) * len(locked), px(22))
        self.pairs = [
            ReelPair(place, _strip(free, 5 * index, draw), _strip(free, 5 * index + 7, draw))
            for index, (place, draw) in enumerate(zip(frames, locked, strict=True))
        ]
        self.add(*self.pairs)

    def spin(self, run_time: float, lock_at: float) -> Motion:
        """Spin freely up to `lock_at` (a share of the time), then come to rest one by one."""

        def change(progress: float) -> None:
            for index, pair in enumerate(self.pairs):
                rest = 1 - 0.14 * (len(self.pairs) - 1 - index)
                own = progress / rest * 0.92
                turned = _spun(min(own / 0.86, 1.0), min(lock_at / rest * 0.92 / 0.86, 0.9))
                for reel in pair.reels:
                    reel.turn_to(turned)
                pair.fuse(settle((own - 0.86) / 0.06))

        return Motion(self, change, run_time, steady)


def _strip(free: tuple[str, ...], first: int, last: str) -> tuple[str, ...]:
    return (*(free[(first + index) % len(free)] for index in range(TURNS)), last)


def _spun(t: float, slow_at: float) -> float:
    """The way of something that runs evenly up to `slow_at` and then slows down evenly to rest."""
    if t >= 1:
        return 1.0
    speed = 1 / (slow_at + (1 - slow_at) / 2)
    slowing = max(t - slow_at, 0.0)
    return min(speed * (t - slowing * slowing / (2 * (1 - slow_at))), 1.0)
