"""How a state of `bars` is drawn: the scale, the bars, their names and numbers, and the guide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Point
from storyreel.pictures.kinds.bar_guide import BarGuide, room_beside
from storyreel.pictures.kinds.bar_plan import ASIDE, LABEL_ROOM, NAME_ROOM, BarPlan, BarPlanner
from storyreel.pictures.kinds.bar_readings import NEXT, BarReadings
from storyreel.pictures.kinds.chart import DIGITS, GRID, check_apart, tick_text
from storyreel.pictures.kinds.kind import NoRoomError
from storyreel.pictures.kinds.labels import fitted, width_of, words
from storyreel.pictures.looks import INK, SOFT

if TYPE_CHECKING:
    from storyreel.pictures.kinds.bars import BarsState

BAR = Look(fill=color(Color.NAVY), lift=0.6)
MARKED = Look(fill=color(Color.GOLD), lift=0.6)
BEFORE = Look(fill=color(Color.CELL), stroke=color(Color.OUTLINE), width=Weight.HAIRLINE)
HOLLOW = Look(fill=color(Color.PEARL), stroke=color(Color.NAVY), width=Weight.STRONG)
LINE = Look(stroke=color(Color.OUTLINE), width=Weight.STRONG)


def draw_bars(state: BarsState, room: Frame) -> Iterator[Element]:
    """The elements of bars in a room."""
    aside = max(room_beside(each, room) for each in state.family)
    plan = BarPlanner(state).plan(replace(room, right=room.right - aside))
    return BarDrawing(state, plan, room).draw()


@dataclass(frozen=True, slots=True)
class BarDrawing:
    """Draws a state of `bars` as it was planned."""

    state: BarsState
    plan: BarPlan
    room: Frame

    def draw(self) -> Iterator[Element]:
        """The elements of the bars."""
        yield from self._ticks()
        yield Element("floor", self.plan.line(self.plan.base), LINE, "decor")
        for at, (name, height, is_marked) in enumerate(self.state.heights()):
            yield from self._bars(name, height, self._look(height, is_marked), at)
            if self.state.named:
                yield self._name(name, at)
            if self.state.numbered:
                yield self._number(name, height, at)
            if self.state.label and is_marked:
                yield self._label(self.state.label, name, height, at)
        yield from BarGuide(self.state, self.plan, self.room).draw()

    @property
    def _readings(self) -> BarReadings:
        return BarReadings(self.state, self.plan)

    def _label(self, label: str, name: str, height: float, at: int) -> Element:
        """The label of the marked bar, at its end and after its number."""
        plan = self.plan
        x, y = plan.point(plan.across(at), height)
        if plan.direction == "right":
            if self.state.digits is not None:
                after = self._readings.number(name, height, at).words
                x = after.at[0] + width_of(after.text, after.style)
            return words("label", label, Type.LABEL_STRONG, (x + ASIDE, y), "left")
        half = width_of(label, Type.LABEL_STRONG) / 2
        x = min(max(x, self.room.left + half), self.room.right - half)
        if self.state.numbered:
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
            return HOLLOW._replace(stroke=MARKED.fill) if is_marked else HOLLOW
        return MARKED if is_marked else BAR

    def _bars(self, name: str, height: float, look: Look, at: int) -> Iterator[Element]:
        """The bar of a name, and the hollow one of its earlier number."""
        plan = self.plan
        share = 0.36 if len(self.state.heights()) <= 40 else 0.32
        if name in self.state.before:
            frame = plan.bar(at, (-share, 0.0), self.state.before[name])
            hollow = plan.rounded(frame)
            yield Element(f"before/{name}", hollow, BEFORE, birth=hollow)
        sides = (NEXT, share) if name in self.state.before else (-share, share)
        form = plan.rounded(plan.bar(at, sides, height))
        yield Element(f"bar/{name}", form, look, birth=plan.flat(at, sides))

    def _number(self, name: str, height: float, at: int) -> Element:
        """The number of a bar, which counts up from where bars begin."""
        number = self._readings.number(name, height, at)
        room = self.plan.pitch * BarPlanner(self.state).number_share(name)
        if self.plan.direction == "up" and width_of(number.words.text, Type.LABEL_STRONG) > room:
            raise NoRoomError(f"{number.words.text!r} is wider than its bar's place.")
        birth = self._readings.number(name, self.plan.base, at)
        return Element(f"value/{name}", number, INK, "number", birth)

    def _name(self, name: str, at: int) -> Element:
        """The name of a bar, beside or below it."""
        key, plan, planner = f"name/{name}", self.plan, BarPlanner(self.state)
        place = plan.across(at)
        if plan.direction == "right":
            return words(key, name, Type.LABEL, (plan.frame.left - planner.margin, place), "right")
        style = fitted(name, Type.LABEL, plan.pitch * 0.96, NAME_ROOM)
        return words(key, name, style, (place, plan.frame.bottom - px(40) - planner.under))

    def _ticks(self) -> Iterator[Element]:
        """Lines at the numbers of the scale, with the numbers."""
        plan = self.plan
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
