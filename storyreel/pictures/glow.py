"""What turns gold glows once, as a light that grows and goes."""

from __future__ import annotations

from collections.abc import Iterator

from storyreel.design.tokens import Color
from storyreel.pictures.elements import Element, Look, Picture, color
from storyreel.pictures.forms import Polyline, Rect

GOLDS = frozenset(color(name)[:3] for name in (Color.GOLD, Color.GOLD_PALE))
GLASS = color(Color.GOLD_PALE)
"""What shines below a shape; the shape itself covers it."""

LONGEST, SHORTEST = 1.1, 0.5
"""Seconds of a glow: usually, and at least."""

BEGIN = 0.4
"""Share of a change after which what turns gold in it begins to glow."""

MOST = 4
"""How many gold parts a thing may have; more are not the one thing to look at."""


def turned_gold(before: Picture, after: Picture) -> frozenset[str]:
    """The keys of the few shapes that are gold after a change and were not before it."""
    known = {element.key for element in before if _is_gold(element)}
    keys = {element.key for element in after if _is_gold(element)}
    return frozenset(keys - known) if len(keys) <= MOST else frozenset()


def glow_between(start: float, stop: float, limit: float) -> tuple[float, float] | None:
    """The seconds from when to when a change between two times makes its gold glow.

    It ends at `limit` at the latest; None where too little time is left for it, and for what is
    there from the start of the clip.
    """
    begin = start + BEGIN * (stop - start)
    end = min(begin + LONGEST, limit)
    return (begin, end) if start >= 0 and end - begin >= SHORTEST else None


def glowing(picture: Picture, keys: frozenset[str], share: float) -> Iterator[Element]:
    """The elements with light below those of some keys, at a share of their glow."""
    strength = (4 * share * (1 - share)) ** 2
    for element in picture:
        if element.key in keys and _is_gold(element):
            look = Look(fill=GLASS, glow=strength)
            yield element._replace(key=f"{element.key}/glow", look=look, role="decor", birth=None)
        yield element


def _is_gold(element: Element) -> bool:
    fill = element.look.fill
    area = isinstance(element.form, Rect) or (
        isinstance(element.form, Polyline) and element.form.closed
    )
    return area and fill is not None and fill[3] == 65535 and fill[:3] in GOLDS
