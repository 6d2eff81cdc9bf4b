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

from .place import Place
from .training_card import TrainingCard
from .turn import Turn

TILT = -10.0
"""How the pen is held in writing."""
SMALL = 0.8
"""The scale of the pen on a card."""

Paper = TrainingCard | Turn

_EDGE = x_at(1890)
"""How far to the right the end of a pen that writes may be."""
_HOP = px(190)
"""The way between two lines counts as this much writing."""
_DIP = px(5)
"""The nib moves up and down by this much in writing."""
_LETTER = px(30)
_ARC, _HIGHEST = 0.14, px(60)


@dataclass(frozen=True, slots=True)
class Grip:
    """How the pen is held: the place of its nib, its tilt, its lift and its scale."""

    x: float
    y: float
    tilt: float
    lift: float = 0.0
    scale: float = 1.0


REST, ROW_REST = Grip(x_at(1478), y_at(830), 0.0), Grip(x_at(1506), y_at(873), 0.0, scale=0.9)
"""On the desk: alone, and in front of the row of cards."""
BESIDE = Grip(x_at(930), y_at(858), 0.0)
"""On the desk, between the bound cards and the refused one."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A line of a card that is written between two shares of the time; the way to it before."""

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

    def go(self, target: Grip, seconds: float) -> Motion:
        """Travel to another grip in a flat arc, lifted on the way."""
        before = self.grip
        return Motion(
            self, lambda share: self.hold(_between(before, target, share)), seconds, glide
        )

    def write(self, paper: Paper, lines: range, seconds: float) -> Motion:
        """Write lines of a paper; the nib is at the end of what is written."""
        tilt, scale = self.grip.tilt, self.grip.scale
        stretches = _stretches(paper, lines)

        def change(share: float) -> None:
            for each in stretches:
                paper.ink(each.line, (share - each.start) / (each.stop - each.start))
            self.hold(_framed(replace(_nib(paper, stretches, share), tilt=tilt, scale=scale)))

        return Motion(self, change, seconds, steady, beside=(paper,))

    def step(self, right: float, seconds: float) -> Motion:
        """Move the nib to the right on the paper."""
        return self.go(replace(self.grip, x=self.grip.x + right), seconds)


def at_turn(turn: Turn) -> Grip:
    """The nib where a question begins."""
    x, y = turn.start
    return _framed(Grip(x, y, TILT))


def at_answer(card: TrainingCard, place: Place) -> Grip:
    """The nib where the answer of a card begins, which is at `place` by then."""
    x, y = card.nib_at(card.topic_lines, 0.0, place)
    return _framed(Grip(x, y, TILT, scale=SMALL))


def _framed(grip: Grip) -> Grip:
    """The same grip, but so steep that the end of the pen is in the frame."""
    room = (_EDGE - grip.x) / (LENGTH * grip.scale)
    return replace(grip, tilt=min(grip.tilt, -degrees(acos(min(max(room, 0.0), 1.0)))))


def _between(before: Grip, target: Grip, share: float) -> Grip:
    across, up = target.x - before.x, target.y - before.y
    way = (across * across + up * up) ** 0.5
    bow = 4 * share * (1 - share)
    rise = min(_HIGHEST, way * _ARC) * bow
    high = min(1.0, way / px(200)) * bow
    return Grip(
        before.x + across * share,
        before.y + up * share + rise,
        before.tilt + (target.tilt - before.tilt) * share,
        max(before.lift + (target.lift - before.lift) * share, high),
        before.scale + (target.scale - before.scale) * share,
    )


def _stretches(paper: Paper, lines: range) -> tuple[_Stretch, ...]:
    lengths = [paper.lines[line].advance for line in lines]
    whole = sum(lengths) + _HOP * (len(lengths) - 1)
    stretches, at = [], 0.0
    for line, length in zip(lines, lengths, strict=True):
        hop = at and at - _HOP / whole
        stretches.append(_Stretch(line, hop, at, at + length / whole))
        at += (length + _HOP) / whole
    return tuple(stretches)


def _nib(paper: Paper, stretches: tuple[_Stretch, ...], share: float) -> Grip:
    """The nib on a line, or on its way from one to the next."""
    for each in stretches:
        if each.start <= share <= each.stop:
            done = (share - each.start) / (each.stop - each.start)
            x, y = paper.nib_at(each.line, done)
            wave = sin(2 * pi * done * paper.lines[each.line].advance / _LETTER)
            return Grip(x, y + _DIP * wave, 0.0)
    for one, other in pairwise(stretches):
        if one.stop < share < other.start:
            start, end = paper.nib_at(one.line, 1.0), paper.nib_at(other.line, 0.0)
            away = Grip(*start, 0.0), Grip(*end, 0.0)
            return _between(*away, glide((share - one.stop) / (other.start - one.stop)))
    return Grip(*paper.nib_at(stretches[-1].line, 1.0), 0.0)
