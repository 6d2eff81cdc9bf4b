"""In which order frames are drawn: that of the playhead, its beat, what follows, and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from storyreel.base.timebase import FrameRange, frame_runs

_FRAMES_OF_BEAT, _OTHER_FRAMES = 15, 30
"""The most frames of a block, which one process draws, packs and sends together."""


def passes(playhead: int, beat: FrameRange, wanted: Sequence[int]) -> list[list[FrameRange]]:
    """The wanted frames in blocks: each pass goes forward in time, and the most urgent is first.

    `wanted` are frames in ascending order, `beat` is that of the playhead.
    """
    groups = (
        _blocks([frame for frame in wanted if frame == playhead], 1),
        _blocks([frame for frame in wanted if playhead < frame < beat.stop], _FRAMES_OF_BEAT),
        _blocks([frame for frame in wanted if beat.start <= frame < playhead], _FRAMES_OF_BEAT),
        _blocks([frame for frame in wanted if frame >= beat.stop], _OTHER_FRAMES),
        _blocks([frame for frame in wanted if frame < beat.start], _OTHER_FRAMES),
    )
    found: list[list[FrameRange]] = []
    for blocks in map(list, groups):
        if blocks and found and blocks[0].start >= found[-1][-1].stop:
            found[-1] += blocks
        elif blocks:
            found.append(blocks)
    return found


def _blocks(frames: Sequence[int], longest: int) -> Iterator[FrameRange]:
    """Runs of consecutive frames, none of them longer."""
    for run in frame_runs(frames):
        yield from run.split(longest)
