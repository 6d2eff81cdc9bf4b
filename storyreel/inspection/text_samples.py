"""The texts of a clip at sampled frames, each with the items below and above it."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from storyreel.drawing.drawing import Drawing, Item
from storyreel.drawing.paints import Rgba
from storyreel.drawing.quanta import Box
from storyreel.inspection.known_items import KnownItems
from storyreel.inspection.sample_renderer import SampleRenderer
from storyreel.inspection.visible_items import NOWHERE, OpaqueTexts, ShownText, opacity, shape_box

_VISIBLE_SHARE = 0.75
"""Share of a text's ink that must show for it to count as uncovered."""

_HIDES = 0.2
"""Opacity from which on an item can cover a text."""

Flags = npt.NDArray[np.bool_]
Boxes = npt.NDArray[np.int64]
"""Left, bottom, right and top of boxes, one a row."""

Extents = npt.NDArray[np.void]
"""One for each item of a drawing, with the fields of `_EXTENT`."""

_EXTENT = np.dtype(
    [("painted", np.int64, 4), ("shape", np.int64, 4), ("hides", np.bool_), ("is_text", np.bool_)]
)
"""What matters of an item when it meets a text: its box with its shadow and without."""

_PACKED = struct.Struct("=8q??")


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


class _ViewFinder:
    """Finds the texts of drawings and what meets them; remembers the extents of items."""

    def __init__(self, texts: OpaqueTexts) -> None:
        self._texts = texts
        self._extents = KnownItems(_extent)

    def views(self, drawing: Drawing) -> tuple[TextView, ...]:
        """The opaque texts of a drawing."""
        texts = {id(text.item): text for text in self._texts.of(drawing)}
        if not texts:
            return ()
        items = drawing.items
        extents = np.frombuffer(b"".join(map(self._extents.__getitem__, items)), _EXTENT)
        places = [index for index, item in enumerate(items) if id(item) in texts]
        return tuple(
            TextView(
                texts[id(items[place])],
                Box(*extents["shape"][place].tolist()),
                tuple([items[other] for other in below.nonzero()[0].tolist()]),
                tuple([items[other] for other in above.nonzero()[0].tolist()]),
            )
            for place, below, above in zip(places, *_neighbours(extents, places), strict=True)
        )


def _extent(item: Item) -> bytes:
    """The extent of an item, packed."""
    is_text = item.tag is not None and item.tag.text is not None
    shape = shape_box(item) or NOWHERE
    return _PACKED.pack(*item.box, *shape, opacity(item) >= _HIDES, is_text)


def _neighbours(extents: Extents, places: Sequence[int]) -> tuple[Flags, Flags]:
    """The items that meet some others below and above them, texts excluded: a row for each.

    Items below are painted where they meet, those above can hide what they meet.
    """
    shapes, order = extents["shape"][places], np.arange(len(extents))
    place = np.array(places)[:, None]
    below = _meet(extents["painted"], shapes) & (order < place) & ~extents["is_text"]
    hiding = extents["hides"] & ~extents["is_text"]
    return below, _meet(extents["shape"], shapes) & (order > place) & hiding


def _meet(boxes: Boxes, others: Boxes) -> Flags:
    """Which of the boxes, as columns, overlap with each of the others, as rows."""
    left, bottom, right, top = others.T[:, :, None]
    x0, y0, x1, y1 = boxes.T
    found: Flags = (x0 < right) & (x1 > left) & (y0 < top) & (y1 > bottom)
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
