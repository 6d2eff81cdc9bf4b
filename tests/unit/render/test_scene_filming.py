"""Filming plain scenes: segments follow sections and time alone, whoever paints."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from storyreel.base.errors import MachineError, Problem
from storyreel.base.metrics import Stopwatch
from storyreel.base.timebase import Fps, FrameRange
from storyreel.drawing.drawing import Drawing
from storyreel.encode.segment import SegmentJob
from storyreel.encode.segment_store import Store
from storyreel.encode.settings import EncoderSettings
from storyreel.paint.raster import paint_drawing
from storyreel.render import scene_filming
from storyreel.render.scene_filming import SceneShoot, film_scene, film_scene_by_cairo
from storyreel.stage.plain_scene import Performed, Section
from storyreel.stage.scene_file import SceneFile
from storyreel.workers.checked_segment import CheckedSegment
from tests.unit.executors import RecordingExecutor

FIRST, SECOND = Section("first", 0), Section("second", 37)
FRAMES = 80
SEGMENTS = [FrameRange(0, 30), FrameRange(30, 37), FrameRange(37, 67), FrameRange(67, 80)]


@pytest.fixture
def shoot(tiny_settings: EncoderSettings, tmp_path: Path) -> SceneShoot:
    return SceneShoot(SceneFile(tmp_path, "x.py", "X"), Fps(15), tiny_settings, tmp_path)


@pytest.fixture
def drawings(moving_drawings: tuple[Drawing, ...]) -> list[Drawing]:
    """Eighty frames in two sections; things move at the start, and stand from frame 10 on."""
    return [moving_drawings[min(frame, 19)] for frame in range(FRAMES)]


def performance(pictures: list[Any]) -> Callable[..., Performed]:
    def perform(*arguments: Any) -> Performed:
        for frame, picture in enumerate(pictures):
            arguments[-2](frame, picture, FIRST if frame < SECOND.start else SECOND)
        return Performed("X", FRAMES, [FIRST, SECOND])

    return perform


def test_segments_begin_with_sections_and_every_two_seconds(
    shoot: SceneShoot, drawings: list[Drawing], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scene_filming, "perform_scene", performance(drawings))
    executor, told = RecordingExecutor(), []
    footage = film_scene(
        shoot, executor, Stopwatch(), lambda frames, name: told.append((frames, name))
    )
    assert footage.drawings == drawings
    assert [job.drawings for job in executor.jobs] == [
        tuple(drawings[part.start : part.stop]) for part in SEGMENTS
    ]
    assert [job.name for job in executor.jobs][1:3] == [
        "first, frames 30-36",
        "second, frames 37-66",
    ]
    assert told == [(30, "first"), (7, "first"), (30, "second"), (13, "second")]
    assert executor.jobs[0].weight > 0 == executor.jobs[1].weight, "nothing moves in the second"
    timeline = footage.timeline(Fps(15))
    assert [(beat.id, beat.frames) for beat in timeline.beats] == [
        ("first", FrameRange(0, 37)),
        ("second", FrameRange(37, 80)),
    ]


def test_segments_are_found_in_the_store_unless_the_shoot_is_fresh(
    shoot: SceneShoot, drawings: list[Drawing], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(scene_filming, "perform_scene", performance(drawings))
    stored = replace(shoot, store=Store(tmp_path / "store"))
    made = []
    for each in (stored, stored, replace(stored, fresh=True)):
        executor = RecordingExecutor()
        footage = film_scene(each, executor, Stopwatch(), lambda *_: None)
        made.append((len(executor.jobs), sum(segment.reused for segment in footage.segments)))
        assert [segment.frames for segment in footage.segments] == [30, 7, 30, 13]
    assert made == [(4, 0), (0, 4), (4, 0)]


def test_the_first_failure_ends_the_performance(
    shoot: SceneShoot, drawings: list[Drawing], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scene_filming, "perform_scene", performance(drawings))

    class Failing(RecordingExecutor):
        def submit(self, job: SegmentJob) -> Future[CheckedSegment]:
            self.jobs.append(job)
            future: Future[CheckedSegment] = Future()
            future.set_exception(MachineError(Problem("The disk ran full.")))
            return future

    executor = Failing()
    with pytest.raises(MachineError):
        film_scene(shoot, executor, Stopwatch(), lambda *_: None)
    assert len(executor.jobs) == 1


def test_painted_frames_are_encoded_here_and_equal_ones_are_held(
    shoot: SceneShoot, drawings: list[Drawing], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = shoot.settings
    pictures = [paint_drawing(drawing, settings.width, settings.height) for drawing in drawings]
    monkeypatch.setattr(scene_filming, "perform_scene_by_cairo", performance(pictures))
    told: list[tuple[int, str]] = []
    footage = film_scene_by_cairo(shoot, Stopwatch(), lambda *frames: told.append(frames))
    assert [segment.frames for segment in footage.segments] == [30, 7, 30, 13]
    assert [segment.held for segment in footage.segments] == [19, 6, 29, 12]
    assert told == [(30, "first"), (7, "first"), (30, "second"), (13, "second")]
    assert sorted(footage.kept) == [0, 30, 37, 67, 79]
    assert np.array_equal(footage.painted(79), pictures[79])
    assert footage.drawings == []
    for segment, part in zip(footage.segments, SEGMENTS, strict=True):
        with av.open(str(segment.path)) as file:
            decoded = [frame.to_ndarray(format="rgb24") for frame in file.decode(video=0)]
        assert len(decoded) == len(part)
        last = pictures[part.stop - 1][..., :3].astype(int)
        assert np.abs(decoded[-1].astype(int) - last).mean() < 3


def test_an_interruption_says_what_is_kept(
    shoot: SceneShoot, drawings: list[Drawing], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def interrupted(*arguments: Any) -> Performed:
        for frame, drawing in enumerate(drawings[:50]):
            arguments[-2](frame, drawing, FIRST if frame < SECOND.start else SECOND)
        raise KeyboardInterrupt

    monkeypatch.setattr(scene_filming, "perform_scene", interrupted)
    stored = replace(shoot, store=Store(tmp_path / "store"))
    with pytest.raises(KeyboardInterrupt) as stop:
        film_scene(stored, RecordingExecutor(), Stopwatch(), lambda *_: None)
    (note,) = stop.value.__notes__
    assert note == "2 of 2 segments so far are kept: the next run goes on there."
    with pytest.raises(KeyboardInterrupt) as stop:
        film_scene(shoot, RecordingExecutor(), Stopwatch(), lambda *_: None)
    assert not hasattr(stop.value, "__notes__")
