"""`bars`: numbers as bars on a common line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, PrivateAttr, ValidationInfo, field_validator, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.pictures.elements import Element, Picture
from storyreel.pictures.forms import Number
from storyreel.pictures.kinds.bar_drawing import draw_bars
from storyreel.pictures.kinds.bar_motion import (
    entering_in_turn,
    entering_where_bars_have_left,
    number_between,
    passing_names,
    share_in_turn,
    unseen_numbers,
)
from storyreel.pictures.kinds.bar_numbers import clear_of_guides, number_of, summing
from storyreel.pictures.kinds.chart import Ticks
from storyreel.pictures.kinds.fields import Count, Quantity, Text, whole
from storyreel.pictures.kinds.kind import Kind, whole_ends
from storyreel.storyboard.values import mistake

PITCH = px(80)
"""The usual pitch of bars that lead to the right."""

AGREEMENT = 0.02
"""Share of the scale by which a number may differ from the height of its bar."""


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
            raise mistake("needs either `values` or `even`.", "Write one of the two.", "even")
        names = ", ".join(self.numbers)
        if self.even is None and self.mark is not None and str(self.mark) not in self.numbers:
            raise mistake(
                f"marks {self.mark!r}, but has only the bars {names}.", "Mark one of them.", "mark"
            )
        if self.even is not None and not (
            self.mark is None or (isinstance(self.mark, int) and 1 <= self.mark <= self.even)
        ):
            raise mistake(f"marks {self.mark!r}.", f"Write a place from 1 to {self.even}.", "mark")
        stray = [name for name in self.before if name not in self.numbers]
        if stray:
            raise mistake(
                f"has {stray[0]!r} in `before` alone.", f"The bars are {names}.", "before", stray[0]
            )
        return self

    @model_validator(mode="after")
    def _scale_consistent(self) -> BarsState:
        if self.log and (self.bottom is None or self.bottom <= 0):
            raise mistake(
                "has a logarithmic scale without a lower end.", "Add `bottom:` above 0.", "bottom"
            )
        low, high = self.span
        if not low < high:
            raise mistake(f"its scale goes from {low:g} to {high:g}.", "Correct `bottom` or `top`.")
        for number, at in self._written():
            if number > high or (number < low and not (self.log and number == 0)):
                what = f"{number:g} is not on its scale, which goes from {low:g} to {high:g}."
                remedy = "Give `bottom` and `top` that hold all bars, or leave them out."
                raise mistake(what, remedy, *at)
        outside = [tick for tick in self.ticks if not low <= tick <= high]
        if outside:
            raise mistake(
                f"the tick {outside[0]:g} is not on its scale.",
                f"Write ticks from {low:g} to {high:g}, or give `top`.",
                "ticks",
                self.ticks.index(outside[0]),
            )
        if self.guide_label and self.guide is None:
            raise mistake("names a guide that it does not have.", "Add `guide:`.", "guide_label")
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
    def numbered(self) -> bool:
        """Whether numbers are at the ends of bars."""
        return self.even is None and self.digits is not None

    @property
    def spec(self) -> str:
        """How numbers are written."""
        return f"{{:,.{self.digits or 0}{'%' if self.percent else 'f'}}}"

    @property
    def span(self) -> tuple[float, float]:
        """The numbers at the lower and the upper end of the scale."""
        told = self._told
        low = self.bottom if self.bottom is not None else min(0.0, *told)
        high = self.top if self.top is not None else max(told)
        return low, high if high > low or self.top is not None else low + 1.0

    @property
    def _told(self) -> list[float]:
        """All numbers that bars and the guide show."""
        return [number for number, _ in self._written()]

    def _written(self) -> Iterator[tuple[float, tuple[str | int, ...]]]:
        """Every number that bars and the guide show, and where it is written."""
        if isinstance(self.values, dict):
            yield from ((number, ("values", name)) for name, number in self.values.items())
        else:
            yield from ((number, ("values", at)) for at, number in enumerate(self.values))
        if self.even is not None:
            heights = dict.fromkeys(height for _, height, _ in self.heights())
            yield from (
                (height, ("level" if height == self.level else "marked",)) for height in heights
            )
        yield from ((number, ("before", name)) for name, number in self.before.items())
        if self.guide is not None:
            yield self.guide, ("guide",)

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
    def family(self) -> tuple[BarsState, ...]:
        """All states of the thing in its clip, or this one alone."""
        return self._family or (self,)

    def between(self, other: Kind, share: float) -> Kind | None:
        """Bars change one after another where they sweep; with numbers, they change as a state
        where one crosses zero, so that its number keeps beyond its end. All else is the same, and
        shares of a whole change together, so that they keep their sum."""
        if not isinstance(other, BarsState) or (self._whole and other._whole):
            return None
        if other.sweep is None and not self._crosses_zero(other):
            return None
        if self.model_copy(update={"values": other.values, "sweep": other.sweep}) != other:
            return None
        if list(self.numbers) != list(other.numbers):
            return None
        lowest = self.bottom if self.log else None
        pairs = zip(self.numbers.values(), other.numbers.values(), strict=True)
        mixed = []
        for at, (start, stop) in enumerate(pairs):
            own = share_in_turn(at, len(self.numbers), share, other.sweep)
            mixed.append(number_between(start, stop, own, lowest))
        values = dict(zip(other.numbers, mixed, strict=True)) if other.named else tuple(mixed)
        return other.model_copy(update={"values": values})

    def _crosses_zero(self, other: BarsState) -> bool:
        """Whether a bar with a number leads the other way in another picture."""
        ends = ((self.numbers.get(name, value), value) for name, value in other.numbers.items())
        return other.digits is not None and any(start * stop < 0 for start, stop in ends)

    def change_from(
        self, earlier: Kind | None, before: Picture, after: Picture
    ) -> tuple[Picture, Picture]:
        """Bars enter one after another, each with its number; a number of a bar that was there
        counts along with it. No name of a bar passes over another one, and no new bar enters where
        another one still is."""
        if isinstance(earlier, BarsState):
            before = (*before, *unseen_numbers(earlier, self, before, after))
            orders = tuple(earlier.numbers), tuple(self.numbers)
            before, after = passing_names(*orders, before, after)
        after = entering_in_turn(tuple(self.numbers), before, after)
        return before, entering_where_bars_have_left(self.direction, before, after)

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
        true = tuple(e for e in picture if (n := number_of(e)) is None or self._off(n) <= limit)
        kept = clear_of_guides(true)
        if not (isinstance(earlier, BarsState) and earlier._whole and self._whole):
            return kept
        return summing(kept, self._places)

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

    @property
    def usual(self) -> tuple[float, float] | None:
        if self.direction == "up":
            return px(760), px(400)
        return px(640), PITCH * max(len(self.heights()), 1)

    def draw(self, room: Frame) -> Iterator[Element]:
        return draw_bars(self, room)
