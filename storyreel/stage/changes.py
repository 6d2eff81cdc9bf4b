"""Changes: which mobjects look other than they did when they were last extracted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from manim import Mobject

from storyreel.stage.look import MobjectLook, StyleState, places_to_look_at, style_states
from storyreel.stage.seen import Seen
from storyreel.stage.sight import Sights


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
    places = places_to_look_at(mobjects, looks, seen_by)
    styles = _styles([mobjects[place] for place in places])
    found: list[Change] = []
    for place, style in zip(places, styles, strict=True):
        mobject, before = mobjects[place], looks[place]
        same_style = before is not None and style == before.style
        if same_style and before is not None and before.points is None:
            continue
        points, sight = mobject.points.tobytes(), seen_by[place]
        if before and same_style and points == before.points and sight == before.sight:
            continue
        found.append(Change(mobject, all_seen[place], MobjectLook(style, points, sight)))
    return found


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
