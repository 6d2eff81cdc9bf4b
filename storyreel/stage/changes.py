"""Changes: which mobjects look other than they did when they were last extracted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from manim import Mobject

from storyreel.stage.look import MobjectLook, StyleState, changed_looks, style_states
from storyreel.stage.seen import Seen
from storyreel.stage.sight import Sight, Sights

Change: TypeAlias = tuple[Mobject, Seen, MobjectLook]
"""A mobject that looks other than it did when it was last extracted, and how it looks now."""


def changes(mobjects: Sequence[Mobject], all_seen: Sequence[Seen], sights: Sights) -> list[Change]:
    """The mobjects that look other than before; points of transparent ones are not looked at.

    An exception has a note with the class of the mobject that causes it.
    """
    looks, seen_by = [seen.look for seen in all_seen], sights.of_all(mobjects)
    restyled, moved = changed_looks(mobjects, looks, seen_by)
    styles = _styles([mobjects[place] for place in restyled])
    found: list[Change] = []
    for place, style in zip(restyled, styles, strict=True):
        look = _read_look(mobjects[place], looks[place], style, seen_by[place])
        if look is not None:
            found.append((mobjects[place], all_seen[place], look))
    for place, points in moved:
        look = _moved_look(mobjects[place], looks[place], points, seen_by[place])
        if look is not None:
            found.append((mobjects[place], all_seen[place], look))
    return found


def _read_look(
    mobject: Mobject, before: MobjectLook | None, style: StyleState, sight: Sight
) -> MobjectLook | None:
    """How a mobject looks, if that is other than before."""
    if before is None or style != before.style:
        return MobjectLook(style, _points(mobject, before), sight)
    return None if before.points is None else _moved_look(mobject, before, None, sight)


def _moved_look(
    mobject: Mobject, before: MobjectLook | None, points: bytes | None, sight: Sight
) -> MobjectLook | None:
    """How a mobject of the same style looks, if that is other than before.

    Its points are read where they are not given.
    """
    assert before is not None
    if points is None:
        points = _points(mobject, before)
    if points is before.points and sight == before.sight:
        return None
    return MobjectLook(before.style, points, sight)


def _points(mobject: Mobject, before: MobjectLook | None) -> bytes:
    """The points of a mobject: the same object as before where they are the same."""
    points: bytes = mobject.points.tobytes()
    if before is not None and before.points == points:
        return before.points
    return points


def _styles(mobjects: Sequence[Mobject]) -> list[StyleState]:
    try:
        return style_states(mobjects)
    except Exception:
        for mobject in mobjects:
            try:
                style_states([mobject])
            except Exception as error:
                error.add_note(type(mobject).__name__)
                raise
        raise
