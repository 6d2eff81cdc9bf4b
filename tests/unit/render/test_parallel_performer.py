"""The understudy: what two processes perform is what one does, whatever becomes of the second."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from storyreel.base.errors import Problem, RequestError
from storyreel.base.metrics import Stopwatch
from storyreel.base.timebase import Fps, FrameRange
from storyreel.drawing.drawing import Drawing
from storyreel.encode.settings import EncoderSettings
from storyreel.render import filming, parallel_performer
from storyreel.render.filming import Footage, Shoot, film
from storyreel.render.parallel_performer import ParallelPerformer, split_at
from storyreel.storyboard.timeline import TimedBeat, Timeline
from tests.unit.executors import RecordingExecutor


class Stage:
    """Shows the moving drawings, here or in a fork; `doing` may do something before a frame."""

    def __init__(self, drawings: Sequence[Drawing]) -> None:
        self.drawings = drawings
        self.here: list[int] = []
        self.doing: Callable[[bool, int], None] = lambda here, frame: None
        self._process = os.getpid()

    def perform(self, loaded: Any, timeline: Timeline, on_frame: Any, frames: range) -> None:
        here = os.getpid() == self._process
        for frame in frames:
            self.doing(here, frame)
            if here:
                self.here.append(frame)
            on_frame(frame, self.drawings[frame])


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch, moving_drawings: tuple[Drawing, ...]) -> Stage:
    stage = Stage(moving_drawings)
    monkeypatch.setattr(filming, "perform", stage.perform)
    monkeypatch.setattr(parallel_performer, "perform", stage.perform)
    return stage


PLAN = [FrameRange(0, 6), FrameRange(6, 11), FrameRange(11, 15), FrameRange(15, 20)]


@pytest.fixture
def shoot(tiny_settings: EncoderSettings, tmp_path: Path) -> Shoot:
    """Four beats, the third of which is the first that an understudy performs."""
    beats = tuple(TimedBeat(f"b{n}", n, f, None, "Words.", None, {}) for n, f in enumerate(PLAN))
    loaded: Any = SimpleNamespace()
    return Shoot(loaded, Timeline(Fps(15), beats), tiny_settings, tmp_path)


def filmed_by_two(shoot: Shoot) -> tuple[Footage, RecordingExecutor]:
    executor = RecordingExecutor()
    with ParallelPerformer(shoot.loaded, shoot.timeline) as second:
        process = second._process
        footage = film(shoot, executor, Stopwatch(), lambda *_: None, performer=second)
    assert not process.is_alive()
    return footage, executor


def assert_whole(
    footage: Footage, executor: RecordingExecutor, drawings: Sequence[Drawing]
) -> None:
    assert footage.drawings == list(drawings)
    assert [segment.frames for segment in footage.segments] == [6, 5, 4, 5]
    jobs = sorted(executor.jobs, key=lambda job: job.first_frame)
    names = ["b0, frames 0-5", "b1, frames 6-10", "b2, frames 11-14", "b3, frames 15-19"]
    assert [job.name for job in jobs] == names
    assert [job.target.name for job in jobs] == [f"000{number}.mp4" for number in range(4)]
    assert [job.drawings for job in jobs] == [tuple(drawings[f.start : f.stop]) for f in PLAN]


def test_an_understudy_performs_the_later_part(shoot: Shoot, stage: Stage) -> None:
    assert_whole(*filmed_by_two(shoot), stage.drawings)
    assert stage.here == list(range(11))


def test_what_an_understudy_has_is_ordered_before_all_is_performed_here(
    shoot: Shoot, stage: Stage
) -> None:
    stage.doing = lambda here, frame: time.sleep(0.1 if here else 0)
    _, executor = filmed_by_two(shoot)
    assert [job.first_frame for job in executor.jobs] != [0, 6, 11, 15]


@pytest.mark.parametrize("at", [11, 14, 15, 19])
def test_what_an_understudy_fails_to_perform_is_performed_here(
    shoot: Shoot, stage: Stage, at: int
) -> None:
    def dying(here: bool, frame: int) -> None:
        if not here and frame == at:
            os.kill(os.getpid(), signal.SIGKILL)

    stage.doing = dying
    assert_whole(*filmed_by_two(shoot), stage.drawings)
    assert stage.here == [*range(11), *range(11 if at < 15 else 15, 20)]


def test_an_error_in_an_understudys_part_is_that_of_the_clip(shoot: Shoot, stage: Stage) -> None:
    def failing(here: bool, frame: int) -> None:
        if not here and frame == 12:
            raise RequestError(Problem("The scene fails.", "Mend it."))

    stage.doing = failing
    with pytest.raises(RequestError, match="The scene fails"):
        filmed_by_two(shoot)
    assert stage.here == list(range(11)), "what comes before it might have failed earlier"


def test_of_two_errors_the_earlier_in_the_clip_is_told(shoot: Shoot, stage: Stage) -> None:
    def failing(here: bool, frame: int) -> None:
        if frame == (10 if here else 11):
            time.sleep(0.3 if here else 0)
            raise RequestError(Problem(f"Frame {frame} fails."))

    stage.doing = failing
    with pytest.raises(RequestError, match="Frame 10"):
        filmed_by_two(shoot)


def test_an_understudy_begins_with_a_segment_and_leaves_the_first_to_the_other() -> None:
    def first(*frames: int) -> int:
        return split_at([FrameRange(a, b) for a, b in pairwise((0, *accumulate(frames)))])

    assert first(5, 5, 5, 5) == 2
    assert first(18, 2) == 1
    assert first(2, 18) == 1
