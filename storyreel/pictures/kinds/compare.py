"""`compare`: two rows, place by place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from storyreel.base.counted import counted
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, TextStyle, Type, Weight, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Number, Rect
from storyreel.pictures.kinds.fields import Text
from storyreel.pictures.kinds.kind import Kind, NoRoomError
from storyreel.pictures.kinds.labels import fitted, width_of, words
from storyreel.pictures.looks import INK, NAVY
from storyreel.pictures.wrap import sizes_of
from storyreel.storyboard.values import MonoText

LARGEST = Type.CODE.sized(92)
PADS = (0.45, 0.3, 0.12, 0.0)
"""Room at either side of a piece, in sizes of the text: as much as fits."""

HEIGHT = 1.5
"""Height of a cell, in sizes of the text."""

ROW_GAP = 0.12
BLOCK_COST = 0.75
"""How much larger the text has to be for one more block."""

BLOCK_GAP = 0.7
NAME_GAP = px(36)
COUNT_ROOM = px(100)
EQUAL = Look(fill=color(Color.CELL))
DIFFERENT = Look(fill=color(Color.GOLD_PALE), stroke=color(Color.GOLD), width=Weight.LINE)
MISSING = Look(stroke=color(Color.OUTLINE), width=Weight.HAIRLINE, dash=px(9))
PLACE = ("first", "second")


@dataclass(frozen=True, slots=True)
class CompareRows:
    """The size of the text, the room beside each piece, and the places block by block."""

    style: TextStyle
    pad: float
    blocks: tuple[tuple[int, ...], ...]


class CompareState(Kind):
    """Two rows of characters or words above each other; places that differ are gold."""

    name: ClassVar[str] = "compare"
    quoted: ClassVar[bool] = True
    example: ClassVar[str] = (
        "{first: '2598e955', second: '2598a951', names: [run 1, run 2], count: places differ}"
    )

    first: Annotated[MonoText, Field(description="The upper row.")]
    second: Annotated[MonoText, Field(description="The lower row.")]
    by: Annotated[
        Literal["characters", "words"], Field(description="What is compared place by place.")
    ] = "characters"
    names: Annotated[tuple[Text, Text] | None, Field(description="Words before the two rows.")] = (
        None
    )
    count: Annotated[
        Text | None, Field(max_length=32, description="Words after the number of different places.")
    ] = None

    @property
    def pairs(self) -> tuple[tuple[str | None, str | None], ...]:
        """The pieces at each place; None where a row has ended."""
        upper, lower = (
            tuple(text) if self.by == "characters" else tuple(text.split())
            for text in (self.first, self.second)
        )
        return tuple(zip_longest(upper, lower))

    @property
    def differences(self) -> int:
        """The number of different places."""
        return sum(a != b for a, b in self.pairs)

    def draw(self, room: Frame) -> Iterator[Element]:
        grid = replace(room, bottom=room.bottom + COUNT_ROOM) if self.count else room
        names = self._names_width()
        found = self._arranged(replace(grid, left=grid.left + names))
        size = found.style.size
        block = (2 * HEIGHT + ROW_GAP) * size
        height = len(found.blocks) * block + (len(found.blocks) - 1) * BLOCK_GAP * size
        widest = max(sum(self._width(at, found) for at in places) for places in found.blocks)
        left = room.center[0] - (widest + names) / 2 + names
        top = room.center[1] + (height + (COUNT_ROOM if self.count else 0.0)) / 2
        bottom = top - height
        for number, places in enumerate(found.blocks):
            yield from self._block(number, places, found, (left, top))
            top -= block + BLOCK_GAP * size
        if self.count:
            spec = f"{{:.0f}} / {len(self.pairs)} {_braced(self.count)}"
            place = (room.center[0], bottom - COUNT_ROOM / 2 - px(10))
            style = fitted(spec.format(len(self.pairs)), Type.HEADING, room.width, COUNT_ROOM)
            number_form = Number(float(self.differences), spec, style, place, "center")
            yield Element("count", number_form, NAVY, "number")

    def _block(
        self, number: int, places: tuple[int, ...], found: CompareRows, corner: tuple[float, float]
    ) -> Iterator[Element]:
        """Both rows of some places, with the rows' names before them."""
        left, top = corner
        size = found.style.size
        for row, key in enumerate(PLACE):
            y = top - row * (HEIGHT + ROW_GAP) * size
            if self.names:
                place = (left - NAME_GAP, y - HEIGHT * size / 2)
                name = self.names[row]
                yield words(f"name/{key}/{number}", name, Type.LABEL, place, "right")
            x = left
            for at in places:
                width = self._width(at, found)
                frame = Frame(x, y - HEIGHT * size, x + width, y)
                yield from self._cell(f"{key}/{at + 1}", at, row, frame, found.style)
                x += width

    def _cell(
        self, key: str, at: int, row: int, frame: Frame, style: TextStyle
    ) -> Iterator[Element]:
        pair = self.pairs[at]
        piece = pair[row]
        different = pair[0] != pair[1]
        look = MISSING if piece is None else DIFFERENT if different else EQUAL
        inner = frame.inset(min(px(3), frame.width * 0.06), px(3))
        yield Element(f"cell/{key}", Rect(inner, min(px(10), frame.width * 0.2)), look)
        if piece and not piece.isspace():
            yield words(f"piece/{key}", piece, style, frame.center, look=INK).with_role("token")

    def _names_width(self) -> float:
        if not self.names:
            return 0.0
        return max(width_of(name, Type.LABEL) for name in self.names) + NAME_GAP

    def _width(self, at: int, found: CompareRows) -> float:
        """The width of a place: of the wider piece."""
        widths = (width_of(piece, found.style) for piece in self.pairs[at] if piece)
        return max(widths) + 2 * found.pad * found.style.size

    def _arranged(self, room: Frame) -> CompareRows:
        """The largest text at which all places fit; a further block has to be worth it."""
        best: CompareRows | None = None
        most = 0.0
        for style in sizes_of(LARGEST):
            for pad in PADS:
                found = self._blocks(CompareRows(style, pad, ()), room.width)
                count = len(found.blocks)
                height = count * (2 * HEIGHT + ROW_GAP) + (count - 1) * BLOCK_GAP
                worth = style.size * BLOCK_COST**count
                if count and height * style.size <= room.height and worth > most * 1.001:
                    best, most = found, worth
        if best is None:
            raise NoRoomError(f"two rows of {counted(len(self.pairs), 'place')} do not fit here.")
        return best

    def _blocks(self, found: CompareRows, room: float) -> CompareRows:
        """The places in blocks of equal numbers; none where a piece is wider than the room."""
        widths = [self._width(at, found) for at in range(len(self.pairs))]
        for count in range(1, len(widths) + 1):
            length = -(-len(widths) // count)
            starts = range(0, len(widths), length)
            blocks = tuple(tuple(range(at, min(at + length, len(widths)))) for at in starts)
            if all(sum(widths[at] for at in places) <= room for places in blocks):
                return replace(found, blocks=blocks)
        return found


def _braced(text: str) -> str:
    """A text as a format shows it as it is."""
    return text.replace("{", "{{").replace("}", "}}")
