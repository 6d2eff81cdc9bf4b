"""`timeline`: events on a line of time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Polyline, Rect, shown
from storyreel.pictures.kinds.fields import Quantity, Text
from storyreel.pictures.kinds.kind import Kind, NoRoomError
from storyreel.pictures.kinds.labels import width_of, words
from storyreel.pictures.looks import INK, SOFT
from storyreel.storyboard.values import Distinct, mistake

AHEAD = Look(stroke=color(Color.OUTLINE), width=Weight.LINE)
PASSED = Look(stroke=color(Color.NAVY), width=px(11))
STEM = Look(stroke=color(Color.OUTLINE), width=Weight.HAIRLINE)
SOLID = Look(fill=color(Color.NAVY), stroke=color(Color.NAVY), width=Weight.LINE)
HOLLOW = Look(fill=color(Color.PEARL), stroke=color(Color.OUTLINE), width=Weight.LINE)
NOW = Look(fill=color(Color.GOLD), stroke=color(Color.WHITE), width=Weight.LINE)
PERIOD = Look(fill=color(Color.GOLD_PALE), stroke=color(Color.GOLD), width=Weight.HAIRLINE)
RADIUS = px(16)
FIRST = px(84)
"""From the line to the middle of the nearest row of names."""

ROW = px(66)
DATE = px(62)
GAP = px(26)
SHORTEST_STEM = px(10)


class TimelineState(Kind):
    """Events in order of time, named above and below the line in turn, or above it where a date
    is below. Those up to `now` are solid, later ones hollow; without `now` all are solid."""

    name: ClassVar[str] = "timeline"
    example: ClassVar[str] = (
        "{span: [0, 52], events: {trained: 0, first alarm: 6, retrained: 14, release: 40}, "
        "now: 20, dates: [0, 26, 52], unit: week}"
    )

    span: Annotated[tuple[Quantity, Quantity], Field(description="First and last time.")]
    events: dict[Text, Quantity] = Field(
        default={}, max_length=16, description="When each event is, by name."
    )
    periods: dict[Text, tuple[Quantity, Quantity]] = Field(
        default={}, max_length=6, description="From when to when, by name; a band on the line."
    )
    now: Annotated[Quantity | None, Field(description="The time that has been reached.")] = None
    dates: Annotated[
        tuple[Quantity, ...],
        Field(max_length=12, description="Times written at the line."),
        Distinct,
    ] = ()
    unit: Annotated[
        Text | None, Field(max_length=12, description="What times are, as in week; before a date.")
    ] = None

    @model_validator(mode="after")
    def _consistent(self) -> TimelineState:
        first, last = self.span
        if not first < last:
            raise mistake(
                f"`span` goes from {first:g} to {last:g}.", "Write the earlier first.", "span"
            )
        if not (self.events or self.periods or self.dates):
            raise mistake("has no event.", "Write `events:`, as in {release: 40}.")
        for time, at in self._written():
            if not first <= time <= last:
                what = f"{time:g} is not between {first:g} and {last:g}."
                raise mistake(what, "Enlarge `span`.", *at)
        for name, (start, stop) in self.periods.items():
            if not start < stop:
                what = f"{name!r} ends before it begins."
                raise mistake(what, "Write the earlier first.", "periods", name)
        return self

    def _written(self) -> Iterator[tuple[float, tuple[str | int, ...]]]:
        """Every time on the line, and where it is written."""
        yield from ((time, ("events", name)) for name, time in self.events.items())
        yield from ((time, ("dates", at)) for at, time in enumerate(self.dates))
        for name, period in self.periods.items():
            yield from ((end, ("periods", name)) for end in period)
        if self.now is not None:
            yield self.now, ("now",)

    @property
    def usual(self) -> tuple[float, float] | None:
        return px(1100), px(330)

    def draw(self, room: Frame) -> Iterator[Element]:
        if room.width < px(400):
            raise NoRoomError("the timeline is too narrow.")
        edge = px(40)
        rows = self._rows(room, room.inset(edge, 0.0))
        above = FIRST + ROW / 2 + max([row for row in rows.values() if row >= 0], default=-1) * ROW
        under = [-1 - row for row in rows.values() if row < 0]
        dates = DATE if self.dates else 0.0
        below = px(34) + dates + ((max(under) + 1) * ROW + px(14) if under else 0.0)
        above = above if any(row >= 0 for row in rows.values()) else px(34)
        if above + below > room.height:
            raise NoRoomError("the names of the events do not fit above one another.")
        y = room.center[1] + (below - above) / 2
        line = Frame(room.left + edge, y, room.right - edge, room.top)
        yield from self._periods(line)
        yield from self._line(line)
        for name, row in rows.items():
            yield from self._label(name, row, line, room)
        for name, time in self.events.items():
            look = SOLID if self._reached(time) else HOLLOW
            disc = Rect.disc((self._x(time, line), y), RADIUS)
            yield Element(f"event/{name}", disc, look, depth=1)
        if self.now is not None:
            center = (self._x(self.now, line), y)
            yield Element("now", Rect.disc(center, RADIUS * 1.25), NOW, depth=2)

    def _x(self, time: float, line: Frame) -> float:
        first, last = self.span
        return line.left + (time - first) / (last - first) * line.width

    def _rows(self, room: Frame, line: Frame) -> dict[str, int]:
        """The row of each name: 0 and more above the line, -1 and less below, in turn."""
        taken: dict[int, float] = {}
        rows: dict[str, int] = {}
        named = self._named
        for at, (name, time) in enumerate(sorted(named.items(), key=lambda item: item[1])):
            half = width_of(name, Type.LABEL) / 2
            if 2 * half > room.width:
                raise NoRoomError(f"{name!r} is wider than the timeline.")
            x = _kept(self._x(time, line), half, room)
            if self._crosses_date(self._x(time, line), line):
                choices = (0, 1, 2, 3, -1, -2, -3, -4)
            elif at % 2 == 0:
                choices = (0, -1, 1, -2, 2, -3, 3, -4)
            else:
                choices = (-1, 0, -2, 1, -3, 2, -4, 3)
            free = [row for row in choices if taken.get(row, -1e9) + GAP <= x - half]
            if not free:
                raise NoRoomError(f"{len(named)} names do not fit at the line.")
            rows[name] = free[0]
            taken[free[0]] = x + half
        return rows

    def _line(self, line: Frame) -> Iterator[Element]:
        y = line.bottom
        yield Element("line", Polyline(((line.left, y), (line.right, y))), AHEAD)
        if self.now is not None:
            stop = self._x(self.now, line)
            passed = Polyline(((line.left, y), (max(stop, line.left + px(1)), y)))
            yield Element("passed", passed, PASSED)
        right = -1e9
        for date, (text, x, half) in self._written_dates(line).items():
            if x - half < right + px(12):
                raise NoRoomError(f"{len(self.dates)} dates do not fit side by side.")
            right = x + half
            mark = Polyline(((self._x(date, line), y - px(16)), (self._x(date, line), y + px(16))))
            yield Element(f"date mark/{date:g}", mark, AHEAD, "decor")
            yield words(f"date/{date:g}", text, Type.LABEL, (x, y - px(50)), look=SOFT)

    def _written_dates(self, line: Frame) -> dict[float, tuple[str, float, float]]:
        """The text of each date below the line, its middle, and half of its width."""
        dates: dict[float, tuple[str, float, float]] = {}
        for date in sorted(self.dates):
            text = shown("{:.10g}", date)
            text = f"{self.unit} {text}" if self.unit else text
            half = width_of(text, Type.LABEL) / 2
            dates[date] = text, _kept(self._x(date, line), half, line.inset(-px(40), 0.0)), half
        return dates

    def _crosses_date(self, x: float, line: Frame) -> bool:
        """Whether a stem that leads down from the line would cross a date."""
        return any(abs(x - at) <= half for _, at, half in self._written_dates(line).values())

    def _periods(self, line: Frame) -> Iterator[Element]:
        for name, (start, stop) in self.periods.items():
            left, right = self._x(start, line), self._x(stop, line)
            band = Frame(left, line.bottom - px(22), right, line.bottom + px(22))
            birth = Rect(Frame(left, band.bottom, left, band.top), 0.0)
            yield Element(f"period/{name}", Rect(band, px(10)), PERIOD, birth=birth)

    def _label(self, name: str, row: int, line: Frame, room: Frame) -> Iterator[Element]:
        """The name of an event or period in its row, with a stem from the line.

        Below a date, the stem begins under the date.
        """
        time = self._named[name]
        x, y = self._x(time, line), line.bottom
        below = DATE if self.dates else 0.0
        level = y + FIRST + row * ROW if row >= 0 else y - px(34) - below - (-row - 0.5) * ROW
        toward = level - px(30) if row >= 0 else level + px(30)
        edge = px(22) if name in self.periods else 0.0
        start = y + edge if row >= 0 else y - edge
        if row < 0 and self._crosses_date(x, line):
            start = y - px(34) - DATE
        if abs(toward - start) >= SHORTEST_STEM:
            yield Element(f"stem/{name}", Polyline(((x, start), (x, toward))), STEM, "decor")
        at = (_kept(x, width_of(name, Type.LABEL) / 2, room), level)
        yield words(f"name/{name}", name, Type.LABEL, at, look=INK if self._reached(time) else SOFT)

    @property
    def _named(self) -> dict[str, float]:
        """The time at which each name is written."""
        middles = {name: (start + stop) / 2 for name, (start, stop) in self.periods.items()}
        return {**self.events, **middles}

    def _reached(self, time: float) -> bool:
        return self.now is None or time <= self.now


def _kept(x: float, half: float, room: Frame) -> float:
    """A centre moved so that what is around it stays in a room."""
    return min(max(x, room.left + half), room.right - half)
