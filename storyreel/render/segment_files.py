"""Where the segments of one clip are made, and where finished ones are found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from storyreel.base.timebase import FrameRange
from storyreel.drawing.cost import estimated_cost
from storyreel.encode.container import disk_errors
from storyreel.encode.segment import SegmentJob
from storyreel.encode.segment_store import Store
from storyreel.encode.settings import EncoderSettings
from storyreel.inspection.segment_check import decoded_whole, further_whole
from storyreel.render.segmenter import DrawnSegment
from storyreel.workers.checked_segment import CheckedSegment, checked_segment_key, stored_segment

_DECODED = 0.1
"""The cost of decoding a whole picture, in frames that change everywhere: 0.02 at 1080 lines, 0.15
at 4320, measured on the segments of hour29."""


@dataclass(frozen=True, slots=True)
class SegmentFiles:
    """The segments of one clip: made in the store or, without a store, in a folder.

    A `fresh` clip uses none that an earlier run has made. `plan` are the frames of all segments,
    as far as they are known beforehand.
    """

    settings: EncoderSettings
    folder: Path
    store: Store | None = None
    fresh: bool = False
    plan: Sequence[FrameRange] = ()

    def key(self, segment: DrawnSegment) -> str:
        """What a segment is stored under."""
        return checked_segment_key(segment.drawings, self.settings)

    def earlier(self, key: str, frames: int) -> CheckedSegment | None:
        """The segment with this key as an earlier run has left it, unless the clip is fresh."""
        return None if self.fresh else self.stored(key, frames)

    def stored(self, key: str, frames: int) -> CheckedSegment | None:
        """The segment with this key as the store has it now."""
        if self.store is None:
            return None
        return stored_segment(self.store, key, self.settings.suffix, frames)

    def count_stored(self, keys: Iterable[str]) -> int:
        """How many of these keys a later run will find."""
        return sum(self.stored(key, 0) is not None for key in keys)

    def job(self, segment: DrawnSegment, key: str) -> SegmentJob:
        """The job of rendering a segment, into the store where there is one."""
        whole = self._is_decoded_whole(segment.start)
        decoding = _DECODED * len(segment.drawings) if whole else 0.0
        return SegmentJob(
            name=segment.name,
            drawings=segment.drawings,
            settings=self.settings,
            target=self._target(segment, key),
            first_frame=segment.start,
            stored=self.store is not None,
            weight=estimated_cost(segment.drawings) + decoding,
            whole=whole,
        )

    def path(self, start: int) -> Path:
        """The file in the folder for a segment by its first frame."""
        return self.folder / f"{start:06}{self.settings.suffix}"

    def _is_decoded_whole(self, start: int) -> bool:
        """Whether the check of the segment from a frame on decodes whole pictures."""
        lines, rate = self.settings.height, self.settings.rate
        further = further_whole(lines, [frames.start / rate for frames in self.plan])
        return decoded_whole(lines, start / rate) or start / rate in further

    def _target(self, segment: DrawnSegment, key: str) -> Path:
        if self.store is None:
            return self.path(segment.start)
        with disk_errors(self.store.folder):
            return self.store.making(key, self.settings.suffix)
