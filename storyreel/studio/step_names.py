"""Names of steps, in the rail and in beats: a rename changes all of them."""

from __future__ import annotations

from collections.abc import Sequence

from storyreel.storyboard.compose import KeyPath
from storyreel.studio.edit import Edit


def with_renamed_steps(board: object, edits: Sequence[Edit]) -> list[Edit]:
    """The edits of a storyboard, given as plain data, with those that a renamed step entails.

    A beat that gets another name of the rail moves to that step; nothing is renamed.
    """
    places = _places(board)
    names = {name for path, name in places.items() if path[0] == "rail"}
    found = {edit.path: edit for edit in edits}
    for edit in edits:
        old = places.get(edit.path)
        if old in names and edit.value not in names:
            same = [path for path, name in places.items() if name == old]
            found |= {path: Edit(path, edit.value) for path in same if path not in found}
    return list(found.values())


def _places(board: object) -> dict[KeyPath, str]:
    """Where names of steps are, in the rail and in beats."""
    rows = board if isinstance(board, dict) else {}
    places: dict[KeyPath, object] = {}
    for index, step in enumerate(_list(rows.get("rail"))):
        places["rail", index] = step
        places |= {("rail", index, at): name for at, name in enumerate(_list(step))}
    for index, beat in enumerate(_list(rows.get("beats"))):
        places["beats", index, "step"] = beat.get("step") if isinstance(beat, dict) else None
    return {path: name for path, name in places.items() if isinstance(name, str)}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
