"""Frames that several processes draw together, each block by the process that comes to it first."""

from __future__ import annotations

import os
import struct
from collections.abc import Collection, Iterator, Sequence
from copy import copy

from storyreel.base.timebase import FrameRange

_NUMBER = struct.Struct("<H")


class SharedFrames(Collection[int]):
    """Blocks of frames in order of time, shared by this process and its forks.

    A process asks for the frames of the clip in order, with `in`. When it comes to the end of a
    block, it takes the next one that no process has taken; the frames of that block are then in
    its collection. Iteration and length are those of all blocks.
    """

    def __init__(self, blocks: Sequence[FrameRange]) -> None:
        """At most 30,000 blocks that do not overlap, none of them empty."""
        self._blocks = blocks
        self._own = FrameRange(0, 0)
        self._left, numbers = os.pipe()
        with os.fdopen(numbers, "wb") as file:
            file.write(b"".join(map(_NUMBER.pack, range(len(blocks)))))

    def __contains__(self, frame: object) -> bool:
        if isinstance(frame, int) and frame >= self._own.stop:
            self._take()
        return frame in self._own

    def __iter__(self) -> Iterator[int]:
        return (frame for block in self._blocks for frame in block)

    def __len__(self) -> int:
        return sum(map(len, self._blocks))

    def ends_block(self, frame: int) -> bool:
        """Whether a frame is the last of the block that this process has taken."""
        return frame == self._own.stop - 1

    def for_another(self) -> SharedFrames:
        """The same blocks for a fork that goes through the clip from its start."""
        other = copy(self)
        other._own = FrameRange(0, 0)
        return other

    def close(self) -> None:
        """Take no more; other processes still do."""
        os.close(self._left)

    def _take(self) -> None:
        """Take the next block. A pipe gives each number to one reader alone."""
        number = os.read(self._left, _NUMBER.size)
        if number:
            self._own = self._blocks[_NUMBER.unpack(number)[0]]
