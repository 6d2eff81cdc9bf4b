"""Segment checks: they describe the clip of these segments, and no other."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.base.presets import Quality
from storyreel.base.timebase import Fps
from storyreel.encode.segment import SegmentJob, render_segment
from storyreel.encode.settings import encoder_settings
from storyreel.inspection.decoder import by_bands, whole_pictures
from storyreel.inspection.frame_sample import COLUMNS, ROWS, FrameSample
from storyreel.inspection.painted_frame import PaintedFrame
from storyreel.inspection.picture import Picture
from storyreel.inspection.probe import read_file
from storyreel.inspection.segment_check import (
    ALWAYS_WHOLE_LINES,
    LEAST_WHOLE,
    SegmentCheck,
    check_segment,
    decoded_whole,
    further_whole,
    sampled,
)
from storyreel.storyboard.timeline import SEGMENT_SECONDS
from tests.unit.inspection.cases import Clip

RATE = 30


class Witness:
    """A viewer that keeps every sample."""

    def __init__(self) -> None:
        self.seen: list[object] = []

    def begin(self, rate: object) -> None:
        pass

    def see(self, number: int, picture: Picture, memory: object) -> None:
        self.seen.append((number, [plane[:].tobytes() for plane in picture.planes]))


def luma(sample: FrameSample) -> npt.NDArray[Any]:
    plane = sample.picture.planes[0]
    assert isinstance(plane, np.ndarray)
    return plane


@pytest.mark.parametrize("pix_fmt", ["yuv420p", "yuv422p10le"])
def test_checks_travel_through_bytes(clip: Clip, tmp_path: Path, pix_fmt: str) -> None:
    codec = "h264" if pix_fmt == "yuv420p" else "prores"
    settings = encoder_settings(codec, Quality("small", 256, 144, Fps(15), 100))
    job = SegmentJob("s", clip.drawings[:20], settings, tmp_path / f"s{settings.suffix}")
    seen = check_segment(render_segment(job).path, {5: PaintedFrame.of(clip.painted(5))})
    again = SegmentCheck.from_bytes(seen.to_bytes())
    assert len(again.samples) == 20
    for sample, before in zip(again.samples, seen.samples, strict=True):
        if before is None or sample is None:
            assert sample is before
            continue
        assert (sample.flat, sample.dark) == (before.flat, before.dark)
        assert np.array_equal(sample.points(), before.points())
        assert luma(sample).dtype == luma(before).dtype
    assert replace(again, samples=()) == replace(seen, samples=())


def test_the_check_of_a_still_segment_is_small(clip: Clip, tmp_path: Path) -> None:
    job = SegmentJob("s", clip.drawings[-1:] * 30, clip.expected.settings, tmp_path / "s.mp4")
    seen = check_segment(render_segment(job).path, {})
    pictures = sum(sample is not None for sample in seen.samples)
    assert pictures <= 2
    assert len(seen.to_bytes()) < 3 * ROWS * COLUMNS + 10_000


def test_points_that_stay_take_no_space_in_a_check(clip: Clip) -> None:
    seen = check_segment(clip.segments[0], {})
    first = next(filter(None, seen.samples))
    planes = np.array(first.picture.planes)
    planes[:, 5, 16:24] += 1  # a word of each plane
    second = replace(first, picture=replace(first.picture, planes=list(planes)))
    samples = (first,), (first, second)
    one, two = (len(replace(seen, samples=each).to_bytes()) for each in samples)
    assert two - one < planes.size // 64 + 3 * 8 + 100


def test_a_broken_segment_has_a_problem_and_what_was_seen_until_then(
    clip: Clip, tmp_path: Path
) -> None:
    data = bytearray(clip.segments[0].read_bytes())
    with av.open(str(clip.segments[0])) as container:
        places = [packet.pos for packet in container.demux(video=0) if packet.size]
    at = places[len(places) // 2]  # the length before its first NAL unit
    assert at is not None
    data[at : at + 40] = bytes(40)
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(data)
    seen = check_segment(broken, {})
    assert seen.problems
    assert len(seen.samples) < 20


def test_copies_left_out_are_shown_as_if_decoded(clip: Clip, tmp_path: Path) -> None:
    held = clip.drawings[:3] + clip.drawings[2:3] * 9 + clip.drawings[20:21] * 9
    made = render_segment(SegmentJob("s", held, clip.expected.settings, tmp_path / "s.mp4"))
    viewers = Witness(), Witness()
    for decoding, viewer in zip((whole_pictures, by_bands), viewers, strict=True):
        facts = read_file(made.path, viewer, decoding)
        assert (facts.problems, len(facts.decoded_pts)) == ((), len(held))
    assert viewers[0].seen == viewers[1].seen


def test_a_copy_with_another_number_is_a_problem(clip: Clip, tmp_path: Path) -> None:
    """Players take it for the sign of a lost picture."""
    drawings = clip.drawings[:1] * 12
    made = render_segment(SegmentJob("s", drawings, clip.expected.settings, tmp_path / "s.mp4"))
    with av.open(str(made.path)) as container:
        packets = [bytes(packet) for packet in container.demux(video=0) if packet.size]
    data = made.path.read_bytes()
    made.path.write_bytes(data.replace(packets[5], packets[6]))
    seen = check_segment(made.path, {})
    assert seen.problems == ("cannot be decoded: a picture has frame_num 6 instead of 5",)
    assert len(seen.samples) == 5


def test_a_painted_frame_of_another_size_is_not_compared(clip: Clip) -> None:
    small = PaintedFrame.of(np.zeros((72, 128, 4), np.uint8))
    assert check_segment(clip.segments[0], {0: small}).fidelities == {}


def test_segments_up_to_1080_lines_are_always_decoded_whole() -> None:
    for lines in (240, 1080):
        assert all(decoded_whole(lines, frame / 30) for frame in range(900))


def test_of_larger_segments_a_third_is_decoded_whole() -> None:
    for lines in (ALWAYS_WHOLE_LINES + 2, 4320):
        starts = range(0, 60, SEGMENT_SECONDS)
        chosen = [decoded_whole(lines, start) for start in starts]
        assert chosen.count(True) == len(chosen) / 3
        assert further_whole(lines, starts) == []


@given(st.lists(st.integers(1, SEGMENT_SECONDS * RATE), min_size=1))
def test_in_every_six_seconds_a_segment_is_decoded_whole(lengths: list[int]) -> None:
    """Wherever beats cut the clip into segments of at most two seconds."""
    *starts, end = accumulate(lengths, initial=0)
    whole = {start for start in starts if decoded_whole(4320, start / RATE)}
    for first in range(0, end - SEGMENT_SECONDS * RATE + 1, 6 * RATE):
        assert whole.intersection(range(first, first + 6 * RATE))


@given(st.lists(st.integers(1, SEGMENT_SECONDS * RATE), min_size=1))
def test_a_third_is_chosen_wherever_beats_cut_the_clip(lengths: list[int]) -> None:
    starts = [start / RATE for start in accumulate(lengths[:-1], initial=0)]
    chosen = {start for start in starts if decoded_whole(4320, start)}
    further = further_whole(4320, starts)
    assert len(chosen | set(further)) == max(len(chosen), -(-len(starts) // LEAST_WHOLE))
    assert chosen.isdisjoint(further)


def test_first_middle_and_last_are_sampled() -> None:
    assert sampled(1) == {0}
    assert sampled(2) == {0, 1}
    assert sampled(45) == {0, 22, 44}


def test_samples_have_one_size() -> None:
    planes = [np.full(shape, 40, np.uint8) for shape in ((1080, 1920), (540, 960), (540, 960))]
    sample = FrameSample.at(Picture(planes, 8, "bt709", limited=True))
    assert sample.points().shape == (3, ROWS, COLUMNS)
    assert sample.flat == 1
