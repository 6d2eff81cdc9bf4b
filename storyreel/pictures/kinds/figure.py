"""`figure`: one number, large, with its unit and a word about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar

from pydantic import Field, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, TextStyle, Type, Weight, px
from storyreel.pictures.choreography import at_pace
from storyreel.pictures.elements import Element, Look, Picture, color
from storyreel.pictures.forms import Number, Point, Polyline, shown
from storyreel.pictures.kinds.fields import Address, Count, Quantity, Text
from storyreel.pictures.kinds.kind import Kind, NoRoomError, Reading, entering, whole_ends
from storyreel.pictures.kinds.labels import CLOSE_UNITS, SMALLEST, fitted, width_of, words
from storyreel.pictures.looks import NAVY, SOFT
from storyreel.storyboard.values import mistake

LARGEST = px(300)
HEIGHT = 0.95
"""Room that a number takes, in sizes of its font."""

NOTE_ROOM = px(64)
UNIT = 0.6
UNIT_GAP = 0.16
"""Size of a unit, and its distance from the number, in sizes of the number's font."""

EARLIER = 0.55
"""Size of the number before a change, as a share of the number's."""

ARROW = 0.62
ARROW_GAP = 0.24
"""Length of the arrow between two numbers, and room at its ends, in sizes of the font."""

REST = 0.2
"""Share of its entry for which a number shows where its counting begins."""

AT_ONCE = (0.0, 0.3)
"""Shares of a change between which words about a number enter."""

SLACK = 0.05
"""How far a number may go beyond both its ends while it counts, in sizes of its font."""

CAP = 0.72
"""Height of digits in sizes of the font, to set a unit on the line of its number."""


@dataclass(frozen=True, slots=True)
class FigureMeasures:
    """Widths of what is in a figure's row, with room beside it, and the size of the number."""

    size: float
    earlier: float
    number: float
    unit: float

    @property
    def whole(self) -> float:
        """The width of the row."""
        return self.earlier + self.number + self.unit


class FigureState(Kind):
    """A number; with `before`, an arrow leads to it from an earlier one. It counts from its value
    in the picture before, or from `from`. Where things that change beside it, as dots, become as
    many as it says, it says in each frame how many they are. With `of`, it says in each frame
    where the point of a curve is: `of: chart.point` is its y, `of: chart.point.x` its x."""

    name: ClassVar[str] = "figure"
    example: ClassVar[str] = "{value: 4.605, digits: 3, note: loss}"

    value: Annotated[
        Quantity,
        Field(description="The number, a fact, or arithmetic over facts; required without `of`."),
    ] = 0.0
    of: Annotated[
        Address | None,
        Field(description="Instead of `value`: the point of a curve, which it follows."),
    ] = None
    digits: Annotated[Count, Field(ge=0, le=6, description="Digits after the point.")] = 0
    prefix: Annotated[Text | None, Field(max_length=8, description="Before the number.")] = None
    unit: Annotated[Text | None, Field(max_length=12, description="After the number.")] = None
    percent: Annotated[bool, Field(description="Show the number in per cent.")] = False
    note: Annotated[Text | None, Field(max_length=40, description="What the number is.")] = None
    before: Annotated[
        Quantity | None, Field(description="An earlier number, shown smaller with an arrow.")
    ] = None
    count_from: Annotated[
        Quantity | None, Field(alias="from", description="The number that counting begins at.")
    ] = None
    span: tuple[float, float] | None = Field(default=None, exclude=True)
    _others: tuple[str, ...] = ()
    """What the number shows in other pictures, in rooms as large."""

    @model_validator(mode="before")
    @classmethod
    def _not_worked_out(cls, value: Any) -> Any:
        if isinstance(value, dict) and "span" in value:
            raise mistake("unknown key 'span'.", "Delete it.")
        return value

    @model_validator(mode="after")
    def _consistent(self) -> FigureState:
        if self.of is None and "value" not in self.model_fields_set:
            raise mistake("needs `value` or `of`.", "Write one of the two.")
        if self.of is not None:
            for key, name in (("value", "value"), ("count_from", "from")):
                if key in self.model_fields_set:
                    raise mistake(f"has both `of` and `{name}`.", "Write one of the two.", name)
        if self.percent and self.unit:
            raise mistake("has both `percent` and `unit`.", "Write one of the two.", "unit")
        return self

    @classmethod
    def carried(cls, known: Mapping[str, Any], stated: Mapping[str, Any]) -> dict[str, Any]:
        """A number that is stated ends what it followed, and the other way round."""
        given, follows = "value" in stated, stated.get("of") is not None
        ended = ("value", "from") if follows else ("of",) if given else ()
        return {**{key: part for key, part in known.items() if key not in ended}, **stated}

    @property
    def followed(self) -> str | None:
        return self.of

    def at_reading(self, reading: Reading) -> Kind:
        return self.model_copy(update={"value": reading.value, "span": reading.span})

    def addresses(self) -> Mapping[str, str]:
        return {} if self.of is None else {"of": self.of.removesuffix(".x")}

    @property
    def spec(self) -> str:
        """The format of the number with its prefix; thousands are set apart."""
        prefix = (self.prefix or "").replace("{", "{{").replace("}", "}}")
        if prefix[-1:].isalpha():
            prefix += " "
        form = "%" if self.percent else "f"
        close = self.unit if self.unit in CLOSE_UNITS else ""
        return f"{prefix}{{:,.{self.digits}{form}}}{close}"

    @property
    def own_unit(self) -> str | None:
        """The unit where it is set apart from the number, as all are but degrees and per cent."""
        return None if self.unit in CLOSE_UNITS else self.unit

    def sized(self, states: Sequence[Kind]) -> Kind:
        """The same in the size of the widest number, so that it keeps its size while it counts;
        one with an earlier number beside it is as large as it can be."""
        if self.before is not None:
            return self
        sized = self.model_copy()
        sized._others = tuple(
            each._widest()
            for each in states
            if isinstance(each, FigureState) and each.before is None
        )
        return sized

    def counting(self, earlier: Kind | None) -> tuple[float, float] | None:
        start = earlier.value if isinstance(earlier, FigureState) else self.count_from
        fixed = self.digits or self.percent or self.of
        return None if fixed else whole_ends(start, self.value)

    def change_from(
        self, earlier: Kind | None, before: Picture, after: Picture
    ) -> tuple[Picture, Picture]:
        """Words about a number that counts enter at once; its row changes as its digits come."""
        if self.count_from is not None:
            after = entering(before, after, ("note", "unit"), AT_ONCE)
        return before, at_pace(before, after, SLACK)

    def draw(self, room: Frame) -> Iterator[Element]:
        note = NOTE_ROOM if self.note else 0.0
        row = self._fitted(room, note)
        x, y = room.center
        y += note / 2
        left = x - row.whole / 2
        if self.before is not None:
            yield from self._earlier((left, y), row.size)
        yield from self._number((left + row.earlier, y), row)
        if self.note:
            below = (x, y - row.size * HEIGHT / 2 - note / 2)
            fit = fitted(self.note, Type.NAME, room.width, NOTE_ROOM)
            yield words("note", self.note, fit, below, look=SOFT)

    def _earlier(self, at: Point, size: float) -> Iterator[Element]:
        """The number before, and the arrow from it."""
        assert self.before is not None
        x, y = at
        style = _small(Type.FIGURE, size * EARLIER)
        yield Element("before", Number(self.before, self.spec, style, at), SOFT, "number")
        x += width_of(shown(self.spec, self.before), style) + ARROW_GAP * size
        tip, head = x + ARROW * size, size * 0.16
        look = Look(stroke=color(Color.MUTED), width=max(Weight.LINE, size * 0.045))
        wings = (tip - head, y + head), (tip - head, y - head)
        line = Polyline(((x, y), (tip, y), wings[0], (tip, y), wings[1]))
        yield Element("arrow", line, look, "decor")

    def _number(self, at: Point, row: FigureMeasures) -> Iterator[Element]:
        """The number, and its unit on the same line; it counts up to the unit's left."""
        left, y = at
        right = left + row.number
        style = replace(Type.FIGURE, size=row.size)
        form = (
            Number(self.value, self.spec, style, (right, y), "right")
            if self.own_unit
            else Number(self.value, self.spec, style, ((left + right) / 2, y), "center")
        )
        start = self.count_from
        birth = None if start is None else replace(form, value=start)
        yield Element("number", form, NAVY, "number", birth, REST if birth else 0.0)
        if self.own_unit:
            small = _small(Type.HEADING, row.size * UNIT)
            place = (right + UNIT_GAP * row.size, y - CAP * (row.size - small.size) / 2)
            yield words("unit", self.own_unit, small, place, "left", NAVY)

    def _fitted(self, room: Frame, note: float) -> FigureMeasures:
        """The row at the largest size at which it fits."""
        row = self._measured(min(LARGEST, (room.height - note) / HEIGHT))
        others = [width_of(text, replace(Type.FIGURE, size=1.0)) for text in self._others]
        while row.size >= SMALLEST * 0.999:
            number = max([row.number, *(width * row.size for width in others)])
            if row.whole - row.number + number <= room.width:
                return row
            row = self._measured(row.size * 0.97)
        raise NoRoomError(f"{self._widest()!r} does not fit at a size that can be read.")

    def _measured(self, size: float) -> FigureMeasures:
        number = width_of(self._widest(), replace(Type.FIGURE, size=1.0)) * size
        earlier = unit = 0.0
        if self.before is not None:
            style = _small(Type.FIGURE, size * EARLIER)
            earlier = width_of(shown(self.spec, self.before), style)
            earlier += (ARROW + 2 * ARROW_GAP) * size
        if self.own_unit:
            style = _small(Type.HEADING, size * UNIT)
            unit = UNIT_GAP * size + width_of(self.own_unit, style)
        return FigureMeasures(size, earlier, number, unit)

    def _widest(self) -> str:
        """The widest text that the number shows while it counts to its value."""
        ends = [self.value, self.before, self.count_from, *(self.span or ())]
        texts = [shown(self.spec, value) for value in ends if value is not None]
        return max(texts, key=lambda text: width_of(text, Type.FIGURE))


def _small(style: TextStyle, size: float) -> TextStyle:
    """The style at a size, but not below the smallest that can be read."""
    return replace(style, size=max(size, SMALLEST))
