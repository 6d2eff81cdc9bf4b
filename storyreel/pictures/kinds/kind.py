"""What every kind of thing in a picture is: a state, and the picture that it draws in a room."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from storyreel.design.layout import Frame
from storyreel.design.text import shape_line
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.pictures.elements import Element, Look, Picture, color
from storyreel.pictures.expressions import Numbers
from storyreel.pictures.facts import Arithmetic, not_too_large
from storyreel.pictures.forms import Anchor, Point, Words
from storyreel.storyboard.record import Model
from storyreel.storyboard.values import ADDRESS, SansText, ValidationContext, mistake

MOVE = 0.8
"""Seconds that a change takes unless the storyboard or the kind says otherwise."""

CLOSE_UNITS = ("°", "%")
"""Units that follow a number without a space."""

SMALLEST = px(45)
"""Size of the smallest text: capitals of 3% of the frame's height."""


@dataclass(frozen=True, slots=True)
class PictureSurroundings(ValidationContext):
    """What pictures are validated against: fonts, assets, and the facts of the storyboard."""

    arithmetic: Arithmetic = field(default_factory=Arithmetic)


@dataclass(frozen=True, slots=True)
class Reading:
    """A number that a thing shows, and the first and last number of its scale."""

    value: float
    span: tuple[float, float]


class NoRoomError(Exception):
    """A thing does not fit into its rectangle.

    Says what does not fit, and what helps even where no more room can be had; `pictures.room` finds
    how much room is needed.
    """

    def __init__(self, what: str, remedy: str = "Let it show less.") -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


def _arithmetic(info: ValidationInfo) -> Arithmetic:
    context = info.context
    return context.arithmetic if isinstance(context, PictureSurroundings) else Arithmetic()


def _written(numbers: Numbers) -> tuple[float, ...]:
    """Numbers as a storyboard has them, where whole ones are integers: fields may ask for these."""
    return tuple(int(number) if number.is_integer() else number for number in numbers)


def _number(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, str):
        return _arithmetic(info).value(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return float(not_too_large(value))
    return not_too_large(value)


def whole(value: Any, info: ValidationInfo) -> Any:
    """The whole number of an expression; other values as they are."""
    if not isinstance(value, str):
        return not_too_large(value)
    number = _arithmetic(info).value(value)
    if abs(number - round(number)) > 1e-9:
        raise mistake(f"{value!r} is {number:g}, and not a whole number.", f"Write round({value}).")
    return round(number)


def _filled(value: Any, info: ValidationInfo) -> Any:
    return _arithmetic(info).text(value) if isinstance(value, str) and "{" in value else value


Quantity = Annotated[
    float,
    BeforeValidator(_number, json_schema_input_type=float | str),
]
"""A number, the name of a fact, or arithmetic over facts, as in `after / before - 1`."""

Count = Annotated[int, BeforeValidator(whole, json_schema_input_type=int | str)]
"""A whole number, the name of a fact, or arithmetic over facts."""

Text = Annotated[SansText, BeforeValidator(_filled)]
"""One line of words; `{fact}` and `{a / b:.1%}` are replaced by numbers."""

Address = Annotated[str, Field(pattern=ADDRESS, max_length=80)]
"""A thing, or a part of one, as in `odds` and `odds.62`."""


class Kind(Model, ABC):
    """The state of one thing: everything that it shows is a function of this.

    Each kind is a module with one subclass. Its docstring is the documentation: the first sentence
    says what it shows. `example` is YAML for the gallery, and a test.
    """

    name: ClassVar[str]
    example: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _lists_of_facts(cls, value: Any, info: ValidationInfo) -> Any:
        """The fields with the numbers of a fact that is a list where they name it."""
        if not isinstance(value, dict):
            return value
        filled = {
            name: _arithmetic(info).numbers(part)
            for name, part in value.items()
            if isinstance(part, str) and name in cls._lists()
        }
        return {**value, **{name: _written(found) for name, found in filled.items() if found}}

    @classmethod
    @cache
    def _lists(cls) -> frozenset[str]:
        """The fields that take a list."""
        fields = cls.model_fields.items()
        return frozenset(name for name, field in fields if "tuple[" in str(field.annotation))

    placed: ClassVar[bool] = True
    """Whether it needs a rectangle of the layout."""

    quoted: ClassVar[bool] = False
    """Whether its words are quoted, as code and conversations are: their numbers need no fact."""

    def between(self, other: Kind, share: float) -> Kind | None:
        """The state between this and another one, where the way there is one of states: a point
        that runs along a curve. None where elements alone move; `share` is eased."""
        return None

    @property
    def scale_numbers(self) -> tuple[float, ...]:
        """Numbers of a scale that the kind itself makes: they need no fact."""
        return ()

    @property
    def usual(self) -> tuple[float, float] | None:
        """Width and height of the room in which texts and lines have their usual sizes; in a larger
        one all parts grow. None where a kind chooses all sizes itself."""
        return None

    def steadied(self, states: Sequence[Kind]) -> Kind:
        """The same with the room that all states of the thing in its clip need, so that its scale
        stays when a part of it appears or vanishes."""
        return self

    def seconds(self, earlier: Kind | None) -> float:
        """Seconds that a change from an earlier state takes where the storyboard names none."""
        return MOVE

    @classmethod
    def carried(cls, known: Mapping[str, Any], stated: Mapping[str, Any]) -> dict[str, Any]:
        """What a later picture states, over what is known from earlier ones."""
        return {**known, **stated}

    def change_from(
        self, earlier: Kind | None, before: Picture, after: Picture
    ) -> tuple[Picture, Picture]:
        """The two ends of a change from an earlier state, or from nothing.

        `before` and `after` are what the two states draw, as shown. A kind that knows which part
        becomes which gives the earlier one the key of the later one, or elements births and spans.
        """
        return before, after

    def objection(self, earlier: Kind) -> tuple[str, str] | None:
        """What would be false on the way from an earlier state, and what to do; None if nothing."""
        return None

    def agreeing(self, earlier: Kind | None, picture: Picture) -> Picture:
        """A picture on the way to this state, with numbers that agree with what it shows.

        The keys begin with the name of the thing.
        """
        return picture

    def counting(self, earlier: Kind | None) -> tuple[float, float] | None:
        """The whole numbers from and to which it counts in a change; None where it does not."""
        return None

    def at_count(self, earlier: Kind | None, number: int) -> Kind | None:
        """This state while it counts, when it has come to a number. None where its elements change
        as they do without a count."""
        return None

    @property
    def readings(self) -> Mapping[str, Reading]:
        """The numbers that other things can follow, by the part of it that shows them."""
        return {}

    @property
    def followed(self) -> str | None:
        """The address of the number that it follows, as in `chart.point`; None without one."""
        return None

    def at_reading(self, reading: Reading) -> Kind:
        """This state when the number that it follows is this one."""
        return self

    def addresses(self) -> Mapping[str, str]:
        """The things, or parts of them, that it refers to, by the field that names them."""
        return {}

    @abstractmethod
    def draw(self, room: Frame) -> Iterator[Element]:
        """Its elements in a room, from bottom to top, with keys that name their parts.

        Raises NoRoomError where it cannot be shown at a size that can be read.
        """


def whole_ends(start: float | None, stop: float) -> tuple[float, float] | None:
    """Two different whole numbers as the ends of a count; None for others."""
    if start is None or start == stop or start % 1 or stop % 1:
        return None
    return start, stop


def entering(
    before: Picture, after: Picture, keys: Sequence[str], span: tuple[float, float]
) -> Picture:
    """The later elements; those of the given keys that enter do so within a span of the change."""
    new = set(keys) - {element.key for element in before}
    return tuple(each._replace(span=span) if each.key in new else each for each in after)


GROWTH = 1.06
"""Steps in which zooms are tried."""

LARGEST_ZOOM = 1.35
"""The largest zoom: at it, labels are as large as headings."""


def zoomed(kind: Kind, room: Frame, zoom: float) -> Picture:
    """What a thing draws in a room with all parts so many times their usual size."""
    if zoom == 1.0:
        return tuple(kind.draw(room))
    return tuple(element.scaled(zoom) for element in kind.draw(room.scaled(1 / zoom)))


def largest_zoom(kind: Kind, room: Frame) -> float:
    """The largest zoom that the usual room of a kind allows, and at which a thing fits; 1 where
    it fits at none."""
    usual = kind.usual
    if usual is None:
        return 1.0
    width, height = usual
    zoom = min(room.width / width, room.height / height, LARGEST_ZOOM)
    while zoom > 1.0:
        try:
            zoomed(kind, room, zoom)
        except NoRoomError:
            zoom /= GROWTH
        else:
            return zoom
    return 1.0


INK = Look(fill=color(Color.CHARCOAL))
SOFT = Look(fill=color(Color.MUTED))
NAVY = Look(fill=color(Color.NAVY))
GOLD = Look(fill=color(Color.GOLD))


def words(
    key: str,
    text: str,
    style: TextStyle,
    at: Point,
    anchor: Anchor = "center",
    look: Look = INK,
) -> Element:
    """A line of text as an element, with the role of a label."""
    return Element(key, Words(text, style, at, anchor), look, "label")


def fitted(text: str, style: TextStyle, width: float, height: float) -> TextStyle:
    """The style at the largest size, not above its own, at which a text fits a room.

    Raises NoRoomError where that is below the smallest size that can be read.
    """
    advance = shape_line(text, style).advance
    size = min(style.size, style.size * width / advance if advance else style.size, height * 1.15)
    if size < min(SMALLEST, style.size) * 0.999:
        raise NoRoomError(
            f"{text!r} does not fit at a size that can be read.",
            "Write it shorter.",
        )
    return replace(style, size=size)


def width_of(text: str, style: TextStyle) -> float:
    """The advance of a text in a style."""
    return shape_line(text, style).advance
