"""How a state of `bars` is drawn: the bars, their names and numbers, the scale and the guide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import (
    Anchor,
    Number,
    Point,
    Words,
    shown,
)
from storyreel.pictures.kinds.bar_plan import BarPlan
from storyreel.pictures.kinds.chart import (
    DIGITS,
    GRID,
    check_apart,
    share_of,
    tick_text,
)
from storyreel.pictures.kinds.curve_drawing import GUIDE
from storyreel.pictures.kinds.kind import (
    INK,
    SOFT,
    NoRoomError,
    fitted,
    width_of,
    words,
)

if TYPE_CHECKING:
    from storyreel.pictures.kinds.bars import BarsState

BAR = Look(fill=color(Color.NAVY), lift=0.6)
MARKED = Look(fill=color(Color.GOLD), lift=0.6)
BEFORE = Look(fill=color(Color.CELL), stroke=color(Color.OUTLINE), width=Weight.HAIRLINE)
HOLLOW = Look(fill=color(Color.PEARL), stroke=color(Color.NAVY), width=Weight.STRONG)
LINE = Look(stroke=color(Color.OUTLINE), width=Weight.STRONG)
WIDEST = px(220)
WIDEST_PAIR = px(300)
THICKEST = px(150)
"""Pitch of bars that lead to the right."""

NAME_ROOM = px(70)
VALUE_ROOM = px(60)
ROW = px(58)
"""The least pitch of bars with a name beside them."""

PITCH = px(80)
"""The pitch of such bars in their usual room."""

NARROWEST = px(3)
NEXT = 0.03
"""Where a bar beside its earlier one begins, in pitches from their middle."""

SHORTEST = px(60)
GAP = px(22)

GUIDE_LABEL = px(36)
"""From a guide to its name above it."""

LABEL_ROOM = px(46)
"""From a number above a bar to the label above it."""

ASIDE = px(14)
"""From the end of a bar that leads right, or from a guide, to a number."""


@dataclass(frozen=True, slots=True)
class BarDrawing:
    """Draws a state of `bars`, with the room that all states of the thing need."""

    state: BarsState

    @property
    def _family(self) -> tuple[BarDrawing, ...]:
        return tuple(BarDrawing(state) for state in self.state.family)

    def draw(self, room: Frame) -> Iterator[Element]:
        """The elements of the bars in a room."""
        aside = max(each._label_aside(room) for each in self._family)
        place = Frame(room.left, room.bottom, room.right - aside, room.top)
        plan = self._upward(place) if self.state.direction == "up" else self._rightward(place)
        yield from self._ticks(plan)
        yield Element("floor", plan.line(plan.base), LINE, "decor")
        for at, (name, height, is_marked) in enumerate(self.state.heights()):
            yield from self._bars(name, height, self._look(height, is_marked), at, plan)
            if self.state.even is None and (self.state.named or self.state.digits is not None):
                yield from self._words(name, height, at, plan)
            if self.state.label and is_marked:
                yield self._label(self.state.label, name, at, plan, room)
        yield from self._guide(plan, room)

    def _label(self, label: str, name: str, at: int, plan: BarPlan, room: Frame) -> Element:
        """The label of the marked bar, at its end and after its number."""
        height = dict((key, value) for key, value, _ in self.state.heights())[name]
        x, y = plan.point(plan.across(at), height)
        if plan.direction == "right":
            after = (
                self._reading(name, height, at, plan).words
                if self.state.digits is not None
                else None
            )
            x = (after.at[0] + width_of(after.text, after.style) if after else x) + ASIDE
            return words("label", label, Type.LABEL_STRONG, (x, y), "left")
        half = width_of(label, Type.LABEL_STRONG) / 2
        x = min(max(x, room.left + half), room.right - half)
        if self.state.even is None and self.state.digits is not None:
            y += LABEL_ROOM
        for other, (_, value, _) in enumerate(self.state.heights()):
            beside = abs(plan.across(other) - x) < half + 0.36 * plan.pitch
            if other != at and beside and plan.point(0.0, value)[1] > y + px(16):
                raise NoRoomError(
                    f"{label!r} at the bar {name!r} is drawn over the bar beside it.",
                    "Write it shorter, or let the bars lead to the right (`direction: right`).",
                )
        return words("label", label, Type.LABEL_STRONG, (x, y + px(40)))

    def _look(self, height: float, is_marked: bool) -> Look:
        """The look of a bar: gold, solid, or hollow."""
        if self.state.solid_above is not None and height <= self.state.solid_above:
            return replace(HOLLOW, stroke=MARKED.fill) if is_marked else HOLLOW
        return MARKED if is_marked else BAR

    def _spec(self) -> str:
        return f"{{:.{self.state.digits or 0}{'%' if self.state.percent else 'f'}}}"

    def _upward(self, room: Frame) -> BarPlan:
        """The plan of bars that lead up."""
        count = len(self.state.heights())
        ticks = [tick for each in self._family for tick in each.state.ticks]
        numbers = max((width_of(tick_text(tick), Type.LABEL) for tick in ticks), default=0.0)
        left = room.left + (numbers + GAP if ticks else 0.0)
        pitch = min((room.right - left) / count, self._widest())
        if pitch < NARROWEST:
            raise NoRoomError(f"{count} bars do not fit side by side.")
        floor = room.bottom + (NAME_ROOM if self.state.named else px(4)) + self._under
        over = any(
            each.state.digits is not None or each.state.label or each.state.guide_label
            for each in self._family
        )
        ceiling = room.top - (VALUE_ROOM if over else px(22) if ticks else 0.0)
        if any(
            each.state.digits is not None and each.state.label and each.state.even is None
            for each in self._family
        ):
            ceiling -= LABEL_ROOM
        if ceiling - floor < SHORTEST:
            raise NoRoomError("the bars have no height left.")
        start = (left + room.right - pitch * count) / 2
        frame = Frame(start, floor, start + pitch * count, ceiling)
        return BarPlan(frame, pitch, self.state.span, self.state.log, "up")

    @property
    def _under(self) -> float:
        """The room below bars that lead down for their numbers."""
        negative = any(
            each.state.span[0] < 0 and each.state.digits is not None for each in self._family
        )
        return VALUE_ROOM if negative else 0.0

    def _widest(self) -> float:
        """The largest pitch of bars that lead up: wider where names or numbers need it."""
        least = (WIDEST_PAIR if self.state.before else WIDEST) / 0.72
        if self.state.even is not None:
            return least
        names = [
            width_of(name, Type.LABEL) / 0.96 for name in self.state.numbers if self.state.named
        ]
        numbers = [
            width_of(shown(self._spec(), value), Type.LABEL_STRONG) / self._number_share(name)
            for name, value in self.state.numbers.items()
            if self.state.digits is not None
        ]
        return max([least, *names, *numbers]) * 1.001

    def _number_share(self, name: str) -> float:
        """The share of its pitch that a bar's number may take."""
        return 0.62 if name in self.state.before else 1.0

    def _rightward(self, room: Frame) -> BarPlan:
        """The plan of bars that lead to the right."""
        count = len(self.state.heights())
        names = self.state.numbers if self.state.named else ()
        beside = max((width_of(name, Type.LABEL) for name in names), default=0.0)
        numbers = max(each._number_width for each in self._family)
        value_room = numbers + GAP if numbers else 0.0
        low = min(each.state.span[0] for each in self._family)
        left = room.left + (beside + GAP if self.state.named else 0.0) + value_room * (low < 0)
        above = NAME_ROOM if any(each.state.guide_label for each in self._family) else 0.0
        below = NAME_ROOM if any(each.state.ticks for each in self._family) else 0.0
        high = room.height - above - below
        pitch = min(high / count, THICKEST / 0.72)
        if pitch < (ROW if self.state.named else NARROWEST):
            raise NoRoomError(f"{count} bars do not fit above one another.")
        full = room.right - left
        right = left + min(
            full - value_room, *(each._length_for_label(full) for each in self._family)
        )
        if right - left < px(120):
            raise NoRoomError("the bars have no length left.")
        start = (room.top - above + room.bottom + below + pitch * count) / 2
        return BarPlan(
            Frame(left, start - pitch * count, right, start),
            pitch,
            self.state.span,
            self.state.log,
            "right",
        )

    @property
    def _number_width(self) -> float:
        """The width of the widest number; 0 where none is shown."""
        if self.state.digits is None or self.state.even is not None:
            return 0.0
        spec = self._spec()
        widths = (
            width_of(shown(spec, value), Type.LABEL_STRONG) for _, value, _ in self.state.heights()
        )
        return max(widths, default=0.0)

    def _length_for_label(self, room: float) -> float:
        """The length of the scale at which the label has room at the end of the marked bar."""
        marked = [height for _, height, is_marked in self.state.heights() if is_marked]
        share = (
            share_of(marked[0], self.state.span, self.state.log)
            if marked and self.state.label
            else 0.0
        )
        if share <= 0 or not self.state.label:
            return room
        tail = width_of(self.state.label, Type.LABEL_STRONG) + self._number_width + 2 * ASIDE
        return (room - tail) / share

    def _bars(
        self, name: str, height: float, look: Look, at: int, plan: BarPlan
    ) -> Iterator[Element]:
        """The bar of a name, and the hollow one of its earlier number."""
        share = 0.36 if len(self.state.heights()) <= 40 else 0.32
        if name in self.state.before:
            frame = plan.bar(at, (-share, 0.0), self.state.before[name])
            hollow = plan.rounded(frame)
            yield Element(f"before/{name}", hollow, BEFORE, birth=hollow)
        sides = (NEXT, share) if name in self.state.before else (-share, share)
        form = plan.rounded(plan.bar(at, sides, height))
        yield Element(f"bar/{name}", form, look, birth=plan.flat(at, sides))

    def _words(self, name: str, height: float, at: int, plan: BarPlan) -> Iterator[Element]:
        """The name of a bar and its number."""
        if self.state.named:
            yield self._name(name, at, plan)
        if self.state.digits is None:
            return
        number = self._reading(name, height, at, plan)
        room = plan.pitch * self._number_share(name)
        if plan.direction == "up" and width_of(number.words.text, Type.LABEL_STRONG) > room:
            raise NoRoomError(f"{number.words.text!r} is wider than its bar's place.")
        birth = self._reading(name, plan.base, at, plan)
        yield Element(f"value/{name}", number, INK, "number", birth)

    def _reading(self, name: str, height: float, at: int, plan: BarPlan) -> Number:
        """The number of a bar of some height, at the end of the bar."""
        share = 0.19 if name in self.state.before else 0.0
        spec = self._spec()
        x, y = plan.point(plan.across(at) + share * plan.pitch, height)
        anchor: Anchor = "center"
        away = -1 if height < 0 else 1
        if plan.direction == "right":
            x, anchor = self._beyond_guide(x, away, height, plan), "left" if away > 0 else "right"
            y = plan.across(at)
        else:
            y = self._clear_of_guide(y + away * px(36), plan)
            if name in self.state.before:  # a wide number leaves the earlier bar free
                half = width_of(shown(spec, height), Type.LABEL_STRONG) / 2
                x = max(x, plan.across(at) + NEXT * plan.pitch + half)
        return Number(height, spec, Type.LABEL_STRONG, (x, y), anchor)

    def _beyond_guide(self, x: float, away: int, height: float, plan: BarPlan) -> float:
        """The near end of a number beside a bar that ends at `x`: beyond the guide where the guide
        would cross it."""
        near = x + away * ASIDE
        if self.state.guide is None:
            return near
        guide = plan.line(self.state.guide).points[0][0]
        far = near + away * width_of(shown(self._spec(), height), Type.LABEL_STRONG)
        low, high = sorted((near, far))
        return guide + away * ASIDE if low - ASIDE < guide < high + ASIDE else near

    def _clear_of_guide(self, y: float, plan: BarPlan) -> float:
        """The height of a number, above the guide where the guide would cross it."""
        if self.state.guide is None:
            return y
        guide = plan.line(self.state.guide).points[0][1]
        return max(y, guide + px(36)) if abs(y - guide) < px(36) else y

    def _name(self, name: str, at: int, plan: BarPlan) -> Element:
        """The name of a bar, beside or below it."""
        key, place = f"name/{name}", plan.across(at)
        if plan.direction == "right":
            return words(key, name, Type.LABEL, (plan.frame.left - self._margin(), place), "right")
        style = fitted(name, Type.LABEL, plan.pitch * 0.96, NAME_ROOM)
        return words(key, name, style, (place, plan.frame.bottom - px(40) - self._under))

    def _margin(self) -> float:
        """Between the names of bars that lead right and the plot."""
        negative = [each._number_width for each in self._family if each.state.span[0] < 0]
        widest = max(negative, default=0.0)
        return widest + 2 * GAP if widest else GAP

    def _ticks(self, plan: BarPlan) -> Iterator[Element]:
        lines = {tick: plan.line(tick) for tick in self.state.ticks}
        if plan.direction == "up":
            places = [(line.points[0][1], DIGITS) for line in lines.values()]
        else:
            places = [
                (line.points[0][0], width_of(tick_text(tick), Type.LABEL) + px(16))
                for tick, line in lines.items()
            ]
        check_apart("scale", places)
        for tick, line in lines.items():
            yield Element(f"tick/{tick:g}", line, GRID, "decor")
            x, y = line.points[0]
            if plan.direction == "up":
                place: Point = (plan.frame.left - px(16), y)
                yield words(f"number/{tick:g}", tick_text(tick), Type.LABEL, place, "right", SOFT)
            else:
                place = (x, plan.frame.bottom - px(40))
                yield words(f"number/{tick:g}", tick_text(tick), Type.LABEL, place, look=SOFT)

    def _guide(self, plan: BarPlan, room: Frame) -> Iterator[Element]:
        if self.state.guide is None:
            return
        line = plan.line(self.state.guide)
        yield Element("guide", line, GUIDE)
        if self.state.guide_label:
            yield self._guide_label(self.state.guide_label, plan, room)

    def _guide_label(self, label: str, plan: BarPlan, room: Frame) -> Element:
        """The name of the guide: above the line where bars leave room, else beside its end."""
        wide = width_of(label, Type.LABEL)
        if wide > room.width:
            raise NoRoomError(
                f"{label!r} is wider than the bars' place.",
                "Write it shorter, or give the bars more cells of the layout.",
            )
        assert self.state.guide is not None
        (left, _), (right, y) = plan.line(self.state.guide).points
        if plan.direction == "right":
            x = min(max(right, room.left + wide / 2), room.right - wide / 2)
            return words("guide_label", label, Type.LABEL, (x, y + px(40)))
        above = y + GUIDE_LABEL
        at_right, at_left = max(right, room.left + wide), min(left, room.right - wide)
        for height in (above, above + VALUE_ROOM):  # the higher one is above numbers at the line
            if self._free((at_right - wide, at_right), height, plan):
                return words("guide_label", label, Type.LABEL, (at_right, height), "right")
            if self._free((at_left, at_left + wide), height, plan):
                return words("guide_label", label, Type.LABEL, (at_left, height), "left")
        x = min(right + GAP, room.right - wide)
        return words("guide_label", label, Type.LABEL, (x, y), "left")

    def _free(self, sides: tuple[float, float], y: float, plan: BarPlan) -> bool:
        """Whether words at a height, between two sides, are clear of bars and their numbers."""
        for at, (name, height, _) in enumerate(self.state.heights()):
            top = max(height, self.state.before.get(name, height))
            x = plan.across(at)
            half = 0.36 * plan.pitch
            if self.state.digits is not None and self.state.even is None:
                number = self._reading(name, height, at, plan).words
                half = max(half, width_of(number.text, number.style) / 2)
                if abs(number.at[1] - y) < GUIDE_LABEL and _meet(sides, x, half):
                    return False
            if plan.point(x, top)[1] > y - px(22) and _meet(sides, x, half):
                return False
        return True

    def _label_aside(self, room: Frame) -> float:
        """The room that the name of the guide needs beside bars that leave none above it."""
        if (
            not self.state.guide_label
            or self.state.guide is None
            or self.state.direction == "right"
        ):
            return 0.0
        plan = self._upward(room)
        label = self._guide_label(self.state.guide_label, plan, room).form
        assert isinstance(label, Words)
        beside = label.at[1] < plan.line(self.state.guide).points[0][1] + GUIDE_LABEL / 2
        needed = width_of(self.state.guide_label, Type.LABEL) + GAP
        return needed if beside and plan.frame.right + needed > room.right else 0.0


def _meet(sides: tuple[float, float], x: float, half: float) -> bool:
    """Whether something as wide as `half` to either side of `x` reaches between two sides."""
    return sides[0] < x + half and x - half < sides[1]
