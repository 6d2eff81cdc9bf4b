"""The hand of the model: a pen that writes questions and answers, line by line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from math import acos, degrees, pi, sin

from storyreel.design.easing import glide, steady
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import px
from storyreel.parts.motion import Motion
from storyreel.parts.pen import LENGTH, Pen

from .spot import FIRST_LINE, INDENT, Spot
from .turn import Turn

TILT = -10.0
"""How the pen is held in writing."""
SMALL = 0.8
"""The scale of the pen where the turns are not large."""

_EDGE = x_at(1890)
"""How far to the right the end of a pen that writes may be."""
_HOP = px(190)
"""The way between two lines counts as this much writing."""
_DIP = px(5)
"""The nib moves up and down by this much in writing."""
_LETTER = px(30)
_ARC, _HIGHEST = 0.14, px(60)
_BELOW = px(44)
"""On its way to the next line the pen is so far below the one that it has written."""


@dataclass(frozen=True, slots=True)
class Grip:
    """How the pen is held: the place of its nib, its tilt, its lift and its scale."""

    x: float
    y: float
    tilt: float
    lift: float = 0.0
    scale: float = 1.0


REST = Grip(x_at(1456), y_at(812), 13.0, 0.6)
"""Below a large turn, so that it can be read."""
HIGH_REST = Grip(x_at(1452), y_at(446), 13.0, 0.6)
"""Beside a question, so that its answer can be read."""
BESIDE_TURN = Grip(x_at(1614), y_at(450), 13.0, 0.6, 0.7)
"""Beside a turn above the row."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A line of a turn that is written between two shares of the time; the way to it before."""

    line: int
    hop: float
    start: float
    stop: float


class Writer(Pen):
    """A pen that remembers how it is held: motions begin where the last one ended."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.hold(REST)

    def hold(self, grip: Grip) -> None:
        """Hold the pen."""
        self.grip = grip
        self.pose((grip.x, grip.y), grip.tilt, grip.lift, grip.scale)

    def go(self, target: Grip, seconds: float, sag: float = 0.0) -> Motion:
        """Travel to another grip in a flat arc, lifted on the way; `sag` is how far it dips."""
        before = self.grip
        return Motion(
            self, lambda share: self.hold(_between(before, target, share, sag)), seconds, glide
        )

    def write(self, turn: Turn, lines: range, seconds: float) -> Motion:
        """Write lines of a turn; the nib is at the end of what is written."""
        tilt, scale = self.grip.tilt, self.grip.scale
        stretches = _stretches(turn, lines)

        def change(share: float) -> None:
            for each in stretches:
                turn.ink(each.line, (share - each.start) / (each.stop - each.start))
            self.hold(_framed(replace(_nib(turn, stretches, share), tilt=tilt, scale=scale)))

        return Motion(self, change, seconds, steady, beside=(turn,))

    def touch(self, seconds: float) -> Motion:
        """Touch the paper, and write nothing."""
        before = self.grip

        def change(share: float) -> None:
            press = sin(pi * share) ** 2
            self.hold(replace(before, y=before.y - px(12) * press, tilt=before.tilt - 6 * press))

        return Motion(self, change, seconds, steady)


def at_turn(turn: Turn, spot: Spot | None = None) -> Grip:
    """The nib where a question begins; `spot` is where the turn is by then."""
    there = spot or turn.spot
    x, y = there.at(INDENT, FIRST_LINE + 14)
    return _framed(Grip(x, y, TILT, scale=1.0 if there.scale > 1.0 else SMALL))


def at_answer(turn: Turn, spot: Spot) -> Grip:
    """The nib where the answer of a turn begins, which is at `spot` by then."""
    x, y = turn.nib_at(turn.question_lines, 0.0, spot)
    return _framed(Grip(x, y, TILT, scale=SMALL))


def _framed(grip: Grip) -> Grip:
    """The same grip, but so steep that the end of the pen is in the frame."""
    room = (_EDGE - grip.x) / (LENGTH * grip.scale)
    return replace(grip, tilt=min(grip.tilt, -degrees(acos(min(max(room, 0.0), 1.0)))))


def _between(before: Grip, target: Grip, share: float, sag: float) -> Grip:
    across, up = target.x - before.x, target.y - before.y
    way = (across * across + up * up) ** 0.5
    bow = 4 * share * (1 - share)
    rise = (-sag or min(_HIGHEST, way * _ARC)) * bow
    high = min(1.0, way / px(200)) * bow
    return Grip(
        before.x + across * share,
        before.y + up * share + rise,
        before.tilt + (target.tilt - before.tilt) * share,
        max(before.lift + (target.lift - before.lift) * share, high),
        before.scale + (target.scale - before.scale) * share,
    )


def _stretches(turn: Turn, lines: range) -> tuple[_Stretch, ...]:
    lengths = [turn.lines[line].advance for line in lines]
    whole = sum(lengths) + _HOP * (len(lengths) - 1)
    stretches, at = [], 0.0
    for line, length in zip(lines, lengths, strict=True):
        hop = at and at - _HOP / whole
        stretches.append(_Stretch(line, hop, at, at + length / whole))
        at += (length + _HOP) / whole
    return tuple(stretches)


def _nib(turn: Turn, stretches: tuple[_Stretch, ...], share: float) -> Grip:
    """The nib on a line, or on its way from one to the next."""
    for each in stretches:
        if each.start <= share <= each.stop:
            done = (share - each.start) / (each.stop - each.start)
            x, y = turn.nib_at(each.line, done)
            wave = sin(2 * pi * done * turn.lines[each.line].advance / _LETTER)
            return Grip(x, y + _DIP * wave, 0.0)
    for one, other in pairwise(stretches):
        if one.stop < share < other.start:
            start, end = turn.nib_at(one.line, 1.0), turn.nib_at(other.line, 0.0)
            done = glide((share - one.stop) / (other.start - one.stop))
            (ax, ay), (bx, by) = start, end
            low = _BELOW * 4 * done * (1 - done)
            return Grip(ax + (bx - ax) * done, ay + (by - ay) * done - low, 0.0)
    return Grip(*turn.nib_at(stretches[-1].line, 1.0), 0.0)
