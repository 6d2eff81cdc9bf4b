"""Two processes perform what one does, even if the second dies."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Collection, Sequence
from itertools import accumulate, pairwise
from types import SimpleNamespace
from typing import Any

import pytest

from storyreel.base.errors import Problem, RequestError
from storyreel.base.timebase import Fps, FrameRange
from storyreel.drawing.drawing import Drawing
from storyreel.render import parallel_performer
from storyreel.render.parallel_performer import ParallelPerformer, split_at
from storyreel.render.segmenter import DrawnSegment
from storyreel.render.sources import storyboard_performer
from storyreel.render.sources.storyboard_performer import StoryboardPerformer
from storyreel.storyboard.timeline import Timeline
from storyreel.workers import stall
from tests.unit.render.drawn_source import timeline_of

EDGES = (0, 6, 11, 15, 20)
"""Four beats, the third of which is the first that a second process performs."""


class FakeStage:
    """Shows the moving drawings, here or in a fork; `doing` may do something before a frame."""

    def __init__(self, drawings: Sequence[Drawing]) -> None:
        self.drawings = drawings
        self.here: list[int] = []
        self.doing: Callable[[bool, int], None] = lambda here, frame: None
        self._process = os.getpid()

    def perform(
        self, loaded: Any, timeline: Timeline, on_frame: Any, *, frames: Collection[int]
    ) -> None:
        here = os.getpid() == self._process
        for frame in frames:
            self.doing(here, frame)
            if here:
                self.here.append(frame)
            on_frame(frame, self.drawings[frame])


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch, moving_drawings: tuple[Drawing, ...]) -> FakeStage:
    stage = FakeStage(moving_drawings)
    monkeypatch.setattr(storyboard_performer, "perform", stage.perform)
    monkeypatch.setattr(parallel_performer, "perform", stage.perform)
    return stage


def performed_by_two() -> list[DrawnSegment]:
    """The segments in the order in which they arrive."""
    board: Any = SimpleNamespace(clip=SimpleNamespace(id="hour29"))
    timeline = timeline_of(Fps(15), *EDGES)
    arrived: list[DrawnSegment] = []
    with ParallelPerformer(board, timeline) as second:
        StoryboardPerformer(board, timeline, second).draw(arrived.append)
    assert not second.running
    return arrived


def assert_complete(segments: Sequence[DrawnSegment], drawings: Sequence[Drawing]) -> None:
    in_order = sorted(segments, key=lambda segment: segment.start)
    names = ["beat0, frames 0-5", "beat1, frames 6-10", "beat2, frames 11-14"]
    assert [segment.name for segment in in_order] == [*names, "beat3, frames 15-19"]
    shown = [drawing for segment in in_order for drawing in segment.drawings]
    assert shown == list(drawings)


def test_the_second_process_performs_the_later_part(stage: FakeStage) -> None:
    assert_complete(performed_by_two(), stage.drawings)
    assert stage.here == list(range(11))


def test_segments_of_the_second_process_do_not_wait_for_the_first(stage: FakeStage) -> None:
    stage.doing = lambda here, frame: time.sleep(0.1 if here else 0)
    assert [segment.start for segment in performed_by_two()] != [0, 6, 11, 15]


@pytest.mark.parametrize("at", [11, 14, 16, 19])
def test_what_the_second_process_fails_to_perform_is_performed_here(
    stage: FakeStage, at: int
) -> None:
    def dying(here: bool, frame: int) -> None:
        if not here and frame == at:
            os.kill(os.getpid(), signal.SIGKILL)

    stage.doing = dying
    assert_complete(performed_by_two(), stage.drawings)
    assert set(range(11)) < set(stage.here)
    assert (11 in stage.here) == (at < 15)


def test_what_the_second_process_blocks_in_is_performed_here(
    stage: FakeStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def blocking(here: bool, frame: int) -> None:
        if not here and frame == 16:
            os.kill(os.getpid(), signal.SIGSTOP)

    monkeypatch.setattr(stall, "CHECK_S", 0.05)
    stage.doing = blocking
    assert_complete(performed_by_two(), stage.drawings)
    assert stage.here == [*range(11), *range(15, 20)]


def test_an_error_in_the_later_part_is_that_of_the_clip(stage: FakeStage) -> None:
    def failing(here: bool, frame: int) -> None:
        if not here and frame == 12:
            raise RequestError(Problem("The scene fails.", "Fix it."))

    stage.doing = failing
    with pytest.raises(RequestError, match="The scene fails"):
        performed_by_two()
    assert stage.here == list(range(11)), "what comes before it might have failed earlier"


def test_of_two_errors_the_earlier_in_the_clip_is_raised(stage: FakeStage) -> None:
    def failing(here: bool, frame: int) -> None:
        if frame == (10 if here else 11):
            time.sleep(0.3 if here else 0)
            raise RequestError(Problem(f"Frame {frame} fails."))

    stage.doing = failing
    with pytest.raises(RequestError, match="Frame 10"):
        performed_by_two()


def test_the_later_part_begins_with_a_segment_and_is_not_the_whole_clip() -> None:
    def first(*frames: int) -> int:
        return split_at([FrameRange(a, b) for a, b in pairwise((0, *accumulate(frames)))])

    assert first(5, 5, 5, 5) == 2
    assert first(18, 2) == 1
    assert first(2, 18) == 1
