"""Deadlines: how long a worker may take for a segment before it counts as hung."""

from __future__ import annotations

from storyreel.encode.segment import SegmentJob

BASE_S = 120.0
"""For what does not grow with the segment, on a machine that is busy with other work."""

CHANGED_MEGAPIXEL_S = 2.0
"""For a million pixels that are painted and encoded, some 50 times what H.264 has been seen to
take; AV1 and HEVC take up to ten times as long as that."""

DECODED_MEGAPIXEL_S = 0.25
"""For a million pixels that are decoded and compared, some 50 times what it has been seen to take.
"""


def deadline_s(job: SegmentJob) -> float:
    """Seconds after which a worker that still renders this segment is stopped.

    Grows with the frames, their size, and the weight: the frames that change everywhere.
    """
    megapixels = job.settings.width * job.settings.height / 1e6
    changed, decoded = (1 + job.weight) * megapixels, len(job.drawings) * megapixels
    return BASE_S + changed * CHANGED_MEGAPIXEL_S + decoded * DECODED_MEGAPIXEL_S
