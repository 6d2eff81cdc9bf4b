"""Values of options, read from their words; each mistake names the option."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction

from storyreel.base.errors import Problem, RequestError
from storyreel.base.presets import Quality, quality_named
from storyreel.workers.capacity import AUTO


def quality(name: str, fps: int | None) -> Quality:
    """The rung of that name, at its own frame rate or the given one."""
    rung = quality_named(name)
    return rung if fps is None else rung.at(fps)


def seconds(option: str, text: str) -> Fraction:
    """A time as it was written, exactly."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise RequestError(Problem(f"{option} {text} is no time.", "Give seconds, as 12.4."))
    return Fraction(number)


def numbers(option: str, text: str) -> tuple[int, ...]:
    """Whole numbers between commas."""
    try:
        return tuple(int(part) for part in text.split(","))
    except ValueError:
        raise RequestError(
            Problem(f"{option} {text} is no list of frames.", "Give numbers, as 0,45,899.")
        ) from None


def workers(text: str) -> int | str:
    """How many processes, or `auto`."""
    if text == AUTO:
        return AUTO
    if text.isdecimal() and int(text) >= 1:
        return int(text)
    raise RequestError(
        Problem(f"--workers {text} is no number of processes.", "Give 1 or more, or auto.")
    )
