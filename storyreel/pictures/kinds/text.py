"""`text`: words on one or more lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import TextStyle, Type
from storyreel.pictures.choreography import giving_way
from storyreel.pictures.elements import Element, Picture
from storyreel.pictures.kinds.entry import numbered
from storyreel.pictures.kinds.fields import Text
from storyreel.pictures.kinds.kind import Kind, NoRoomError
from storyreel.pictures.kinds.labels import width_of, words
from storyreel.pictures.looks import INK, NAVY, SOFT
from storyreel.pictures.wrap import sizes_of, wrap
from storyreel.storyboard.values import mistake

STYLES = {
    "heading": Type.HEADING,
    "label": Type.LABEL,
    "strong": Type.LABEL_STRONG,
    "code": Type.CODE,
}
LOOKS = {"ink": INK, "soft": SOFT, "navy": NAVY}
LEADING = 1.45
CLOSE = 1.22
"""Distance of lines in sizes of the text: as a rule, and at least."""


class TextState(Kind):
    """Words, centred: lines as they are given, or one long text that is broken into lines."""

    name: ClassVar[str] = "text"
    example: ClassVar[str] = "{lines: [Guess evenly, then learn], style: heading}"

    lines: Annotated[tuple[Text, ...], Field(max_length=8, description="The lines.")] = ()
    words: Annotated[
        Text | None, Field(description="Instead of lines, a text that is broken into lines.")
    ] = None
    style: Annotated[
        Literal["heading", "label", "strong", "code"], Field(description="How large and heavy.")
    ] = "label"
    tone: Annotated[Literal["ink", "soft", "navy"], Field(description="Its colour.")] = "ink"

    @model_validator(mode="after")
    def _consistent(self) -> TextState:
        if bool(self.lines) == (self.words is not None):
            raise mistake("needs either `lines` or `words`.", "Write one of the two.")
        return self

    def change_from(
        self, earlier: Kind | None, before: Picture, after: Picture
    ) -> tuple[Picture, Picture]:
        """New lines come when old ones have left."""
        return giving_way(before, after, "line")

    def draw(self, room: Frame) -> Iterator[Element]:
        style, lines = self._fitted(room)
        pitch = min(style.size * LEADING, room.height / len(lines))
        x, middle = room.center
        look = LOOKS[self.tone]
        for at, (key, line) in enumerate(zip(numbered(lines), lines, strict=True)):
            y = middle + ((len(lines) - 1) / 2 - at) * pitch
            yield words(f"line/{key}", line, style, (x, y), look=look)

    def _fitted(self, room: Frame) -> tuple[TextStyle, tuple[str, ...]]:
        """The largest size of the style at which the text fits, and its lines."""
        for style in sizes_of(STYLES[self.style]):
            lines = self.lines if self.words is None else wrap(self.words, style, room.width)
            width = max(width_of(line, style) for line in lines)
            height = len(lines) * style.size * CLOSE
            if width <= room.width * 1.001 and height <= room.height:
                return style, lines
        raise NoRoomError(
            f"{lines[0]!r} does not fit at a size that can be read.",
            "Write it shorter.",
        )
