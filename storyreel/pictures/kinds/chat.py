"""`chat`: what two speakers say to each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, TextStyle, Type, Weight, px
from storyreel.pictures.choreography import part_among, phased
from storyreel.pictures.elements import Element, Look, Picture, color
from storyreel.pictures.forms import Anchor, Form, Point, Rect
from storyreel.pictures.kinds.entry import entries_of, numbered
from storyreel.pictures.kinds.fields import Text
from storyreel.pictures.kinds.kind import Kind, NoRoomError
from storyreel.pictures.kinds.labels import width_of, words
from storyreel.pictures.kinds.signs import PLATE, WHITE
from storyreel.pictures.looks import INK, SOFT
from storyreel.pictures.wrap import sizes_of, wrap
from storyreel.storyboard.record import Model
from storyreel.storyboard.values import SansText, mistake

LARGEST = Type.LABEL.sized(64)
LEADING = 1.2
SHARE = 0.78
"""The widest bubble, as a share of the room."""

PAD_X, PAD_Y = 0.75, 0.29
GAP = 0.32
"""Between the words and the edges of their bubble, and between bubbles, in sizes of the text."""

SEED = px(4)
"""The radius of the disc from which a bubble grows."""

NAME_ROOM = px(64)
NAVY = Look(fill=color(Color.NAVY), stroke=color(Color.NAVY), width=Weight.HAIRLINE, lift=0.7)


class Message(Model):
    """What one speaker says."""

    state: Annotated[SansText, Field(max_length=16)]
    text: Text


Entry = Annotated[Message, entries_of((), None)]


@dataclass(frozen=True, slots=True)
class Bubble:
    """A message with its lines, and the size of its plate."""

    message: Message
    lines: tuple[str, ...]
    width: float
    height: float


class ChatState(Kind):
    """Bubbles from top to bottom: the first speaker's on the left, the other's on the right."""

    name: ClassVar[str] = "chat"
    quoted: ClassVar[bool] = True
    example: ClassVar[str] = (
        "{messages: [{worker: 'Where is the dust mask?'}, {model: 'In rack 6.'}], names: true}"
    )

    messages: Annotated[
        tuple[Entry, ...],
        Field(max_length=12, description="Who says what, as in {worker: Where is it?}."),
    ]
    names: Annotated[bool, Field(description="Show the speakers' names above.")] = False

    @model_validator(mode="after")
    def _consistent(self) -> ChatState:
        if len(self.speakers) > 2:
            raise mistake(
                f"has {len(self.speakers)} speakers: {', '.join(self.speakers)}.",
                "Let at most two speak.",
                "messages",
            )
        return self

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who speaks, in the order of their first messages."""
        return tuple(dict.fromkeys(message.state for message in self.messages))

    def change_from(
        self, earlier: Kind | None, before: Picture, after: Picture
    ) -> tuple[Picture, Picture]:
        return phased(before, after, part_among(self.keys()))

    def keys(self) -> list[str]:
        """The key of each message."""
        return numbered(message.text for message in self.messages)

    def draw(self, room: Frame) -> Iterator[Element]:
        talk = replace(room, top=room.top - NAME_ROOM) if self.names else room
        if self.names:
            yield from self._names(room)
        style, bubbles = self._fitted(talk)
        y = talk.center[1] + _height(bubbles, style) / 2
        for key, bubble in zip(self.keys(), bubbles, strict=True):
            yield from self._bubble(key, bubble, (talk, y), style)
            y -= bubble.height + GAP * style.size

    def _names(self, room: Frame) -> Iterator[Element]:
        y = room.top - NAME_ROOM / 2
        for at, name in enumerate(self.speakers):
            second = at > 0
            place = (room.right if second else room.left, y)
            anchor: Anchor = "right" if second else "left"
            yield words(f"name/{name}", name, Type.LABEL, place, anchor, SOFT)

    def _bubble(
        self, key: str, bubble: Bubble, place: tuple[Frame, float], style: TextStyle
    ) -> Iterator[Element]:
        room, top = place
        second = bubble.message.state != self.speakers[0]
        left = room.right - bubble.width if second else room.left
        frame = Frame(left, top - bubble.height, left + bubble.width, top)
        radius = min(px(34), bubble.height / 2)
        corner = frame.right if second else frame.left
        tip = (corner, frame.bottom)
        born = Rect.disc(tip, SEED)
        yield Element(f"bubble/{key}", Rect(frame, radius), NAVY if second else PLATE, birth=born)
        for at, line in enumerate(bubble.lines):
            y = frame.top - (PAD_Y + (at + 0.5) * LEADING) * style.size
            look = WHITE if second else INK
            at_left = (left + PAD_X * style.size, y)
            text = words(f"line/{key}/{line}", line, style, at_left, "left", look)
            yield text._replace(birth=_shrunk(text.form, (at_left, width_of(line, style)), tip))

    def _fitted(self, room: Frame) -> tuple[TextStyle, list[Bubble]]:
        """The largest text at which all bubbles fit above one another."""
        for style in sizes_of(LARGEST):
            bubbles = [_wrapped(message, style, room.width) for message in self.messages]
            height = _height(bubbles, style)
            widest = max((bubble.width for bubble in bubbles), default=0.0)
            if height <= room.height and widest <= room.width * 0.94:
                return style, bubbles
        raise NoRoomError("the messages do not fit at a size that can be read.")


def _shrunk(form: Form, line: tuple[Point, float], tip: Point) -> Form:
    """A line, given by its left end and its width, within the disc from which its bubble grows."""
    (left, y), width = line
    share = SEED / width
    return form.scaled(share).moved(tip[0] - SEED / 2 - left * share, tip[1] - y * share)


def _wrapped(message: Message, style: TextStyle, room: float) -> Bubble:
    pad = PAD_X * style.size
    lines = wrap(message.text, style, max(room * SHARE - 2 * pad, 0.01))
    width = max(width_of(line, style) for line in lines) + 2 * pad
    return Bubble(message, lines, width, (len(lines) * LEADING + 2 * PAD_Y) * style.size)


def _height(bubbles: list[Bubble], style: TextStyle) -> float:
    gaps = GAP * style.size * max(len(bubbles) - 1, 0)
    return sum(bubble.height for bubble in bubbles) + gaps
