"""`terminal`: commands that are typed, and what they print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, Picture, color
from storyreel.pictures.forms import Point, Rect, Typed, Words
from storyreel.pictures.kinds.entry import entries_of, numbered
from storyreel.pictures.kinds.kind import MOVE, Kind, NoRoomError
from storyreel.pictures.kinds.labels import width_of, words
from storyreel.pictures.kinds.signs import RADIUS, WHITE, check, cross
from storyreel.storyboard.record import Model
from storyreel.storyboard.values import MonoText

STATES = ("run", "out", "ok", "fail")
WINDOW = Look(fill=color(Color.NAVY), lift=1.0)
BUTTON = Look(fill=color(Color.OUTLINE))
PALE = Look(fill=color(Color.HAIRLINE))
PROMPT = Look(fill=color(Color.GOLD))
OK = Look(stroke=color(Color.WHITE), width=Weight.STRONG)
FAIL = Look(stroke=color(Color.GOLD), width=Weight.STRONG)
SMALLEST_CODE = Type.CODE.size
LARGEST = px(62)
LEADING = 1.4
PAD = px(40)
BAR = px(56)
"""Height of the bar with the three buttons."""

INDENT = 2
"""Characters before each line: the prompt or a sign."""

TYPING = 22.0
"""Characters that are typed in a second."""

PRINTING = 0.22
"""Seconds that a line of output takes."""

LONGEST = 6.0
OPENING = 0.35
"""Seconds in which the window itself enters."""


class TerminalLine(Model):
    """A command, or a line that it prints."""

    state: Literal["run", "out", "ok", "fail"]
    text: MonoText


Entry = Annotated[TerminalLine, entries_of(STATES, "out")]


class TerminalState(Kind):
    """A window in which commands (`run:`) are typed; other lines are output, after a check (`ok:`)
    or a cross (`fail:`) or nothing. Lines that have no room scroll off the top."""

    name: ClassVar[str] = "terminal"
    quoted: ClassVar[bool] = True
    example: ClassVar[str] = (
        "{lines: [{run: pytest -q}, {ok: test_price}, {fail: test_mask}, 1 of 2 passed]}"
    )

    lines: Annotated[
        tuple[Entry, ...],
        Field(max_length=60, description="Lines: text, or one of {run: }, {ok: } and {fail: }."),
    ]

    def draw(self, room: Frame) -> Iterator[Element]:
        size, rows = self._fitted(room)
        first = len(self.lines) - rows if self.lines else 0
        yield Element("window", Rect(room, RADIUS), WINDOW)
        for place in range(3):
            center = (room.left + PAD + place * px(34), room.top - BAR / 2 - px(4))
            yield Element(f"button/{place}", Rect.disc(center, px(9)), BUTTON, "decor")
        top = room.top - BAR
        pitch = size * LEADING
        for number, key in enumerate(self.keys()[first:]):
            at = (room.left + PAD, top - (number + 0.5) * pitch)
            yield from _line(key, self.lines[first + number], at, size)

    def keys(self) -> list[str]:
        """The key of each line: its text and which of equal lines it is."""
        return numbered(f"{line.state} {line.text}" for line in self.lines)

    def _fitted(self, room: Frame) -> tuple[float, int]:
        """The size of the text, and how many lines show."""
        style = replace(Type.CODE, size=1.0)
        columns = max((len(line.text) for line in self.lines), default=1) + INDENT
        wide, high = room.width - 2 * PAD, room.height - BAR - PAD * 0.6
        advance = width_of("0", style)
        size = min(LARGEST, wide / (columns * advance))
        if size < SMALLEST_CODE * 0.999 or high < SMALLEST_CODE * LEADING:
            raise NoRoomError("the longest line does not fit at a size that can be read.")
        size = min(size, max(SMALLEST_CODE, high / (max(len(self.lines), 1) * LEADING)))
        return size, min(len(self.lines), int(high / (size * LEADING) + 1e-6))

    def seconds(self, earlier: Kind | None) -> float:
        known = set(earlier.keys()) if isinstance(earlier, TerminalState) else None
        shares = self._times(known or set())
        whole = sum(shares.values()) + (OPENING if known is None else 0.0)
        return min(max(whole, MOVE), LONGEST)

    def _times(self, known: set[str]) -> dict[str, float]:
        """Seconds that each new line takes."""
        return {
            key: len(line.text) / TYPING + PRINTING if line.state == "run" else PRINTING
            for key, line in zip(self.keys(), self.lines, strict=True)
            if key not in known
        }

    def change_from(
        self, earlier: Kind | None, before: Picture, after: Picture
    ) -> tuple[Picture, Picture]:
        """New lines that show come one after another."""
        known = set(earlier.keys()) if isinstance(earlier, TerminalState) else None
        seen = {element.key.removeprefix("line/") for element in after}
        times = {key: time for key, time in self._times(known or set()).items() if key in seen}
        opening = OPENING if known is None else 0.0
        ends = list(accumulate(times.values(), initial=opening))
        spans = {
            key: (start / ends[-1], stop / ends[-1])
            for key, (start, stop) in zip(times, pairwise(ends), strict=True)
        }
        whole = opening / ends[-1] if opening and times else 1.0
        return before, tuple(
            element._replace(span=_span(element.key, spans, whole)) for element in after
        )


def _span(
    key: str, spans: dict[str, tuple[float, float]], opening: float
) -> tuple[float, float] | None:
    part, _, line = key.partition("/")
    line = line.removesuffix("/falling").removesuffix("/rising")
    if line in spans:
        start, stop = spans[line]
        return (start, start + (stop - start) * 0.1) if part == "prompt" else (start, stop)
    return (0.0, opening) if part in ("window", "button") else None


def _line(key: str, line: TerminalLine, at: Point, size: float) -> Iterator[Element]:
    """The sign of a line and its text."""
    x, y = at
    style = replace(Type.CODE, size=size)
    step = width_of("0", style)
    if line.state == "run":
        yield words(f"prompt/{key}", "$", style, (x, y), "left", PROMPT).with_role("code")
    elif line.state == "ok":
        yield check(f"sign/{key}", (x + step * 0.45, y), size * 0.5, OK)
    elif line.state == "fail":
        yield from cross(f"sign/{key}", (x + step * 0.45, y), size * 0.5, FAIL)
    text = Words(line.text, style, (x + INDENT * step, y))
    if line.state == "run":
        yield Element(f"line/{key}", Typed(text), WHITE, "code")
    else:
        yield Element(f"line/{key}", text, PALE if line.state == "out" else WHITE, "code")
