"""What the jobs of a clip's segments say: how their checks decode them, and what they cost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from storyreel.base.presets import Quality
from storyreel.base.timebase import Fps, FrameRange, Span
from storyreel.drawing.drawing import Drawing
from storyreel.encode.settings import EncoderSettings, encoder_settings
from storyreel.render.segment_files import SegmentFiles
from storyreel.render.segmenter import DrawnSegment

RATE = 30
BEGINS = (60, 120, 240, 300)
"""Frames in none of the seconds whose segments are decoded whole in any case."""


@pytest.fixture
def large() -> EncoderSettings:
    return encoder_settings("h264", Quality("tall", 320, 1280, Fps(RATE), 100))


def decoded_whole(files: SegmentFiles, begins: tuple[int, ...]) -> list[int]:
    """The segments, by their first frames, whose jobs ask for whole pictures."""
    segments = [DrawnSegment(Span("beat", start), start, (Drawing(()),)) for start in begins]
    return [each.start for each in segments if files.job(each, "key").whole]


def test_a_third_of_a_plan_is_decoded_whole_by_workers(large: EncoderSettings) -> None:
    """So nothing is left to decode when all segments are finished."""
    files = SegmentFiles(large, Path("x"), plan=[FrameRange(at, at + 60) for at in BEGINS])
    assert decoded_whole(files, BEGINS) == [60, 240]


def test_without_a_plan_the_place_in_the_clip_decides(large: EncoderSettings) -> None:
    files = SegmentFiles(large, Path("x"))
    assert decoded_whole(files, BEGINS) == []
    assert decoded_whole(files, (0, 60, 180)) == [0, 180]


def test_small_pictures_are_all_decoded_whole(
    large: EncoderSettings, tiny_settings: EncoderSettings
) -> None:
    files = SegmentFiles(large, Path("x"))
    assert decoded_whole(replace(files, settings=tiny_settings), BEGINS) == list(BEGINS)


def test_pictures_that_are_decoded_whole_cost_more(large: EncoderSettings) -> None:
    """Otherwise a worker would be left alone with one of them at the end."""
    still = (Drawing(()),) * 60
    whole, by_bands = (
        SegmentFiles(large, Path("x")).job(DrawnSegment(Span("beat", at), at, still), "key")
        for at in (0, 60)
    )
    assert (whole.whole, by_bands.whole) == (True, False)
    assert whole.weight == pytest.approx(6)
    assert by_bands.weight == 0
