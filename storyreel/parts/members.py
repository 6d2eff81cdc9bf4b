"""The members of mobjects: these, and all that they contain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from manim import Mobject


def members_of(mobjects: Iterable[Mobject]) -> Iterator[Mobject]:
    """Mobjects and all that they contain, in any order; many times faster than `get_family`.

    A mobject that is in several of them comes several times.
    """
    waiting = list(mobjects)
    while waiting:
        mobject = waiting.pop()
        yield mobject
        waiting += mobject.submobjects
