"""Verification says what differs, and where first."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

import pytest

from storyreel.base.errors import RequestError, StoryreelError
from storyreel.base.presets import LADDER
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing, drawing_digest
from storyreel.encode.concat import join_segments
from storyreel.encode.segment import SegmentJob, render_segment
from storyreel.encode.settings import EncoderSettings
from storyreel.output.inventory import PublishedVariant
from storyreel.output.names import OutputPaths, Variant
from storyreel.render.clip_record import drawing_marks
from storyreel.render.verify import ShuffledExecutor, Verdict, verify_clip
from tests.unit.executors import RecordingExecutor
from tests.unit.render.drawn_source import DrawnSource, timeline_of

EDGES = (0, 12, 20)


@pytest.fixture
def verdict_on(
    tiny_settings: EncoderSettings,
    moving_drawings: tuple[Drawing, ...],
    tmp_path: Path,
) -> Callable[..., Verdict]:
    """Publish a clip that shows some drawings, with a report of others; render it again."""
    source = DrawnSource(moving_drawings, EDGES)
    timeline = timeline_of(Fps(tiny_settings.rate), *EDGES)

    def verified(shown: Sequence[Drawing], told: Sequence[Drawing], **changes: Any) -> Verdict:
        place = OutputPaths.of(tmp_path, "hour29", "smoke")
        place.folder.mkdir()
        paths = []
        for number, frames in enumerate(timeline.segments()):
            paths.append(tmp_path / f"{number}.mp4")
            part = tuple(shown[frames.start : frames.stop])
            render_segment(SegmentJob("before", part, tiny_settings, paths[-1]))
        join_segments(paths, place.video, tiny_settings, 20)
        asked = asdict(tiny_settings) | {"options": dict(tiny_settings.options)}
        report = {
            "encoder": {"asked": asked},
            "drawing_digest": drawing_digest(told),
            "drawing_marks": drawing_marks(told),
        }
        place.report.write_text(json.dumps(report | changes))
        published = PublishedVariant(
            Variant.of(LADDER["smoke"]), place, json.loads(place.report.read_text()), ()
        )
        before = {path.name for path in place.folder.iterdir()}
        verdict = verify_clip(source, published, 2, pytest.fail)
        assert {path.name for path in place.folder.iterdir()} == before, "it leaves nothing"
        return verdict

    return verified


def with_other(drawings: Sequence[Drawing], frame: int) -> list[Drawing]:
    """The same drawings, but one frame shows what another does."""
    return [*drawings[:frame], drawings[(frame + 7) % 20], *drawings[frame + 1 :]]


def test_a_clip_made_again_alike_is_the_same(
    verdict_on: Callable[..., Verdict], moving_drawings: tuple[Drawing, ...]
) -> None:
    verdict = verdict_on(moving_drawings, moving_drawings)
    assert verdict == Verdict(2, drawings=True, pictures=True, file=True)
    assert verdict.same


def test_a_picture_that_was_not_what_is_drawn(
    verdict_on: Callable[..., Verdict], moving_drawings: tuple[Drawing, ...]
) -> None:
    """Planted: the published file shows another drawing in one frame than its report says."""
    verdict = verdict_on(with_other(moving_drawings, 15), moving_drawings)
    assert (verdict.drawings, verdict.pictures, verdict.file) == (True, False, False)
    assert (verdict.frame, verdict.beat, verdict.what) == (15, "beat1", "picture")
    assert not verdict.same


def test_a_drawing_that_is_another_now(
    verdict_on: Callable[..., Verdict], moving_drawings: tuple[Drawing, ...]
) -> None:
    before = with_other(moving_drawings, 4)
    verdict = verdict_on(before, before)
    assert (verdict.drawings, verdict.pictures, verdict.file) == (False, False, False)
    assert (verdict.frame, verdict.beat, verdict.what) == (4, "beat0", "drawing")


def test_a_report_that_does_not_say_how(
    verdict_on: Callable[..., Verdict], moving_drawings: tuple[Drawing, ...]
) -> None:
    with pytest.raises(RequestError, match="does not say how it was encoded"):
        verdict_on(moving_drawings, moving_drawings, encoder={})


def test_jobs_are_passed_on_in_another_order(
    tiny_settings: EncoderSettings, moving_drawings: tuple[Drawing, ...], tmp_path: Path
) -> None:
    recording = RecordingExecutor()
    executor = ShuffledExecutor(recording, Random(1))
    jobs = [
        SegmentJob(f"s{n}", moving_drawings[n : n + 1], tiny_settings, tmp_path / f"{n}.mp4")
        for n in range(10)
    ]
    futures = [executor.submit(job) for job in jobs]
    assert len(recording.jobs) == 8, "a few at a time"
    executor.flush()
    assert recording.jobs != jobs
    assert sorted(job.name for job in recording.jobs) == [job.name for job in jobs]
    assert [future.result().segment.path for future in futures] == [job.target for job in jobs]


def test_a_failure_of_a_shuffled_job_is_passed_on(
    tiny_settings: EncoderSettings, moving_drawings: tuple[Drawing, ...], tmp_path: Path
) -> None:
    executor = ShuffledExecutor(RecordingExecutor(), Random(1))
    nowhere = tmp_path / "nowhere" / "s.mp4"
    future = executor.submit(SegmentJob("s", moving_drawings[:1], tiny_settings, nowhere))
    executor.flush()
    with pytest.raises(StoryreelError):
        future.result()
