"""Values of options, parsed from text; an error names the option."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction

from storyreel.base.errors import Problem, RequestError
from storyreel.base.presets import Quality, quality_named, unsupported_rate
from storyreel.workers.capacity import AUTO


def quality(name: str, fps: int | None) -> Quality:
    """The quality of that name, at its own frame rate or the given one."""
    rung = quality_named(name)
    return rung if fps is None else rung.at(fps)


def frame_rate(text: str) -> int:
    """A number of frames per second; RATES are whole numbers."""
    if not text.isdecimal():
        raise unsupported_rate(text)
    return int(text)


def seconds(option: str, text: str) -> Fraction:
    """A time in seconds, exactly as written."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise RequestError(
            Problem(f"{option} {text} is not a time.", "Give seconds, such as 12.4.")
        )
    return Fraction(number)


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
    if text.isdecimal() and int(text) >= 1:
        return int(text)
    raise RequestError(
        Problem(f"--workers {text} is not a number of processes.", "Give 1 or more, or auto.")
    )
