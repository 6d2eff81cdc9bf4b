"""Facts: named numbers with their sources, and the arithmetic that pictures may do with them."""

from __future__ import annotations

import math
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticKnownError

from storyreel.base.counted import shortly
from storyreel.pictures.expressions import (
    CONSTANTS,
    FAILURES,
    Numbers,
    evaluated,
    explained,
    names_in,
)
from storyreel.storyboard.record import Model
from storyreel.storyboard.values import Name, Prose, SansText, mistake

LARGEST = 1e12
"""A number in a picture is at most so large, either way."""

_HOLE = re.compile(r"\{([^{}]*)\}")
_OPENED = re.compile(r"\{\s*([A-Za-z_]\w*)[^{}]*\}?")
_LONG_NUMBER = re.compile(r"\d{4}")
"""In a format: a width or a number of digits that no picture has room for."""

_UNCLOSED = re.compile(r"\{\s*([A-Za-z_]\w*)[^{}]*$")


MOST_NUMBERS = 400
"""A list of numbers is at most so long."""


def _number_or_list(value: Any) -> Any:
    """The number or the list of numbers of a fact; raises a mistake that names the item."""
    if not isinstance(value, (list, tuple)):
        return _one_number(value)
    if not 1 <= len(value) <= MOST_NUMBERS:
        raise mistake(f"has {len(value)} numbers.", f"Write 1 to {MOST_NUMBERS} numbers.")
    for place, number in enumerate(value, 1):
        if isinstance(number, bool) or not isinstance(number, (int, float)):
            raise mistake(f"item {place} is {number!r}, not a number.", "Write numbers alone.")
        if not math.isfinite(number) or abs(number) > LARGEST:
            raise mistake(
                f"item {place} is {shortly(number)}.",
                f"Write numbers from {-LARGEST:g} to {LARGEST:g}.",
            )
    return tuple(float(number) for number in value)


def _one_number(value: Any) -> float:
    """A number of a fact; raises what a field for one number raises."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise PydanticKnownError("float_type")
    if not math.isfinite(value):
        raise PydanticKnownError("finite_number")
    return float(not_too_large(value))


def not_too_large(value: Any) -> Any:
    """A value as it is; raises what a field with limits raises for a number beyond `LARGEST`."""
    if not isinstance(value, (int, float)) or not math.isfinite(value):
        return value
    if value > LARGEST:
        raise PydanticKnownError("less_than_equal", {"le": LARGEST})
    if value < -LARGEST:
        raise PydanticKnownError("greater_than_equal", {"ge": -LARGEST})
    return value


class Fact(Model):
    """A number, or a list of numbers, and where it comes from."""

    value: Annotated[
        Annotated[float, Field(ge=-LARGEST, le=LARGEST)] | Numbers,
        BeforeValidator(_number_or_list),
        Field(description="The number, or a list of numbers, as in [20, 22, 25]."),
    ]
    source: Annotated[
        Prose | None, Field(description="Where the number comes from; printed, not on screen.")
    ] = None
    unit: Annotated[
        SansText | None,
        Field(max_length=12, description="Its unit, in the list of sources; not on screen."),
    ] = None
    illustration: Annotated[
        bool, Field(description="The number is made up to show an idea; the picture says so.")
    ] = False

    @model_validator(mode="before")
    @classmethod
    def _written_out(cls, fields: Any) -> Any:
        """Names the fields of a number that is written alone."""
        if isinstance(fields, (int, float)) and not isinstance(fields, bool):
            raise mistake("has no source.", f"Write `{{value: {shortly(fields)}, source: …}}`.")
        return fields

    @model_validator(mode="after")
    def _sourced(self) -> Fact:
        if self.source is None and not self.illustration:
            raise mistake("has no source.", "Add `source:`, or say `illustration: true`.")
        return self

    def in_words(self, name: str) -> str:
        """The fact for readers, such as `even guess 4.605 nats`; a list by its name alone."""
        number = f"{self.value:.10g}" if isinstance(self.value, float) else ""
        return " ".join(word for word in (name.replace("_", " "), number, self.unit) if word)

    @property
    def numbers(self) -> Numbers:
        """Its number, or the numbers of its list."""
        return self.value if isinstance(self.value, tuple) else (self.value,)


Facts = dict[Name, Fact]


@dataclass(slots=True)
class Ledger:
    """What some arithmetic has looked up and calculated, for those who ask where numbers are from.

    `names` are the facts that were looked up, `results` the numbers that came out.
    """

    names: set[str] = field(default_factory=set)
    results: set[float] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Evaluates expressions over the values of some facts."""

    values: Mapping[str, float | Numbers] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger, compare=False)

    def value(self, expression: str, extra: Mapping[str, float] = {}) -> float:
        """The number of an expression; raises a mistake for a validator.

        `extra` are the numbers of this one place, such as the x of a point.
        """
        names = {**CONSTANTS, **self.values, **extra}
        try:
            found = evaluated(expression, names)
        except FAILURES as error:
            reason, remedy = explained(error, expression, names)
            if extra and isinstance(error, (ValueError, ArithmeticError)):
                place = ", ".join(f"{name} = {number:g}" for name, number in extra.items())
                reason = f"at {place} {reason}"
                remedy = "Leave this place out of the axis, or correct the expression."
            raise mistake(f"{expression!r} {reason}.", remedy) from None
        if isinstance(found, tuple):
            raise mistake(
                f"{expression!r} is a list of {len(found)} numbers.",
                "Write mean(), median(), sum(), min(), max() or count() around it.",
            )
        if isinstance(found, bool) or not isinstance(found, (int, float)):
            raise mistake(
                f"{expression!r} is not a number.", "Write a fact or arithmetic over facts."
            )
        if not abs(found) <= LARGEST:
            what = f"{expression!r} is {shortly(found)}."
            raise mistake(what, f"Write arithmetic with a result from {-LARGEST:g} to {LARGEST:g}.")
        self.ledger.names.update(name for name in names_in(expression) if name in self.values)
        self.ledger.results.add(float(found))
        return float(found)

    def numbers(self, name: str) -> Numbers | None:
        """The numbers of the list with this name; None where no fact of the name is a list."""
        found = self.values.get(name)
        if not isinstance(found, tuple):
            return None
        self.ledger.names.add(name)
        self.ledger.results.update(found)
        return found

    def text(self, template: str) -> str:
        """A text with each {expression} or {expression:format} replaced by its number.

        Raises a mistake where a brace before a fact is not closed.
        """
        if (unclosed := _UNCLOSED.search(template)) and unclosed[1] in self.values:
            what = f"the brace before {unclosed[1]!r} is not closed."
            raise mistake(what, f"Write {{{unclosed[1]}}}.")

        def fill(match: re.Match[str]) -> str:
            expression, _, spec = match[1].partition(":")
            value = self.value(expression.strip())
            try:
                return _formatted(value, spec)
            except ValueError:
                raise mistake(
                    f"{spec!r} is not a number format.", "Write one such as .2f, .0% or ,.0f."
                ) from None

        return _HOLE.sub(fill, template)


def _formatted(number: float, spec: str) -> str:
    """A number in Python's format; raises ValueError for an unknown or an overlong one."""
    if _LONG_NUMBER.search(spec):
        raise ValueError(f"{spec!r} is too long")
    return format(number, spec or in_words(number)).replace("-", "−")


def in_words(value: float) -> str:
    """The format of a number within words, where these name none.

    Thousands are set apart from five digits on: numbers of four digits are often years.
    """
    return ("," if abs(value) >= 10_000 else "") + in_full(value)


def in_full(value: float) -> str:
    """The format that shows a number without an exponent.

    It keeps six digits, and those of a larger number before the point.
    """
    short = f"{value:g}"
    if "e" not in short:
        return "g"
    return ".0f" if abs(value) >= 1 else f".{-int(Decimal(short).as_tuple().exponent)}f"


def hole_in(text: str, facts: Container[str]) -> str | None:
    """The first part of a text in braces that begins with a fact; None without one."""
    found = (match for match in _OPENED.finditer(text) if match[1] in facts)
    return next((match[0] for match in found), None)
