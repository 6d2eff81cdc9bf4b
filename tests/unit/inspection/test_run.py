"""The inspection of a clip of ours joins both kinds of rules, and catches what each must."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from storyreel.base.timebase import Fps, FrameRange
from storyreel.drawing.drawing import Drawing
from storyreel.encode.concat import join_segments
from storyreel.encode.segment import SegmentJob, render_segment
from storyreel.encode.settings import EncoderSettings
from storyreel.inspection.run import inspect_clip, inspect_file, judge_drawings, painted_by_raster
from storyreel.storyboard.timeline import TimedBeat, Timeline


@pytest.fixture
def timeline(tiny_settings: EncoderSettings) -> Timeline:
    beat = TimedBeat("only", 0, FrameRange(0, 20), None, "Words.", None, {})
    return Timeline(Fps(tiny_settings.rate), (beat,))


@pytest.fixture
def video(
    tmp_path: Path, tiny_settings: EncoderSettings, moving_drawings: tuple[Drawing, ...]
) -> Path:
    job = SegmentJob("only", moving_drawings, tiny_settings, tmp_path / "segment.mp4")
    path = tmp_path / "clip.mp4"
    join_segments([render_segment(job).path], path, tiny_settings, 20)
    return path


def board(placement: float | str = "full-slide") -> Any:
    return SimpleNamespace(title="Title", placement=placement)


def rules(inspection: Any) -> set[str]:
    return {finding.rule for finding in inspection.findings}


def test_file_and_drawings_are_judged_together(
    video: Path,
    tiny_settings: EncoderSettings,
    timeline: Timeline,
    moving_drawings: tuple[Drawing, ...],
) -> None:
    """Planted: twenty frames without a title, moving until 0.7 s before the end."""
    found = inspect_clip(video, tiny_settings, timeline, board(), moving_drawings)
    assert {"opening", "hold"} <= rules(found)
    assert not {"stream", "frame-count", "container", "keyframes"} & rules(found)
    assert not found.passed
    assert found.facts.sha256
    assert set(found.fidelities) == {0, 10, 19}


def test_what_was_judged_before_is_not_judged_again(
    video: Path,
    tiny_settings: EncoderSettings,
    timeline: Timeline,
    moving_drawings: tuple[Drawing, ...],
) -> None:
    told = judge_drawings(timeline, board(), moving_drawings)
    rest = {"video": video, "settings": tiny_settings, "timeline": timeline}
    whole = inspect_clip(**rest, storyboard=board(), drawings=moving_drawings)
    assert inspect_clip(**rest, storyboard=board(), drawings=moving_drawings, judged=told) == whole
    without = inspect_clip(**rest, storyboard=board(), drawings=moving_drawings, judged=())
    assert rules(without) == rules(whole) - {finding.rule for finding in told}


def test_another_picture_than_the_drawn_one_is_caught(
    video: Path,
    tiny_settings: EncoderSettings,
    timeline: Timeline,
    moving_drawings: tuple[Drawing, ...],
) -> None:
    """Planted: the file is compared with the drawings in the wrong order."""
    backwards = painted_by_raster(moving_drawings[::-1], tiny_settings)
    found = inspect_clip(video, tiny_settings, timeline, board(), moving_drawings, backwards)
    assert "fidelity" in rules(found)


def test_failures_come_before_warnings(
    video: Path,
    tiny_settings: EncoderSettings,
    timeline: Timeline,
    moving_drawings: tuple[Drawing, ...],
) -> None:
    found = inspect_clip(video, tiny_settings, timeline, board(0.5), moving_drawings)
    severities = [finding.severity for finding in found.findings]
    assert severities == sorted(severities)


def test_unknown_file_is_judged_alone(video: Path, tmp_path: Path) -> None:
    assert inspect_file(video).passed
    text = tmp_path / "text.mp4"
    text.write_text("not a video")
    assert not inspect_file(text).passed
