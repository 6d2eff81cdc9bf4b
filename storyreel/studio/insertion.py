"""Inserts the example of a kind into a beat: a thing with a free name and a place in the layout."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

from storyreel.base.errors import Problem, RequestError
from storyreel.pictures.board import OPTIONS
from storyreel.pictures.kinds import KINDS
from storyreel.storyboard.compose import KeyPath
from storyreel.studio.edit import Edit
from storyreel.studio.edits import edited, plain_data, with_entry


def with_example(text: str, beat: int, kind: str) -> str:
    """The text of a storyboard in which a beat shows the example of a kind, too.

    The thing gets a column at the right of the layout that the beat has, or that is in force.
    Raises RequestError for a kind that needs others to point at, or a beat without pictures.
    """
    if kind not in KINDS or not KINDS[kind].placed:
        raise RequestError(Problem(f"{kind} joins things.", "Write it in an editor."))
    data = plain_data(text)
    board: dict[str, Any] = data if isinstance(data, dict) else {}
    beats = board.get("beats")
    if not isinstance(beats, list) or not 0 <= beat < len(beats) or "data" in board:
        raise RequestError(Problem("this beat has no pictures.", "Add the thing in an editor."))
    if not all(map(_is_readable, beats)):
        raise RequestError(Problem("a beat is not a mapping.", "Correct it in an editor."))
    name = _free_name(beats, kind)
    layout = _layout_with(beats, beat, name)
    home: KeyPath = ("beats", beat)
    if layout is not None:
        text = edited(text, [Edit((*home, "layout"), layout)])
    thing = f"{{{kind}: {KINDS[kind].example}}}"
    if isinstance(beats[beat].get("picture"), dict):
        return with_entry(text, (*home, "picture"), name, thing)
    return with_entry(text, home, "picture", f"{{{name}: {thing}}}")


def _is_readable(beat: Any) -> bool:
    """Whether a beat has the form of one, as far as a new thing needs it."""
    if not isinstance(beat, dict):
        return False
    changes = beat.get("then") or []
    picture, layouts = beat.get("picture") or {}, [beat.get("layout") or ""]
    if not isinstance(picture, dict) or not isinstance(changes, list):
        return False
    if not all(isinstance(change, dict) for change in changes):
        return False
    layouts += [change.get("layout") or "" for change in changes]
    return all(isinstance(layout, str) for layout in layouts)


def _free_name(beats: Sequence[Any], kind: str) -> str:
    """The name of the kind, with a number where a thing has that name."""
    taken = {name for beat in beats for name in _names(beat)}
    names = (kind if number == 1 else f"{kind}{number}" for number in count(1))
    return next(name for name in names if name not in taken)


def _names(beat: Any) -> set[str]:
    """The names of all things that a beat states."""
    changes = [beat.get("picture") or {}, *(beat.get("then") or ())]
    return {name for change in changes for name in change} - {"at", "layout", *OPTIONS}


def _layout_with(beats: Sequence[Any], beat: int, name: str) -> str | None:
    """The layout of a beat with a column for one more thing; None where none is needed."""
    own = beats[beat].get("layout")
    before = own or _layout_before(beats, beat)
    if before is None:
        return None
    rows = [row.strip() for row in before.splitlines() if row.strip()]
    return "\n".join(f"{row} {name}" for row in rows)


def _layout_before(beats: Sequence[Any], beat: int) -> str | None:
    """The layout that is in force when a beat begins; None at the start of the clip."""
    earlier = beats[:beat]
    layouts = [
        change["layout"]
        for each in earlier
        for change in (each, *(each.get("then") or ()))
        if change.get("layout")
    ]
    first = beats[0].get("picture") or {}
    return layouts[-1] if layouts else " ".join(first) if beat and first else None
