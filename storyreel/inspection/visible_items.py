"""What one item of a drawing is to a viewer: its place, its shape, how opaque and how large."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np

from storyreel.drawing.drawing import (
    FRAME_HEIGHT,
    QUANTA_PER_UNIT,
    Box,
    Drawing,
    Item,
    PathItem,
    Rgba,
    Tag,
)
from storyreel.drawing.opacity import solid_box

LINES = 270
"""Of the small pictures that are looked at: a capital of the least size has eight."""

_PIXEL = -(-FRAME_HEIGHT * QUANTA_PER_UNIT // LINES)

OPAQUE = 0.95
_PLATE = 0.75
"""Share of its box that a plate fills; discs and round cards do, arrows and lines don't."""

Place: TypeAlias = tuple[bytes, bytes, str]
"""Where a text stands and what it says: its outline, what clips it, its words."""


class OpaqueTexts:
    """Finds the words that drawings show, opaque; each item is judged once, however often met."""

    def __init__(self) -> None:
        self._known: dict[Item, tuple[Place, PathItem, Tag] | None] = {}

    def of(self, drawing: Drawing) -> list[tuple[Place, PathItem, Tag]]:
        """The places of words, what shows them and what that is, from bottom to top."""
        known = self._known
        for item in drawing.items:
            if item not in known:
                known[item] = _opaque_text(item)
        return [text for item in drawing.items if (text := known[item])]


def _opaque_text(item: Item) -> tuple[Place, PathItem, Tag] | None:
    tag = item.tag
    if tag is None or tag.text is None or not isinstance(item, PathItem):
        return None
    if tag.text.strip() and opacity(item) >= OPAQUE:
        return place_of(item, tag.text), item, tag
    return None


def place_of(item: PathItem, text: str) -> Place:
    """Where a text stands; it stays the same when its colour changes."""
    return item.path.key, item.clip.key if item.clip else b"", text


def opacity(item: Item) -> float:
    """From 0 to 1: of the most opaque paint of a path, 1 for an image."""
    if not isinstance(item, PathItem):
        return 1.0
    paints = [item.fill, *(s.paint for s in (item.stroke, item.back_stroke) if s)]
    alphas = [color[3] for paint in paints if paint for color in paint.colors]
    return max(alphas, default=0) / 65535


def shape_box(item: Item) -> Box | None:
    """What an item shows without its shadow; None where its clip leaves nothing."""
    if not isinstance(item, PathItem):
        return item.box if item.box.width and item.box.height else None
    reach = max((s.width // 2 for s in (item.stroke, item.back_stroke) if s), default=0)
    box = item.path.box.grown(reach)
    return box.intersection(item.clip.box) if item.clip else box


def cap_height(item: Item, tag: Tag) -> float | None:
    """Height of a capital as a share of the frame's, None where the tag does not tell."""
    if tag.cap_share is None or not isinstance(item, PathItem):
        return None
    return tag.cap_share * item.path.box.height / (FRAME_HEIGHT * QUANTA_PER_UNIT)


class Surface(NamedTuple):
    """What is of one opaque colour, and where it surely is."""

    inner: Box
    color: Rgba

    def bears(self, box: Box) -> bool:
        """Whether a box lies on it, with all pixels that it touches in a picture of `LINES`."""
        around = box.grown(_PIXEL)
        return self.inner.intersection(around) == around


def plain_surface(item: Item) -> Surface | None:
    """The one colour with which an item hides whatever is below it, or None."""
    inner = solid_box(item)
    if inner is None or not isinstance(item, PathItem):
        return None
    fill = item.fill
    return Surface(inner, fill.colors[0]) if fill and len(fill.colors) == 1 else None


def is_plate(item: Item) -> bool:
    """Something flat to stand on: opaque, and about as large as its box."""
    if not isinstance(item, PathItem) or item.fill is None or opacity(item) < OPAQUE:
        return False
    if item.tag is not None and item.tag.role == "background":
        return False
    points = item.path.points.astype(np.float64)
    x, y = points[:, 0], points[:, 1]
    area = abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2
    box = item.path.box
    return len(item.path.starts) == 1 and area >= _PLATE * box.width * box.height > 0
