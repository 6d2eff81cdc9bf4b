"""What a clip's drawings do from frame to frame, compared with its decoded pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from storyreel.drawing.drawing import Drawing
from storyreel.inspection.visible_items import SAMPLE_HEIGHT
from storyreel.paint.raster import Raster

VISIBLE_CHANGE = 24
"""Of 255, in the mean change of a spot in any channel. A thin line that moves by a tenth of a spot
changes it by 10, and encoders leave that out; a bright edge that moves by a quarter, by 60."""

_SPOT = 3
"""Rows and columns of a spot, in a picture of SAMPLE_HEIGHT rows."""

Size = tuple[int, int]
"""Width and height in pixels."""


@dataclass(frozen=True, slots=True)
class DrawnMotion:
    """Where the drawings of a clip move, frame by frame.

    `held` says of each frame whether its drawing equals the one before. `missed` are the frames
    whose decoded picture repeats an earlier one although the drawing has visibly moved since.
    """

    held: tuple[bool, ...] = ()
    missed: frozenset[int] = frozenset()


class MotionRecorder:
    """Records the motion of a clip drawing by drawing, and keeps only two drawings."""

    def __init__(self, size: Size) -> None:
        """`size` is that of the clip's pictures."""
        self._held: list[bool] = []
        self._missed: set[int] = set()
        self._last: Drawing | None = None
        self._shown: Drawing | None = None
        self._comparison = _Comparison(size)

    def add(self, drawing: Drawing, repeated: bool) -> None:
        """Add the next frame; `repeated` says whether its decoded picture is the one before."""
        last, self._last = self._last, drawing
        held = drawing == last
        if not repeated:
            self._shown = drawing
        elif not held and self._shown and self._comparison.differ(self._shown, drawing):
            self._missed.add(len(self._held))
        self._held.append(held)

    @property
    def motion(self) -> DrawnMotion:
        return DrawnMotion(tuple(self._held), frozenset(self._missed))


class _Comparison:
    """Compares two drawings as a viewer does.

    Small pictures decide quickly that nothing differs. Where they differ, the pictures of the
    clip's size decide: a line that moves within a row of their pixels does not change them.
    """

    def __init__(self, size: Size) -> None:
        self._size = size

    def differ(self, one: Drawing, other: Drawing) -> bool:
        """Whether a viewer sees a difference."""
        return _differ(self._small, one, other) and (
            self._small.height >= self._size[1] or _differ(self._full, one, other)
        )

    @cached_property
    def _small(self) -> Raster:
        width, height = self._size
        rows = min(height, SAMPLE_HEIGHT)
        return Raster(round(width * rows / height), rows)

    @cached_property
    def _full(self) -> Raster:
        return Raster(*self._size)


def _differ(raster: Raster, one: Drawing, other: Drawing) -> bool:
    raster.paint(one)
    before = raster.pixels[..., :3].copy()
    changed = raster.paint(other)
    side = max(1, round(_SPOT * raster.height / SAMPLE_HEIGHT))
    for part in changed:
        area = slice(part.top, part.bottom), slice(part.left, part.right)
        change = np.abs(before[area].astype(np.int16) - raster.pixels[area][..., :3])
        if _largest_spot(change, side) >= VISIBLE_CHANGE:
            return True
    return False


def _largest_spot(change: npt.NDArray[np.int16], side: int) -> float:
    """The largest mean of any square of `side` pixels; smaller parts count as if they ended it."""
    sums = np.pad(change, ((side, side), (side, side), (0, 0))).cumsum(axis=0, dtype=np.int32)
    sums = (sums[side:] - sums[:-side]).cumsum(axis=1, dtype=np.int32)
    return float((sums[:, side:] - sums[:, :-side]).max()) / side**2


def motion_of(drawings: Sequence[Drawing], repeated: Iterable[bool], size: Size) -> DrawnMotion:
    """The motion of a whole clip; `repeated` describes its decoded pictures, frame by frame."""
    recorder = MotionRecorder(size)
    for drawing, repeats in zip(drawings, repeated, strict=False):
        recorder.add(drawing, repeats)
    return recorder.motion
