"""The long text: on the wire, where it is read, and on the road, where the car lays it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

import numpy as np
from manim import VGroup

from storyreel.design.easing import glide
from storyreel.design.layout import Frame, y_at
from storyreel.design.tokens import Color, px
from storyreel.parts.curves import Point as Place
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line, baseline_at
from storyreel.parts.tone import between, edge, fill, rgb

from .night import Night
from .places import ADVANCE, HORIZON, LETTERS, LOWER, START, UPPER, slot, toward
from .route import Program, Route

_WIDTH, _HEIGHT = px(38), px(60)
_BELLY = y_at(650)
Pool: TypeAlias = tuple[float, float]
"""The middle of a pool of light on the road, and half its width."""
_COMES = px(160)
"""How far along the wire a text comes to its place."""
_WAITING = 0.7
"""The scale of the space that waits."""


class SpaceBox(Plate):
    """The sign for a space: an open box; the one that the clip follows is gold."""

    def __init__(self, center: Place, gold: bool = False) -> None:
        self.gold, self._edge = gold, px(6)
        super().__init__(_around(center, 1.0), px(7), edge=Color.LINE, edge_width=px(6))
        self.light(0.0)

    def thin(self, scale: float) -> None:
        """Draw the edge in proportion to a scale."""
        self._edge = px(6) * scale

    def put(self, center: Place, scale: float = 1.0) -> None:
        """Move the box to a place."""
        self.fit(_around(center, scale), px(7) * scale)

    def light(self, share: float, opacity: float = 1.0) -> None:
        """Show the box in the dark (0) or in the light of a lamp (1)."""
        if self.gold:
            fill(self, between(Night.DULL_GOLD, Night.GOLD, share), opacity)
            edge(self, between(Night.FAINT, Color.GOLD_TEXT, share), self._edge, opacity)
        else:
            self._outline(Night.FAINT, share, opacity)

    def carry(self, share: float, opacity: float) -> None:
        """Show the box on its way from the lit wire (0) to light ground (1)."""
        if self.gold:
            self.light(1.0, opacity)
        else:
            self._outline(Night.MOON, share, opacity)

    def _outline(self, dark: str, share: float, opacity: float) -> None:
        fill(self, rgb(Color.WHITE), 0.92 * share * opacity)
        edge(self, between(dark, Color.SLATE, share), self._edge, opacity)


class Character(Line):
    """One character of the text."""

    def __init__(self, text: str) -> None:
        super().__init__(text, LETTERS, (0.0, 0.0), Night.FAINT, "center", role="token")
        self._shaped = self.points.copy()

    def put(self, center: Place, scale: float = 1.0) -> None:
        """Move the middle of the character to a place."""
        self.at = center
        self.points = self._shaped * (scale, scale, 1.0) + (*center, 0.0)

    def light(self, share: float, opacity: float = 1.0) -> None:
        """Show the character in the dark (0) or in the light of a lamp (1)."""
        fill(self, between(Night.FAINT, Night.INK, share), opacity)

    def carry(self, share: float, opacity: float) -> None:
        """Show the character on its way from the lit wire (0) to light ground (1)."""
        fill(self, between(Night.MOON, Night.INK, share), opacity)


Glyph: TypeAlias = SpaceBox | Character


def glyph(at: int, character: str) -> Glyph:
    """The shape of a character; the first one, a space, is gold."""
    if character == " ":
        return SpaceBox((0.0, 0.0), gold=at == 0)
    return Character(character)


def place_of(at: int, baseline: float) -> Place:
    """The middle of a character on a baseline."""
    return slot(at), baseline_at(baseline, LETTERS)


@dataclass(frozen=True, slots=True)
class Reading:
    """How far the car has read, its program, and where the first space waits in it."""

    head: float
    program: Program
    pocket: Place


class WireText(VGroup):
    """The text that the car reads, on the wire."""

    def __init__(self, text: str) -> None:
        boxes = [
            SpaceBox(place_of(at, UPPER), gold=at == 0)
            for at, each in enumerate(text)
            if each == " "
        ]
        self.first = boxes[0]
        self._boxes, self._words = boxes, _words(text)
        super().__init__(*boxes, *self._words)
        self._bases = [(each, each.points.copy()) for each in (*boxes, *self._words)]
        self._lit, self._hung = 0.0, 1.0
        self._color()

    def hang(self, share: float) -> None:
        """Bring the text along the wire to its place; at 0 it is not there yet."""
        self._hung = share
        moved = np.array((_COMES * (1 - share), 0.0, 0.0))
        for part, base in self._bases:
            part.points = base + moved
        self._color()

    def light(self, share: float) -> None:
        """Show the text in the dark (0) or in the light of a lamp (1)."""
        self._lit = share
        self._color()

    def _color(self) -> None:
        color = between(Night.FAINT, Night.MOON, self._lit)
        for word in self._words:
            fill(word, color, self._hung)
        for box in self._boxes[1:]:
            edge(box, color, px(6), self._hung)
        self.first.light(self._lit, self._hung)


class RoadText(VGroup):
    """The same text as the car lays it on the road, letter by letter.

    `order` gives, for each character, where the old program puts it.
    """

    def __init__(self, text: str, order: tuple[int, ...], route: Route) -> None:
        self._letters = [_letter(at, each, order[at], route) for at, each in enumerate(text)]
        self.first = self._letters[0].shape
        super().__init__(*(letter.shape for letter in self._letters[1:]))
        self._pool, self._reading = (0.0, 0.0), Reading(START, Program.WORD_FIRST, (0.0, 0.0))
        self._pose()

    def lay(self, reading: Reading) -> None:
        """Show what the car has laid by now."""
        self._reading = reading
        self._pose()

    def light(self, x: float, half: float) -> None:
        """Light the road around `x`, so far to each side."""
        self._pool = x, half
        self._pose()

    def _pose(self) -> None:
        for letter in self._letters:
            letter.lay(self._reading, self._pool)


@dataclass(frozen=True, slots=True)
class _Letter:
    """A character that falls out of the car to its place on the road."""

    shape: Character | SpaceBox
    at: int
    old: int
    route: Route

    def home(self, program: Program) -> Place:
        """Its place on the road."""
        return place_of(self.at if program is Program.SPACE_FIRST else self.old, LOWER)

    def lay(self, reading: Reading, pool: Pool) -> None:
        """Take the place; a letter inside the car, which cannot be seen, takes it when it falls."""
        share = self.route.stretch(self.at, reading.program).share(reading.head)
        if share == 0:
            self.shape.light(0.0, 0.0)
            return
        inside = self.route.car(reading.head) + px(8) * (self.at % 7 - 3), _BELLY
        place = toward(inside, self.home(reading.program), glide(share))
        self.shape.put(place)
        self.shape.light(_lit(place, pool))


class _FirstSpace(_Letter):
    """The space that waits: it is read into the car, and falls from there."""

    def lay(self, reading: Reading, pool: Pool) -> None:
        read = glide(self.route.waiting.share(reading.head))
        fall = glide(self.route.space(reading.program).share(reading.head))
        waiting = toward(place_of(self.at, UPPER), reading.pocket, read)
        scale = 1 + (_WAITING - 1) * (read - fall)
        place = toward(waiting, self.home(reading.program), fall)
        self.shape.put(place, scale)
        self.shape.light(_lit(place, pool), 1.0 if read > 0 else 0.0)


def _letter(at: int, character: str, old: int, route: Route) -> _Letter:
    if at == 0:
        return _FirstSpace(SpaceBox((0.0, 0.0), gold=True), at, old, route)
    if character == " ":
        return _Letter(SpaceBox((0.0, 0.0)), at, old, route)
    return _Letter(Character(character), at, old, route)


def _lit(place: Place, pool: Pool) -> float:
    """Whether a letter is in the pool of light on the road: 0 to 1 at its edge."""
    inside = pool[1] - abs(place[0] - pool[0])
    below = HORIZON - place[1]
    return min(max(inside / px(30), 0.0), max(below / px(30), 0.0), 1.0)


def _words(text: str) -> list[Line]:
    """The words between spaces, each one line at its place."""
    words, at = [], 0
    for blank, group in groupby(text, str.isspace):
        word = "".join(group)
        if not blank:
            place = (slot(at) - ADVANCE / 2, baseline_at(UPPER, LETTERS))
            words.append(Line(word, LETTERS, place, Night.FAINT, role="token"))
        at += len(word)
    return words


def _around(center: Place, scale: float) -> Frame:
    (x, y), width, height = center, _WIDTH / 2 * scale, _HEIGHT / 2 * scale
    return Frame(x - width, y - height, x + width, y + height)
