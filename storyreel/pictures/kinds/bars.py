"""`bars`: numbers as bars on a common line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, Picture, color
from storyreel.pictures.forms import Anchor, Number, Point, Polyline, Rect, between, shown
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

AGREEMENT = 0.02
"""Share of the scale by which a number may differ from the height of its bar."""

LATE = (0.9, 1.0)
"""Shares of a change between which a number appears whose bar is still moving until then."""

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
        appears once the bar has arrived."""
        known = {element.key for element in before}
        order = {name: place for place, name in enumerate(self.numbers)}
        steps = max(len(order) - 1, 1)

        def timed(element: Element) -> Element:
            family, _, name = element.key.partition("/")
            if element.key in known or family not in ("bar", "value") or name not in order:
                return element
            if family == "value" and f"bar/{name}" in known:
                return replace(element, span=LATE, birth=None)
            begin = (1 - LENGTH) * order[name] / steps
            return replace(element, span=(begin, begin + LENGTH))

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
        """Numbers show only while they say how high their bars are, and those of shares of a whole
        sum to it."""
        low, high = self.span
        limit = AGREEMENT * (high - low)
        kept = tuple(e for e in picture if (n := _number(e)) is None or self._off(n) <= limit)
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
        plan = self._upward(room) if self.direction == "up" else self._rightward(room)
        yield from self._ticks(plan)
        yield Element("floor", plan.line(plan.base), LINE, "decor")
        for at, (name, height, is_marked) in enumerate(self.heights()):
            yield from self._bars(name, height, self._look(height, is_marked), at, plan)
            if self.even is None and (self.named or self.digits is not None):
                yield from self._words(name, height, at, plan)
            elif self.label and is_marked:
                x, y = plan.point(plan.across(at), height)
                half = width_of(self.label, Type.LABEL_STRONG) / 2
                x = min(max(x, room.left + half), room.right - half)
                yield words("label", self.label, Type.LABEL_STRONG, (x, y + px(40)))
        yield from self._guide(plan, room)

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
        numbers = max((width_of(tick_text(tick), Type.LABEL) for tick in self.ticks), default=0.0)
        left = room.left + (numbers + GAP if self.ticks else 0.0)
        pitch = min((room.right - left) / count, self._widest())
        if pitch < NARROWEST:
            raise NoRoomError(f"{count} bars need {count * NARROWEST / px(1):.0f} px of width.")
        low, _ = self.span
        under = VALUE_ROOM if low < 0 and self.digits is not None else 0.0
        floor = room.bottom + (NAME_ROOM if self.named else px(4)) + under
        over = self.digits is not None or self.label or self.guide_label
        ceiling = room.top - (VALUE_ROOM if over else px(22) if self.ticks else 0.0)
        if ceiling - floor < SHORTEST:
            raise NoRoomError("the bars have no height left.")
        start = (left + room.right - pitch * count) / 2
        frame = Frame(start, floor, start + pitch * count, ceiling)
        return _Plan(frame, pitch, self.span, self.log, "up")

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
        spec, low = self._spec(), self.span[0]
        numbers = max(
            (width_of(shown(spec, value), Type.LABEL_STRONG) for _, value, _ in self.heights()),
            default=0.0,
        )
        value_room = numbers + GAP if self.digits is not None else 0.0
        left = room.left + (beside + GAP if self.named else 0.0) + value_room * (low < 0)
        above = NAME_ROOM if self.guide_label else 0.0
        below = NAME_ROOM if self.ticks else 0.0
        high = room.height - above - below
        pitch = min(high / count, THICKEST / 0.72)
        if pitch < (ROW if self.named else NARROWEST):
            raise NoRoomError(
                f"{count} bars need {count * ROW / px(1) + (above + below) / px(1):.0f} px "
                "of height."
            )
        right = room.right - value_room
        if right - left < px(120):
            raise NoRoomError("the bars have no length left.")
        start = (room.top - above + room.bottom + below + pitch * count) / 2
        return _Plan(
            Frame(left, start - pitch * count, right, start), pitch, self.span, self.log, "right"
        )

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
            x, anchor = x + away * px(14), "left" if away > 0 else "right"
            y = plan.across(at)
        else:
            y = self._clear_of_guide(y + away * px(36), plan)
            if name in self.before:  # a wide number leaves the earlier bar free
                half = width_of(shown(spec, height), Type.LABEL_STRONG) / 2
                x = max(x, plan.across(at) + NEXT * plan.pitch + half)
        return Number(height, spec, Type.LABEL_STRONG, (x, y), anchor)

    def _clear_of_guide(self, y: float, plan: _Plan) -> float:
        """The height of a number, above the guide where the guide would cross it."""
        if self.guide is None:
            return y
        guide = plan.line(self.guide).points[0][1]
        return max(y, guide + px(36)) if abs(y - guide) < px(36) else y

    def _above_numbers(self, place: Point, wide: float, plan: _Plan) -> float:
        """The height of words that end at a place, raised above numbers that they would meet."""
        if self.digits is None or self.even is not None:
            return place[1]
        y = place[1]
        numbers = [
            self._reading(name, height, at, plan)
            for at, (name, height, _) in enumerate(self.heights())
        ]
        for number in sorted(numbers, key=lambda number: number.at[1]):
            half = width_of(number.words.text, Type.LABEL_STRONG) / 2 + GAP / 2
            meets = place[0] - wide < number.at[0] + half and number.at[0] - half < place[0]
            if meets and abs(number.at[1] - y) < VALUE_ROOM:
                y = number.at[1] + VALUE_ROOM
        return y

    def _name(self, name: str, at: int, plan: _Plan) -> Element:
        """The name of a bar, beside or below it."""
        key, place = f"name/{name}", plan.across(at)
        if plan.direction == "right":
            return words(key, name, Type.LABEL, (plan.frame.left - self._margin(), place), "right")
        style = fitted(name, Type.LABEL, plan.pitch * 0.96, NAME_ROOM)
        under = VALUE_ROOM if self.span[0] < 0 and self.digits is not None else 0.0
        return words(key, name, style, (place, plan.frame.bottom - px(40) - under))

    def _margin(self) -> float:
        """Between the names of bars that lead right and the plot."""
        if self.span[0] >= 0 or self.digits is None:
            return GAP
        spec = self._spec()
        widest = max(width_of(shown(spec, v), Type.LABEL_STRONG) for _, v, _ in self.heights())
        return widest + 2 * GAP

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
        if not self.guide_label:
            return
        if width_of(self.guide_label, Type.LABEL) > room.width:
            raise NoRoomError(f"{self.guide_label!r} is wider than the bars' place.")
        x, y = line.points[1]
        if plan.direction == "up":
            wide = width_of(self.guide_label, Type.LABEL)
            place = (max(x, room.left + wide), y + px(36))
            place = (place[0], self._above_numbers(place, wide, plan))
            yield words("guide_label", self.guide_label, Type.LABEL, place, "right")
        else:
            half = width_of(self.guide_label, Type.LABEL) / 2
            place = (min(max(x, room.left + half), room.right - half), y + px(40))
            yield words("guide_label", self.guide_label, Type.LABEL, place)


def _number(element: Element) -> Number | None:
    """The number of a bar, where the element is one."""
    is_value = "/value/" in f"/{element.key}"
    return element.form if is_value and isinstance(element.form, Number) else None


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
