"""Where the letters of a text are among the pixels of its box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from storyreel.drawing.drawing import PathItem
from storyreel.drawing.paints import Paint
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import Box
from storyreel.inspection.sample_renderer import SampleRenderer

_BLACK, _WHITE = Paint(((0, 0, 0, 65535),)), (65535, 65535, 65535, 65535)

_INK = 64
"""Coverage of a pixel, of 255, from which on it belongs to a letter."""

_SMALL = 0.4
"""Share of the median letter's ink below which a mark is a dot or a comma."""

Mask = npt.NDArray[np.bool_]


def ink_of(renderer: SampleRenderer, text: PathItem, box: Box) -> Mask:
    """The pixels of a box that the letters of a text cover; all where they are too thin to tell."""
    fill = _BLACK if text.fill and text.fill.visible else None
    stroke = replace(text.stroke, paint=_BLACK) if text.stroke and not fill else None
    bare = PathItem(text.path, fill, stroke, clips=text.clips)
    ink: Mask = renderer.paint((bare,), _WHITE, box)[..., 0] <= 255 - _INK
    return ink if ink.any() else np.ones_like(ink)


def letters_of(renderer: SampleRenderer, text: PathItem, box: Box, ink: Mask) -> Sequence[Mask]:
    """The ink of each letter of a text, without dots, commas and other small marks.

    Letters whose boxes overlap count as one.
    """
    rows, columns = renderer.window(box)
    letters = []
    for letter in _merged(_outlines(text.path)):
        high, wide = renderer.window(letter)
        part = np.zeros_like(ink)
        part[
            max(high.start - rows.start, 0) : max(high.stop - rows.start, 0),
            max(wide.start - columns.start, 0) : max(wide.stop - columns.start, 0),
        ] = True
        letters.append(part & ink)
    sizes = [int(letter.sum()) for letter in letters]
    least = max(1.0, _SMALL * float(np.median(sizes)))
    return [letter for letter, size in zip(letters, sizes, strict=True) if size >= least] or [ink]


def _outlines(path: Path) -> Iterable[Box]:
    """The box of each sub-path."""
    for points in np.split(path.points, path.starts[1:]):
        (left, bottom), (right, top) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
        yield Box(left, bottom, right, top)


def _merged(boxes: Iterable[Box]) -> Sequence[Box]:
    """Boxes that do not overlap: those that do are joined."""
    apart: list[Box] = []
    for box in boxes:
        joined = box
        while other := next((each for each in apart if each.intersection(joined)), None):
            apart.remove(other)
            joined = joined.union(other)
        apart.append(joined)
    return apart
