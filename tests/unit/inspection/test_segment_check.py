"""Segment checks: they describe the clip of these segments, and no other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from storyreel.base.presets import Quality
from storyreel.base.timebase import Fps
from storyreel.encode.concat import join_segments
from storyreel.encode.segment import SegmentJob, render_segment
from storyreel.encode.settings import encoder_settings
from storyreel.inspection.decoder import by_bands, cross_checked, whole_pictures
from storyreel.inspection.fidelity import PaintedFrame, Picture
from storyreel.inspection.file_case import FileCase, from_checks
from storyreel.inspection.findings import judge
from storyreel.inspection.frame_sample import COLUMNS, ROWS, FrameSample
from storyreel.inspection.light_meter import LightMeter
from storyreel.inspection.probe import probe, read_file
from storyreel.inspection.rules.file import FILE_RULES
from storyreel.inspection.rules.light import LIGHT_RULES
from storyreel.inspection.segment_check import (
    ALWAYS_WHOLE_LINES,
    Metering,
    SegmentCheck,
    check_segment,
    decoding_for,
    sampled,
    screen,
)


@pytest.fixture(scope="module")
def checks(clip) -> list[SegmentCheck]:
    found = []
    for frames, path in zip(clip.expected.timeline.segments(), clip.segments, strict=True):
        wanted = sampled(len(frames))
        found.append(
            check_segment(
                path, {n: PaintedFrame.of(clip.painted(frames.start + n)) for n in wanted}
            )
        )
    return found


class Witness:
    """A viewer that keeps every sample."""

    def __init__(self) -> None:
        self.seen: list[object] = []

    def begin(self, rate: object) -> None:
        pass

    def see(self, number: int, picture: Picture, memory: object) -> None:
        self.seen.append((number, [plane[:].tobytes() for plane in picture.planes]))


def told(case: FileCase) -> set[str]:
    assert case.expected
    found = judge((*FILE_RULES, *LIGHT_RULES), case, case.expected.timeline)
    return {f"{finding.rule}: {finding.message}" for finding in found}


def test_checks_of_the_segments_give_the_facts_of_the_decoded_clip(clip, good, checks) -> None:
    case = from_checks(clip.path, clip.expected, checks, clip.drawings)
    assert case.facts == good.facts
    assert case.fidelities == good.fidelities
    assert told(case) == set()


def test_a_metering_of_all_segments_is_reused(
    clip, good, checks, metered, monkeypatch: pytest.MonkeyPatch
) -> None:
    metering = metered(checks, good.facts.rate)
    monkeypatch.setattr(LightMeter, "take", pytest.fail)
    case = from_checks(clip.path, clip.expected, checks, clip.drawings, metering)
    assert case.facts == good.facts


def test_a_metering_of_other_segments_is_not_used(clip, good, checks, metered) -> None:
    for metering in (
        metered(checks, good.facts.rate / 2),
        metered(checks[:-1], good.facts.rate),
        metered([*checks, checks[0]], good.facts.rate),
    ):
        assert from_checks(clip.path, clip.expected, checks, metering=metering).facts == good.facts
    everything = metered(checks, good.facts.rate)
    other = [checks[0], replace(checks[1], parameters="another"), *checks[2:]]
    facts = from_checks(clip.path, clip.expected, other, metering=everything).facts
    assert (
        facts.light == from_checks(clip.path, clip.expected, other).facts.light != good.facts.light
    )


@pytest.fixture
def metered() -> Callable[[Sequence[SegmentCheck], Fraction], Metering]:
    def metered(checks: Sequence[SegmentCheck], rate: Fraction) -> Metering:
        metering = Metering(rate)
        for part in checks:
            metering.take(part)
        return metering

    return metered


@pytest.mark.parametrize("pix_fmt", ["yuv420p", "yuv422p10le"])
def test_checks_travel_through_bytes(clip, tmp_path: Path, pix_fmt: str) -> None:
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
        assert sample.picture.planes[0].dtype == before.picture.planes[0].dtype
    assert replace(again, samples=()) == replace(seen, samples=())


def test_the_check_of_a_still_segment_is_small(clip, tmp_path: Path) -> None:
    job = SegmentJob("s", clip.drawings[-1:] * 30, clip.expected.settings, tmp_path / "s.mp4")
    seen = check_segment(render_segment(job).path, {})
    assert sum(sample is None for sample in seen.samples) >= 28
    assert len(seen.to_bytes()) < 20_000


def test_segments_in_another_order_are_noticed(clip, checks, tmp_path: Path) -> None:
    path = tmp_path / "swapped.mp4"
    first, second, *rest = clip.segments
    join_segments([second, first, *rest], path, clip.expected.settings, 100)
    case = from_checks(path, clip.expected, checks)
    assert any(
        "does not contain the checked segments from frame 0 on" in line for line in told(case)
    )
    assert case.facts.decoded_pts == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda checks: checks[:-1], "contains more than the checked segments from frame 72 on"),
        (
            lambda checks: [*checks, checks[0]],
            "does not contain the checked segments from frame 100",
        ),
        (
            lambda checks: [replace(checks[0], parameters="another"), *checks[1:]],
            "does not contain the checked segments from frame 0 on",
        ),
        (
            lambda checks: [replace(checks[0], problems=("cannot be decoded: why",)), *checks[1:]],
            "cannot be decoded: why",
        ),
    ],
    ids=["one too few", "one too many", "other parameters", "a problem"],
)
def test_checks_that_do_not_fit_are_a_failure(clip, checks, change, words: str) -> None:
    case = from_checks(clip.path, clip.expected, change(checks))
    assert any(words in line for line in told(case))


def test_a_repeat_at_the_edge_of_segments_is_noticed(clip, tmp_path: Path) -> None:
    """One frame in two equal segments."""
    paths = [tmp_path / "a.mp4", tmp_path / "b.mp4"]
    for path in paths:
        render_segment(SegmentJob("s", clip.drawings[:1], clip.expected.settings, path))
    joined = tmp_path / "joined.mp4"
    join_segments(paths, joined, clip.expected.settings, 2)
    facts, _ = screen(joined, [check_segment(path, {}) for path in paths])
    assert facts.problems == ()
    assert facts.light.repeated == (False, True)
    assert facts == probe(joined)


def test_a_damaged_segment_has_a_problem_and_the_samples_before_it(clip, tmp_path: Path) -> None:
    data = bytearray(clip.segments[0].read_bytes())
    with av.open(str(clip.segments[0])) as container:
        places = [packet.pos for packet in container.demux(video=0) if packet.size]
    at = places[len(places) // 2]  # the length before its first NAL unit
    data[at : at + 40] = bytes(40)
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(data)
    seen = check_segment(broken, {})
    assert seen.problems
    assert len(seen.samples) < 20


def test_copies_left_out_are_shown_as_if_decoded(clip, tmp_path: Path) -> None:
    held = clip.drawings[:3] + clip.drawings[2:3] * 9 + clip.drawings[20:21] * 9
    made = render_segment(SegmentJob("s", held, clip.expected.settings, tmp_path / "s.mp4"))
    viewers = Witness(), Witness()
    for decoding, viewer in zip((whole_pictures, by_bands), viewers, strict=True):
        facts = read_file(made.path, viewer, decoding)
        assert (facts.problems, len(facts.decoded_pts)) == ((), len(held))
    assert viewers[0].seen == viewers[1].seen


def test_a_copy_with_another_number_is_a_problem(clip, tmp_path: Path) -> None:
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


def test_a_painted_frame_of_another_size_is_not_compared(clip) -> None:
    small = PaintedFrame.of(np.zeros((72, 128, 4), np.uint8))
    assert check_segment(clip.segments[0], {0: small}).fidelities == {}


def digests(count: int) -> list[str]:
    return [hashlib.sha256(str(number).encode()).hexdigest() for number in range(count)]


def test_segments_up_to_1080_lines_are_always_decoded_whole() -> None:
    for lines in (240, 1080):
        assert {decoding_for(lines, digest) for digest in digests(50)} == {cross_checked}


def test_of_larger_segments_half_are_decoded_whole_and_always_the_same() -> None:
    chosen = [decoding_for(ALWAYS_WHOLE_LINES + 2, digest) for digest in digests(2000)]
    assert chosen == [decoding_for(4320, digest) for digest in digests(2000)]
    assert set(chosen) == {cross_checked, by_bands}
    assert chosen.count(cross_checked) / len(chosen) == pytest.approx(1 / 2, abs=0.05)


def test_first_middle_and_last_are_sampled() -> None:
    assert sampled(1) == {0}
    assert sampled(2) == {0, 1}
    assert sampled(45) == {0, 22, 44}


def test_samples_have_one_size(clip) -> None:
    planes = [np.full(shape, 40, np.uint8) for shape in ((1080, 1920), (540, 960), (540, 960))]
    sample = FrameSample.at(Picture(planes, 8, "bt709", limited=True))
    assert sample.points().shape == (3, ROWS, COLUMNS)
    assert sample.flat == 1
