"""Names of the parts of a thing, such as bars: a rename changes every picture of the thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from storyreel.base.errors import Problem, RequestError
from storyreel.storyboard.compose import KeyPath
from storyreel.studio.edit import Edit
from storyreel.studio.edits import edited, plain_data, with_renamed_keys

_FIELD = 3
"""Keys below a thing are its kind, a field of that, and from here on names of parts."""

LONGEST_NAME = 100
"""YAML reads keys of up to 1024 characters, and may need ten to write one."""


class PartUses(NamedTuple):
    """Where pictures of a thing name a part: as a key, and as a value such as `mark`."""

    keys: tuple[KeyPath, ...]
    values: tuple[KeyPath, ...]


def part_uses(board: object, thing: str, name: str) -> PartUses:
    """The uses of a name in all pictures of a thing, in a storyboard as plain data.

    There are none where a value may mean the fact of the same name.
    """
    keys: list[KeyPath] = []
    values: list[KeyPath] = []
    for home, stated in _statements(board, thing):
        for path, value in _below(home, stated):
            named = len(path) >= len(home) + _FIELD and path[-1] == name
            if named:
                keys.append(path)
            elif value == name:
                values.append(path)
    facts = _mapping(_mapping(board).get("facts"))
    return PartUses((), ()) if values and name in facts else PartUses(tuple(keys), tuple(values))


def with_renamed_part(text: str, thing: str, name: str, to: str) -> str:
    """The text of a storyboard in which a part of a thing has another name.

    Raises RequestError for a name that is not used, for one that another part has, and for one that
    is longer than parts may be called.
    """
    board = plain_data(text)
    uses = part_uses(board, thing, name)
    if not uses.keys or not to.strip():
        raise RequestError(Problem(f"{name} cannot be renamed here.", "Rename it in an editor."))
    if len(to) > LONGEST_NAME:
        what = f"a name has at most {LONGEST_NAME} characters."
        raise RequestError(Problem(what, "Choose a shorter one."))
    if part_uses(board, thing, to).keys:
        raise RequestError(Problem(f"{thing} has a part {to} already.", "Choose another name."))
    text = edited(text, [Edit(path, to) for path in uses.values])
    return with_renamed_keys(text, uses.keys, to)


def _statements(board: object, thing: str) -> Iterator[tuple[KeyPath, object]]:
    """What pictures state of a thing, with the paths."""
    for index, beat in enumerate(_list(_mapping(board).get("beats"))):
        here: KeyPath = ("beats", index)
        changes = [((*here, "picture"), _mapping(beat).get("picture"))]
        changes += [
            ((*here, "then", at), change)
            for at, change in enumerate(_list(_mapping(beat).get("then")))
        ]
        for path, change in changes:
            if thing in _mapping(change):
                yield (*path, thing), _mapping(change)[thing]


def _below(path: KeyPath, value: object) -> Iterator[tuple[KeyPath, object]]:
    """All values in a value, with their paths; keys are texts there."""
    for key, inner in _mapping(value).items():
        yield (*path, str(key)), inner
        yield from _below((*path, str(key)), inner)
    for index, inner in enumerate(_list(value)):
        yield (*path, index), inner
        yield from _below((*path, index), inner)


def _mapping(value: object) -> dict[object, object]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()
