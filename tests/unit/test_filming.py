"""Filming: every frame once, segments in order and as soon as they are complete."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from storyreel import filming
from storyreel.errors import MachineError, Problem
from storyreel.film.codec import EncoderSettings
from storyreel.film.drawing import Drawing
from storyreel.film.segment import SegmentJob, SegmentResult, render_segment
from storyreel.filming import Footage, Shoot, film, film_by_cairo
from storyreel.gauge import Stopwatch
from storyreel.timebase import Fps, FrameRange
from storyreel.timeline import TimedBeat, Timeline


class Inline:
    """A crew that renders at once, in this process."""

    def __init__(self) -> None:
        self.jobs: list[SegmentJob] = []

    def submit(self, job: SegmentJob) -> Future[SegmentResult]:
        self.jobs.append(job)
        future: Future[SegmentResult] = Future()
        future.set_result(render_segment(job))
        return future


@pytest.fixture
def timeline() -> Timeline:
    """Twenty frames in beats of eight and twelve: one segment each."""
    edges = [FrameRange(0, 8), FrameRange(8, 20)]
    return Timeline(
        Fps(15),
        tuple(
            TimedBeat(f"beat{i}", i, frames, None, "Words.", None, {})
            for i, frames in enumerate(edges)
        ),
    )


@pytest.fixture
def shoot(timeline: Timeline, tiny_settings: EncoderSettings, tmp_path: Path) -> Shoot:
    loaded: Any = SimpleNamespace()
    return Shoot(loaded, timeline, tiny_settings, tmp_path)


@pytest.fixture
def performed(
    monkeypatch: pytest.MonkeyPatch, moving_drawings: tuple[Drawing, ...]
) -> Iterator[list[int]]:
    """A stage that shows the moving drawings; the list tells how far it has come."""
    frames: list[int] = []

    def perform(loaded: Any, timeline: Timeline, on_frame: Callable[..., None], *_: Any) -> None:
        for frame, drawing in enumerate(moving_drawings):
            frames.append(frame)
            on_frame(frame, drawing)

    monkeypatch.setattr(filming, "perform", perform)
    yield frames


def test_every_frame_is_filmed_once_in_order(
    shoot: Shoot, performed: list[int], moving_drawings: tuple[Drawing, ...]
) -> None:
    crew, told = Inline(), []
    footage = film(shoot, crew, Stopwatch(), lambda frames, beat: told.append((frames, beat)))
    assert tuple(footage.drawings) == moving_drawings
    assert [job.drawings for job in crew.jobs] == [moving_drawings[:8], moving_drawings[8:]]
    assert [job.name for job in crew.jobs] == ["beat0, frames 0-7", "beat1, frames 8-19"]
    assert [segment.frames for segment in footage.segments] == [8, 12]
    assert [segment.path.name for segment in footage.segments] == ["0000.mp4", "0001.mp4"]
    assert told == [(8, "beat0"), (12, "beat1")]


def test_segment_is_handed_over_when_its_last_frame_is_there(
    shoot: Shoot, performed: list[int]
) -> None:
    come_to: list[int] = []

    class Noting(Inline):
        def submit(self, job: SegmentJob) -> Future[SegmentResult]:
            come_to.append(len(performed))
            return super().submit(job)

    film(shoot, Noting(), Stopwatch(), lambda frames, beat: None)
    assert come_to == [8, 20]


def test_failure_of_a_segment_ends_the_performance(shoot: Shoot, performed: list[int]) -> None:
    class Failing(Inline):
        def submit(self, job: SegmentJob) -> Future[SegmentResult]:
            future: Future[SegmentResult] = Future()
            future.set_exception(MachineError(Problem("The disk is full.")))
            return future

    with pytest.raises(MachineError, match="disk is full"):
        film(shoot, Failing(), Stopwatch(), lambda frames, beat: None)
    assert len(performed) == 8


def test_cairo_paints_here_and_its_pictures_are_kept(
    shoot: Shoot, performed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reference's pixels stand in for any; each frame has a shade of its own."""

    class Reference:
        def __init__(self, width: int, height: int) -> None:
            self.shape = (height, width, 4)

        @property
        def pixels(self) -> np.ndarray:
            return np.full(self.shape, 10 * len(performed), np.uint8)

    monkeypatch.setattr(filming, "CairoReference", Reference)
    told: list[int] = []
    footage = film_by_cairo(shoot, {0, 9}, Stopwatch(), lambda frames, beat: told.append(frames))
    assert isinstance(footage, Footage)
    assert [segment.frames for segment in footage.segments] == [8, 12]
    assert [segment.held for segment in footage.segments] == [0, 9], "the last ten are equal"
    assert told == [8, 12]
    assert footage.painted
    assert (footage.painted(9) == 100).all()
    with pytest.raises(KeyError):
        footage.painted(1)


def test_failure_while_cairo_paints_leaves_no_segment(
    shoot: Shoot, performed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Reference:
        def __init__(self, width: int, height: int) -> None:
            self.shape = (height, width, 4)

        @property
        def pixels(self) -> np.ndarray:
            if len(performed) == 12:
                raise KeyboardInterrupt
            return np.zeros(self.shape, np.uint8)

    monkeypatch.setattr(filming, "CairoReference", Reference)
    with pytest.raises(KeyboardInterrupt):
        film_by_cairo(shoot, (), Stopwatch(), lambda frames, beat: None)
    assert [path.name for path in shoot.folder.iterdir()] == ["0000.mp4"]
