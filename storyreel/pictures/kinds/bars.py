"""`bars`: numbers as bars on a common line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, PrivateAttr, ValidationInfo, field_validator, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, Picture, color
from storyreel.pictures.forms import (
    Anchor,
    Number,
    Point,
    Polyline,
    Rect,
    Words,
    between,
    shown,
)
from storyreel.pictures.kinds.chart import (
    DIGITS,
    GRID,
    Ticks,
    check_apart,
    share_of,
    tick_text,
)
from storyreel.pictures.kinds.curve import GUIDE
from storyreel.pictures.kinds.kind import (
    INK,
    SOFT,
    Count,
    Kind,
    NoRoomError,
    Quantity,
    Text,
    fitted,
    whole,
    whole_ends,
    width_of,
    words,
)
from storyreel.storyboard.model import mistake

BAR = Look(fill=color(Color.NAVY))
MARKED = Look(fill=color(Color.GOLD))
BEFORE = Look(fill=color(Color.CELL), stroke=color(Color.LINE), width=Weight.HAIRLINE)
HOLLOW = Look(fill=color(Color.PEARL), stroke=color(Color.NAVY), width=Weight.STRONG)
LINE = Look(stroke=color(Color.LINE), width=Weight.LINE)
WIDEST = px(150)
WIDEST_PAIR = px(220)
THICKEST = px(96)
"""Pitch of bars that lead to the right."""

NAME_ROOM = px(70)
VALUE_ROOM = px(60)
ROW = px(58)
"""The least pitch of bars with a name beside them."""

NARROWEST = px(3)
NEXT = 0.03
"""Where a bar beside its earlier one begins, in pitches from their middle."""

SHORTEST = px(60)
GAP = px(22)

GUIDE_LABEL = px(36)
"""From a guide to its name above it."""

AGREEMENT = 0.02
"""Share of the scale by which a number may differ from the height of its bar."""

LABEL_ROOM = px(46)
"""From a number above a bar to the label above it."""

ASIDE = px(14)
"""From the end of a bar that leads right, or from a guide, to a number."""

CLOSE = px(12)
"""From so near on, a number fades while a guide passes it."""

LENGTH = 0.6
"""Share of the time in which bars enter one after another that each of them takes."""


class BarsState(Kind):
    """Bars side by side, named or not; negative ones lead the other way. `even` draws so many equal
    bars: an even guess. `before` sets a hollow bar beside each, for two values of one thing. With
    `sweep`, bars change one after another."""

    name: ClassVar[str] = "bars"
    example: ClassVar[str] = (
        "{values: {seal: 0.24, bearing: 0.20, sensor: 0.11}, digits: 2, mark: seal}"
    )

    values: dict[Text, Quantity] | tuple[Quantity, ...] = Field(
        default={}, max_length=120, description="A number for each name, or numbers alone."
    )
    before: dict[Text, Quantity] = Field(
        default={}, max_length=40, description="Earlier numbers of the same names: hollow bars."
    )
    even: Annotated[Count | None, Field(ge=2, le=400, description="So many equal bars.")] = None
    level: Annotated[Quantity, Field(description="The height of the equal bars.")] = 1.0
    mark: Annotated[Text | int | None, Field(description="The bar in gold: a name or a place.")] = (
        None
    )
    marked: Annotated[
        Quantity | None, Field(description="With `even`: the height of the marked bar.")
    ] = None
    direction: Annotated[Literal["up", "right"], Field(description="Where the bars lead.")] = "up"
    top: Annotated[Quantity | None, Field(description="The number at full height.")] = None
    bottom: Annotated[
        Quantity | None, Field(description="The number at the lower end; needed with `log`.")
    ] = None
    log: Annotated[bool, Field(description="A logarithmic scale.")] = False
    ticks: Annotated[Ticks, Field(description="Numbers at the scale.")] = ()
    digits: Annotated[
        Count | None, Field(ge=0, le=6, description="Show the numbers with so many digits.")
    ] = None
    percent: Annotated[bool, Field(description="Show the numbers in per cent.")] = False
    label: Annotated[Text | None, Field(max_length=32, description="A word at the marked bar.")] = (
        None
    )
    guide: Annotated[
        Quantity | None, Field(description="A dashed line at this number; a curve takes it over.")
    ] = None
    guide_label: Annotated[Text | None, Field(max_length=24, description="Its name.")] = None
    solid_above: Annotated[
        Quantity | None, Field(description="Bars whose number is not above this one are hollow.")
    ] = None
    sweep: Annotated[
        Literal["left", "right"] | None,
        Field(description="Numbers change bar by bar, in this direction."),
    ] = None

    _family: tuple[BarsState, ...] = PrivateAttr(default=())
    """All states of the thing in its clip, for which it leaves room."""

    @field_validator("mark", mode="before")
    @classmethod
    def _place(cls, value: Any, info: ValidationInfo) -> Any:
        """A place among equal bars may be a fact; the name of a bar is one of `values`."""
        return value if info.data.get("even") is None else whole(value, info)

    @model_validator(mode="after")
    def _consistent(self) -> BarsState:
        if bool(self.values) == (self.even is not None):
            raise mistake("needs either `values` or `even`.", "Write one of the two.")
        names = ", ".join(self.numbers)
        if self.even is None and self.mark is not None and str(self.mark) not in self.numbers:
            raise mistake(
                f"marks {self.mark!r}, but has only the bars {names}.", "Mark one of them."
            )
        if self.even is not None and not (
            self.mark is None or (isinstance(self.mark, int) and 1 <= self.mark <= self.even)
        ):
            raise mistake(f"marks {self.mark!r}.", f"Write a place from 1 to {self.even}.")
        stray = [name for name in self.before if name not in self.numbers]
        if stray:
            raise mistake(f"has {stray[0]!r} in `before` alone.", f"The bars are {names}.")
        return self

    @model_validator(mode="after")
    def _scale_consistent(self) -> BarsState:
        if self.log and (self.bottom is None or self.bottom <= 0):
            raise mistake("has a logarithmic scale without a lower end.", "Add `bottom:` above 0.")
        low, high = self.span
        if not low < high:
            raise mistake(f"its scale goes from {low:g} to {high:g}.", "Correct `bottom` or `top`.")
        outside = [tick for tick in self.ticks if not low <= tick <= high]
        if outside:
            raise mistake(
                f"the tick {outside[0]:g} is not on its scale.",
                f"Write ticks from {low:g} to {high:g}, or give `top`.",
            )
        if self.guide_label and self.guide is None:
            raise mistake("names a guide that it does not have.", "Add `guide:`.")
        return self

    @property
    def numbers(self) -> dict[str, float]:
        """The numbers by name; those without names by their places."""
        if isinstance(self.values, dict):
            return self.values
        return {str(place): value for place, value in enumerate(self.values, 1)}

    @property
    def named(self) -> bool:
        """Whether names are beside the bars."""
        return self.even is None and isinstance(self.values, dict)

    @property
    def span(self) -> tuple[float, float]:
        """The numbers at the lower and the upper end of the scale."""
        told = [height for _, height, _ in self.heights()] + list(self.before.values())
        if self.guide is not None:
            told.append(self.guide)
        low = self.bottom if self.bottom is not None else min(0.0, *told)
        high = self.top if self.top is not None else max(told)
        return low, high if high > low or self.top is not None else low + 1.0

    def heights(self) -> list[tuple[str, float, bool]]:
        """Key, height and mark of each bar."""
        if self.even is None:
            mark = str(self.mark)
            return [(name, value, name == mark) for name, value in self.numbers.items()]
        return [
            (
                str(place),
                self.marked if place == self.mark and self.marked is not None else self.level,
                place == self.mark,
            )
            for place in range(1, self.even + 1)
        ]

    def steadied(self, states: Sequence[Kind]) -> Kind:
        """The same with the room that numbers and labels of all states of the thing need, so that
        bars keep their scale when these appear or vanish."""
        steady = self.model_copy()
        steady._family = tuple(
            each
            for each in states
            if isinstance(each, BarsState) and each.direction == self.direction
        )
        return steady

    @property
    def _states(self) -> tuple[BarsState, ...]:
        return self._family or (self,)

    def between(self, other: Kind, share: float) -> Kind | None:
        """Bars change one after another, as long as all else is the same; shares of a whole change
        together, so that they keep their sum."""
        if not isinstance(other, BarsState) or other.sweep is None:
            return None
        if self._whole and other._whole:
            return None
        if self.model_copy(update={"values": other.values, "sweep": other.sweep}) != other:
            return None
        pairs = [(self.numbers.get(name), value) for name, value in other.numbers.items()]
        count = len(pairs)
        mixed = []
        for at, (start, stop) in enumerate(pairs):
            if start is None or len(self.numbers) != count:
                return None
            place = at if other.sweep == "right" else count - 1 - at
            own = min(max(share * count - place, 0.0), 1.0)
            mixed.append(self._number_between(start, stop, own))
        values = dict(zip(other.numbers, mixed, strict=True)) if other.named else tuple(mixed)
        return other.model_copy(update={"values": values})

    def change_from(
        self, earlier: Kind | None, before: Picture, after: Picture
    ) -> tuple[Picture, Picture]:
        """Bars enter one after another, each with its number; a number of a bar that was there
        counts along with it."""
        known = {element.key for element in before}
        order = {name: place for place, name in enumerate(self.numbers)}
        steps = max(len(order) - 1, 1)

        def timed(element: Element) -> Element:
            family, _, name = element.key.partition("/")
            if element.key in known or family not in ("bar", "value") or name not in order:
                return element
            begin = (1 - LENGTH) * order[name] / steps
            return replace(element, span=(begin, begin + LENGTH))

        if isinstance(earlier, BarsState):
            before = (*before, *_unseen(earlier, self, before, after))
            known = {element.key for element in before}
        return before, tuple(timed(element) for element in after)

    def counting(self, earlier: Kind | None) -> tuple[float, float] | None:
        """The numbers of the bar that changes, where it is the only one."""
        name = self._changing(earlier)
        if name is None or self.percent or self.digits:
            return None
        assert isinstance(earlier, BarsState)
        return whole_ends(earlier.numbers[name], self.numbers[name])

    def _changing(self, earlier: Kind | None) -> str | None:
        """The only bar whose number changes; None where several change, or none."""
        if not isinstance(earlier, BarsState) or earlier.numbers.keys() != self.numbers.keys():
            return None
        changed = [n for n, value in self.numbers.items() if earlier.numbers[n] != value]
        return changed[0] if len(changed) == 1 else None

    def at_count(self, earlier: Kind | None, number: int) -> Kind:
        name = self._changing(earlier)
        numbers = {n: float(number) if n == name else v for n, v in self.numbers.items()}
        values = numbers if self.named else tuple(numbers.values())
        return self.model_copy(update={"values": values})

    def agreeing(self, earlier: Kind | None, picture: Picture) -> Picture:
        """Numbers show only while they say how high their bars are and no guide passes them, and
        those of shares of a whole sum to it."""
        low, high = self.span
        limit = AGREEMENT * (high - low)
        true = tuple(e for e in picture if (n := _number(e)) is None or self._off(n) <= limit)
        kept = _clear_of_guides(true)
        if not (isinstance(earlier, BarsState) and earlier._whole and self._whole):
            return kept
        return _summing(kept, self._places)

    @property
    def _places(self) -> int:
        """The digits to which numbers are rounded."""
        return (self.digits or 0) + (2 if self.percent else 0)

    def _off(self, number: Number) -> float:
        """How far a number as it is shown is from its value."""
        return abs(round(number.value, self._places) - number.value)

    @property
    def _whole(self) -> bool:
        """Whether the numbers are shares that sum to a whole as they are shown."""
        if not self.percent or self.digits is None:
            return False
        unit: int = 10**self._places
        return sum(round(value * unit) for value in self.numbers.values()) == unit

    def _number_between(self, start: float, stop: float, share: float) -> float:
        """The number at a share of the way between two, in steps of the scale."""
        if not self.log or self.bottom is None:
            return between(start, stop, share)
        start, stop = max(start, self.bottom), max(stop, self.bottom)
        return stop if share >= 1 else start * (stop / start) ** share

    def draw(self, room: Frame) -> Iterator[Element]:
        aside = max(state._label_aside(room) for state in self._states)
        place = Frame(room.left, room.bottom, room.right - aside, room.top)
        plan = self._upward(place) if self.direction == "up" else self._rightward(place)
        yield from self._ticks(plan)
        yield Element("floor", plan.line(plan.base), LINE, "decor")
        for at, (name, height, is_marked) in enumerate(self.heights()):
            yield from self._bars(name, height, self._look(height, is_marked), at, plan)
            if self.even is None and (self.named or self.digits is not None):
                yield from self._words(name, height, at, plan)
            if self.label and is_marked:
                yield self._label(self.label, name, at, plan, room)
        yield from self._guide(plan, room)

    def _label(self, label: str, name: str, at: int, plan: _Plan, room: Frame) -> Element:
        """The label of the marked bar, at its end and after its number."""
        height = dict((key, value) for key, value, _ in self.heights())[name]
        x, y = plan.point(plan.across(at), height)
        if plan.direction == "right":
            after = self._reading(name, height, at, plan).words if self.digits is not None else None
            x = (after.at[0] + width_of(after.text, after.style) if after else x) + ASIDE
            return words("label", label, Type.LABEL_STRONG, (x, y), "left")
        half = width_of(label, Type.LABEL_STRONG) / 2
        x = min(max(x, room.left + half), room.right - half)
        if self.even is None and self.digits is not None:
            y += LABEL_ROOM
        for other, (_, value, _) in enumerate(self.heights()):
            beside = abs(plan.across(other) - x) < half + 0.36 * plan.pitch
            if other != at and beside and plan.point(0.0, value)[1] > y + px(16):
                raise NoRoomError(
                    f"{label!r} at the bar {name!r} is drawn over the bar beside it.",
                    "Write it shorter, or let the bars lead to the right (`direction: right`).",
                )
        return words("label", label, Type.LABEL_STRONG, (x, y + px(40)))

    def _look(self, height: float, is_marked: bool) -> Look:
        """The look of a bar: gold, solid, or hollow."""
        if self.solid_above is not None and height <= self.solid_above:
            return replace(HOLLOW, stroke=MARKED.fill) if is_marked else HOLLOW
        return MARKED if is_marked else BAR

    def _spec(self) -> str:
        return f"{{:.{self.digits or 0}{'%' if self.percent else 'f'}}}"

    def _upward(self, room: Frame) -> _Plan:
        """The plan of bars that lead up."""
        count = len(self.heights())
        ticks = [tick for state in self._states for tick in state.ticks]
        numbers = max((width_of(tick_text(tick), Type.LABEL) for tick in ticks), default=0.0)
        left = room.left + (numbers + GAP if ticks else 0.0)
        pitch = min((room.right - left) / count, self._widest())
        if pitch < NARROWEST:
            raise NoRoomError(f"{count} bars need {count * NARROWEST / px(1):.0f} px of width.")
        floor = room.bottom + (NAME_ROOM if self.named else px(4)) + self._under
        over = any(s.digits is not None or s.label or s.guide_label for s in self._states)
        ceiling = room.top - (VALUE_ROOM if over else px(22) if ticks else 0.0)
        if any(s.digits is not None and s.label and s.even is None for s in self._states):
            ceiling -= LABEL_ROOM
        if ceiling - floor < SHORTEST:
            raise NoRoomError("the bars have no height left.")
        start = (left + room.right - pitch * count) / 2
        frame = Frame(start, floor, start + pitch * count, ceiling)
        return _Plan(frame, pitch, self.span, self.log, "up")

    @property
    def _under(self) -> float:
        """The room below bars that lead down for their numbers."""
        negative = any(s.span[0] < 0 and s.digits is not None for s in self._states)
        return VALUE_ROOM if negative else 0.0

    def _widest(self) -> float:
        """The largest pitch of bars that lead up: wider where names or numbers need it."""
        least = (WIDEST_PAIR if self.before else WIDEST) / 0.72
        if self.even is not None:
            return least
        names = [width_of(name, Type.LABEL) / 0.96 for name in self.numbers if self.named]
        numbers = [
            width_of(shown(self._spec(), value), Type.LABEL_STRONG) / self._number_share(name)
            for name, value in self.numbers.items()
            if self.digits is not None
        ]
        return max([least, *names, *numbers]) * 1.001

    def _number_share(self, name: str) -> float:
        """The share of its pitch that a bar's number may take."""
        return 0.62 if name in self.before else 1.0

    def _rightward(self, room: Frame) -> _Plan:
        """The plan of bars that lead to the right."""
        count = len(self.heights())
        names = self.numbers if self.named else ()
        beside = max((width_of(name, Type.LABEL) for name in names), default=0.0)
        numbers = max(state._number_width for state in self._states)
        value_room = numbers + GAP if numbers else 0.0
        low = min(state.span[0] for state in self._states)
        left = room.left + (beside + GAP if self.named else 0.0) + value_room * (low < 0)
        above = NAME_ROOM if any(state.guide_label for state in self._states) else 0.0
        below = NAME_ROOM if any(state.ticks for state in self._states) else 0.0
        high = room.height - above - below
        pitch = min(high / count, THICKEST / 0.72)
        if pitch < (ROW if self.named else NARROWEST):
            raise NoRoomError(
                f"{count} bars need {count * ROW / px(1) + (above + below) / px(1):.0f} px "
                "of height."
            )
        full = room.right - left
        right = left + min(full - value_room, *(s._length_for_label(full) for s in self._states))
        if right - left < px(120):
            raise NoRoomError("the bars have no length left.")
        start = (room.top - above + room.bottom + below + pitch * count) / 2
        return _Plan(
            Frame(left, start - pitch * count, right, start), pitch, self.span, self.log, "right"
        )

    @property
    def _number_width(self) -> float:
        """The width of the widest number; 0 where none is shown."""
        if self.digits is None or self.even is not None:
            return 0.0
        spec = self._spec()
        widths = (width_of(shown(spec, value), Type.LABEL_STRONG) for _, value, _ in self.heights())
        return max(widths, default=0.0)

    def _length_for_label(self, room: float) -> float:
        """The length of the scale at which the label has room at the end of the marked bar."""
        marked = [height for _, height, is_marked in self.heights() if is_marked]
        share = share_of(marked[0], self.span, self.log) if marked and self.label else 0.0
        if share <= 0 or not self.label:
            return room
        tail = width_of(self.label, Type.LABEL_STRONG) + self._number_width + 2 * ASIDE
        return (room - tail) / share

    def _bars(
        self, name: str, height: float, look: Look, at: int, plan: _Plan
    ) -> Iterator[Element]:
        """The bar of a name, and the hollow one of its earlier number."""
        share = 0.36 if len(self.heights()) <= 40 else 0.32
        if name in self.before:
            frame = plan.bar(at, (-share, 0.0), self.before[name])
            hollow = plan.rounded(frame)
            yield Element(f"before/{name}", hollow, BEFORE, birth=hollow)
        sides = (NEXT, share) if name in self.before else (-share, share)
        form = plan.rounded(plan.bar(at, sides, height))
        yield Element(f"bar/{name}", form, look, birth=plan.flat(at, sides))

    def _words(self, name: str, height: float, at: int, plan: _Plan) -> Iterator[Element]:
        """The name of a bar and its number."""
        if self.named:
            yield self._name(name, at, plan)
        if self.digits is None:
            return
        number = self._reading(name, height, at, plan)
        room = plan.pitch * self._number_share(name)
        if plan.direction == "up" and width_of(number.words.text, Type.LABEL_STRONG) > room:
            raise NoRoomError(f"{number.words.text!r} is wider than its bar's place.")
        birth = self._reading(name, plan.base, at, plan)
        yield Element(f"value/{name}", number, INK, "number", birth)

    def _reading(self, name: str, height: float, at: int, plan: _Plan) -> Number:
        """The number of a bar of some height, at the end of the bar."""
        share = 0.19 if name in self.before else 0.0
        spec = self._spec()
        x, y = plan.point(plan.across(at) + share * plan.pitch, height)
        anchor: Anchor = "center"
        away = -1 if height < 0 else 1
        if plan.direction == "right":
            x, anchor = self._beyond_guide(x, away, height, plan), "left" if away > 0 else "right"
            y = plan.across(at)
        else:
            y = self._clear_of_guide(y + away * px(36), plan)
            if name in self.before:  # a wide number leaves the earlier bar free
                half = width_of(shown(spec, height), Type.LABEL_STRONG) / 2
                x = max(x, plan.across(at) + NEXT * plan.pitch + half)
        return Number(height, spec, Type.LABEL_STRONG, (x, y), anchor)

    def _beyond_guide(self, x: float, away: int, height: float, plan: _Plan) -> float:
        """The near end of a number beside a bar that ends at `x`: beyond the guide where the guide
        would cross it."""
        near = x + away * ASIDE
        if self.guide is None:
            return near
        guide = plan.line(self.guide).points[0][0]
        far = near + away * width_of(shown(self._spec(), height), Type.LABEL_STRONG)
        low, high = sorted((near, far))
        return guide + away * ASIDE if low - ASIDE < guide < high + ASIDE else near

    def _clear_of_guide(self, y: float, plan: _Plan) -> float:
        """The height of a number, above the guide where the guide would cross it."""
        if self.guide is None:
            return y
        guide = plan.line(self.guide).points[0][1]
        return max(y, guide + px(36)) if abs(y - guide) < px(36) else y

    def _name(self, name: str, at: int, plan: _Plan) -> Element:
        """The name of a bar, beside or below it."""
        key, place = f"name/{name}", plan.across(at)
        if plan.direction == "right":
            return words(key, name, Type.LABEL, (plan.frame.left - self._margin(), place), "right")
        style = fitted(name, Type.LABEL, plan.pitch * 0.96, NAME_ROOM)
        return words(key, name, style, (place, plan.frame.bottom - px(40) - self._under))

    def _margin(self) -> float:
        """Between the names of bars that lead right and the plot."""
        negative = [state._number_width for state in self._states if state.span[0] < 0]
        widest = max(negative, default=0.0)
        return widest + 2 * GAP if widest else GAP

    def _ticks(self, plan: _Plan) -> Iterator[Element]:
        lines = {tick: plan.line(tick) for tick in self.ticks}
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

    def _guide(self, plan: _Plan, room: Frame) -> Iterator[Element]:
        if self.guide is None:
            return
        line = plan.line(self.guide)
        yield Element("guide", line, GUIDE)
        if self.guide_label:
            yield self._guide_label(self.guide_label, plan, room)

    def _guide_label(self, label: str, plan: _Plan, room: Frame) -> Element:
        """The name of the guide: above the line where bars leave room, else beside its end."""
        wide = width_of(label, Type.LABEL)
        if wide > room.width:
            raise NoRoomError(
                f"{label!r} is wider than the bars' place.",
                "Write it shorter, or give the bars more cells of the layout.",
            )
        assert self.guide is not None
        (left, _), (right, y) = plan.line(self.guide).points
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

    def _free(self, sides: tuple[float, float], y: float, plan: _Plan) -> bool:
        """Whether words at a height, between two sides, are clear of bars and their numbers."""
        for at, (name, height, _) in enumerate(self.heights()):
            top = max(height, self.before.get(name, height))
            x = plan.across(at)
            half = 0.36 * plan.pitch
            if self.digits is not None and self.even is None:
                number = self._reading(name, height, at, plan).words
                half = max(half, width_of(number.text, number.style) / 2)
                if abs(number.at[1] - y) < GUIDE_LABEL and _meet(sides, x, half):
                    return False
            if plan.point(x, top)[1] > y - px(22) and _meet(sides, x, half):
                return False
        return True

    def _label_aside(self, room: Frame) -> float:
        """The room that the name of the guide needs beside bars that leave none above it."""
        if not self.guide_label or self.guide is None or self.direction == "right":
            return 0.0
        plan = self._upward(room)
        label = self._guide_label(self.guide_label, plan, room).form
        assert isinstance(label, Words)
        beside = label.at[1] < plan.line(self.guide).points[0][1] + GUIDE_LABEL / 2
        needed = width_of(self.guide_label, Type.LABEL) + GAP
        return needed if beside and plan.frame.right + needed > room.right else 0.0


def _number(element: Element) -> Number | None:
    """The number of a bar, where the element is one."""
    is_value = "/value/" in f"/{element.key}"
    return element.form if is_value and isinstance(element.form, Number) else None


def _meet(sides: tuple[float, float], x: float, half: float) -> bool:
    """Whether something as wide as `half` to either side of `x` reaches between two sides."""
    return sides[0] < x + half and x - half < sides[1]


def _unseen(earlier: BarsState, later: BarsState, before: Picture, after: Picture) -> Picture:
    """The numbers that appear at bars that were there, as they would have been before: unseen."""
    bars = {each.key: each.form for each in before}
    found = []
    for element in after:
        name = element.key.removeprefix("value/")
        bar, form = bars.get(f"bar/{name}"), element.form
        if element.key in bars or not isinstance(bar, Rect) or not isinstance(form, Number):
            continue
        x, y = form.at
        if later.direction == "right" == earlier.direction:
            x = bar.frame.right + ASIDE
        elif later.direction == earlier.direction:
            y = bar.frame.top + px(36)
        number = replace(form, value=earlier.numbers.get(name, form.value), at=(x, y))
        found.append(replace(element, form=number, look=element.look.faded(0.0)))
    return tuple(found)


def _clear_of_guides(picture: Picture) -> Picture:
    """The picture with numbers that fade while a guide passes them."""
    guides = [
        each.form
        for each in picture
        if each.key.split("/")[-1] == "guide" and isinstance(each.form, Polyline)
    ]
    if not guides:
        return picture
    ends = [point for guide in guides for point in (guide.points[0], guide.points[-1])]
    shown = []
    for element in picture:
        number = _number(element)
        clear = 1.0 if number is None else min(_clearance(number, *ends) / CLOSE, 1.0)
        if clear >= 1:
            shown.append(element)
        elif clear > 0:
            shown.append(replace(element, look=element.look.faded(clear)))
    return tuple(shown)


def _clearance(number: Number, start: Point, stop: Point) -> float:
    """How far a number is from a level or an upright line; 0 where it meets it."""
    words, (x, y) = number.words, number.at
    wide = width_of(words.text, words.style)
    left = x - {"left": 0.0, "center": wide / 2, "right": wide}[words.anchor]
    if abs(start[0] - stop[0]) < abs(start[1] - stop[1]):
        return max(left - start[0], start[0] - left - wide, 0.0)
    return max(abs(y - start[1]) - words.style.size / 3, 0.0)


def _summing(picture: Picture, places: int) -> Picture:
    """The picture with numbers rounded so that they sum to 1 as they are shown: all down, and
    those up that lose most, until the sum is right (the largest remainder method)."""
    unit: int = 10**places
    values = {each.key: n.value * unit for each in picture if (n := _number(each)) is not None}
    told = {key: int(value) for key, value in values.items()}
    by_loss = sorted(values, key=lambda key: told[key] - values[key])
    for key in by_loss[: max(unit - sum(told.values()), 0)]:
        told[key] += 1
    return tuple(
        replace(each, form=replace(each.form, value=told[each.key] / unit))
        if each.key in told and isinstance(each.form, Number)
        else each
        for each in picture
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the bars are: a frame, the distance of two bars, and the scale along them."""

    frame: Frame
    pitch: float
    span: tuple[float, float]
    log: bool
    direction: Literal["up", "right"]

    @property
    def base(self) -> float:
        """The number at which bars begin."""
        return self.span[0] if self.log else min(max(0.0, self.span[0]), self.span[1])

    def across(self, at: int) -> float:
        """The middle of a bar's place: an x, or a y from the top down."""
        if self.direction == "up":
            return self.frame.left + (at + 0.5) * self.pitch
        return self.frame.top - (at + 0.5) * self.pitch

    def point(self, across: float, value: float) -> Point:
        """A place of a number in scene units."""
        share = share_of(value, self.span, self.log)
        if self.direction == "up":
            return across, self.frame.bottom + share * self.frame.height
        return self.frame.left + share * self.frame.width, across

    def bar(self, at: int, sides: tuple[float, float], value: float) -> Frame:
        """A bar between two sides, in shares of the pitch; never so short that it vanishes."""
        turn = 1 if self.direction == "up" else -1
        edges = sorted(self.across(at) + turn * side * self.pitch for side in sides)
        (ax, ay), (bx, by) = self.point(edges[0], self.base), self.point(edges[1], value)
        if self.direction == "up":
            by = ay + max(by - ay, px(2)) if value >= self.base else by
        else:
            bx = ax + max(bx - ax, px(2)) if value >= self.base else bx
        return Frame(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def rounded(self, frame: Frame) -> Rect:
        """A bar with slightly round corners."""
        thick = frame.width if self.direction == "up" else frame.height
        return Rect(frame, min(px(8), thick / 4))

    def flat(self, at: int, sides: tuple[float, float]) -> Rect:
        """A bar before it has grown."""
        return Rect(self.bar(at, sides, self.base), 0.0)

    def line(self, value: float) -> Polyline:
        """The line across all bars at a number."""
        if self.direction == "up":
            ends = (self.frame.left, self.frame.right)
        else:
            ends = (self.frame.bottom, self.frame.top)
        return Polyline((self.point(ends[0], value), self.point(ends[1], value)))
