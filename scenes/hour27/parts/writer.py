"""The hand of the model: a pen that writes cards, line by line, and travels between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from math import acos, degrees, pi, sin

from storyreel.design.easing import glide, steady
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import px
from storyreel.parts.motion import Motion
from storyreel.parts.pen import LENGTH, Pen

from .effort import Effort
from .ink import FIRST_LINE, MARGIN, PITCH
from .place import Place
from .training_card import TrainingCard

LARGE_TILT, TILT, FLAT_TILT = -24.0, -25.0, -7.0
"""How the pen is held on the large card, in the row, and for an answer on the large card: below
the nib, where nothing is written yet."""
SMALL = 0.8
"""The scale of the pen in the row."""

_EDGE = x_at(1890)
"""How far to the right the end of a pen that writes may be."""
_HOP = px(190)
"""The way between two lines counts as this much writing."""
_DIP = px(5)
"""The nib moves up and down by this much in writing."""
_LETTER = px(30)
_DRY_START, _DRY_END = 60.0, 270.0
"""Where a line without ink begins and ends, in pixels from the left edge of the card."""
_ARC, _HIGHEST = 0.14, px(60)


@dataclass(frozen=True, slots=True)
class Grip:
    """How the pen is held: the place of its nib, its tilt, its lift and its scale."""

    x: float
    y: float
    tilt: float
    lift: float = 0.0
    scale: float = 1.0


REST, ROW_REST = Grip(x_at(1478), y_at(864), 0.0), Grip(x_at(1506), y_at(873), 0.0, scale=0.9)
"""On the desk: alone, and in front of the row of cards."""
WAITING = Grip(x_at(875), y_at(864), 0.0)
"""On the desk, below the turn that a refused card becomes."""


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

    def write(self, card: TrainingCard, lines: range, seconds: float) -> Motion:
        """Write lines of a card; the nib is at the end of what is written."""
        tilt, scale = self.grip.tilt, self.grip.scale
        stretches = _stretches(card, lines)

        def change(share: float) -> None:
            for each in stretches:
                card.ink(each.line, (share - each.start) / (each.stop - each.start))
            self.hold(_framed(replace(_nib(card, stretches, share), tilt=tilt, scale=scale)))

        return Motion(self, change, seconds, steady, beside=(card,))

    def press(self, card: TrainingCard, effort: Effort, seconds: float) -> Motion:
        """Write on a blank card as on the others; no ink comes, and `effort` shows the trying."""
        held, stations = self.grip, _dry(card)

        def change(share: float) -> None:
            at = min(int(share * (len(stations) - 1)), len(stations) - 2)
            done = share * (len(stations) - 1) - at
            self.hold(_dry_grip(held, stations[at], stations[at + 1], done))
            effort.put((self.grip.x, self.grip.y))
            effort.reveal(min(share * 12, (1 - share) * 12, 1.0))

        return Motion(self, change, seconds, steady, beside=(effort,))


def over(card: TrainingCard, line: int = 0, place: Place | None = None) -> Grip:
    """The nib on the paper at the beginning of a line; `place` is where the card is by then."""
    there = place or card.place
    x, y = card.nib_at(line, 0.0, there) if card.lines else there.at(MARGIN, FIRST_LINE + 14)
    answer = bool(card.lines) and line >= card.question_lines
    if there.scale > 1.0:
        return Grip(x, y, FLAT_TILT if answer else LARGE_TILT)
    return _framed(Grip(x, y, TILT, scale=SMALL))


def _framed(grip: Grip) -> Grip:
    """The same grip, but so steep that the end of the pen is in the frame."""
    room = (_EDGE - grip.x) / (LENGTH * grip.scale)
    return replace(grip, tilt=min(grip.tilt, -degrees(acos(min(max(room, 0.0), 1.0)))))


def _dry(card: TrainingCard) -> tuple[tuple[float, float], ...]:
    """The ends of the lines that a pen tries to write on a blank card, one after another."""
    heights = (0.0, 1.0, 2.0)
    ends = [(x, FIRST_LINE + 14 + PITCH * each) for each in heights for x in (_DRY_START, _DRY_END)]
    return tuple(card.place.at(x, y) for x, y in ends)


def _dry_grip(
    held: Grip, start: tuple[float, float], stop: tuple[float, float], share: float
) -> Grip:
    """The pen on a line without ink, or lifted on its way back to the next."""
    (ax, ay), (bx, by) = start, stop
    if bx < ax:
        there = replace(held, x=ax, y=ay), replace(held, x=bx, y=by)
        return _between(*there, glide(share))
    wave = _DIP * sin(2 * pi * (bx - ax) * share / _LETTER)
    return replace(held, x=ax + (bx - ax) * share, y=ay + wave)


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


def _stretches(card: TrainingCard, lines: range) -> tuple[_Stretch, ...]:
    lengths = [card.lines[line].advance for line in lines]
    whole = sum(lengths) + _HOP * (len(lengths) - 1)
    stretches, at = [], 0.0
    for line, length in zip(lines, lengths, strict=True):
        hop = at and at - _HOP / whole
        stretches.append(_Stretch(line, hop, at, at + length / whole))
        at += (length + _HOP) / whole
    return tuple(stretches)


def _nib(card: TrainingCard, stretches: tuple[_Stretch, ...], share: float) -> Grip:
    """The nib on a line, or on its way from one to the next."""
    for each in stretches:
        if each.start <= share <= each.stop:
            done = (share - each.start) / (each.stop - each.start)
            x, y = card.nib_at(each.line, done)
            wave = sin(2 * pi * done * card.lines[each.line].advance / _LETTER)
            return Grip(x, y + _DIP * wave, 0.0)
    for one, other in pairwise(stretches):
        if one.stop < share < other.start:
            start, end = card.nib_at(one.line, 1.0), card.nib_at(other.line, 0.0)
            away = Grip(*start, 0.0), Grip(*end, 0.0)
            return _between(*away, glide((share - one.stop) / (other.start - one.stop)))
    return Grip(*card.nib_at(stretches[-1].line, 1.0), 0.0)
