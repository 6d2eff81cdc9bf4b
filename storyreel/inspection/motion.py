"""What a clip's drawings do from frame to frame, compared with its decoded pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storyreel.drawing.drawing import Box, Drawing
from storyreel.inspection.sample_renderer import SampleRenderer

VISIBLE_STEP = 40
"""Of 255, in any channel of any pixel of a small picture: a smaller difference is not seen."""

_EVERYWHERE = Box(-(2**31), -(2**31), 2**31 - 1, 2**31 - 1)


@dataclass(frozen=True, slots=True)
class DrawnMotion:
    """Where the drawings of a clip move, frame by frame.

    `held` says of each frame whether its drawing equals the one before. `missed` are the frames
    whose decoded picture repeats the one before although the drawing visibly moves.
    """

    held: tuple[bool, ...] = ()
    missed: frozenset[int] = frozenset()


class MotionRecorder:
    """Records the motion of a clip drawing by drawing, and keeps only the last drawing."""

    def __init__(self) -> None:
        self._held: list[bool] = []
        self._missed: set[int] = set()
        self._last: Drawing | None = None
        self._renderer = SampleRenderer()

    def add(self, drawing: Drawing, repeated: bool) -> None:
        """Add the next frame; `repeated` says whether its decoded picture is the one before."""
        last, self._last = self._last, drawing
        held = drawing == last
        if repeated and last and not held and self._visibly_differ(last, drawing):
            self._missed.add(len(self._held))
        self._held.append(held)

    @property
    def motion(self) -> DrawnMotion:
        return DrawnMotion(tuple(self._held), frozenset(self._missed))

    def _visibly_differ(self, one: Drawing, other: Drawing) -> bool:
        before, after = (
            self._renderer.paint(each.items, each.background, _EVERYWHERE).astype("int16")
            for each in (one, other)
        )
        return bool(abs(after - before).max() >= VISIBLE_STEP)


def motion_of(drawings: Sequence[Drawing], repeated: Iterable[bool]) -> DrawnMotion:
    """The motion of a whole clip; `repeated` describes its decoded pictures, frame by frame."""
    recorder = MotionRecorder()
    for drawing, repeats in zip(drawings, repeated, strict=False):
        recorder.add(drawing, repeats)
    return recorder.motion
