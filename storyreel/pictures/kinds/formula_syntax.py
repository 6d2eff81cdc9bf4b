"""The structure of a formula in LaTeX's notation: what its reader passes over without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storyreel.storyboard.values import mistake

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[{}\[\]^_&]|[^\s\\{}\[\]^_&]", re.DOTALL)
"""A command, a sign of the notation, or another character."""

ARGUMENTS = {
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac", "binom", "overset", "underset"), 2),
    **dict.fromkeys(("sqrt", "text", "mathrm", "mathbf", "mathit", "mathcal", "mathbb"), 1),
    **dict.fromkeys(("operatorname", "overline", "underline", "hat", "bar", "vec", "tilde"), 1),
}
"""How many arguments commands need."""

NO_ARGUMENT = frozenset({"}", "^", "_", "&", r"\right", r"\\"})
"""What ends the place of an argument."""

FOREIGN = {
    r"\ce": r"Write upright letters with indices, as in \mathrm{CO_2}, and words as in \text{of}.",
}
"""Commands of packages that are not here, and what to write instead."""

Token = tuple[int, str]
"""Where a part of a formula begins, counted from 1, and the part."""


def check_structure(latex: str) -> None:
    """Raise a mistake that names the character of a formula whose structure is broken."""
    tokens = [(found.start() + 1, found[0]) for found in _TOKEN.finditer(latex)]
    for _, token in tokens:
        if token in FOREIGN:
            raise mistake(f"the command {token} is unknown.", FOREIGN[token])
    closed = _closed(tokens)
    _check_sides(tokens)
    for at, (place, token) in enumerate(tokens):
        needed = 1 if token in "^_" else ARGUMENTS.get(token[1:], 0) if token[0] == "\\" else 0
        if needed > _arguments(tokens, at + 1, closed, needed):
            raise mistake(
                f"{token} at character {place} lacks an argument.",
                rf"Write it in braces, as in {token}{'{a}' + '{b}' * (needed - 1)}.",
            )


def _closed(tokens: list[Token]) -> dict[int, int]:
    """For each opening brace, by its place in the list, the place of the one that closes it."""
    opened: list[int] = []
    closed: dict[int, int] = {}
    for at, (place, token) in enumerate(tokens):
        if token == "{":
            opened.append(at)
        elif token == "}":
            if not opened:
                raise mistake(
                    f"the }} at character {place} closes nothing.",
                    r"Delete it, or write \} for the sign.",
                )
            closed[opened.pop()] = at
    if opened:
        place = tokens[opened[-1]][0]
        raise mistake(
            f"the {{ at character {place} is not closed.", r"Add a }, or write \{ for the sign."
        )
    return closed


def _check_sides(tokens: list[Token]) -> None:
    """Refuse a left side without a right one, and the other way round."""
    opened: list[int] = []
    for place, token in tokens:
        if token == r"\left":
            opened.append(place)
        elif token == r"\right":
            if not opened:
                what = rf"the \right at character {place} has no \left."
                raise mistake(what, r"Write \left( before it, or delete \right.")
            opened.pop()
    if opened:
        what = rf"the \left at character {opened[-1]} has no \right."
        raise mistake(what, r"Write \right) after it, or delete \left.")


def _arguments(tokens: list[Token], start: int, closed: dict[int, int], needed: int) -> int:
    """How many arguments follow, up to those that are needed; an optional one does not count."""
    found, at = 0, _after_option(tokens, start)
    while found < needed and at < len(tokens) and tokens[at][1] not in NO_ARGUMENT:
        if tokens[at][1] == "{" and closed[at] == at + 1:
            return found
        at = closed.get(at, at) + 1
        found += 1
    return found


def _after_option(tokens: list[Token], start: int) -> int:
    """The place after an argument in square brackets, as of a root."""
    if start >= len(tokens) or tokens[start][1] != "[":
        return start
    return next(_ends(tokens, start), start)


def _ends(tokens: list[Token], start: int) -> Iterator[int]:
    return (at + 1 for at, (_, token) in enumerate(tokens) if at > start and token == "]")
