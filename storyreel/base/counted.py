"""Numbers of things in messages: `1 cell`, `3 cells`."""

from __future__ import annotations


def counted(number: int, thing: str, things: str = "") -> str:
    """A number with its noun; the plural is that of `thing` with an s unless `things` names it."""
    return f"{number} {thing if number == 1 else things or thing + 's'}"
