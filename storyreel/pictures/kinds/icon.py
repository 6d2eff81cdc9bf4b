"""`icon`: a pictogram by its name, from the Lucide set."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field
from pydantic.config import JsonDict

from storyreel.base.errors import did_you_mean
from storyreel.design.layout import Frame
from storyreel.design.pictogram_files import BOX, icon_names, pictogram_curves
from storyreel.design.tokens import Color, Type, px
from storyreel.pictures.elements import Element, Look, Picture, color
from storyreel.pictures.forms import Contours, Outline
from storyreel.pictures.kinds.fields import Text
from storyreel.pictures.kinds.kind import Kind, NoRoomError
from storyreel.pictures.kinds.labels import fitted, words
from storyreel.pictures.looks import INK
from storyreel.pictures.transitions import TURN
from storyreel.storyboard.values import mistake

STROKE = 2.2 / BOX
"""Width of its lines, as a share of its size."""

SMALLEST = px(60)
LARGEST = px(360)
WORD_ROOM = px(72)
MOST_NEAR = 3
"""How many pictograms a message suggests."""


@cache
def pictogram(name: str) -> Contours:
    """A pictogram's lines about the origin, one unit high."""
    return Contours.of_curves(pictogram_curves(name))


def known_icon(name: str) -> str:
    """The name, for a validator; raises a mistake for an unknown pictogram."""
    if name not in icon_names():
        near = _sharing(name) or did_you_mean(name, icon_names())
        raise mistake(f"unknown pictogram {name!r}.", f"{near}See lucide.dev/icons.")
    return name


def _sharing(name: str) -> str:
    """The pictograms that share a word with a name, as a question; empty without one."""
    parts = [part for part in name.lower().replace("_", "-").split("-") if len(part) > 2]
    exact = [part for part in reversed(parts) if part in icon_names()]
    shared = [each for each in icon_names() for part in parts if part in each.split("-")]
    found = list(dict.fromkeys((*exact, *shared)))[:MOST_NEAR]
    return f"Did you mean {' or '.join(map(repr, found))}? " if found else ""


def _with_names(schema: JsonDict) -> None:
    """Let an editor complete the names of pictograms."""
    schema["enum"] = list(icon_names())


class IconState(Kind):
    """A pictogram of the Lucide set, with a word below."""

    name: ClassVar[str] = "icon"
    example: ClassVar[str] = "{show: factory, word: one press, tone: gold}"

    show: Annotated[
        str,
        AfterValidator(known_icon),
        Field(
            max_length=40,
            description="Its name at lucide.dev/icons.",
            json_schema_extra=_with_names,
        ),
    ]
    word: Annotated[Text | None, Field(max_length=24, description="A word below.")] = None
    tone: Annotated[Literal["navy", "gold", "slate"], Field(description="Its colour.")] = "navy"

    def change_from(
        self, earlier: Kind | None, before: Picture, after: Picture
    ) -> tuple[Picture, Picture]:
        """Another pictogram takes the place of the earlier one, together with its word."""
        if not isinstance(earlier, IconState) or earlier.show == self.show:
            return before, after
        middle = (TURN[0] + TURN[1]) / 2
        return (
            tuple(_timed(element, (TURN[0], middle)) for element in before),
            tuple(_timed(element, (middle, TURN[1])) for element in after),
        )

    def draw(self, room: Frame) -> Iterator[Element]:
        x, y = room.center
        size = min(room.width, room.height - (WORD_ROOM if self.word else 0.0), LARGEST)
        if size < SMALLEST:
            raise NoRoomError("a pictogram is too small to be seen here.")
        paint = {"navy": Color.NAVY, "gold": Color.DEEP_GOLD, "slate": Color.MUTED}[self.tone]
        look = Look(stroke=color(paint), width=STROKE * size)
        middle = y + (WORD_ROOM / 2 if self.word else 0.0)
        outline = Outline(pictogram(self.show), (x, middle), size, closed=False)
        yield Element(f"icon/{self.show}", outline, look)
        if self.word:
            style = fitted(self.word, Type.NAME, room.width, WORD_ROOM)
            yield words("word", self.word, style, (x, middle - size / 2 - px(44)), look=INK)


def _timed(element: Element, span: tuple[float, float]) -> Element:
    """A pictogram with the shares of a change between which it leaves or enters."""
    return element._replace(span=span) if element.key.startswith("icon/") else element
