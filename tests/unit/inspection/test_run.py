"""The inspection of a clip of ours joins both kinds of rules, and catches what each must."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from storyreel.base.timebase import Fps, FrameRange
from storyreel.drawing.drawing import Drawing
from storyreel.encode.concat import join_segments
from storyreel.encode.segment import SegmentJob, SegmentRenderer, render_segment
from storyreel.encode.settings import EncoderSettings
from storyreel.inspection.clip_checks import ClipChecks
from storyreel.inspection.file_case import Expected
from storyreel.inspection.painted_frame import PaintedFrame
from storyreel.inspection.rule_sets import SCENE_VIDEO_RULES, VIDEO_RULES
from storyreel.inspection.run import inspect_clip, inspect_file, inspect_segments, judge_drawings
from storyreel.inspection.segment_check import check_segment
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import TimedBeat, Timeline, compile_timeline


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
    storyboard = SimpleNamespace(title="Title", placement=placement)
    return SimpleNamespace(storyboard=storyboard, source=None)


def rules(inspection: Any) -> set[str]:
    return {finding.rule for finding in inspection.findings}


def test_file_and_drawings_are_judged_together(
    video: Path,
    tiny_settings: EncoderSettings,
    timeline: Timeline,
    moving_drawings: tuple[Drawing, ...],
) -> None:
    """Planted: twenty frames without a title, moving until 0.7 s before the end."""
    found = inspect_clip(video, Expected(tiny_settings, timeline), board(), moving_drawings)
    assert {"opening", "hold"} <= rules(found)
    assert not {"stream", "frame-count", "container", "keyframes"} & rules(found)
    assert not found.passed
    assert found.facts.sha256
    assert set(found.fidelities) == {0, 10, 19}


def test_another_picture_than_the_drawn_one_is_caught(
    video: Path,
    tiny_settings: EncoderSettings,
    timeline: Timeline,
    moving_drawings: tuple[Drawing, ...],
) -> None:
    """Planted: the file is compared with the drawings in the wrong order."""
    backwards = moving_drawings[::-1]
    found = inspect_clip(video, Expected(tiny_settings, timeline), board(), backwards)
    assert "fidelity" in rules(found)


def test_failures_come_before_warnings(
    video: Path,
    tiny_settings: EncoderSettings,
    timeline: Timeline,
    moving_drawings: tuple[Drawing, ...],
) -> None:
    found = inspect_clip(video, Expected(tiny_settings, timeline), board(0.5), moving_drawings)
    severities = [finding.severity for finding in found.findings]
    assert severities == sorted(severities)


def test_judging_adds_nothing_to_items_that_another_thread_may_be_sending(
    hour29: Loaded, hour29_at: Callable[[int], tuple[Drawing, ...]]
) -> None:
    """An item that is pickled must not grow meanwhile."""
    drawings = hour29_at(15)
    items = {id(item): item for drawing in drawings for item in drawing.items}.values()
    before = {id(item): {*vars(item), "key", "box"} for item in items}
    for item in items:
        assert item.key and item.box
    judge_drawings(compile_timeline(hour29.storyboard, Fps(15)), hour29.storyboard, drawings)
    assert {id(item): set(vars(item)) for item in items} == before


def test_checked_segments_give_the_findings_of_the_decoded_file(
    video: Path,
    tiny_settings: EncoderSettings,
    timeline: Timeline,
    moving_drawings: tuple[Drawing, ...],
    tmp_path: Path,
) -> None:
    expected = Expected(tiny_settings, timeline)
    decoded = inspect_clip(video, expected, board(), moving_drawings)
    job = SegmentJob("only", moving_drawings, tiny_settings, tmp_path / "again.mp4")
    renderer = SegmentRenderer(job)
    painted = {frame: PaintedFrame.of(pixels) for frame, pixels in renderer}
    samples = {frame: painted[frame] for frame in (0, 10, 19)}
    checks = ClipChecks(Fraction(tiny_settings.rate), (tiny_settings.width, tiny_settings.height))
    checks.add(check_segment(renderer.result.path, samples), moving_drawings)
    drawn = judge_drawings(timeline, board().storyboard, moving_drawings)
    found = inspect_segments(video, expected, checks, VIDEO_RULES, drawn)
    assert found == decoded
    alone = inspect_segments(video, expected, checks, SCENE_VIDEO_RULES, ())
    assert rules(alone) == rules(found) - {finding.rule for finding in drawn}


def test_unknown_file_is_judged_alone(video: Path, tmp_path: Path) -> None:
    assert inspect_file(video).passed
    text = tmp_path / "text.mp4"
    text.write_text("not a video")
    assert not inspect_file(text).passed
