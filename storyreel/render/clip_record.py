"""What is kept of a clip while its segments are finished: neither drawings nor pictures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from fractions import Fraction

from storyreel.cluster.shares import ClusterRecord
from storyreel.drawing.drawing import Drawing
from storyreel.encode.segment import SegmentResult
from storyreel.encode.settings import EncoderSettings
from storyreel.inspection.clip_checks import ClipChecks
from storyreel.workers.checked_segment import CheckedSegment

MARK = 8
"""Hexadecimal characters of a drawing's mark."""


class ClipRecord:
    """Takes the checked segments of a clip in the clip's order.

    `segments` are their files, `checks` what inspection needs of them, and `cluster` says which
    workers rendered them, where that was a cluster.
    """

    def __init__(self, settings: EncoderSettings) -> None:
        """`settings` are those of the clip."""
        self.segments: list[SegmentResult] = []
        self.cluster: ClusterRecord | None = None
        self.checks = ClipChecks(Fraction(settings.rate), (settings.width, settings.height))
        self._digest = hashlib.sha256()
        self._marks: list[str] = []

    def add(self, checked: CheckedSegment, drawings: Sequence[Drawing]) -> None:
        """Add the next segment, with its drawings where they are known."""
        self.segments.append(checked.segment)
        self.checks.add(checked.checks, drawings)
        for drawing in drawings:
            self._digest.update(drawing.key)
        self._marks.append(drawing_marks(drawings))

    @property
    def drawing_digest(self) -> str:
        """The digest that `drawing_digest` gives for all drawings; empty where none are known."""
        return self._digest.hexdigest() if self.drawing_marks else ""

    @property
    def drawing_marks(self) -> str:
        """A mark of each drawing, so that a change can be located."""
        return "".join(self._marks)


def drawing_marks(drawings: Iterable[Drawing]) -> str:
    """The first MARK hexadecimal characters of each drawing's key, frame after frame."""
    return "".join(drawing.key.hex()[:MARK] for drawing in drawings)
