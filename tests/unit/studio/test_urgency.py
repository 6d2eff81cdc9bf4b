"""The order in which frames are drawn."""

from __future__ import annotations

import pytest

from storyreel.base.timebase import FrameRange
from storyreel.studio.urgency import passes

BEAT = FrameRange(40, 80)


def frames(blocks: list[FrameRange]) -> list[int]:
    return [frame for block in blocks for frame in block]


@pytest.mark.parametrize("playhead", [40, 55, 79])
def test_the_playhead_comes_first_then_its_beat_then_the_rest(playhead: int) -> None:
    order = passes(playhead, BEAT, range(120))
    assert order[0][0] == FrameRange(playhead, playhead + 1)
    drawn = [frame for blocks in order for frame in frames(blocks)]
    assert sorted(drawn) == list(range(120))
    assert set(drawn[:40]) == set(BEAT)


@pytest.mark.parametrize("playhead", [40, 55, 79])
def test_each_pass_goes_forward_in_time(playhead: int) -> None:
    for blocks in passes(playhead, BEAT, range(120)):
        assert frames(blocks) == sorted(frames(blocks))


def test_a_playhead_at_the_start_of_its_beat_needs_two_passes() -> None:
    assert [len(frames(blocks)) for blocks in passes(40, BEAT, range(120))] == [80, 40]


def test_frames_that_are_not_wanted_are_left_out() -> None:
    wanted = [*range(10), *range(50, 60)]
    order = passes(70, BEAT, wanted)
    assert sorted(frame for blocks in order for frame in frames(blocks)) == wanted
    assert passes(70, BEAT, []) == []
