"""Agreement between the values of a clip's data: names that differ, values that are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.record import Contradiction


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
