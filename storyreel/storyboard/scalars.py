"""Resolve unquoted scalars by the core schema of YAML 1.2."""

from __future__ import annotations

import re
from collections.abc import Callable

LONGEST_NUMBER = 100
"""Maximum length of a number in characters; anything longer is text."""

_NUMBERS: dict[re.Pattern[str], Callable[[str], int | float]] = {
    re.compile(r"[-+]?[0-9]+"): int,
    re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+"): lambda text: int(text, 0),
    re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"): float,
    re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"): lambda text: float(text.replace(".", "")),
}
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def resolve_plain(text: str) -> str | int | float | bool | None:
    """The value of an unquoted scalar."""
    if text in _WORDS:
        return _WORDS[text]
    if len(text) > LONGEST_NUMBER:
        return text
    for pattern, number in _NUMBERS.items():
        if pattern.fullmatch(text):
            return number(text)
    return text
