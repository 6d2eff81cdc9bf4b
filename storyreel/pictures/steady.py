"""What all states of a thing share through a clip: the room of their parts, and their size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TypeAlias

from storyreel.pictures.kinds.kind import Kind
from storyreel.pictures.stated import StageChange, Stated
from storyreel.pictures.zoom import largest_zoom

Place: TypeAlias = tuple[str, float, float]
"""A thing and the size of its frame."""


def steadied(changes: Sequence[StageChange]) -> tuple[StageChange, ...]:
    """The changes of a whole clip with states that keep their room and their size."""
    return tuple(_zoomed(tuple(_matched(tuple(_sized(tuple(_steady(changes))))))))


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


def _matched(changes: Sequence[StageChange]) -> Iterator[StageChange]:
    """The changes with states that know those of the things beside theirs."""
    alike, groups = _alike(changes), _groups(changes)
    for change in changes:
        yield replace(
            change, things=tuple(_as_large(each, alike, groups) for each in change.things)
        )


def _as_large(
    stated: Stated, alike: Mapping[Place, Sequence[Stated]], groups: Mapping[Place, set[Place]]
) -> Stated:
    """A thing that is as large as those beside it."""
    group = groups.get(_place(stated), set())
    if stated.state is None or len(group) < 2:
        return stated
    states = [each.state for place in sorted(group) for each in alike[place] if each.state]
    return replace(stated, state=stated.state.matched(states))


def _groups(changes: Sequence[StageChange]) -> dict[Place, set[Place]]:
    """The things of one kind that are on stage together, in frames of one size."""
    groups: dict[Place, set[Place]] = {}
    stage: dict[str, Stated] = {}
    for change in changes:
        stage |= {stated.name: stated for stated in change.things}
        for one, other in combinations([each for each in stage.values() if each.state], 2):
            first, second = _place(one), _place(other)
            if type(one.state) is type(other.state) and first[1:] == second[1:]:
                joined = groups.get(first, {first}) | groups.get(second, {second})
                groups |= dict.fromkeys(joined, joined)
    return groups


def _zoomed(changes: Sequence[StageChange]) -> Iterator[StageChange]:
    """The changes with the zoom of each thing: the same wherever its rooms are as large."""
    zooms = {place: _zoom(found) for place, found in _alike(changes).items()}
    for change in changes:
        yield replace(
            change,
            things=tuple(replace(each, zoom=zooms[_place(each)]) for each in change.things),
        )


def _alike(changes: Sequence[StageChange]) -> dict[Place, list[Stated]]:
    """The states of each thing by the size of their room."""
    alike: dict[Place, list[Stated]] = {}
    for stated in (stated for change in changes for stated in change.things):
        alike.setdefault(_place(stated), []).append(stated)
    return alike


def _place(stated: Stated) -> Place:
    """A thing and the size of its frame."""
    return stated.name, round(stated.frame.width, 6), round(stated.frame.height, 6)


def _zoom(alike: Sequence[Stated]) -> float:
    """The largest zoom at which a thing fits in all its states."""
    return min((largest_zoom(each.state, each.room) for each in alike if each.state), default=1.0)
