"""The queue: each segment once, recorded in the clip's order, and none that can be found."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from threading import Thread
from time import sleep

import pytest

from storyreel.base.errors import MachineError, Problem
from storyreel.base.timebase import Span
from storyreel.drawing.cost import estimated_cost
from storyreel.drawing.drawing import Drawing, drawing_digest
from storyreel.encode.segment import SegmentJob
from storyreel.encode.segment_store import Store
from storyreel.encode.settings import EncoderSettings
from storyreel.render.clip_record import ClipRecord, drawing_marks
from storyreel.render.segment_files import SegmentFiles
from storyreel.render.segment_queue import ExpectedSegments, SegmentQueue
from storyreel.render.segmenter import DrawnSegment
from storyreel.workers.checked_segment import CheckedSegment, render_and_check
from tests.unit.executors import RecordingExecutor

TWO = ExpectedSegments(total=2)
BOTH = ["first, frames 0-7", "second, frames 8-19"]


class Announcements:
    """Collects what the queue announces as finished."""

    def __init__(self) -> None:
        self.heard: list[tuple[int, str]] = []

    def __call__(self, frames: int, name: str) -> None:
        self.heard.append((frames, name))


class LateExecutor:
    """Renders nothing by itself; `finish` renders the segment with that number."""

    def __init__(self) -> None:
        self.jobs: list[SegmentJob] = []
        self.futures: list[Future[CheckedSegment]] = []

    def submit(self, job: SegmentJob) -> Future[CheckedSegment]:
        self.jobs.append(job)
        self.futures.append(Future())
        return self.futures[-1]

    def finish(self, number: int) -> None:
        self.futures[number].set_result(render_and_check(self.jobs[number]))

    def fail(self, number: int) -> None:
        self.futures[number].set_exception(MachineError(Problem("The disk is full.")))


@pytest.fixture
def files(tiny_settings: EncoderSettings, tmp_path: Path) -> SegmentFiles:
    return SegmentFiles(tiny_settings, tmp_path)


@pytest.fixture
def storing(files: SegmentFiles, tmp_path: Path) -> SegmentFiles:
    return replace(files, store=Store(tmp_path / "store"))


@pytest.fixture
def segments(moving_drawings: tuple[Drawing, ...]) -> list[DrawnSegment]:
    """The moving drawings as two segments."""
    return cut(moving_drawings, 8)


def cut(drawings: Sequence[Drawing], at: int) -> list[DrawnSegment]:
    return [
        DrawnSegment(Span("first", 0), 0, tuple(drawings[:at])),
        DrawnSegment(Span("second", at), at, tuple(drawings[at:])),
    ]


def rendered(
    files: SegmentFiles, segments: Sequence[DrawnSegment]
) -> tuple[ClipRecord, RecordingExecutor]:
    executor = RecordingExecutor()
    with SegmentQueue(executor, files, Announcements(), TWO) as queue:
        for segment in segments:
            queue.order(segment)
        return queue.finish(), executor


def test_segments_are_rendered_as_ordered_and_recorded(
    files: SegmentFiles, segments: list[DrawnSegment], moving_drawings: tuple[Drawing, ...]
) -> None:
    record, executor = rendered(files, segments)
    assert [job.name for job in executor.jobs] == BOTH
    assert [job.first_frame for job in executor.jobs] == [0, 8]
    assert [job.drawings for job in executor.jobs] == [each.drawings for each in segments]
    assert [segment.frames for segment in record.segments] == [8, 12]
    assert all(segment.path.parent == files.folder for segment in record.segments)
    assert record.drawing_digest == drawing_digest(moving_drawings)
    assert record.drawing_marks == drawing_marks(moving_drawings)


def test_segments_in_any_order_are_recorded_in_the_clips(
    files: SegmentFiles, segments: list[DrawnSegment], moving_drawings: tuple[Drawing, ...]
) -> None:
    record, executor = rendered(files, segments[::-1])
    assert [job.first_frame for job in executor.jobs] == [8, 0]
    assert [segment.frames for segment in record.segments] == [8, 12]
    assert record.drawing_digest == drawing_digest(moving_drawings)


def test_finished_segments_are_announced_in_any_order(
    files: SegmentFiles, segments: list[DrawnSegment], moving_drawings: tuple[Drawing, ...]
) -> None:
    executor, announcements = LateExecutor(), Announcements()
    third = DrawnSegment(Span("third", 20), 20, moving_drawings[:2])
    queue = SegmentQueue(executor, files, announcements, ExpectedSegments(3))
    queue.order(segments[0])
    queue.order(segments[1])
    executor.finish(1)
    queue.order(third)
    assert announcements.heard == [(12, "second")], "while an earlier one is waited for"
    executor.finish(2)
    executor.finish(0)
    assert [segment.frames for segment in queue.finish().segments] == [8, 12, 2]
    assert sorted(announcements.heard) == [(2, "third"), (8, "first"), (12, "second")]


def test_a_failure_does_not_wait_for_what_comes_before_it(
    files: SegmentFiles, segments: list[DrawnSegment]
) -> None:
    executor = LateExecutor()
    queue = SegmentQueue(executor, files, Announcements(), TWO)
    queue.order(segments[0])
    queue.order(segments[1])
    executor.fail(1)
    with pytest.raises(MachineError, match="disk is full"):
        queue.finish()


def test_a_failure_ends_the_performance_with_the_next_order(
    files: SegmentFiles, segments: list[DrawnSegment]
) -> None:
    executor = LateExecutor()
    queue = SegmentQueue(executor, files, Announcements(), TWO)
    queue.order(segments[0])
    executor.fail(0)
    with pytest.raises(MachineError, match="disk is full"):
        queue.order(segments[1])


def test_a_missing_segment_is_an_error(files: SegmentFiles, segments: list[DrawnSegment]) -> None:
    queue = SegmentQueue(RecordingExecutor(), files, Announcements(), TWO)
    queue.order(segments[1])
    with pytest.raises(RuntimeError, match="no segment begins at frame 0"):
        queue.finish()


def test_nothing_is_rendered_twice(storing: SegmentFiles, segments: list[DrawnSegment]) -> None:
    made, first = rendered(storing, segments)
    found, second = rendered(storing, segments)
    assert (len(first.jobs), len(second.jobs)) == (2, 0)
    assert [segment.reused for segment in made.segments] == [False, False]
    assert [segment.reused for segment in found.segments] == [True, True]
    assert [segment.frames for segment in found.segments] == [8, 12]
    assert [s.path for s in found.segments] == [s.path for s in made.segments]
    assert [s.sha256 for s in found.segments] == [s.sha256 for s in made.segments]
    assert not any(s.painted_pixels or s.converted_pixels or s.seconds for s in found.segments)


def test_only_what_changed_is_rendered(
    storing: SegmentFiles, segments: list[DrawnSegment], moving_drawings: tuple[Drawing, ...]
) -> None:
    rendered(storing, segments)
    other = [*moving_drawings[:9], moving_drawings[0], *moving_drawings[10:]]
    record, executor = rendered(storing, cut(other, 8))
    assert [job.name for job in executor.jobs] == BOTH[1:]
    assert [segment.reused for segment in record.segments] == [True, False]


def test_a_damaged_segment_is_rendered_again(
    storing: SegmentFiles, segments: list[DrawnSegment]
) -> None:
    made, _ = rendered(storing, segments)
    damaged = made.segments[1].path
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)
    again, executor = rendered(storing, segments)
    assert [job.name for job in executor.jobs] == BOTH[1:]
    assert [s.sha256 for s in again.segments] == [s.sha256 for s in made.segments]


def test_a_fresh_clip_uses_nothing_of_earlier_runs_and_stores_what_it_renders(
    storing: SegmentFiles, segments: list[DrawnSegment]
) -> None:
    rendered(storing, segments)
    record, executor = rendered(replace(storing, fresh=True), segments)
    assert len(executor.jobs) == 2
    assert not any(segment.reused for segment in record.segments)
    assert len(rendered(storing, segments)[1].jobs) == 0


@pytest.mark.parametrize("fresh", [False, True])
def test_equal_stretches_of_a_clip_are_rendered_once(
    storing: SegmentFiles, moving_drawings: tuple[Drawing, ...], fresh: bool
) -> None:
    record, executor = rendered(replace(storing, fresh=fresh), cut([moving_drawings[-1]] * 10, 5))
    assert len(executor.jobs) == 1
    first, second = record.segments
    assert first.path == second.path
    assert first.painted_pixels > 0 == second.painted_pixels
    assert not second.reused, "no earlier run had rendered it"


def test_jobs_say_how_much_work_they_are(files: SegmentFiles, segments: list[DrawnSegment]) -> None:
    for job in rendered(files, segments)[1].jobs:
        decoding = 0.1 * len(job.drawings)
        assert job.weight == estimated_cost(job.drawings) + decoding > decoding


def test_an_order_waits_while_too_many_segments_hold_their_drawings(
    files: SegmentFiles, moving_drawings: tuple[Drawing, ...]
) -> None:
    """Planted: a performance that is faster than the executor."""
    executor = LateExecutor()
    queue = SegmentQueue(executor, files, Announcements(), ExpectedSegments(most_waiting=2))

    def perform() -> None:
        for start in range(0, 20, 2):
            queue.order(DrawnSegment(Span("only", 0), start, moving_drawings[start : start + 2]))

    performance = Thread(target=perform)
    performance.start()
    for number in range(9):  # the last pair of drawings equals the one before
        while len(executor.jobs) <= number and performance.is_alive():
            sleep(0.001)
        sleep(0.01)
        assert len(executor.jobs) <= number + 3
        if number < len(executor.jobs):
            executor.finish(number)
    performance.join()
    assert len(queue.finish().segments) == 10


def test_an_interruption_says_what_is_kept(
    storing: SegmentFiles, segments: list[DrawnSegment]
) -> None:
    executor = LateExecutor()
    with (
        pytest.raises(KeyboardInterrupt) as stop,
        SegmentQueue(executor, storing, Announcements(), TWO) as queue,
    ):
        queue.order(segments[0])
        queue.order(segments[1])
        executor.finish(1)
        raise KeyboardInterrupt
    (note,) = stop.value.__notes__
    assert note == "1 of 2 segments are kept: the next run continues from there."
    _, executor_of_next_run = rendered(storing, segments)
    assert [job.name for job in executor_of_next_run.jobs] == BOTH[:1]


def test_where_the_length_is_not_known_an_interruption_counts_what_was_ordered(
    storing: SegmentFiles, segments: list[DrawnSegment]
) -> None:
    unknown = ExpectedSegments(most_waiting=4)
    with (
        pytest.raises(KeyboardInterrupt) as stop,
        SegmentQueue(RecordingExecutor(), storing, Announcements(), unknown) as queue,
    ):
        queue.order(segments[0])
        raise KeyboardInterrupt
    (note,) = stop.value.__notes__
    assert note.startswith("1 of 1 segments so far are kept")


def test_without_a_store_an_interruption_promises_nothing(
    files: SegmentFiles, segments: list[DrawnSegment]
) -> None:
    with (
        pytest.raises(KeyboardInterrupt) as stop,
        SegmentQueue(RecordingExecutor(), files, Announcements(), TWO) as queue,
    ):
        queue.order(segments[0])
        raise KeyboardInterrupt
    assert not hasattr(stop.value, "__notes__")
