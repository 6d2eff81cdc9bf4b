"""The framebuffer: a picture is reused without cost, and changes no byte of the next segment."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from storyreel.base.presets import Quality
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.encode.framebuffer import Framebuffer
from storyreel.encode.segment import SegmentJob, SegmentResult, render_segment
from storyreel.encode.settings import EncoderSettings, encoder_settings


@pytest.fixture
def jobs(
    moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings, tmp_path: Path
) -> list[SegmentJob]:
    """Segments out of order, of two sizes and two pixel formats."""
    larger = encoder_settings("h264", Quality("larger", 256, 144, Fps(15), 100))
    deeper = encoder_settings("prores", Quality("larger", 256, 144, Fps(15), 100))
    parts = [
        (moving_drawings[:10], tiny_settings),
        (moving_drawings[10:], tiny_settings),
        (moving_drawings[4:8], tiny_settings),
        (moving_drawings[4:12], larger),
        (moving_drawings[8:], deeper),
        (moving_drawings[:6], tiny_settings),
    ]
    return [
        SegmentJob(str(number), drawings, settings, tmp_path / f"{number}{settings.suffix}")
        for number, (drawings, settings) in enumerate(parts)
    ]


def rendered(job: SegmentJob, framebuffer: Framebuffer | None = None) -> SegmentResult:
    return render_segment(job, framebuffer=framebuffer)


def test_the_previous_picture_changes_no_byte(jobs: list[SegmentJob]) -> None:
    framebuffer = Framebuffer()
    for job in jobs:
        assert rendered(job, framebuffer).sha256 == rendered(job).sha256


def test_a_segment_that_continues_another_paints_and_converts_only_changes(
    jobs: list[SegmentJob],
) -> None:
    framebuffer = Framebuffer()
    rendered(jobs[0], framebuffer)
    going_on, alone = rendered(jobs[1], framebuffer), rendered(jobs[1])
    frame = jobs[1].settings.width * jobs[1].settings.height
    assert going_on.painted_pixels < alone.painted_pixels - frame / 2
    assert going_on.converted_pixels < alone.converted_pixels - frame / 2


def test_the_same_picture_again_costs_nothing(jobs: list[SegmentJob]) -> None:
    framebuffer = Framebuffer()
    held = replace(jobs[0], drawings=jobs[0].drawings[-1:] * 3)
    rendered(jobs[0], framebuffer)
    again = rendered(held, framebuffer)
    assert (again.painted_pixels, again.converted_pixels) == (0, 0)
    assert again.sha256 == rendered(held).sha256


def test_after_a_failure_the_next_segment_begins_with_a_new_picture(jobs: list[SegmentJob]) -> None:
    framebuffer = Framebuffer()
    broken = replace(jobs[0], drawings=(*jobs[0].drawings, None))  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        rendered(broken, framebuffer)
    after, alone = rendered(jobs[1], framebuffer), rendered(jobs[1])
    assert (after.sha256, after.painted_pixels) == (alone.sha256, alone.painted_pixels)
