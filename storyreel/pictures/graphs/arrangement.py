"""The arrangement of a graph with the largest text that fits a room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import combinations, pairwise

from storyreel.design.layout import Frame
from storyreel.design.text import shape_line
from storyreel.design.tokens import TextStyle, Type, px
from storyreel.pictures.graphs.arrows import routes
from storyreel.pictures.graphs.coordinates import GAP_ALONG, WIDEST_GAP_ACROSS, coordinates
from storyreel.pictures.graphs.layering import layered
from storyreel.pictures.graphs.layout import GraphLayout, Link

SCALES = (1.5, 1.35, 1.2, 1.1, 1.0)
"""Sizes of the text, in those of a label, from the largest."""

MOST_LINES = 3
"""Lines of a name in a box."""

PAD = px(24)
NARROWEST_BOX = px(120)
WIDE_GAP_ALONG = px(96)
"""Between layers, where the text is larger than it has to be."""


SEEN = (px(40), px(24), px(12))
"""How much of a way can be seen before and after a plate on it, from the most."""


@lru_cache(maxsize=64)
def arrange(
    links: tuple[Link, ...], room: Frame, down: bool, plate: tuple[float, float] | None = None
) -> GraphLayout | None:
    """The arrangement with the largest text that fits a room; None where none does.

    `plate` is the width and height of a plate on each way: where there is room, so much of the
    ways can be seen beside it, and ways side by side are apart.
    """
    if plate is not None:
        wide, high = plate
        across = max(WIDEST_GAP_ACROSS, 2 * wide if down else 0.0)
        gaps = [(high if down else wide) + 2 * seen for seen in SEEN]
        found = (_arranged(links, room, down, gap, across) for gap in (*gaps, 0.0))
        return next((each for each in found if each is not None), None)
    return _arranged(links, room, down, 0.0, WIDEST_GAP_ACROSS)


def _arranged(
    links: tuple[Link, ...], room: Frame, down: bool, least: float, across: float
) -> GraphLayout | None:
    """The arrangement with the largest text that fits with a least gap between layers, and a widest
    one across the arrows."""
    layering = layered(links)
    depth = layering.depth
    for scale in SCALES:
        style = replace(Type.LABEL_STRONG, size=Type.LABEL_STRONG.size * scale)
        gap = max(least, GAP_ALONG if scale == 1 else WIDE_GAP_ALONG)
        for most in range(1, MOST_LINES + 1):
            lines = {name: _broken(name, style, most) for name in layering.names}
            places = coordinates(layering, room, _box_size(lines, style), down, (gap, across))
            if places is not None:
                boxes = {
                    name: places.box(places.along[depth[name]], places.across[name])
                    for name in layering.names
                }
                return GraphLayout(boxes, lines, routes(layering, places), style, down)
    return None


def _broken(name: str, style: TextStyle, most: int) -> tuple[str, ...]:
    """A name on at most so many lines, the widest as narrow as possible."""
    parts = name.split()
    count = min(most, len(parts))
    choices = (
        tuple(" ".join(parts[a:b]) for a, b in pairwise((0, *breaks, len(parts))))
        for breaks in combinations(range(1, len(parts)), count - 1)
    )
    return min(choices, key=lambda lines: max(shape_line(line, style).advance for line in lines))


def _box_size(lines: Mapping[str, tuple[str, ...]], style: TextStyle) -> tuple[float, float]:
    """Width and height of every box."""
    widest = max(shape_line(line, style).advance for own in lines.values() for line in own)
    highest = max(map(len, lines.values()))
    return max(widest + 2 * PAD, NARROWEST_BOX), (highest * 1.18 + 0.6) * style.size
