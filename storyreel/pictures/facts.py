"""Facts: named numbers with their sources, and the arithmetic that pictures may do with them.

Expressions are evaluated by simpleeval with the names of the facts and a few functions. They know
no attributes, no subscripts and no other names.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field, model_validator
from simpleeval import InvalidExpression, SimpleEval

from storyreel.base.errors import did_you_mean
from storyreel.storyboard.model import Model, Name, Prose, SansText, mistake

FUNCTIONS: Mapping[str, Any] = {
    "abs": abs,
    "exp": math.exp,
    "ln": math.log,
    "log2": math.log2,
    "log10": math.log10,
    "max": max,
    "min": min,
    "round": round,
    "sqrt": math.sqrt,
}
CONSTANTS: Mapping[str, float] = {"pi": math.pi, "e": math.e}

LARGEST = 1e12
"""A number in a picture is at most so large, either way."""

_HOLE = re.compile(r"\{([^{}]*)\}")
_NAMES = re.compile(r"[A-Za-z_]\w*")


class Fact(Model):
    """A number and where it comes from."""

    value: Annotated[float, Field(description="The number.", ge=-LARGEST, le=LARGEST)]
    source: Annotated[
        Prose | None, Field(description="Where the number comes from; printed, not on screen.")
    ] = None
    unit: Annotated[SansText | None, Field(max_length=12, description="Its unit.")] = None
    illustration: Annotated[
        bool, Field(description="The number is made up to show an idea; the picture says so.")
    ] = False

    @model_validator(mode="after")
    def _sourced(self) -> Fact:
        if self.source is None and not self.illustration:
            raise mistake("has no source.", "Add `source:`, or say `illustration: true`.")
        return self


Facts = dict[Name, Fact]


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Evaluates expressions over the values of some facts."""

    values: Mapping[str, float] = field(default_factory=dict)

    def value(self, expression: str, extra: Mapping[str, float] = {}) -> float:
        """The number of an expression; raises a mistake for a validator."""
        names = {**CONSTANTS, **self.values, **extra}
        evaluator = SimpleEval(functions=dict(FUNCTIONS), names=names)
        try:
            found = evaluator.eval(expression)
        except InvalidExpression as error:
            raise mistake(
                f"{expression!r}: {_reason(error)}.", _remedy(expression, names)
            ) from None
        except (SyntaxError, ValueError, ArithmeticError, TypeError, KeyError) as error:
            raise mistake(
                f"{expression!r} cannot be calculated: {error}.", "Correct the expression."
            ) from None
        if isinstance(found, bool) or not isinstance(found, (int, float)):
            raise mistake(
                f"{expression!r} is not a number.", "Write a fact or arithmetic over facts."
            )
        if not math.isfinite(found) or abs(found) > LARGEST:
            raise mistake(f"{expression!r} is {found:g}.", "Write arithmetic with a finite result.")
        return float(found)

    def text(self, template: str) -> str:
        """A text with each {expression} or {expression:format} replaced by its number."""

        def fill(match: re.Match[str]) -> str:
            expression, _, spec = match[1].partition(":")
            value = self.value(expression.strip())
            try:
                return format(value, spec or "g").replace("-", "−")
            except ValueError:
                raise mistake(
                    f"{spec!r} is not a number format.", "Write one such as .2f, .0% or ,.0f."
                ) from None

        return _HOLE.sub(fill, template)


def names_in(expression: str) -> Iterator[str]:
    """The names that an expression uses, functions and constants left out."""
    for name in _NAMES.findall(expression):
        if name not in FUNCTIONS and name not in CONSTANTS:
            yield name


def _reason(error: Exception) -> str:
    text = str(error).rstrip(".")
    return text[:1].lower() + text[1:]


def _remedy(expression: str, names: Mapping[str, float]) -> str:
    for name in names_in(expression):
        if name not in names:
            near = did_you_mean(name, list(names))
            return f"{near}The facts are {', '.join(n for n in names if n not in CONSTANTS)}."
    return "Use numbers, facts, + - * / ** and " + ", ".join(FUNCTIONS) + "."
