"""What every kind of thing in a picture is: a state, and the picture that it draws in a room."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from pydantic import ValidationInfo, model_validator

from storyreel.design.layout import Frame
from storyreel.pictures.elements import Element, Picture
from storyreel.pictures.kinds.fields import arithmetic_of, written
from storyreel.storyboard.record import Model

MOVE = 0.8
"""Seconds that a change takes unless the storyboard or the kind says otherwise."""


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
            name: arithmetic_of(info).numbers(part)
            for name, part in value.items()
            if isinstance(part, str) and name in cls._lists()
        }
        return {**value, **{name: written(found) for name, found in filled.items() if found}}

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

    def sized(self, states: Sequence[Kind]) -> Kind:
        """The same with the size at which all these states of the thing fit, whose rooms are as
        large as its own."""
        return self

    def matched(self, states: Sequence[Kind]) -> Kind:
        """The same in the size at which all these states of its kind fit: those of things that are
        on stage together in frames of one size, its own among them."""
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
