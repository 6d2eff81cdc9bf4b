"""What the fields of kinds take: numbers and words that may name facts, and addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo

from storyreel.pictures.expressions import Numbers
from storyreel.pictures.facts import Arithmetic, not_too_large
from storyreel.storyboard.values import ADDRESS, SansText, ValidationContext, mistake


@dataclass(frozen=True, slots=True)
class PictureSurroundings(ValidationContext):
    """What pictures are validated against: fonts, assets, and the facts of the storyboard."""

    arithmetic: Arithmetic = field(default_factory=Arithmetic)


def arithmetic_of(info: ValidationInfo) -> Arithmetic:
    """The arithmetic over the facts of the storyboard that is validated."""
    context = info.context
    return context.arithmetic if isinstance(context, PictureSurroundings) else Arithmetic()


def written(numbers: Numbers) -> tuple[float, ...]:
    """Numbers as a storyboard has them, where whole ones are integers: fields may ask for these."""
    return tuple(int(number) if number.is_integer() else number for number in numbers)


def _number(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, str):
        return arithmetic_of(info).value(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return float(not_too_large(value))
    return not_too_large(value)


def whole(value: Any, info: ValidationInfo) -> Any:
    """The whole number of an expression; other values as they are."""
    if not isinstance(value, str):
        return not_too_large(value)
    number = arithmetic_of(info).value(value)
    if abs(number - round(number)) > 1e-9:
        raise mistake(f"{value!r} is {number:g}, and not a whole number.", f"Write round({value}).")
    return round(number)


def _filled(value: Any, info: ValidationInfo) -> Any:
    return arithmetic_of(info).text(value) if isinstance(value, str) and "{" in value else value


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
