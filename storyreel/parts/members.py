"""The members of mobjects: these, and all that they contain."""

from __future__ import annotations

from collections.abc import Iterable

from manim import Mobject


def members_of(mobjects: Iterable[Mobject]) -> list[Mobject]:
    """Mobjects and all that they contain, in any order; many times faster than `get_family`.

    A mobject that is in several of them comes several times.
    """
    members = list(mobjects)
    for mobject in members:  # which grows meanwhile
        if mobject.submobjects:
            members += mobject.submobjects
    return members
