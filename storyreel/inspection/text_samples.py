"""Looks: a clip's texts at chosen moments, each with what lies below and above it.

What only painting can tell is told by a small picture: which colour is really behind a text, and
whether it can be seen at all. Only the text's own place is painted, once for all looks that show
the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from storyreel.drawing.damage import PixelRect
from storyreel.drawing.drawing import (
    FRAME_HEIGHT,
    FRAME_WIDTH,
    QUANTA_PER_UNIT,
    Box,
    Drawing,
    Item,
    PathItem,
    Rgba,
    Tag,
)
from storyreel.inspection.visible_items import (
    LINES,
    OpaqueTexts,
    Place,
    opacity,
    plain_surface,
    shape_box,
)
from storyreel.paint.raster import Raster

_SEEN = 0.75
"""Share of a text's ink that must show for it to count as uncovered."""

_FAINT = 0.2
"""What is less opaque hides nothing."""

_NOWHERE = Box(0, 0, 0, 0)

Rgb = npt.NDArray[np.uint8]
Edges = npt.NDArray[np.int64]
"""Left, bottom, right and top of boxes, one a row."""


@dataclass(frozen=True, slots=True)
class TextView:
    """A text in a drawing: what touches its box from below, and what from above, without texts."""

    place: Place
    item: PathItem
    tag: Tag
    box: Box
    below: tuple[Item, ...]
    above: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What a frame shows; it stands for `frames` frames, the first of which it is."""

    frame: int
    frames: int
    drawing: Drawing
    sights: tuple[TextView, ...]


def text_samples(drawings: Sequence[Drawing], texts: OpaqueTexts, step: int) -> tuple[Look, ...]:
    """Every `step`-th frame; equal drawings in a row share their sights."""
    looks: list[Look] = []
    shapes = _Shapes(texts)
    for frame in range(0, len(drawings), step):
        drawing = drawings[frame]
        same = looks and looks[-1].drawing == drawing
        sights = looks[-1].sights if same else shapes.sights(drawing)
        looks.append(Look(frame, min(step, len(drawings) - frame), drawing, sights))
    return tuple(looks)


class _Shapes:
    """Finds what touches what; remembers the measures of items, which mostly stay."""

    def __init__(self, texts: OpaqueTexts) -> None:
        self._texts = texts
        self._known: dict[bytes, tuple[int, ...]] = {}

    def sights(self, drawing: Drawing) -> tuple[TextView, ...]:
        """The opaque texts of a drawing."""
        texts = {id(item): (place, item, tag) for place, item, tag in self._texts.of(drawing)}
        if not texts:
            return ()
        items = drawing.items
        table = np.array([self._measures(item) for item in items], np.int64)
        painted, shapes, hides = table[:, 0:4], table[:, 4:8], table[:, 8] == 1
        words = table[:, 9] == 1
        order = np.arange(len(items))
        at = np.array([index for index, item in enumerate(items) if id(item) in texts])
        boxes = shapes[at]
        below = ~words & (order < at[:, None]) & _meets(painted, boxes)
        above = ~words & (order > at[:, None]) & hides & _meets(shapes, boxes)
        return tuple(
            TextView(
                *texts[id(items[index])],
                Box(*box),
                tuple([items[other] for other in under.nonzero()[0].tolist()]),
                tuple([items[other] for other in over.nonzero()[0].tolist()]),
            )
            for index, box, under, over in zip(
                at.tolist(), boxes.tolist(), below, above, strict=True
            )
        )

    def _measures(self, item: Item) -> tuple[int, ...]:
        """Its box with the shadow, its box without, whether it hides, whether it is a text."""
        if item.key not in self._known:
            whole, shape = item.box, shape_box(item) or _NOWHERE
            self._known[item.key] = (
                *(whole.left, whole.bottom, whole.right, whole.top),
                *(shape.left, shape.bottom, shape.right, shape.top),
                opacity(item) >= _FAINT,
                item.tag is not None and item.tag.text is not None,
            )
        return self._known[item.key]


def _meets(edges: Edges, boxes: Edges) -> npt.NDArray[np.bool_]:
    """Which boxes, one a row, meet which edges, one a column."""
    left, bottom, right, top = edges.T
    found: npt.NDArray[np.bool_] = (
        (left < boxes[:, 2:3])
        & (right > boxes[:, 0:1])
        & (bottom < boxes[:, 3:4])
        & (top > boxes[:, 1:2])
    )
    return found


def pixel_of(color: Rgba) -> Rgb:
    """An opaque colour as it is painted: the nearest of eight bits a channel."""
    return np.array([(channel + 128) // 257 for channel in color[:3]], np.uint8)


class SampleRenderer:
    """Paints small pictures of a few items, and cuts out where a text stands."""

    def __init__(self, aspect: float = FRAME_WIDTH / FRAME_HEIGHT) -> None:
        self._raster = Raster(round(LINES * aspect), LINES)
        self._seen: dict[tuple[bytes, ...], bool] = {}

    def cut(self, items: Sequence[Item], background: Rgba, box: Box) -> Rgb:
        """The pixels (rows, columns, 3) of a box, as these items paint them; at least one."""
        for index in range(len(items) - 1, -1, -1):
            surface = plain_surface(items[index])
            if surface and surface.bears(box):  # what is below it is not seen
                items, background = items[index + 1 :], surface.color
                break
        rows, columns = self.window(box)
        if not items:
            shape = rows.stop - rows.start, columns.stop - columns.start, 3
            return np.broadcast_to(pixel_of(background), shape)
        part = PixelRect(columns.start, rows.start, columns.stop, rows.stop)
        self._raster.paint_part(Drawing(tuple(items), background), part)
        return self._raster.pixels[rows, columns, :3].copy()

    def window(self, box: Box) -> tuple[slice, slice]:
        """Rows and columns of the picture that a box covers; at least one of each."""
        width, height = self._raster.width, self._raster.height
        scale = height / (FRAME_HEIGHT * QUANTA_PER_UNIT)
        left = min(max(int(width / 2 + box.left * scale), 0), width - 1)
        top = min(max(int(height / 2 - box.top * scale), 0), height - 1)
        right = min(max(round(width / 2 + box.right * scale), left + 1), width)
        bottom = min(max(round(height / 2 - box.bottom * scale), top + 1), height)
        return slice(top, bottom), slice(left, right)

    def uncovered(self, sight: TextView, background: Rgba) -> bool:
        """Whether a text's ink shows through what lies above it."""
        if not sight.above:
            return True
        parts = (*sight.below, sight.item, *sight.above)
        key = tuple(item.key for item in parts)
        if key not in self._seen:
            whole = self._ink(sight.below, sight.item, (), background, sight.box)
            shown = self._ink(sight.below, sight.item, sight.above, background, sight.box)
            self._seen[key] = shown >= _SEEN * whole
        return self._seen[key]

    def _ink(
        self,
        below: Sequence[Item],
        text: Item,
        above: Sequence[Item],
        background: Rgba,
        box: Box,
    ) -> float:
        """How much of a text shows between two layers, as the mean change of its pixels."""
        without = self.cut((*below, *above), background, box).astype(np.int16)
        return float(np.abs(self.cut((*below, text, *above), background, box) - without).mean())
