"""Changes: which mobjects look other than they did when they were last extracted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from manim import Mobject

from storyreel.stage.look import MobjectLook, StyleState, style_states
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
    return list(_changes(mobjects, all_seen, sights))


def _changes(
    mobjects: Sequence[Mobject], all_seen: Sequence[Seen], sights: Sights
) -> Iterator[Change]:
    for mobject, seen, style in zip(mobjects, all_seen, _styles(mobjects), strict=True):
        before = seen.look
        same_style = before is not None and style == before.style
        if same_style and seen.style is not None and seen.style.is_transparent:
            continue
        points, sight = mobject.points.tobytes(), sights.of(mobject)
        if before and same_style and points == before.points and sight == before.sight:
            continue
        yield Change(mobject, seen, MobjectLook(style, points, sight))


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
