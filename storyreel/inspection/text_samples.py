"""The texts of a clip at sampled frames, each with the items below and above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from storyreel.drawing.drawing import Drawing, Item
from storyreel.drawing.paints import Rgba
from storyreel.drawing.quanta import Box
from storyreel.inspection.sample_renderer import SampleRenderer
from storyreel.inspection.visible_items import OpaqueTexts, ShownText, opacity, shape_box

_VISIBLE_SHARE = 0.75
"""Share of a text's ink that must show for it to count as uncovered."""

_HIDES = 0.2
"""Opacity from which on an item can cover a text."""

_NOWHERE = Box(0, 0, 0, 0)

Flags = npt.NDArray[np.bool_]
Boxes = npt.NDArray[np.int64]
"""Left, bottom, right and top of boxes, one a row."""


@dataclass(frozen=True, slots=True)
class TextView:
    """A text in a drawing, with the items that meet its box below and above it, texts excluded."""

    text: ShownText
    box: Box
    below: tuple[Item, ...]
    above: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class TextSample:
    """The opaque texts of one frame, which stands for itself and the `frames - 1` that follow."""

    frame: int
    frames: int
    drawing: Drawing
    views: tuple[TextView, ...]


def text_samples(
    drawings: Sequence[Drawing], texts: OpaqueTexts, step: int
) -> tuple[TextSample, ...]:
    """Sample every `step`-th frame; equal drawings in a row share their views."""
    samples: list[TextSample] = []
    finder = _ViewFinder(texts)
    for frame in range(0, len(drawings), step):
        drawing = drawings[frame]
        if samples and samples[-1].drawing == drawing:
            views = samples[-1].views
        else:
            views = finder.views(drawing)
        samples.append(TextSample(frame, min(step, len(drawings) - frame), drawing, views))
    return tuple(samples)


class _Extent(NamedTuple):
    """What matters of an item when it meets a text."""

    painted: Box
    """With its shadow."""

    shape: Box
    """Without its shadow."""

    hides: bool
    is_text: bool


@dataclass(frozen=True, slots=True)
class _ItemTable:
    """The extents of all items of a drawing as arrays, a row for each, from bottom to top."""

    painted: Boxes
    shapes: Boxes
    hides: Flags
    is_text: Flags

    @classmethod
    def of(cls, extents: Sequence[_Extent]) -> _ItemTable:
        painted, shapes, hides, is_text = zip(*extents, strict=True)
        return cls(
            np.array(painted, np.int64),
            np.array(shapes, np.int64),
            np.array(hides, np.bool_),
            np.array(is_text, np.bool_),
        )

    def below(self, index: int) -> list[int]:
        """The items that are painted below an item and meet its shape."""
        shape = self.shapes[index]
        found = _meet(self.painted[:index], shape) & ~self.is_text[:index]
        return found.nonzero()[0].tolist()

    def above(self, index: int) -> list[int]:
        """The items above an item whose shape can hide it."""
        rest = slice(index + 1, None)
        found = _meet(self.shapes[rest], self.shapes[index]) & self.hides[rest]
        return ((found & ~self.is_text[rest]).nonzero()[0] + index + 1).tolist()


class _ViewFinder:
    """Finds the texts of drawings and what meets them; remembers the extents of items."""

    def __init__(self, texts: OpaqueTexts) -> None:
        self._texts = texts
        self._extents: dict[bytes, _Extent] = {}

    def views(self, drawing: Drawing) -> tuple[TextView, ...]:
        """The opaque texts of a drawing."""
        texts = {id(text.item): text for text in self._texts.of(drawing)}
        if not texts:
            return ()
        items = drawing.items
        table = _ItemTable.of([self._extent(item) for item in items])
        return tuple(
            TextView(
                text,
                self._extent(item).shape,
                tuple([items[other] for other in table.below(index)]),
                tuple([items[other] for other in table.above(index)]),
            )
            for index, item in enumerate(items)
            if (text := texts.get(id(item)))
        )

    def _extent(self, item: Item) -> _Extent:
        if item.key not in self._extents:
            self._extents[item.key] = _Extent(
                painted=item.box,
                shape=shape_box(item) or _NOWHERE,
                hides=opacity(item) >= _HIDES,
                is_text=item.tag is not None and item.tag.text is not None,
            )
        return self._extents[item.key]


def _meet(boxes: Boxes, box: npt.NDArray[np.int64]) -> Flags:
    """Which of the boxes overlap with one box."""
    left, bottom, right, top = box
    found: Flags = (
        (boxes[:, 0] < right) & (boxes[:, 2] > left) & (boxes[:, 1] < top) & (boxes[:, 3] > bottom)
    )
    return found


class CoverTest:
    """Tells whether texts show through the items above them; paints equal views once."""

    def __init__(self, renderer: SampleRenderer) -> None:
        self._renderer = renderer
        self._known: dict[tuple[bytes, ...], float] = {}

    def covered(self, view: TextView, background: Rgba) -> bool:
        """Whether less than three quarters of a text's ink can be seen."""
        return self.visible_share(view, background) < _VISIBLE_SHARE

    def visible_share(self, view: TextView, background: Rgba) -> float:
        """The share of a text's ink that can be seen; 1 for a text that has none."""
        if not view.above:
            return 1.0
        key = tuple(item.key for item in (*view.below, view.text.item, *view.above))
        if key not in self._known:
            whole = self._ink(view, (), background)
            shown = self._ink(view, view.above, background)
            self._known[key] = shown / whole if whole else 1.0
        return self._known[key]

    def _ink(self, view: TextView, above: Sequence[Item], background: Rgba) -> float:
        """How much of a text shows below `above`, as the mean change of the pixels of its box."""
        without = self._renderer.paint((*view.below, *above), background, view.box)
        items = (*view.below, view.text.item, *above)
        painted = self._renderer.paint(items, background, view.box)
        return float(np.abs(painted - without.astype(np.int16)).mean())
