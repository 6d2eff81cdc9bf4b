"""Values of options, parsed from text; an error names the option."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction

from storyreel.base.errors import Problem, RequestError
from storyreel.base.presets import Quality, quality_named, unsupported_rate
from storyreel.workers.capacity import AUTO

MOST_DIGITS = 18
"""Of a number in an option, before its point and behind it."""


def quality(name: str, fps: int | None) -> Quality:
    """The quality of that name, at its own frame rate or the given one."""
    rung = quality_named(name)
    return rung if fps is None else rung.at(fps)


def whole(text: str) -> int | None:
    """The number that a text of digits writes; None for other texts and for longer numbers."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


def frame_rate(text: str) -> int:
    """A number of frames per second; RATES are whole numbers."""
    number = whole(text)
    if number is None:
        raise unsupported_rate(text)
    return number


def seconds(option: str, text: str) -> Fraction:
    """A time in seconds, exactly as written; raises RequestError for other texts.

    Extreme exponents, whose numbers could fill the memory, are refused.
    """
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not _is_moderate(number):
        raise RequestError(
            Problem(f"{option} {text} is not a time.", "Give seconds, such as 12.4.")
        )
    return Fraction(number)


def _is_moderate(number: Decimal) -> bool:
    """Whether a number is finite, and has no more digits than `MOST_DIGITS` on either side."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and -MOST_DIGITS <= exponent <= number.adjusted() < MOST_DIGITS


def numbers(option: str, text: str) -> tuple[int, ...]:
    """Integers, separated by commas."""
    try:
        return tuple(int(part) for part in text.split(","))
    except ValueError:
        raise RequestError(
            Problem(f"{option} {text} is not a list of frames.", "Give numbers, such as 0,45,899.")
        ) from None


def workers(text: str) -> int | str:
    """The number of processes, or `auto`."""
    if text == AUTO:
        return AUTO
    if number := whole(text):
        return number
    raise RequestError(
        Problem(f"--workers {text} is not a number of processes.", "Give 1 or more, or auto.")
    )
