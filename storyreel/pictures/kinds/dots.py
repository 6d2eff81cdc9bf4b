"""`dots`: so many things of one sort, each in a state: tests, rows, people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Weight, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Polyline, Rect
from storyreel.pictures.kinds.kind import Kind, NoRoomError
from storyreel.storyboard.model import mistake

LOOKS = {
    "solid": Look(fill=color(Color.NAVY), stroke=color(Color.NAVY), width=Weight.LINE),
    "hollow": Look(fill=color(Color.PEARL), stroke=color(Color.LINE), width=Weight.LINE),
    "gold": Look(fill=color(Color.GOLD), stroke=color(Color.GOLD), width=Weight.LINE),
    "failed": Look(fill=color(Color.PEARL), stroke=color(Color.GOLD_LINE), width=Weight.LINE),
}
CROSS = Look(stroke=color(Color.GOLD_LINE), width=Weight.STRONG)
LARGEST = px(38)
SMALLEST = px(7)


class DotsState(Kind):
    """Discs in a block: solid first, then gold, then failed (with a cross), then hollow."""

    name: ClassVar[str] = "dots"
    example: ClassVar[str] = "{count: 20, solid: 17, failed: 1}"

    count: Annotated[int, Field(ge=1, le=1000, description="How many there are.")]
    solid: Annotated[int, Field(ge=0, description="How many are solid: passed, right.")] = 0
    gold: Annotated[int, Field(ge=0, description="How many are gold: look here.")] = 0
    failed: Annotated[int, Field(ge=0, description="How many have a cross: failed.")] = 0
    columns: Annotated[int | None, Field(ge=1, le=100, description="Dots in a row.")] = None

    @model_validator(mode="after")
    def _consistent(self) -> DotsState:
        told = self.solid + self.gold + self.failed
        if told > self.count:
            raise mistake(f"has {self.count} dots but describes {told}.", "Correct the numbers.")
        return self

    def states(self) -> list[str]:
        """The state of each dot."""
        states = ["solid"] * self.solid + ["gold"] * self.gold + ["failed"] * self.failed
        return states + ["hollow"] * (self.count - len(states))

    def draw(self, room: Frame) -> Iterator[Element]:
        columns = self.columns or self._columns(room)
        rows = -(-self.count // columns)
        pitch = min(room.width / columns, room.height / rows, LARGEST * 2.7)
        radius = pitch / 2.7
        if radius < SMALLEST:
            raise NoRoomError(f"{self.count} dots are too small to be seen here.")
        x0, y0 = room.center
        for place, state in enumerate(self.states()):
            row, column = divmod(place, columns)
            x = x0 + (column - (min(columns, self.count) - 1) / 2) * pitch
            y = y0 + ((rows - 1) / 2 - row) * pitch
            disc = Rect.disc((x, y), radius)
            yield Element(f"dot/{place}", disc, LOOKS[state], birth=Rect.disc((x, y), radius * 0.2))
            if state == "failed":
                arm = radius * 0.45
                for name, turn in (("falling", 1), ("rising", -1)):
                    ends = ((x - arm, y + arm * turn), (x + arm, y - arm * turn))
                    yield Element(f"cross/{place}/{name}", Polyline(ends), CROSS, "decor")

    def _columns(self, room: Frame) -> int:
        """As many columns as make the dots largest, with full rows where that costs little."""

        def size(columns: int) -> tuple[float, int]:
            rows = -(-self.count // columns)
            pitch = min(room.width / columns, room.height / rows, LARGEST * 2.7)
            return round(pitch * (1.0 if self.count % columns == 0 else 0.9), 4), -rows

        return max(range(1, min(self.count, 100) + 1), key=size)
