"""The probe: facts of a good file, and problems of any other."""

from __future__ import annotations

import wave
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from storyreel.drawing.drawing import Drawing
from storyreel.encode.concat import join_segments
from storyreel.encode.segment import SegmentJob, render_segment
from storyreel.encode.settings import Splicing
from storyreel.inspection.decoder import BandDecoder, first_picture
from storyreel.inspection.mp4_boxes import read_boxes
from storyreel.inspection.picture import Picture
from storyreel.inspection.probe import FileFacts, first_difference, probe, read_file
from tests.unit.inspection.cases import Clip, drawing, item


@pytest.fixture
def plain_video(tmp_path: Path) -> Path:
    """One picture of 64 by 48 pixels, without tags of colour."""
    path = tmp_path / "a.mp4"
    with av.open(str(path), "w") as output:
        stream = output.add_stream("libx264", 15)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        output.mux(stream.encode(av.VideoFrame(64, 48, "yuv420p")))
        output.mux(stream.encode(None))
    return path


def test_the_facts_of_a_good_file(facts: FileFacts, clip: Clip) -> None:
    assert not facts.problems
    assert facts.streams == ("video",)
    assert (facts.codec, facts.tag, facts.profile, facts.level) == ("h264", "avc1", "High", 31)
    assert (facts.width, facts.height, facts.pix_fmt) == (256, 144, "yuv420p")
    assert facts.rate == 15
    assert facts.time_base == Fraction(1, 90000)
    assert facts.color_range == "limited"
    assert {facts.color_space, facts.color_primaries, facts.color_transfer} == {"bt709"}
    assert facts.decoded_pts == tuple(range(0, 600_000, 6000))
    assert [n for n, packet in enumerate(facts.packets) if packet.idr] == [0, 20, 45, 75]
    assert facts.encoder is not None and facts.encoder.startswith("x264")
    assert facts.size == clip.path.stat().st_size
    assert len(facts.sha256) == 64


def test_samples_are_handed_out_once_and_in_order(clip: Clip) -> None:
    seen: list[tuple[int, tuple[int, ...]]] = []

    def on_sample(frame: int, picture: Picture) -> None:
        seen.append((frame, picture.planes[0].shape))
        assert (picture.matrix, picture.limited, picture.bits) == ("bt709", True, 8)

    probe(clip.path, {3, 50, 99, 400}, on_sample)
    assert seen == [(3, (144, 256)), (50, (144, 256)), (99, (144, 256))]


def test_a_file_is_opened_without_decoding_a_picture(clip: Clip) -> None:
    """The pixel format is known from decoded pictures alone."""
    opened = read_file(clip.path, None, lambda context: BandDecoder.of(context) or pytest.fail())
    assert len(opened.packets) == 100 and opened.pix_fmt is None
    assert read_file(clip.path, None, first_picture).pix_fmt == "yuv420p"


@pytest.mark.parametrize("content", [b"", b"not a film\n" * 50, bytes(5000), b"\0\0\0\x18ftypmp42"])
def test_a_file_that_is_not_a_video_gives_problems(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(content)
    facts = probe(path)
    assert facts.problems and facts.codec is None
    assert facts.size == len(content)
    assert facts.boxes.problems


def test_noise_gives_problems(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(np.random.default_rng(0).bytes(100_000))
    assert probe(path).problems


def test_a_missing_file_and_a_folder_give_problems(tmp_path: Path) -> None:
    assert "cannot be read" in probe(tmp_path / "none.mp4").problems[0]
    assert "cannot be read" in probe(tmp_path).problems[0]


def test_sound_alone_has_no_video(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(16_000))
    facts = probe(path)
    assert facts.streams == ("audio",)
    assert facts.problems == ("has no video stream",)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_gives_problems(share: float, clip: Clip, tmp_path: Path) -> None:
    data = clip.path.read_bytes()
    path = tmp_path / "a.mp4"
    path.write_bytes(data[: int(len(data) * share)])
    facts = probe(path)
    assert facts.boxes.problems
    assert facts.problems or len(facts.decoded_pts) < 100


def test_a_damaged_packet_is_noticed(clip: Clip, tmp_path: Path) -> None:
    data = bytearray(clip.path.read_bytes())
    data[4000:4300] = np.random.default_rng(1).bytes(300)
    path = tmp_path / "a.mp4"
    path.write_bytes(bytes(data))
    facts = probe(path)
    assert facts.problems and 0 < len(facts.decoded_pts) < 100


def test_a_picture_without_tags_is_read_as_players_read_it(plain_video: Path) -> None:
    seen: list[str] = []
    facts = probe(plain_video, {0}, lambda _, picture: seen.append(picture.matrix))
    assert seen == ["bt601"]
    assert facts.color_space == "unspecified"


def test_boxes_of_any_bytes_are_read_without_an_error(clip: Clip, tmp_path: Path) -> None:
    data = clip.path.read_bytes()
    random = np.random.default_rng(7)
    path = tmp_path / "a.mp4"
    for _ in range(200):
        damaged = bytearray(data[:3000])
        for place in random.integers(0, len(damaged), 20):
            damaged[place] = random.integers(0, 256)
        path.write_bytes(bytes(damaged))
        read_boxes(path)


Refilmed = Callable[..., Path]


@pytest.fixture
def refilmed(clip: Clip, tmp_path: Path) -> Refilmed:
    """Render other drawings like the clip, with or without bands, which depend on the changes."""

    def film(drawings: Sequence[Drawing], name: str = "again", bands: bool = True) -> Path:
        splicing = Splicing.BANDS if bands else Splicing.NONE
        settings = replace(clip.expected.settings, splicing=splicing)
        timeline = clip.expected.timeline
        paths = []
        for number, frames in enumerate(timeline.segments()):
            part = tuple(drawings[frames.start : frames.stop])
            if part:
                paths.append(tmp_path / f"{number}.mp4")
                render_segment(SegmentJob("again", part, settings, paths[-1]))
        join_segments(paths, tmp_path / f"{name}.mp4", settings, len(drawings))
        return tmp_path / f"{name}.mp4"

    return film


def test_videos_of_the_same_pictures_do_not_differ(clip: Clip, tmp_path: Path) -> None:
    other = tmp_path / "a.mp4"
    other.write_bytes(clip.path.read_bytes() + b"\0\0\0\x08free")
    assert first_difference(clip.path, other) is None


@pytest.mark.parametrize("frame", [0, 37, 71, 99])
def test_the_first_frame_that_differs_is_found(clip: Clip, refilmed: Refilmed, frame: int) -> None:
    """Planted: a card at another place in one frame."""
    drawings = list(clip.drawings)
    before = refilmed(drawings, "before", bands=False)
    drawings[frame] = drawing(item((-6, -2, 0, 2)))
    assert first_difference(before, refilmed(drawings, "after", bands=False)) == frame


def test_videos_differ_where_one_ends(clip: Clip, refilmed: Refilmed) -> None:
    shorter = refilmed(clip.drawings[:80])
    assert first_difference(clip.path, shorter) == first_difference(shorter, clip.path) == 80


def test_videos_differ_where_one_breaks_off(clip: Clip, tmp_path: Path) -> None:
    """Planted: the file is cut in the middle of a picture."""
    with av.open(str(clip.path)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
    at = packets[60].pos
    assert at is not None
    broken = tmp_path / "a.mp4"
    broken.write_bytes(clip.path.read_bytes()[: at + 5])
    assert first_difference(clip.path, broken) == 60


def test_videos_of_other_sizes_differ_in_the_first_frame(clip: Clip, plain_video: Path) -> None:
    assert first_difference(clip.path, plain_video) == 0
