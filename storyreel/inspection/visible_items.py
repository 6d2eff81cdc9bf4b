"""What a viewer sees of one item of a drawing: its shape, opacity, words and size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np

from storyreel.drawing.drawing import Clips, Drawing, Item, PathItem, Tag, clipped_box, clips_key
from storyreel.drawing.opacity import inner_box, solid_box
from storyreel.drawing.paints import Rgba
from storyreel.drawing.quanta import FRAME_HEIGHT, QUANTA_PER_UNIT, Box
from storyreel.inspection.known_items import KnownItems

SAMPLE_HEIGHT = 270
"""Rows of the pictures in which texts are examined: capitals of the least size fill eight."""

_SAMPLE_PIXEL = -(-FRAME_HEIGHT * QUANTA_PER_UNIT // SAMPLE_HEIGHT)

OPAQUE = 0.95
"""Opacity from which on an item counts as fully visible."""

_PLATE_FILL = 0.75
"""Share of its box that a plate fills: discs and round cards do, arrows and lines do not."""

NOWHERE = Box(0, 0, 0, 0)
"""The box of an item that its clips hide."""

TextKey: TypeAlias = tuple[bytes, bytes, str]
"""Identifies a text in one place: the keys of its outline and of its clips, and its words."""


class ShownText(NamedTuple):
    """An item that shows words."""

    key: TextKey
    item: PathItem
    tag: Tag
    box: Box
    """The box of its ink; empty where its clips hide all of it."""

    @property
    def words(self) -> str:
        return self.key[2]


class OpaqueTexts:
    """Finds the opaque texts of drawings; examines each item once, however often it occurs."""

    def __init__(self, least: float = OPAQUE) -> None:
        """`least` is the opacity from which on a text counts."""
        self._least = least
        self._known = KnownItems(self._text)

    def of(self, drawing: Drawing) -> list[ShownText]:
        """The texts of a drawing, from bottom to top."""
        return self.among(drawing.items)

    def among(self, items: Sequence[Item]) -> list[ShownText]:
        """The texts among items, in their order."""
        worded = [item for item in items if item.tag is not None and item.tag.text]
        return list(filter(None, map(self._known.__getitem__, worded)))

    def _text(self, item: Item) -> ShownText | None:
        text = shown_text(item)
        return text if text and opacity(item) >= self._least else None


def shown_text(item: Item) -> ShownText | None:
    """The item as a text, or None where it shows no words."""
    tag = item.tag
    if tag is None or not isinstance(item, PathItem) or not (tag.text or "").strip():
        return None
    key = item.path.key, clips_key(item.clips), tag.text or ""
    return ShownText(key, item, tag, shape_box(item) or NOWHERE)


def opacity(item: Item) -> float:
    """From 0 to 1: that of the most opaque paint of a path, 1 for an image."""
    if not isinstance(item, PathItem):
        return 1.0
    alphas = [color[3] for color in item.fill.colors] if item.fill else []
    for stroke in (item.stroke, item.back_stroke):
        if stroke:
            alphas += [color[3] for color in stroke.paint.colors]
    return max(alphas, default=0) / 65535


def shape_box(item: Item) -> Box | None:
    """The box of an item without its shadow; None where its clips hide all of it."""
    if not isinstance(item, PathItem):
        return item.box if item.box.width and item.box.height else None
    reach = max((s.width // 2 for s in (item.stroke, item.back_stroke) if s), default=0)
    box = item.path.box.grown(reach)
    return None if _covered(box, item.clips) else clipped_box(box, item.clips)


def _covered(box: Box, clips: Clips) -> bool:
    """Whether a clip that shows its outside hides all of a box."""
    inner = (inner_box(clip.path) for clip in clips if not clip.inside)
    return any(hidden and hidden.intersection(box) == box for hidden in inner)


def cap_height(item: Item, tag: Tag) -> float | None:
    """Height of a capital as a share of the frame's; None where the tag does not say."""
    if tag.cap_share is None or not isinstance(item, PathItem):
        return None
    return tag.cap_share * item.path.box.height / (FRAME_HEIGHT * QUANTA_PER_UNIT)


class Surface(NamedTuple):
    """An opaque area of one colour; `inner` lies entirely on it."""

    inner: Box
    color: Rgba

    def covers(self, box: Box) -> bool:
        """Whether it covers all pixels that a box touches in a picture of SAMPLE_HEIGHT rows."""
        around = box.grown(_SAMPLE_PIXEL)
        return self.inner.intersection(around) == around


def solid_surface(item: Item) -> Surface | None:
    """The area where an item hides everything below it with one colour, or None."""
    inner = solid_box(item)
    if inner is None or not isinstance(item, PathItem):
        return None
    fill = item.fill
    return Surface(inner, fill.colors[0]) if fill and len(fill.colors) == 1 else None


def is_plate(item: Item) -> bool:
    """Whether an item can carry text: a single opaque shape that fills most of its box."""
    if not isinstance(item, PathItem) or item.fill is None or opacity(item) < OPAQUE:
        return False
    if len(item.fill.colors) > 1 and min(color[3] for color in item.fill.colors) < OPAQUE * 65535:
        return False  # light that fades out
    if item.tag is not None and item.tag.role == "background":
        return False
    points = item.path.points.astype(np.float64)
    x, y = points[:, 0], points[:, 1]
    area = abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2
    box = item.path.box
    return len(item.path.starts) == 1 and area >= _PLATE_FILL * box.width * box.height > 0
