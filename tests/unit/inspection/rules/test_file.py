"""Every rule about the file: a planted defect that it catches, a near miss that it lets pass."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import pytest

from storyreel.base.presets import Quality
from storyreel.base.timebase import Fps
from storyreel.encode.concat import join_segments
from storyreel.encode.settings import encoder_settings
from storyreel.inspection.fidelity import Fidelity
from storyreel.inspection.file_case import FileCase, examine, sampled_frames
from storyreel.inspection.findings import Severity, judge
from storyreel.inspection.probe import FileFacts, PacketFact
from storyreel.inspection.rules.file import FILE_RULES
from storyreel.storyboard.timeline import Timeline
from tests.unit.inspection.cases import Clip


def rules(case: FileCase) -> set[str]:
    timeline = case.expected.timeline if case.expected else None
    return {finding.rule for finding in judge(FILE_RULES, case, timeline)}


def changed(good: FileCase, **fields: object) -> FileCase:
    return replace(good, facts=replace(good.facts, **fields))  # type: ignore[arg-type]


def test_a_good_file_has_no_findings(good: FileCase) -> None:
    assert rules(good) == set()
    assert len(good.fidelities) == 12


def test_a_good_file_of_unknown_origin_has_no_findings(clip: Clip) -> None:
    assert rules(examine(clip.path)) == set()


def test_segments_are_sampled_at_start_middle_and_end(timeline: Timeline) -> None:
    assert sampled_frames(timeline) == (0, 10, 19, 20, 32, 44, 45, 60, 74, 75, 87, 99)


def test_a_frame_that_was_not_compared_is_a_failure(good: FileCase) -> None:
    fewer = {frame: found for frame, found in good.fidelities.items() if frame != 99}
    assert rules(replace(good, fidelities=fewer)) == {"fidelity"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("codec", "hevc"),
        ("tag", "avc3"),
        ("profile", "Main"),
        ("level", 30),
        ("width", 258),
        ("height", 142),
        ("pix_fmt", "yuv444p"),
        ("rate", Fraction(30000, 1001)),
        ("color_range", "full"),
        ("color_space", "unspecified"),
        ("color_primaries", "unspecified"),
        ("color_transfer", "smpte170m"),
    ],
)
def test_stream_catches_each_difference(good: FileCase, field: str, value: object) -> None:
    assert "stream" in rules(changed(good, **{field: value}))


def test_stream_tells_of_what_cannot_be_read() -> None:
    facts = FileFacts(problems=("cannot be decoded: Invalid data",))
    assert rules(FileCase(facts)) == {"stream"}


def test_stream_lets_another_level_pass_where_the_encoder_chooses(good: FileCase) -> None:
    assert good.expected is not None
    free = replace(good.expected, settings=replace(good.expected.settings, level=None))
    assert rules(replace(changed(good, level=40), expected=free)) == set()


def test_frame_count_catches_a_missing_segment(clip: Clip, tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    join_segments(clip.segments[:-1], path, clip.expected.settings, 75)
    found = judge(FILE_RULES, clip.examine(path), clip.expected.timeline)
    assert "frame-count" in {finding.rule for finding in found}
    assert any("75 decodable frames instead of 100" in finding.message for finding in found)


def test_frame_count_catches_a_late_start(good: FileCase) -> None:
    late = tuple((pts or 0) + 6000 for pts in good.facts.decoded_pts)
    assert rules(changed(good, decoded_pts=late)) == {"frame-count"}


def test_frame_count_catches_one_uneven_step(good: FileCase) -> None:
    times = list(good.facts.decoded_pts)
    times[50] = 300_001
    assert rules(changed(good, decoded_pts=tuple(times))) == {"frame-count"}


def test_frame_count_catches_a_lost_frame(good: FileCase) -> None:
    assert rules(changed(good, decoded_pts=good.facts.decoded_pts[:-1])) == {"frame-count"}


def test_frame_count_catches_decoding_times_before_zero(good: FileCase) -> None:
    packets = tuple(replace(p, dts=(p.dts or 0) - 6000) for p in good.facts.packets)
    assert rules(changed(good, packets=packets)) == {"frame-count"}


def test_frame_count_catches_a_long_last_frame(good: FileCase) -> None:
    packets = (*good.facts.packets[:-1], replace(good.facts.packets[-1], duration=6001))
    assert rules(changed(good, packets=packets)) == {"frame-count"}


def test_container_catches_an_index_behind_the_frames(clip: Clip) -> None:
    """A segment is written in one go, with its index last."""
    assert rules(examine(clip.segments[0])) == {"container"}


def remuxed(source: Path, target: Path, offset: int = 0, **metadata: str) -> Path:
    """The same packets as FFmpeg writes them by itself, with an index first."""
    options = {"movflags": "faststart"}
    with (
        av.open(str(source)) as given,
        av.open(str(target), "w", container_options=options) as output,
    ):
        output.metadata.update(metadata)
        stream = output.add_stream_from_template(given.streams.video[0], opaque=True)
        for packet in given.demux(video=0):
            if packet.size:
                packet.pts = packet.dts = (packet.pts or 0) + offset
                packet.stream = stream
                output.mux(packet)
    return target


def test_container_catches_an_edit_list(clip: Clip, tmp_path: Path) -> None:
    case = examine(remuxed(clip.path, tmp_path / "a.mp4", offset=12_000))
    assert case.facts.boxes.edit_lists == 1
    assert "container" in rules(case)


def test_container_catches_a_time_of_making(clip: Clip, tmp_path: Path) -> None:
    path = remuxed(clip.path, tmp_path / "a.mp4", creation_time="2024-01-01T00:00:00Z")
    assert any(examine(path).facts.boxes.created)
    assert "container" in rules(examine(path))


def test_container_catches_an_odd_side(good: FileCase) -> None:
    assert "container" in rules(replace(changed(good, width=255), expected=None))


def test_container_catches_a_second_stream(good: FileCase) -> None:
    assert rules(changed(good, streams=("video", "audio"))) == {"container"}


def test_container_catches_a_wrong_duration_in_the_index(good: FileCase) -> None:
    boxes = replace(good.facts.boxes, durations=(Fraction(20, 3), Fraction(20, 3), Fraction(7)))
    assert rules(changed(good, boxes=boxes)) == {"container"}


def packets_with_keys(*keys: int, frames: int = 100) -> tuple[PacketFact, ...]:
    return tuple(PacketFact(n * 6000, n * 6000, 6000, n in keys, n in keys) for n in range(frames))


def test_keyframes_lets_a_gap_of_exactly_the_limit_pass(good: FileCase) -> None:
    assert rules(changed(good, packets=packets_with_keys(0, 20, 45, 75))) == set()


def test_keyframes_catches_a_gap_one_frame_over_the_limit(good: FileCase) -> None:
    assert rules(changed(good, packets=packets_with_keys(0, 20, 45, 76))) == {"keyframes"}


def test_keyframes_catches_a_beat_that_starts_a_frame_late(
    good: FileCase, timeline: Timeline
) -> None:
    case = changed(good, packets=packets_with_keys(0, 21, 45, 72))
    found = judge(FILE_RULES, case, timeline)
    assert [(finding.rule, finding.beat, finding.frame) for finding in found] == [
        ("keyframes", "tests", 20)
    ]


def test_keyframes_catches_a_mark_that_the_picture_does_not_bear_out(good: FileCase) -> None:
    packets = list(packets_with_keys(0, 20, 45, 72))
    packets[45] = replace(packets[45], idr=False)
    assert rules(changed(good, packets=tuple(packets))) == {"keyframes"}


def test_keyframes_trusts_the_mark_where_the_codec_has_no_idr(good: FileCase) -> None:
    packets = tuple(replace(p, idr=None) for p in packets_with_keys(0, 20, 45, 72))
    assert rules(changed(good, packets=packets)) == set()


@pytest.mark.parametrize(
    ("psnr", "error", "caught"),
    [(38.0, 3.0, set()), (37.9, 0.0, {"fidelity"}), (60.0, 3.1, {"fidelity"})],
)
def test_fidelity_at_its_limits(
    good: FileCase, psnr: float, error: float, caught: set[str]
) -> None:
    fidelities = {**good.fidelities, 20: Fidelity(psnr, error, (8, 8))}
    assert rules(replace(good, fidelities=fidelities)) == caught


def test_fidelity_catches_another_picture_in_its_place(clip: Clip) -> None:
    """The drawings of one second later, with the card in another place."""
    late = replace(clip, drawings=clip.drawings[15:] + clip.drawings[-1:] * 15)
    found = judge(FILE_RULES, late.examine(), clip.expected.timeline)
    assert {finding.rule for finding in found} == {"fidelity"}
    assert found[0].beat == "opening" and found[0].severity is Severity.FAIL


def test_fidelity_catches_a_file_without_colour_tags(clip: Clip, tmp_path: Path) -> None:
    """What Manim writes: BT.601 without a tag would be right, BT.709 without a tag is not."""
    path = tmp_path / "a.mp4"
    with av.open(str(clip.path)) as given, av.open(str(path), "w") as output:
        stream = output.add_stream("libx264", 15, options={"crf": "10"})
        stream.width, stream.height, stream.pix_fmt = 256, 144, "yuv420p"
        for frame in given.decode(video=0):
            plain = av.VideoFrame.from_ndarray(frame.to_ndarray(), "yuv420p")
            assert frame.pts is not None
            plain.pts = frame.pts // 6000
            plain.time_base = Fraction(1, 15)
            output.mux(stream.encode(plain))
        output.mux(stream.encode(None))
    assert {"fidelity", "stream"} <= rules(clip.examine(path))


def test_fidelity_catches_a_frame_that_is_not_there(good: FileCase) -> None:
    fidelities = {frame: found for frame, found in good.fidelities.items() if frame != 44}
    assert rules(replace(good, fidelities=fidelities)) == {"fidelity"}


def test_another_size_is_told_by_the_stream_rule_and_not_by_a_crash(clip: Clip) -> None:
    larger = encoder_settings("h264", Quality("larger", 320, 180, Fps(15), 100))
    case = replace(clip, expected=replace(clip.expected, settings=larger)).examine()
    assert "stream" in rules(case)
