"""Names of the parts of a thing, such as bars: a rename changes every picture of the thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from storyreel.base.errors import Problem, RequestError
from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.values import ADDRESS
from storyreel.studio.edit import Edit
from storyreel.studio.edits import edited, plain_data, with_renamed_keys

_FIELD = 3
"""Keys below a thing are its kind, a field of that, and from here on names of parts."""

LONGEST_NAME = 100
"""YAML reads keys of up to 1024 characters, and may need ten to write one."""

LONGEST_ADDRESS = 80
"""The longest address of a part; `Address` in `pictures/kinds/kind.py` has the same limit."""

ADDRESSES = ("from", "to", "under", "of")
"""The fields of kinds that name another thing, or a part of it."""


class PartUses(NamedTuple):
    """Where pictures name a part of a thing."""

    keys: tuple[KeyPath, ...]
    values: tuple[KeyPath, ...]
    """Values of the thing itself, such as `mark`."""

    addresses: tuple[KeyPath, ...]
    """Values of things that join or follow the part, such as an arrow's `to: pay.Ana`."""


def part_uses(board: object, thing: str, name: str) -> PartUses:
    """The uses of a name in all pictures of a thing, in a storyboard as plain data.

    There are none where a value may mean the fact of the same name.
    """
    keys: list[KeyPath] = []
    values: list[KeyPath] = []
    addresses: list[KeyPath] = []
    address = _address(thing, name)
    for home, stated in _statements(board):
        for path, value in _below(home, stated):
            if value == address and path[-1] in ADDRESSES:
                addresses.append(path)
            if home[-1] != thing:
                continue
            named = len(path) >= len(home) + _FIELD and path[-1] == name
            if named:
                keys.append(path)
            elif value == name:
                values.append(path)
    facts = _mapping(_mapping(board).get("facts"))
    if values and name in facts:
        return PartUses((), (), ())
    return PartUses(tuple(keys), tuple(values), tuple(addresses))


def with_renamed_part(text: str, thing: str, name: str, to: str) -> str:
    """The text of a storyboard in which a part of a thing has another name.

    Raises RequestError for a name that is not used, for one that another part has, for one that is
    longer than parts may be called, and for one that no arrow can point at where one does.
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
    address = _address(thing, to)
    if uses.addresses and (len(address) > LONGEST_ADDRESS or not re.fullmatch(ADDRESS, address)):
        what = f"another thing refers to {_address(thing, name)}, and cannot refer to that name."
        raise RequestError(Problem(what, "Choose a shorter one, in one line."))
    text = edited(text, [Edit(path, to) for path in uses.values])
    text = edited(text, [Edit(path, address) for path in uses.addresses])
    return with_renamed_keys(text, uses.keys, to)


def _address(thing: str, name: str) -> str:
    return f"{thing}.{name}"


def _statements(board: object) -> Iterator[tuple[KeyPath, object]]:
    """What pictures state of each thing, with the paths, which end with the thing's name."""
    for index, beat in enumerate(_list(_mapping(board).get("beats"))):
        here: KeyPath = ("beats", index)
        changes = [((*here, "picture"), _mapping(beat).get("picture"))]
        changes += [
            ((*here, "then", at), change)
            for at, change in enumerate(_list(_mapping(beat).get("then")))
        ]
        for path, change in changes:
            for thing, stated in _mapping(change).items():
                yield (*path, str(thing)), stated


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
