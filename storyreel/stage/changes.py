"""Changes: which mobjects look other than they did when they were last extracted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from manim import Mobject

from storyreel.stage.look import MobjectLook, StyleState, changed_looks, style_states
from storyreel.stage.seen import Seen
from storyreel.stage.sight import Sight, Sights


class Change(NamedTuple):
    """A mobject that looks other than it did when it was last extracted."""

    mobject: Mobject
    seen: Seen
    look: MobjectLook


def changes(mobjects: Sequence[Mobject], all_seen: Sequence[Seen], sights: Sights) -> list[Change]:
    """The mobjects that look other than before; points of transparent ones are not looked at.

    An exception has a note with the class of the mobject that causes it.
    """
    looks, seen_by = [seen.look for seen in all_seen], sights.of_all(mobjects)
    restyled, moved = changed_looks(mobjects, looks, seen_by)
    styles = _styles([mobjects[place] for place in restyled])
    styled = *zip(restyled, styles, strict=True), *((place, None) for place in moved)
    found: list[Change] = []
    for place, style in styled:
        mobject = mobjects[place]
        look = _other_look(mobject, looks[place], style, seen_by[place])
        if look is not None:
            found.append(Change(mobject, all_seen[place], look))
    return found


def _other_look(
    mobject: Mobject, before: MobjectLook | None, style: StyleState | None, sight: Sight
) -> MobjectLook | None:
    """How a mobject looks, if that is other than before; without a style, it has that of before."""
    if before is None:
        assert style is not None
        return MobjectLook(style, mobject.points.tobytes(), sight)
    if style is None or style == before.style:
        if before.points is None:
            return None
        style, points = before.style, mobject.points.tobytes()
        if points == before.points and sight == before.sight:
            return None
        return MobjectLook(style, points, sight)
    return MobjectLook(style, mobject.points.tobytes(), sight)


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
