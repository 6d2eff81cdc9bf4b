"""`bars`: numbers as bars on a common line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Number, Polyline, Rect
from storyreel.pictures.kinds.kind import (
    INK,
    Kind,
    NoRoomError,
    Quantity,
    Text,
    fitted,
    width_of,
    words,
)
from storyreel.storyboard.model import mistake

BAR = Look(fill=color(Color.NAVY))
MARKED = Look(fill=color(Color.GOLD))
LINE = Look(stroke=color(Color.LINE), width=Weight.LINE)
WIDEST = px(150)
NAME_ROOM = px(74)
VALUE_ROOM = px(66)
NARROWEST = px(3)


class BarsState(Kind):
    """Bars side by side, named or not. `even` draws so many equal bars: an even guess."""

    name: ClassVar[str] = "bars"
    example: ClassVar[str] = (
        "{values: {seal: 0.24, bearing: 0.20, sensor: 0.11}, digits: 2, mark: seal}"
    )

    values: dict[Text, Quantity] = Field(
        default={}, max_length=40, description="A number for each name."
    )
    even: Annotated[int | None, Field(ge=2, le=400, description="So many equal bars.")] = None
    level: Annotated[Quantity, Field(description="The height of the equal bars.")] = 1.0
    mark: Annotated[Text | int | None, Field(description="The bar in gold: a name or a place.")] = (
        None
    )
    marked: Annotated[
        Quantity | None, Field(description="With `even`: the height of the marked bar.")
    ] = None
    top: Annotated[Quantity | None, Field(gt=0, description="The number at full height.")] = None
    digits: Annotated[
        int | None, Field(ge=0, le=6, description="Show the numbers with so many digits.")
    ] = None
    percent: Annotated[bool, Field(description="Show the numbers in per cent.")] = False
    label: Annotated[Text | None, Field(max_length=32, description="A word at the marked bar.")] = (
        None
    )

    @model_validator(mode="after")
    def _consistent(self) -> BarsState:
        if bool(self.values) == (self.even is not None):
            raise mistake("needs either `values` or `even`.", "Write one of the two.")
        if self.even is None and self.mark is not None and self.mark not in self.values:
            names = ", ".join(self.values)
            raise mistake(
                f"marks {self.mark!r}, but has only the bars {names}.", "Mark one of them."
            )
        if self.even is not None and not (
            self.mark is None or (isinstance(self.mark, int) and 1 <= self.mark <= self.even)
        ):
            raise mistake(f"marks {self.mark!r}.", f"Write a place from 1 to {self.even}.")
        return self

    def heights(self) -> list[tuple[str, float, bool]]:
        """Key, height and mark of each bar."""
        if self.even is None:
            return [(name, value, name == self.mark) for name, value in self.values.items()]
        return [
            (
                str(place),
                self.marked if place == self.mark and self.marked is not None else self.level,
                place == self.mark,
            )
            for place in range(1, self.even + 1)
        ]

    def draw(self, room: Frame) -> Iterator[Element]:
        bars = self.heights()
        named = self.even is None
        floor = room.bottom + (NAME_ROOM if named else px(4))
        ceiling = room.top - (VALUE_ROOM if self.digits is not None or self.label else 0.0)
        pitch = min(room.width / len(bars), WIDEST / 0.72)
        if pitch < NARROWEST:
            raise NoRoomError(
                f"{len(bars)} bars need {len(bars) * NARROWEST / px(1):.0f} px of width."
            )
        if ceiling - floor < px(60):
            raise NoRoomError("the bars have no height left.")
        top = self.top or max(height for _, height, _ in bars) or 1.0
        start = room.center[0] - pitch * len(bars) / 2
        yield Element(
            "floor", Polyline(((start, floor), (start + pitch * len(bars), floor))), LINE, "decor"
        )
        for at, (name, height, is_marked) in enumerate(bars):
            x = start + (at + 0.5) * pitch
            half = pitch * (0.36 if len(bars) <= 40 else 0.32)
            reach = max(min(height / top, 1.0), 0.0) * (ceiling - floor)
            form = Rect(
                Frame(x - half, floor, x + half, floor + max(reach, px(2))), min(px(8), half / 2)
            )
            birth = Rect(Frame(x - half, floor, x + half, floor + px(1)), 0.0)
            yield Element(f"bar/{name}", form, MARKED if is_marked else BAR, "graphic", birth)
            if named:
                style = fitted(name, Type.LABEL, pitch * 0.96, NAME_ROOM)
                yield words(f"name/{name}", name, style, (x, floor - px(42)))
            if self.digits is not None and named:
                spec = f"{{:.{self.digits}{'%' if self.percent else 'f'}}}"
                place = (x, floor + reach + px(36))
                number = Number(height, spec, Type.LABEL_STRONG, place, "center")
                if width_of(number.words.text, Type.LABEL_STRONG) > pitch:
                    raise NoRoomError(f"{number.words.text!r} is wider than its bar's place.")
                yield Element(f"value/{name}", number, INK, "number")
            if self.label and is_marked and not named:
                half_width = width_of(self.label, Type.LABEL_STRONG) / 2
                at_x = min(max(x, room.left + half_width), room.right - half_width)
                yield words("label", self.label, Type.LABEL_STRONG, (at_x, floor + reach + px(40)))
