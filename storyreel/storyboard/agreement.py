"""Agreement between the values of a clip's data: numbers that texts name, ids of equal tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.record import Contradiction
from storyreel.storyboard.text import names_number, numbers_in


class TextWithId(Protocol):
    """A piece of text and its id in a vocabulary."""

    @property
    def text(self) -> str: ...

    @property
    def id(self) -> int: ...


def number_named(path: KeyPath, text: str, number: float, what: str) -> Iterator[Contradiction]:
    """A contradiction if `text` names numbers, but not `number`; `what` says whose number it is."""
    named = numbers_in(text)
    if named and not names_number(text, number):
        yield Contradiction(
            path,
            f"{text!r} names {named[0]:,}, but {what} is {number:,.10g}.",
            f"Write {number:,.10g}.",
        )


def below(home: KeyPath, contradictions: Iterable[Contradiction]) -> Iterator[Contradiction]:
    """Contradictions of a record as those of the one that has it under the key `home`."""
    for each in contradictions:
        yield Contradiction((*home, *each.path), each.what, each.remedy)


def different(path: KeyPath, value: object, others: Iterable[object]) -> Iterator[Contradiction]:
    """A contradiction if a name is that of something else, too."""
    if value in others:
        yield Contradiction(path, f"{value!r} names something else, too.", "Write another name.")


def same_value(path: KeyPath, value: object, other: object, what: str) -> Iterator[Contradiction]:
    """A contradiction if `value` is not `other`; `what` says what the other value is."""
    if value != other:
        yield Contradiction(path, f"is {value!r}, but {what} is {other!r}.", f"Write {other!r}.")


def one_id_for_each_text(
    tokens: Iterable[tuple[KeyPath, TextWithId]],
) -> Iterator[Contradiction]:
    """Contradictions of tokens with one text and two ids, or one id and two texts."""
    ids: dict[str, int] = {}
    texts: dict[int, str] = {}
    for path, token in tokens:
        if ids.setdefault(token.text, token.id) != token.id:
            what = f"{token.text!r} has the id {ids[token.text]} above."
            yield Contradiction((*path, "id"), what, f"Write {ids[token.text]}.")
        elif texts.setdefault(token.id, token.text) != token.text:
            what = f"is also the id of {texts[token.id]!r} above."
            yield Contradiction((*path, "id"), what, "Give each token its own id.")
