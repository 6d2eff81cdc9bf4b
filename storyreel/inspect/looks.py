"""Looks: a clip's texts at chosen moments, each with what lies below and above it.

What only painting can tell is told by a small picture: which colour is really behind a text, and
whether it can be seen at all. A picture is painted once for all looks that show the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from storyreel.film.drawing import FRAME_HEIGHT, FRAME_WIDTH, QUANTA_PER_UNIT, Box, Drawing, Item
from storyreel.film.drawing import PathItem, Tag
from storyreel.film.raster import Raster
from storyreel.inspect.items import Place, opacity, opaque_texts, shape_box

LINES = 360
"""Of the small picture: a capital of the least size has eleven."""

_SEEN = 0.75
"""Share of a text's ink that must show for it to count as uncovered."""

_FAINT = 0.2
"""What is less opaque hides nothing."""

_NOWHERE = Box(0, 0, 0, 0)

Rgb = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Sight:
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
    sights: tuple[Sight, ...]


def looks_of(drawings: Sequence[Drawing], step: int) -> tuple[Look, ...]:
    """Every `step`-th frame; equal drawings in a row share their sights."""
    looks: list[Look] = []
    for frame in range(0, len(drawings), step):
        drawing = drawings[frame]
        same = looks and looks[-1].drawing == drawing
        sights = looks[-1].sights if same else sights_of(drawing)
        looks.append(Look(frame, min(step, len(drawings) - frame), drawing, sights))
    return tuple(looks)


def sights_of(drawing: Drawing) -> tuple[Sight, ...]:
    """The opaque texts of a drawing."""
    texts = [(place, item, tag) for place, (item, tag) in opaque_texts(drawing)]
    if not texts:
        return ()
    order = {id(item): index for index, item in enumerate(drawing.items)}
    others = [
        (index, item)
        for index, item in enumerate(drawing.items)
        if item.tag is None or item.tag.text is None
    ]
    indices = np.array([index for index, _ in others])
    painted = _edges([item.box for _, item in others])
    shapes = _edges([shape_box(item) or _NOWHERE for _, item in others])
    hides = np.array([opacity(item) >= _FAINT for _, item in others], np.bool_)
    sights = []
    for place, item, tag in texts:
        box = shape_box(item) or _NOWHERE
        at = order[id(item)]
        below = np.flatnonzero((indices < at) & _meets(painted, box)) if others else ()
        above = np.flatnonzero((indices > at) & hides & _meets(shapes, box)) if others else ()
        sights.append(
            Sight(
                place,
                item,
                tag,
                box,
                tuple(others[index][1] for index in below),
                tuple(others[index][1] for index in above),
            )
        )
    return tuple(sights)


def _edges(boxes: list[Box]) -> npt.NDArray[np.int64]:
    edges = [(box.left, box.bottom, box.right, box.top) for box in boxes]
    return np.array(edges, np.int64).reshape(-1, 4)


def _meets(edges: npt.NDArray[np.int64], box: Box) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = (
        (edges[:, 0] < box.right)
        & (edges[:, 2] > box.left)
        & (edges[:, 1] < box.top)
        & (edges[:, 3] > box.bottom)
    )
    return found


class Easel:
    """Paints small pictures of a few items, and cuts out where a text stands."""

    def __init__(self, aspect: float = FRAME_WIDTH / FRAME_HEIGHT) -> None:
        self._raster = Raster(round(LINES * aspect), LINES)
        self._seen: dict[tuple[bytes, ...], bool] = {}

    def cut(self, items: Sequence[Item], background: tuple[int, int, int, int], box: Box) -> Rgb:
        """The pixels (rows, columns, 3) of a box, as these items paint them; at least one."""
        self._raster.paint(Drawing(tuple(items), background))
        return self._raster.pixels[self.window(box)][..., :3].copy()

    def window(self, box: Box) -> tuple[slice, slice]:
        """Rows and columns of the picture that a box covers; at least one of each."""
        width, height = self._raster.width, self._raster.height
        scale = height / (FRAME_HEIGHT * QUANTA_PER_UNIT)
        left = min(max(int(width / 2 + box.left * scale), 0), width - 1)
        top = min(max(int(height / 2 - box.top * scale), 0), height - 1)
        right = min(max(round(width / 2 + box.right * scale), left + 1), width)
        bottom = min(max(round(height / 2 - box.bottom * scale), top + 1), height)
        return slice(top, bottom), slice(left, right)

    def uncovered(self, sight: Sight, background: tuple[int, int, int, int]) -> bool:
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
        background: tuple[int, int, int, int],
        box: Box,
    ) -> float:
        """How much of a text shows between two layers, as the mean change of its pixels."""
        without = self.cut((*below, *above), background, box).astype(np.int16)
        return float(np.abs(self.cut((*below, text, *above), background, box) - without).mean())
