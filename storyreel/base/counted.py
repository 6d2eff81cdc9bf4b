"""Numbers in messages: `1 cell`, `3 cells`, and numbers as short as they can be read."""

from __future__ import annotations

from fractions import Fraction


def counted(number: int, thing: str, things: str = "") -> str:
    """A number with its noun; the plural is that of `thing` with an s unless `things` names it."""
    return f"{number} {thing if number == 1 else things or thing + 's'}"


def shortly(number: float | Fraction) -> str:
    """A number in ten digits at most, with an exponent where it is extremely large or small."""
    try:
        return f"{float(number):.10g}"
    except OverflowError:
        return "too large"
