"""Filming: every frame once, segments in order and as soon as they are complete."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from storyreel.base.errors import MachineError, Problem
from storyreel.base.metrics import Stopwatch
from storyreel.base.timebase import Fps, FrameRange
from storyreel.drawing.cost import estimated_cost
from storyreel.drawing.drawing import Drawing
from storyreel.encode.segment import SegmentJob
from storyreel.encode.segment_store import Store
from storyreel.encode.settings import EncoderSettings
from storyreel.inspection.segment_check import Metering, SegmentCheck
from storyreel.render import filming
from storyreel.render.filming import Footage, SegmentQueue, Shoot, film, film_by_cairo
from storyreel.storyboard.timeline import TimedBeat, Timeline
from storyreel.workers.checked_segment import CheckedSegment, render_and_check
from tests.unit.executors import RecordingExecutor


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

    def perform(
        loaded: Any, timeline: Timeline, on_frame: Callable[..., None], *_: Any, **__: Any
    ) -> None:
        for frame, drawing in enumerate(moving_drawings):
            frames.append(frame)
            on_frame(frame, drawing)

    monkeypatch.setattr(filming, "perform", perform)
    yield frames


def test_every_frame_is_filmed_once_in_order(
    shoot: Shoot, performed: list[int], moving_drawings: tuple[Drawing, ...]
) -> None:
    executor, told = RecordingExecutor(), []
    footage = film(shoot, executor, Stopwatch(), lambda frames, beat: told.append((frames, beat)))
    assert tuple(footage.drawings) == moving_drawings
    assert [job.drawings for job in executor.jobs] == [moving_drawings[:8], moving_drawings[8:]]
    assert [job.name for job in executor.jobs] == ["beat0, frames 0-7", "beat1, frames 8-19"]
    assert [segment.frames for segment in footage.segments] == [8, 12]
    assert [segment.path.name for segment in footage.segments] == ["0000.mp4", "0001.mp4"]
    assert told == [(8, "beat0"), (12, "beat1")]


def test_the_drawings_are_there_for_others_while_the_crew_goes_on(
    shoot: Shoot, performed: list[int], moving_drawings: tuple[Drawing, ...]
) -> None:
    told: list[object] = []

    class Slow(RecordingExecutor):
        def submit(self, job: SegmentJob) -> Future[CheckedSegment]:
            result = super().submit(job).result()
            late: Future[CheckedSegment] = Future()
            threading.Timer(0.3, lambda: (told.append("made"), late.set_result(result))).start()
            return late

    def meanwhile(drawings: Sequence[Drawing]) -> None:
        told.append(tuple(drawings))

    film(shoot, Slow(), Stopwatch(), lambda frames, beat: None, meanwhile)
    assert told == [moving_drawings, "made", "made"]


def test_what_is_finished_is_metered_while_the_crew_goes_on(
    shoot: Shoot, performed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    first_is_metered = threading.Event()

    class Metered(Metering):
        def take(self, part: SegmentCheck) -> None:
            super().take(part)
            told.append(self.segments)
            first_is_metered.set()

    class Slow(RecordingExecutor):
        def submit(self, job: SegmentJob) -> Future[CheckedSegment]:
            made = super().submit(job)
            if len(self.jobs) == 1:
                return made
            late: Future[CheckedSegment] = Future()

            def finish() -> None:
                assert first_is_metered.wait(20)
                told.append("made")
                late.set_result(made.result())

            threading.Thread(target=finish).start()
            return late

    monkeypatch.setattr(filming, "Metering", Metered)
    footage = film(shoot, Slow(), Stopwatch(), lambda frames, beat: None)
    assert told == [1, "made", 2]
    assert footage.metering and footage.metering.rate == shoot.timeline.fps.rate


def test_segment_is_handed_over_when_its_last_frame_is_there(
    shoot: Shoot, performed: list[int]
) -> None:
    come_to: list[int] = []

    class Noting(RecordingExecutor):
        def submit(self, job: SegmentJob) -> Future[CheckedSegment]:
            come_to.append(len(performed))
            return super().submit(job)

    film(shoot, Noting(), Stopwatch(), lambda frames, beat: None)
    assert come_to == [8, 20]


def test_failure_of_a_segment_ends_the_performance(shoot: Shoot, performed: list[int]) -> None:
    class Failing(RecordingExecutor):
        def submit(self, job: SegmentJob) -> Future[CheckedSegment]:
            future: Future[CheckedSegment] = Future()
            future.set_exception(MachineError(Problem("The disk is full.")))
            return future

    with pytest.raises(MachineError, match="disk is full"):
        film(shoot, Failing(), Stopwatch(), lambda frames, beat: None)
    assert len(performed) == 8


class Late:
    """Renders nothing by itself; `finish` does, whichever segment is wanted."""

    def __init__(self) -> None:
        self.orders: list[tuple[SegmentJob, Future[CheckedSegment]]] = []

    def submit(self, job: SegmentJob) -> Future[CheckedSegment]:
        self.orders.append((job, Future()))
        return self.orders[-1][1]

    def finish(self, number: int) -> None:
        job, future = self.orders[number]
        future.set_result(render_and_check(job))


def test_what_is_finished_is_told_in_any_order_and_given_in_the_clips(
    shoot: Shoot, moving_drawings: tuple[Drawing, ...]
) -> None:
    executor, told = Late(), []
    takes = SegmentQueue(executor, shoot.settings, None, lambda *what: told.append(what))

    def order(start: int, stop: int, beat: str) -> None:
        frames, shown = FrameRange(start, stop), moving_drawings[start:stop]
        takes.order(start, shown, beat, lambda key: shoot.job(start, frames, shown, key))

    order(0, 3, "early")
    order(3, 8, "middle")
    executor.finish(1)
    order(8, 10, "late")
    assert told == [(5, "middle")], "while an earlier one is waited for"
    executor.finish(2)
    executor.finish(0)
    assert [take.segment.frames for take in takes.all()] == [3, 5, 2]
    assert sorted(told) == [(2, "late"), (3, "early"), (5, "middle")]
    takes.order(9, moving_drawings[3:8], "again", lambda key: pytest.fail("it is there"))
    again = takes.all()[-1].segment
    assert again.path == executor.orders[1][0].target
    assert again.painted_pixels == 0
    assert told[-1] == (5, "again")


def test_a_failure_does_not_wait_for_what_comes_before_it(
    shoot: Shoot, performed: list[int]
) -> None:
    class Failing(Late):
        def submit(self, job: SegmentJob) -> Future[CheckedSegment]:
            future = super().submit(job)
            if job.first_frame:
                future.set_exception(MachineError(Problem("The disk is full.")))
            return future

    def never(drawings: Sequence[Drawing]) -> None:
        raise AssertionError("the failure was not noticed")

    with pytest.raises(MachineError, match="disk is full"):
        film(shoot, Failing(), Stopwatch(), lambda frames, beat: None, never)


def filmed(shoot: Shoot, executor: RecordingExecutor) -> Footage:
    return film(shoot, executor, Stopwatch(), lambda frames, beat: None)


@pytest.fixture
def storing(shoot: Shoot, tmp_path: Path) -> Shoot:
    """The same shoot with a store."""
    return replace(shoot, store=Store(tmp_path / "store"))


def test_nothing_is_made_twice(storing: Shoot, performed: list[int]) -> None:
    first, second = RecordingExecutor(), RecordingExecutor()
    made, found = filmed(storing, first), filmed(storing, second)
    assert len(first.jobs) == 2
    assert not second.jobs
    assert [segment.reused for segment in made.segments] == [False, False]
    assert [segment.reused for segment in found.segments] == [True, True]
    assert [segment.frames for segment in found.segments] == [8, 12]
    assert [s.path for s in found.segments] == [s.path for s in made.segments]
    assert [s.sha256 for s in found.segments] == [s.sha256 for s in made.segments]
    assert not any(s.painted_pixels or s.converted_pixels or s.seconds for s in found.segments)


def test_only_what_changed_is_made(
    storing: Shoot,
    performed: list[int],
    monkeypatch: pytest.MonkeyPatch,
    moving_drawings: tuple[Drawing, ...],
) -> None:
    filmed(storing, RecordingExecutor())
    other = (*moving_drawings[:9], moving_drawings[0], *moving_drawings[10:])

    def perform(
        loaded: Any, timeline: Timeline, on_frame: Callable[..., None], *_: Any, **__: Any
    ) -> None:
        for frame, drawing in enumerate(other):
            on_frame(frame, drawing)

    monkeypatch.setattr(filming, "perform", perform)
    executor = RecordingExecutor()
    footage = filmed(storing, executor)
    assert [job.name for job in executor.jobs] == ["beat1, frames 8-19"]
    assert [segment.reused for segment in footage.segments] == [True, False]


def test_a_damaged_segment_is_made_again(storing: Shoot, performed: list[int]) -> None:
    made = filmed(storing, RecordingExecutor())
    damaged = made.segments[1].path
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)
    executor = RecordingExecutor()
    again = filmed(storing, executor)
    assert [job.name for job in executor.jobs] == ["beat1, frames 8-19"]
    assert [s.sha256 for s in again.segments] == [s.sha256 for s in made.segments]


def test_a_fresh_shoot_looks_for_nothing_and_stores_what_it_makes(
    storing: Shoot, performed: list[int]
) -> None:
    filmed(storing, RecordingExecutor())
    executor = RecordingExecutor()
    footage = filmed(replace(storing, fresh=True), executor)
    assert len(executor.jobs) == 2
    assert not any(segment.reused for segment in footage.segments)
    assert storing.store
    assert len(storing.store.entries()) == 4, "two segments and their rushes"


def test_equal_stretches_of_a_clip_are_made_once(
    storing: Shoot, monkeypatch: pytest.MonkeyPatch, moving_drawings: tuple[Drawing, ...]
) -> None:
    edges = [FrameRange(0, 5), FrameRange(5, 10)]
    beats = tuple(TimedBeat(f"b{n}", n, f, None, "Words.", None, {}) for n, f in enumerate(edges))

    def perform(
        loaded: Any, timeline: Timeline, on_frame: Callable[..., None], *_: Any, **__: Any
    ) -> None:
        for frame in range(10):
            on_frame(frame, moving_drawings[-1])

    monkeypatch.setattr(filming, "perform", perform)
    executor = RecordingExecutor()
    footage = filmed(replace(storing, timeline=Timeline(Fps(15), beats)), executor)
    assert len(executor.jobs) == 1
    first, second = footage.segments
    assert first.path == second.path
    assert first.painted_pixels > 0 == second.painted_pixels
    assert not second.reused, "no earlier run had made it"


def test_an_interruption_says_what_is_kept(storing: Shoot, performed: list[int]) -> None:
    class Interrupted(RecordingExecutor):
        def submit(self, job: SegmentJob) -> Future[CheckedSegment]:
            if self.jobs:
                raise KeyboardInterrupt
            return super().submit(job)

    with pytest.raises(KeyboardInterrupt) as stop:
        filmed(storing, Interrupted())
    assert stop.value.__notes__ == ["1 of 2 segments are kept: the next run goes on there."]
    executor = RecordingExecutor()
    filmed(storing, executor)
    assert [job.name for job in executor.jobs] == ["beat1, frames 8-19"]


def test_what_is_kept_need_not_be_the_first(storing: Shoot, performed: list[int]) -> None:
    executor = Late()

    def interrupted(drawings: Sequence[Drawing]) -> None:
        executor.finish(1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as stop:
        film(storing, executor, Stopwatch(), lambda frames, beat: None, interrupted)
    assert stop.value.__notes__ == ["1 of 2 segments are kept: the next run goes on there."]


def test_orders_say_how_heavy_they_are(shoot: Shoot, performed: list[int]) -> None:
    executor = RecordingExecutor()
    filmed(shoot, executor)
    first, second = executor.jobs
    assert first.weight == estimated_cost(first.drawings) > second.weight > 0


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

    monkeypatch.setattr("storyreel.stage.cairo_reference.CairoReference", Reference)
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

    monkeypatch.setattr("storyreel.stage.cairo_reference.CairoReference", Reference)
    with pytest.raises(KeyboardInterrupt):
        film_by_cairo(shoot, (), Stopwatch(), lambda frames, beat: None)
    assert [path.name for path in shoot.folder.iterdir()] == ["0000.mp4"]
