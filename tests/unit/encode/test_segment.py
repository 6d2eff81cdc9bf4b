"""Segments: laws of cost and equal bytes."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from storyreel.base.presets import Quality
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.encode.segment import SegmentJob, SegmentWriter, render_segment
from storyreel.encode.settings import EncoderSettings, encoder_settings
from storyreel.paint.raster import Raster


@pytest.fixture
def job(
    moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings, tmp_path: Path
) -> SegmentJob:
    return SegmentJob("intro, frames 0-19", moving_drawings, tiny_settings, tmp_path / "a.mp4")


def test_a_segment_shows_what_was_drawn(job: SegmentJob) -> None:
    result = render_segment(job)
    assert (result.frames, result.held) == (20, 9)
    assert result.size == job.target.stat().st_size
    with av.open(str(job.target)) as container:
        decoded = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    assert len(decoded) == 20
    raster = Raster(job.settings.width, job.settings.height)
    for drawing, seen in zip(job.drawings, decoded, strict=True):
        raster.paint(drawing)
        assert np.abs(raster.pixels[..., :3].astype(int) - seen).mean() < 2.5


def test_the_same_job_gives_the_same_bytes_after_other_work(job: SegmentJob) -> None:
    first = render_segment(job)
    other = replace(job, drawings=job.drawings[5:12], target=job.target.with_name("b.mp4"))
    assert render_segment(other).sha256 != first.sha256
    assert render_segment(pickle.loads(pickle.dumps(job))).sha256 == first.sha256


def test_a_longer_hold_paints_and_converts_nothing_more(job: SegmentJob) -> None:
    short = render_segment(job)
    long = render_segment(replace(job, drawings=job.drawings + job.drawings[-1:] * 100))
    assert long.frames == short.frames + 100
    assert long.held == short.held + 100
    assert long.painted_pixels == short.painted_pixels
    assert long.converted_pixels == short.converted_pixels


def test_twice_the_size_paints_at_most_four_times_the_pixels(job: SegmentJob) -> None:
    twice = Quality("twice", 256, 144, Fps(job.settings.rate), 100)
    small = render_segment(job)
    large = render_segment(replace(job, settings=encoder_settings("h264", twice)))
    assert large.painted_pixels <= 4 * small.painted_pixels


def test_a_failure_in_painting_leaves_no_file(job: SegmentJob, tmp_path: Path) -> None:
    broken = replace(job, drawings=(*job.drawings, None))  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        render_segment(broken)
    assert not list(tmp_path.iterdir())


def test_pixels_of_any_painter_give_the_same_file(job: SegmentJob) -> None:
    """Equal pixels give equal bytes, whoever painted them."""
    raster = Raster(job.settings.width, job.settings.height)
    with SegmentWriter(job.settings, job.target.with_name("b.mp4")) as writer:
        for drawing in job.drawings:
            rects = raster.paint(drawing)
            writer.add(raster.pixels.copy(), rects)
    assert writer.result is not None
    assert writer.result.sha256 == render_segment(job).sha256
