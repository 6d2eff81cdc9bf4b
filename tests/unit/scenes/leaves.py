"""Changes of single values in a storyboard: each leaf, and each list, in a few ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One value in the place of another."""

    path: Path
    how: str
    value: Any

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path))} {self.how}"

    def applied(self, tree: Any) -> Any:
        """A copy of a tree with the value at the path."""
        return _put(tree, self.path, self.value)


def changes(tree: Any, home: Path = ()) -> Iterator[Change]:
    """Changes of every leaf and of every list below a tree, those of lists first.

    Numbers become one more and one less, texts get another character at their end, lists lose
    their last entry, have it twice, and begin with the second.
    """
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from changes(value, (*home, key))
    elif isinstance(tree, list):
        yield from (Change(home, how, value) for how, value in _lists(tree))
        for index, value in enumerate(tree):
            yield from changes(value, (*home, index))
    else:
        yield from (Change(home, how, value) for how, value in _leaves(tree))


def plain(tree: Any) -> Any:
    """A tree of lists and dictionaries for one of tuples and mappings."""
    if isinstance(tree, dict):
        return {key: plain(value) for key, value in tree.items()}
    return [plain(value) for value in tree] if isinstance(tree, tuple | list) else tree


def _lists(values: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    if not values:
        return
    yield "without its last entry", values[:-1]
    yield "with its last entry twice", [*values, values[-1]]
    if len(values) > 1 and values[0] != values[1]:
        yield "in another order", [values[1], values[0], *values[2:]]


def _leaves(value: Any) -> Iterator[tuple[str, Any]]:
    match value:
        case bool():
            yield "reversed", not value
        case int():
            yield "one more", value + 1
            yield "one less", value - 1
        case 0.0:
            yield "one more", 1.0
        case float():
            yield "a half more", round(value * 1.5, 6)
            yield "a half", value / 2
        case str():
            yield "with another character", _respelt(value)


def _respelt(text: str) -> str:
    """A text with its last letter or digit exchanged for another one of the same sort."""
    at = max((index for index, sign in enumerate(text) if sign.isalnum()), default=0)
    other = "01" if text[at].isdigit() else "ab"
    return text[:at] + (other[1] if text[at] == other[0] else other[0]) + text[at + 1 :]


def _put(tree: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    copy = tree.copy()
    copy[path[0]] = _put(tree[path[0]], path[1:], value)
    return copy
