"""What all states of a thing share through a clip: the room of their parts, and their size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from storyreel.pictures.kinds.kind import Kind
from storyreel.pictures.stated import StageChange, Stated
from storyreel.pictures.zoom import largest_zoom


def steadied(changes: Sequence[StageChange]) -> tuple[StageChange, ...]:
    """The changes of a whole clip with states that keep their room and their size."""
    return tuple(_zoomed(tuple(_sized(tuple(_steady(changes))))))


def _steady(changes: Sequence[StageChange]) -> Iterator[StageChange]:
    """The changes with states that know what room the other states of their thing need."""
    states: dict[str, list[Kind]] = {}
    for stated in (stated for change in changes for stated in change.things):
        if stated.state is not None:
            states.setdefault(stated.name, []).append(stated.state)
    for change in changes:
        things = tuple(
            stated
            if stated.state is None
            else replace(stated, state=stated.state.steadied(states[stated.name]))
            for stated in change.things
        )
        yield replace(change, things=things)


def _sized(changes: Sequence[StageChange]) -> Iterator[StageChange]:
    """The changes with states that know the others of their thing whose rooms are as large."""
    alike = _alike(changes)
    for change in changes:
        things = tuple(
            stated
            if stated.state is None
            else replace(
                stated,
                state=stated.state.sized([e.state for e in alike[_place(stated)] if e.state]),
            )
            for stated in change.things
        )
        yield replace(change, things=things)


def _zoomed(changes: Sequence[StageChange]) -> Iterator[StageChange]:
    """The changes with the zoom of each thing: the same wherever its rooms are as large."""
    zooms = {place: _zoom(found) for place, found in _alike(changes).items()}
    for change in changes:
        yield replace(
            change,
            things=tuple(replace(each, zoom=zooms[_place(each)]) for each in change.things),
        )


def _alike(changes: Sequence[StageChange]) -> dict[tuple[str, float, float], list[Stated]]:
    """The states of each thing by the size of their room."""
    alike: dict[tuple[str, float, float], list[Stated]] = {}
    for stated in (stated for change in changes for stated in change.things):
        alike.setdefault(_place(stated), []).append(stated)
    return alike


def _place(stated: Stated) -> tuple[str, float, float]:
    """A thing and the size of its frame."""
    return stated.name, round(stated.frame.width, 6), round(stated.frame.height, 6)


def _zoom(alike: Sequence[Stated]) -> float:
    """The largest zoom at which a thing fits in all its states."""
    return min((largest_zoom(each.state, each.room) for each in alike if each.state), default=1.0)
