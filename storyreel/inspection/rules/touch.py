"""The rule about graphics that touch texts: dots in a word, a bar through it, a lock on it.

A text may be on a plate, in a frame, struck through or underlined. Everything else that meets its
ink is a mistake of the layout.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from storyreel.drawing.drawing import Item, PathItem
from storyreel.drawing.paints import Rgba
from storyreel.drawing.quanta import Box
from storyreel.inspection.drawing_case import DrawingCase
from storyreel.inspection.findings import Rule, Severity, Violation
from storyreel.inspection.sample_renderer import SampleRenderer
from storyreel.inspection.text_samples import TextSample, TextView
from storyreel.inspection.visible_items import (
    TextKey,
    is_plate,
    shape_box,
)

MIN_SAMPLES = 3
"""Samples in a row in which a graphic must touch a text: about as long as a fade."""

_INK = 24
"""Change of a pixel, of 255, from which on it belongs to a letter."""

_SEEN = 64
"""Change of a pixel, of 255, from which on a graphic disturbs a letter; tints change less."""

_ON = 0.97
"""Share of its ink from which on a text is on a graphic."""

_TOUCHED = 2
"""Pixels of a text's ink from which on a graphic is seen to touch it, however long the text is."""

_THIN = 0.35
"""The height of a strike-through or an underline over that of the text."""

_ALONG = 0.6
"""The share of a text's width that a strike-through or an underline covers at least."""

_FRAMED = 0.2
"""The share of a text's box that a frame round a part of it holds at least."""

_GROUND_ROLES = frozenset({"background", "decor"})

Mask = npt.NDArray[np.bool_]


@dataclass(slots=True)
class _Contact:
    """How many samples in a row a graphic has touched a text."""

    until: int = -1
    samples: int = 0

    def extend(self, sample: TextSample) -> None:
        self.samples = self.samples + 1 if self.until == sample.frame else 1
        self.until = sample.frame + sample.frames


def _touch(case: DrawingCase) -> Iterator[Violation]:
    finder = _TouchFinder(case.renderer)
    contacts: defaultdict[tuple[TextKey, bytes], _Contact] = defaultdict(_Contact)
    reported: set[str] = set()
    for sample in case.text_samples:
        for view in sample.views:
            if sample.frame not in case.static_frames.get(view.text.key, ()):
                continue
            for item in finder.touching(view, sample.drawing.background):
                contact = contacts[view.text.key, item.key]
                contact.extend(sample)
                if contact.samples >= MIN_SAMPLES and view.text.words not in reported:
                    reported.add(view.text.words)
                    yield _violation(view, item, sample.frame)


def _violation(view: TextView, item: Item, frame: int) -> Violation:
    owner = f" of {item.tag.owner}" if item.tag and item.tag.owner else ""
    how = "covers" if item in view.above else "runs under"
    return Violation(
        f"A graphic{owner} {how} a part of '{view.text.words}' ({view.text.tag.role}).",
        frame,
        line=view.text.tag.line,
        text=view.text.words,
        box=view.box.union(shape_box(item) or view.box),
    )


class _TouchFinder:
    """Finds the graphics that touch texts; paints equal views once."""

    def __init__(self, renderer: SampleRenderer) -> None:
        self._renderer = renderer
        self._known: dict[tuple[bytes, ...], list[Item]] = {}

    def touching(self, view: TextView, background: Rgba) -> list[Item]:
        """The graphics that touch the ink of a text."""
        below, _ = self._renderer.visible_part(view.below, background, view.box)
        under = [item for item in below if _is_suspect(item, view.box)]
        over = [item for item in view.above if not _is_mark(item, view.box)]
        if not under and not over:
            return []
        key = tuple(item.key for item in (*below, view.text.item, *over))
        if key not in self._known:
            free = [item for item in below if item not in under]
            picture = _Picture(self._renderer, background, view, free)
            found = [item for item in over if picture.meets([*free, _without_shadow(item)])]
            if under and picture.meets(below):
                found.append(under[-1])
            self._known[key] = found
        return self._known[key]


class _Picture:
    """The pixels of a text's box, and the ink of the text on the items that do not disturb it."""

    def __init__(
        self, renderer: SampleRenderer, background: Rgba, view: TextView, free: Sequence[Item]
    ) -> None:
        self._renderer, self._background, self._box = renderer, background, view.box
        self._bare = self._paint(free)
        self._ink = self._changed([*free, view.text.item], _INK)

    def meets(self, items: Sequence[Item]) -> bool:
        """Whether a part of the ink is where these items change the pixels."""
        ink = int(self._ink.sum())
        met = int((self._changed(items, _SEEN) & self._ink).sum())
        return _TOUCHED <= met < _ON * ink

    def _changed(self, items: Sequence[Item], least: int) -> Mask:
        """Where the pixels differ from those of the items that do not disturb the text."""
        changed: Mask = np.abs(self._paint(items) - self._bare).max(axis=2) >= least
        return changed

    def _paint(self, items: Sequence[Item]) -> npt.NDArray[np.int16]:
        return self._renderer.paint(items, self._background, self._box).astype(np.int16)


def _is_suspect(item: Item, text: Box) -> bool:
    """Whether an item below a text is neither made to be there nor a mark of the text."""
    is_ground = item.tag is not None and item.tag.role in _GROUND_ROLES
    return not is_ground and not _carries(item, text) and not _is_mark(item, text)


def _carries(item: Item, text: Box) -> bool:
    """Whether an item is a plate that holds all of a text."""
    return (
        isinstance(item, PathItem) and is_plate(item) and item.path.box.union(text) == item.path.box
    )


def _is_mark(item: Item, text: Box) -> bool:
    """Whether an item marks a text: struck through, underlined, or a frame round a part of it."""
    box = shape_box(item)
    if box is None or not isinstance(item, PathItem):
        return False
    along = min(box.right, text.right) - max(box.left, text.left)
    beyond = max(text.left - box.left, box.right - text.right)
    if box.height <= _THIN * text.height:
        return along >= _ALONG * text.width and beyond <= text.height
    common = box.intersection(text)
    area = common.width * common.height if common else 0
    outlined = item.fill is None or not item.fill.visible
    return outlined and item.path.closed == (True,) and area >= _FRAMED * text.width * text.height


def _without_shadow(item: Item) -> Item:
    return replace(item, shadow=None) if isinstance(item, PathItem) and item.shadow else item


TOUCH_RULES: tuple[Rule[DrawingCase], ...] = (
    Rule(
        "touch",
        Severity.FAIL,
        "graphics leave texts free that are not on them, in them or marked by them",
        "a text that a graphic covers or crosses is hard to read and looks like a mistake",
        "Move one of them, or make the text shorter or the graphic smaller.",
        _touch,
    ),
)
