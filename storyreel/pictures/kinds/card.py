"""`card`: a plate with a title and a pictogram that holds any other thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, TextStyle, Type, Weight, px
from storyreel.pictures.choreography import giving_way
from storyreel.pictures.elements import Element, Look, Picture, color
from storyreel.pictures.forms import Outline, Rect
from storyreel.pictures.kinds.fields import Text
from storyreel.pictures.kinds.icon import STROKE, known_icon, pictogram
from storyreel.pictures.kinds.kind import Kind, NoRoomError
from storyreel.pictures.kinds.labels import width_of, words
from storyreel.pictures.kinds.signs import MARKED_PLATE, PLATE, RADIUS
from storyreel.pictures.kinds.within import (
    Within,
    between_within,
    carried_within,
    change_within,
    draw_within,
    seconds_within,
)
from storyreel.pictures.looks import NAVY
from storyreel.pictures.wrap import sizes_of, wrap
from storyreel.storyboard.values import mistake

PAD = px(36)
LEADING = 1.2
GAP = px(24)
ICON = px(84)
LARGE_ICON = px(220)
PLATES = {
    "plain": PLATE,
    "gold": MARKED_PLATE,
    "dashed": Look(
        fill=color(Color.PEARL), stroke=color(Color.MUTED), width=Weight.LINE, dash=px(14)
    ),
}
SIGN = color(Color.NAVY)


class CardState(Kind):
    """A plate with a title, a pictogram, and any other thing in its body."""

    name: ClassVar[str] = "card"
    example: ClassVar[str] = "{title: Held out, icon: lock, body: {figure: {value: 24}}}"

    title: Annotated[Text | None, Field(max_length=60, description="Words at its top.")] = None
    icon: Annotated[
        Annotated[str, AfterValidator(known_icon)] | None,
        Field(max_length=40, description="A pictogram by its name at lucide.dev/icons."),
    ] = None
    body: Annotated[
        Within | None, Field(description="What it holds: any kind, as in {figure: {value: 3}}.")
    ] = None
    tone: Annotated[
        Literal["plain", "gold", "dashed"],
        Field(description="Its plate: plain, gold for look here, dashed for an illustration."),
    ] = "plain"

    @model_validator(mode="after")
    def _consistent(self) -> CardState:
        if self.title is None and self.icon is None and self.body is None:
            raise mistake("is empty.", "Write a `title`, an `icon` or a `body`.")
        return self

    @classmethod
    def carried(cls, known: Mapping[str, Any], stated: Mapping[str, Any]) -> dict[str, Any]:
        return carried_within(("body",), known, stated)

    @property
    def scale_numbers(self) -> tuple[float, ...]:
        return self.body.scale_numbers if self.body else ()

    def between(self, other: Kind, share: float) -> Kind | None:
        if not isinstance(other, CardState):
            return None
        return between_within(self, other, ("body",), share)

    def seconds(self, earlier: Kind | None) -> float:
        return seconds_within(("body",), earlier, self)

    def change_from(
        self, earlier: Kind | None, before: Picture, after: Picture
    ) -> tuple[Picture, Picture]:
        body = earlier.body if isinstance(earlier, CardState) else None
        ends = change_within("body", (body, self.body), (before, after))
        return giving_way(*ends, "title", "icon")

    def draw(self, room: Frame) -> Iterator[Element]:
        yield Element("plate", Rect(room, RADIUS), PLATES[self.tone])
        inner = room.inset(PAD)
        if self.body is None:
            yield from self._centred(inner)
            return
        head = self._head(inner)
        yield from head
        if self.title or self.icon:
            lines = sum(element.role == "label" for element in head)
            height = max(lines * Type.HEADING.size * LEADING, ICON if self.icon else 0.0)
            inner = replace(inner, top=inner.top - height - GAP)
        if inner.height <= 0 or inner.width <= 0:
            raise NoRoomError("a card has no room for its body.")
        yield from draw_within("body", self.body, inner)

    def _head(self, inner: Frame) -> list[Element]:
        """Pictogram and title side by side at the top."""
        indent = ICON + GAP if self.icon else 0.0
        style, lines = self._title(inner.width - indent, Type.HEADING.size * LEADING * 2.1)
        widest = max((width_of(line, style) for line in lines), default=0.0)
        left = inner.center[0] - (widest + (indent if lines else ICON)) / 2
        height = max(len(lines) * Type.HEADING.size * LEADING, ICON if self.icon else 0.0)
        middle = inner.top - height / 2
        head = []
        if self.icon:
            head.append(self._icon((left + ICON / 2, middle), ICON))
        for at, line in enumerate(lines):
            y = middle + ((len(lines) - 1) / 2 - at) * style.size * LEADING
            head.append(words(f"title/{line}", line, style, (left + indent, y), "left", NAVY))
        return head

    def _centred(self, inner: Frame) -> Iterator[Element]:
        """The pictogram above the title, in the middle."""
        x, y = inner.center
        size = min(LARGE_ICON, inner.width, inner.height * (0.55 if self.title else 1.0))
        if self.icon and size < ICON * 0.7:
            raise NoRoomError("a card is too small for its pictogram.")
        room = inner.height - (size + GAP if self.icon else 0.0)
        style, lines = self._title(inner.width, room)
        text = len(lines) * style.size * LEADING
        whole = text + (size if self.icon else 0.0) + (GAP if self.icon and lines else 0.0)
        top = y + whole / 2
        if self.icon:
            yield self._icon((x, top - size / 2), size)
            top -= size + GAP
        for at, line in enumerate(lines):
            place = (x, top - (at + 0.5) * style.size * LEADING)
            yield words(f"title/{line}", line, style, place, look=NAVY)

    def _icon(self, center: tuple[float, float], size: float) -> Element:
        assert self.icon is not None
        look = Look(stroke=SIGN, width=STROKE * size)
        lines = Outline(pictogram(self.icon), center, size, closed=False)
        return Element(f"icon/{self.icon}", lines, look)

    def _title(self, width: float, height: float) -> tuple[TextStyle, tuple[str, ...]]:
        """The title at the largest size at which it fits, and its lines."""
        if self.title is None:
            return Type.HEADING, ()
        for style in sizes_of(Type.HEADING):
            lines = wrap(self.title, style, max(width, 0.01))
            widest = max(width_of(line, style) for line in lines)
            if widest <= width * 1.001 and len(lines) * style.size * LEADING <= height:
                return style, lines
        raise NoRoomError(f"the title {self.title!r} does not fit at a size that can be read.")
