"""The opened car: what it has read waits on a tray, and two lines lay it on the road in turn.

Everything is a function of the seconds since the run began, so that it can run slowly, fast or
backwards.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import VGroup

from storyreel.design.easing import glide
from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.curves import Point
from storyreel.parts.marks import SoftShadow, with_shadow
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line
from storyreel.parts.tone import between, edge, fill, rgb

from .cursor import Cursor, Span
from .letters import Glyph, SpaceBox, glyph, place_of
from .places import ADVANCE, LOWER, UPPER, slot, toward
from .route import Program

_SHEET = Frame.of(744, 552, 1424, 738)
_TRAY = Frame.of(756, 570, 1042, 720)
_CARDS_X = x_at(1254)
_ROWS = y_at(602), y_at(688)
"""The heights of the two lines of the program."""
_CARD = px(324), px(76)
_CODE = Type.LABEL_STRONG.sized(49)
_ASIDE = px(338)
"""How far a line goes aside, over the tray, while it passes the other."""
_SCALE = 0.7
"""The scale of letters on the tray."""
_APART, _LETTER = px(56), px(66)
"""How far below its original on the wire a letter is fully seen, and the height of a letter."""
_UNFOLDED = 0.7
"""The share of opening after which the sheet is whole: what is on it appears then."""
_REST = 0.15
"""How long a run goes on after everything has been laid, in seconds."""
_GAP = px(14)
"""Between the edge of a line, its verb and its sign."""
_BOX = px(30), px(44)
"""The sign for a space on a line of the program."""


@dataclass(frozen=True, slots=True)
class Time:
    """Two moments: seconds of a run, or shares of an exchange."""

    start: float
    end: float

    def share(self, now: float) -> float:
        """How much of the time between them has passed: 0 to 1."""
        return _clamped((now - self.start) / (self.end - self.start))


_LEAVE, _PASS, _RETURN = Time(0.1, 0.42), Time(0.34, 0.64), Time(0.58, 0.9)
"""When a line goes aside, both pass and it returns, in shares of their exchange."""


@dataclass(frozen=True, slots=True)
class Step:
    """Characters from `first` up to, not including, `last` are read, or laid by a line."""

    first: int
    last: int
    time: Time


@dataclass(frozen=True, slots=True)
class Script:
    """What is read and laid when: the extra space, then a space and a word, then the same again."""

    reads: tuple[Step, ...]
    lays: tuple[Step, ...]
    lines: tuple[tuple[str, Time], ...]
    """Which line runs: `word` or `space`."""

    @property
    def seconds(self) -> float:
        """The length of the run: at its end no line is marked."""
        return self.lays[-1].time.end + _REST


def script(word: int, count: int, program: Program) -> Script:
    """The run of a program over a text of `count` characters, with the first word up to `word`."""
    reads = (
        Step(0, 1, Time(0.1, 0.4)),
        Step(1, 2, Time(0.55, 0.85)),
        Step(2, word + 1, Time(1.05, 1.4)),
        Step(word + 1, count, Time(2.6, 2.95)),
    )
    early, late, again = Time(1.6, 1.95), Time(2.1, 2.45), Time(3.05, 3.4)
    word_first = program is Program.WORD_FIRST
    of_word, of_space = (early, late) if word_first else (late, early)
    lays = (
        Step(0, 1, of_space),
        Step(1, word + 1, of_word),
        Step(word + 1, count, again),
    )
    lines = (
        ("word", Time(of_word.start - 0.1, of_word.end)),
        ("space", Time(of_space.start - 0.1, of_space.end)),
        ("word", Time(again.start - 0.1, again.end)),
    )
    return Script(reads, lays, lines)


@dataclass(frozen=True, slots=True)
class Lines:
    """The two lines of the program: what both do, and with what."""

    verb: str
    word: str
    space: str


class Workings(VGroup):
    """A sheet that unfolds from the car, with a tray and two lines of its program."""

    def __init__(self, text: str, order: tuple[int, ...], lines: Lines) -> None:
        """`order` says where the old program puts each character."""
        self._sheet = Plate(_SHEET, px(18), Color.WHITE, "#6686B0", px(7))
        with_shadow(self._sheet, SoftShadow(0.0, -px(8), px(12), "#071226", 0.4))
        self._tray = Plate(_TRAY, px(12), Color.CELL, Color.HAIRLINE, px(3), role="decor")
        left = _CARDS_X - _CARD[0] / 2 - px(36)
        self._numbers = [
            Line(each, _CODE, (left, row), Color.SLATE)
            for each, row in zip(("1", "2"), _ROWS, strict=True)
        ]
        self._cards = {
            "word": _Card(lines.verb, lines.word, gold=False),
            "space": _Card(lines.verb, lines.space, gold=True),
        }
        self._letters: list[Glyph] = [glyph(at, each) for at, each in enumerate(text)]
        self._text, self._order = text, order
        self.cursor = Cursor()
        super().__init__(
            self._sheet,
            self._tray,
            *self._numbers,
            *self._cards.values(),
            self.cursor,
            *self._letters,
        )
        self._shown = self._apart = 0.0
        self.swap(0.0)
        self.run(0.0, Program.WORD_FIRST)
        self.open(0.0)

    def script(self, program: Program) -> Script:
        """What happens when, before or after the fix."""
        return script(self._order[0], len(self._text), program)

    def open(self, share: float) -> None:
        """Unfold the sheet to the right; 0 is shut and shows nothing."""
        wide = _SHEET.left + _SHEET.width * max(min(share / _UNFOLDED, 1.0), 0.02)
        self._sheet.fit(Frame(_SHEET.left, _SHEET.bottom, wide, _SHEET.top))
        self._sheet.set_opacity(1.0 if share > 0 else 0.0)
        shown = _clamped((share - _UNFOLDED) / (1 - _UNFOLDED))
        fill(self._tray, rgb(Color.CELL), shown)
        edge(self._tray, rgb(Color.HAIRLINE), px(3), shown)
        self._shown = shown
        self._number()
        for card in self._cards.values():
            card.reveal(shown)

    def swap(self, share: float) -> None:
        """Exchange the two lines: 0 is the word first, 1 the space first.

        One goes aside, both pass, and it returns. Their numbers are hidden meanwhile.
        """
        upper, lower = _ROWS
        drop = (upper - lower) * glide(_PASS.share(share))
        aside = _ASIDE * (glide(_LEAVE.share(share)) - glide(_RETURN.share(share)))
        self._cards["word"].put((_CARDS_X, upper - drop))
        self._cards["space"].put((_CARDS_X - aside, lower + drop))
        self._apart = _clamped(1 - 10 * min(share, 1 - share))
        self._number()

    def _number(self) -> None:
        for line in self._numbers:
            fill(line, rgb(Color.SLATE), self._shown * self._apart)

    def run(self, seconds: float, program: Program) -> None:
        """Show everything as it is so many seconds after the run began."""
        plan = self.script(program)
        for name, card in self._cards.items():
            times = [time for line, time in plan.lines if line == name]
            card.mark(max(_during(time, seconds) for time in times))
        self._point(plan, seconds)
        for step in plan.reads:
            share = glide(step.time.share(seconds))
            for at in range(step.first, step.last):
                self._place(at, share, plan, seconds, program)

    def _place(self, at: int, read: float, plan: Script, seconds: float, program: Program) -> None:
        (lay,) = (step for step in plan.lays if step.first <= at < step.last)
        fall = glide(lay.time.share(seconds))
        start = 0 if at <= self._order[0] else self._order[0] + 1
        tray = _TRAY.left + px(14) + ADVANCE * _SCALE * (at - start + 0.5), _middle(_TRAY)
        home = place_of(at if program is Program.SPACE_FIRST else self._order[at], LOWER)
        here = toward(toward(place_of(at, UPPER), tray, read), home, fall)
        letter = self._letters[at]
        letter.put(here, 1 + (_SCALE - 1) * (read - fall))
        apart = _clamped((place_of(at, UPPER)[1] - here[1]) / _APART)
        over = _clamped((_SHEET.top - here[1]) / _LETTER + 0.5)
        letter.carry(over, apart**2)

    def _point(self, plan: Script, seconds: float) -> None:
        """Put the cursor below what is read, from a little before."""
        begun = [step for step in plan.reads if seconds > step.time.start - 0.1]
        if not begun or seconds >= plan.lays[-1].time.end:
            self.cursor.hide()
            return
        spans = [_span(step) for step in begun]
        moved = glide(min((seconds - begun[-1].time.start + 0.1) / 0.15, 1.0))
        self.cursor.mark(spans[-2].toward(spans[-1], moved) if len(spans) > 1 else spans[0])


class _Card(VGroup):
    """A line of the program on a card: a verb, a space and a name.

    It gets a gold frame while it runs.
    """

    def __init__(self, verb: str, text: str, gold: bool) -> None:
        self._card = Plate(_around((0.0, 0.0)), px(12), Color.CELL, Color.GOLD, px(4), role="decor")
        self._verb, self._text = (
            Line(each, _CODE, (0.0, 0.0), Color.NAVY) for each in (verb, text)
        )
        self._box = SpaceBox((0.0, 0.0), gold)
        super().__init__(self._card, self._verb, self._text, self._box)
        self._shown, self._active = 0.0, 0.0
        self.put((0.0, 0.0))

    def put(self, center: Point) -> None:
        """Move the middle of the card to a place."""
        x, y = center
        self._card.fit(_around(center))
        width, high = _BOX
        left = x - _CARD[0] / 2 + _GAP
        _move(self._verb, (left, y))
        left += self._verb.advance + _GAP
        self._box.fit(Frame(left, y - high / 2, left + width, y + high / 2), px(6))
        _move(self._text, (left + width + px(8), y))
        self._color()

    def reveal(self, share: float) -> None:
        """Fade in; 0 is not seen."""
        self._shown = share
        self._color()

    def mark(self, share: float) -> None:
        """Frame the card in gold: it runs."""
        self._active = share
        self._color()

    def _color(self) -> None:
        active, shown = self._active, self._shown
        fill(self._card, between(Color.CELL, Color.GOLD_PALE, active), shown)
        edge(self._card, between(Color.HAIRLINE, Color.GOLD, active), px(3 + 4 * active), shown)
        for line in (self._verb, self._text):
            fill(line, rgb(Color.NAVY), shown)
        self._box.light(1.0, shown)


def _clamped(share: float) -> float:
    return min(max(share, 0.0), 1.0)


def _during(time: Time, seconds: float) -> float:
    """Up to 1 soon after the start, and down just after the end."""
    rise, fall = (seconds - time.start) / 0.1, (time.end + 0.15 - seconds) / 0.1
    return _clamped(min(rise, fall))


def _span(step: Step) -> Span:
    return Span(slot(step.first) - ADVANCE * 0.42, slot(step.last - 1) + ADVANCE * 0.42)


def _middle(frame: Frame) -> float:
    return (frame.top + frame.bottom) / 2


def _around(center: Point) -> Frame:
    (x, y), (width, height) = center, _CARD
    return Frame(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _move(line: Line, at: Point) -> None:
    line.points = line.points + np.array((at[0] - line.at[0], at[1] - line.at[1], 0.0))
    line.at = at
