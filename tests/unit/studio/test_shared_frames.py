"""Frames that processes share: each block goes to one of them, in the order of time."""

from __future__ import annotations

import os

from storyreel.base.timebase import FrameRange
from storyreel.studio.shared_frames import SharedFrames

BLOCKS = [FrameRange(3, 4), FrameRange(4, 9), FrameRange(20, 22)]


def test_one_process_alone_takes_every_block() -> None:
    shared = SharedFrames(BLOCKS)
    assert [frame for frame in range(30) if frame in shared] == [3, 4, 5, 6, 7, 8, 20, 21]
    shared.close()


def test_the_last_frame_of_a_block_is_told() -> None:
    shared = SharedFrames(BLOCKS)
    ends = [frame for frame in range(30) if frame in shared and shared.ends_block(frame)]
    assert ends == [3, 8, 21]
    shared.close()


def test_its_frames_are_those_of_all_blocks() -> None:
    shared = SharedFrames(BLOCKS)
    assert (len(shared), max(shared)) == (8, 21)
    shared.close()


def test_a_block_that_a_fork_has_taken_is_not_taken_again() -> None:
    shared = SharedFrames(BLOCKS)
    child = os.fork()
    if child == 0:
        os._exit(0 if 0 not in shared and 3 in shared else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert [frame for frame in range(30) if frame in shared] == [4, 5, 6, 7, 8, 20, 21]
    shared.close()


def test_a_fork_that_starts_from_the_beginning_takes_what_is_left() -> None:
    shared = SharedFrames(BLOCKS)
    assert 3 in shared
    other = shared.for_another()
    assert [frame for frame in range(9) if frame in other] == [4, 5, 6, 7, 8]
    assert [frame for frame in range(4, 30) if frame in shared] == [20, 21]
    shared.close()
