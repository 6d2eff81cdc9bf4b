"""`text`: one or more lines of words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from storyreel.design.layout import Frame
from storyreel.design.tokens import Type
from storyreel.pictures.elements import Element
from storyreel.pictures.kinds.kind import INK, NAVY, SOFT, Kind, NoRoomError, Text, fitted, words

STYLES = {
    "heading": Type.HEADING,
    "label": Type.LABEL,
    "strong": Type.LABEL_STRONG,
    "code": Type.CODE,
}
LEADING = 1.45


class TextState(Kind):
    """Words, centred in their room, on as many lines as are given."""

    name: ClassVar[str] = "text"
    example: ClassVar[str] = "{lines: [Guess evenly, then learn], style: heading}"

    lines: Annotated[tuple[Text, ...], Field(min_length=1, max_length=6, description="The lines.")]
    style: Annotated[
        Literal["heading", "label", "strong", "code"], Field(description="How large and heavy.")
    ] = "label"
    tone: Annotated[Literal["ink", "soft", "navy"], Field(description="Its colour.")] = "ink"

    def draw(self, room: Frame) -> Iterator[Element]:
        style = STYLES[self.style]
        pitch = style.size * LEADING
        if pitch * len(self.lines) > room.height * 1.05:
            raise NoRoomError(f"{len(self.lines)} lines do not fit above one another.")
        x, middle = room.center
        look = {"ink": INK, "soft": SOFT, "navy": NAVY}[self.tone]
        for at, line in enumerate(self.lines):
            y = middle + ((len(self.lines) - 1) / 2 - at) * pitch
            size = fitted(line, style, room.width, room.height)
            yield words(f"line/{line}", line, size, (x, y), look=look)
