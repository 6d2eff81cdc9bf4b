"""Joining: exact times, the same packets, clean boxes, and refusal of unlike segments."""

from __future__ import annotations

import shutil
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import pytest

from storyreel.base.errors import MachineError
from storyreel.base.presets import Quality
from storyreel.drawing.drawing import Drawing
from storyreel.encode.bitstream import nal_units
from storyreel.encode.concat import join_segments
from storyreel.encode.h264.parameter_sets import annex_b, avcc_units, read_parameters
from storyreel.encode.h264.slices import Slice, is_slice
from storyreel.encode.segment import SegmentJob, render_segment
from storyreel.encode.settings import CODECS, EncoderSettings, Splicing, encoder_settings
from storyreel.inspection.mp4_boxes import read_boxes


def rendered(
    drawings: tuple[Drawing, ...], settings: EncoderSettings, folder: Path, cuts: tuple[int, ...]
) -> list[Path]:
    edges = [0, *cuts, len(drawings)]
    paths = []
    for start, stop in pairwise(edges):
        target = folder / f"{start:04}{settings.suffix}"
        render_segment(SegmentJob("s", drawings[start:stop], settings, target))
        paths.append(target)
    return paths


def decoded(*paths: Path) -> list[bytes]:
    frames = []
    for path in paths:
        with av.open(str(path)) as container:
            frames += [frame.to_ndarray().tobytes() for frame in container.decode(video=0)]
    return frames


@pytest.mark.parametrize("codec", CODECS)
def test_the_clip_decodes_to_what_the_segments_decode_to(
    codec: str, tiny: Quality, moving_drawings: tuple[Drawing, ...], tmp_path: Path
) -> None:
    settings = encoder_settings(codec, tiny)
    paths = rendered(moving_drawings, settings, tmp_path, (7, 12))
    target = tmp_path / f"clip{settings.suffix}"
    join_segments(paths, target, settings, 20)
    assert decoded(target) == decoded(*paths)
    with av.open(str(target)) as container:
        stream = container.streams.video[0]
        found = [packet for packet in container.demux(stream) if packet.size]
        assert stream.codec_context.codec_tag == settings.tag
    step = settings.time_step
    assert [p.pts for p in found] == [p.dts for p in found] == [k * step for k in range(20)]
    if not settings.intra_only:
        assert [k for k, p in enumerate(found) if p.is_keyframe] == [0, 7, 12]
    assert sorted(tmp_path.iterdir()) == sorted([*paths, target])


def test_the_boxes_are_in_order_and_state_the_exact_duration(
    tiny_settings: EncoderSettings, moving_drawings: tuple[Drawing, ...], tmp_path: Path
) -> None:
    paths = rendered(moving_drawings, tiny_settings, tmp_path, (10,))
    target = tmp_path / "clip.mp4"
    join_segments(paths, target, tiny_settings, 20)
    boxes = read_boxes(target)
    assert [box.kind for box in boxes.top] == ["ftyp", "moov", "free", "mdat"]
    assert not boxes.problems
    assert boxes.edit_lists == 0
    assert boxes.created == (0, 0, 0)
    assert set(boxes.durations) == {Fraction(20, 15)}
    first = target.read_bytes()
    join_segments(paths, target, tiny_settings, 20)
    assert target.read_bytes() == first


def test_segments_of_other_settings_are_refused(
    tiny: Quality, moving_drawings: tuple[Drawing, ...], tmp_path: Path
) -> None:
    settings = encoder_settings("h264", tiny)
    other = replace(
        settings,
        options=tuple((name, "30" if name == "qp" else value) for name, value in settings.options),
    )
    one, two = tmp_path / "1", tmp_path / "2"
    one.mkdir()
    two.mkdir()
    paths = rendered(moving_drawings, settings, one, ()) + rendered(moving_drawings, other, two, ())
    with pytest.raises(MachineError, match="other settings"):
        join_segments(paths, tmp_path / "clip.mp4", settings, 40)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["1", "2"]


@pytest.mark.parametrize("damage", ["missing", "garbage", "truncated", "short"])
def test_an_incomplete_segment_is_refused(
    damage: str,
    tiny_settings: EncoderSettings,
    moving_drawings: tuple[Drawing, ...],
    tmp_path: Path,
) -> None:
    paths = rendered(moving_drawings, tiny_settings, tmp_path, (10,))
    if damage == "missing":
        paths[1].unlink()
    elif damage == "garbage":
        paths[1].write_bytes(b"garbage" * 100)
    elif damage == "truncated":
        paths[1].write_bytes(paths[1].read_bytes()[:-300])
    else:
        shutil.copy(paths[0], paths[1])
        render_segment(SegmentJob("s", moving_drawings[10:19], tiny_settings, paths[1]))
    target = tmp_path / "clip.mp4"
    with pytest.raises(MachineError):
        join_segments(paths, target, tiny_settings, 20)
    assert not target.exists()
    assert not list(tmp_path.glob(".*"))


def idr_pic_ids(path: Path) -> list[int | None]:
    """By packet, the one `idr_pic_id` of all its slices; None for pictures that are not IDR."""
    with av.open(str(path)) as container:
        extradata = bytes(container.streams.video[0].codec_context.extradata or b"")
        parameters = read_parameters(annex_b(avcc_units(extradata)))
        found = []
        for packet in container.demux(container.streams.video[0]):
            units = [unit for unit in nal_units(bytes(packet), 4) if is_slice(unit)]
            if units:
                (number,) = {Slice.read(unit, parameters).idr_pic_id for unit in units}
                found.append(number)
    return found


@pytest.mark.parametrize("splicing", Splicing)
def test_idr_pictures_in_succession_have_different_numbers(
    splicing: Splicing, tiny: Quality, moving_drawings: tuple[Drawing, ...], tmp_path: Path
) -> None:
    """ITU-T H.264, 7.4.3; the reference decoder stops where it is violated."""
    settings = encoder_settings("h264", tiny).spliced_at_most(splicing)
    paths = rendered(moving_drawings[:6], settings, tmp_path, (1, 2, 3, 5))
    target = tmp_path / "clip.mp4"
    join_segments(paths, target, settings, 6)
    assert [found for path in paths for found in idr_pic_ids(path)] == [0, 0, 0, 0, None, 0]
    assert idr_pic_ids(target) == [0, 1, 0, 1, None, 0]
    assert decoded(target) == decoded(*paths)


def test_longer_segments_are_joined_byte_for_byte(
    tiny_settings: EncoderSettings, moving_drawings: tuple[Drawing, ...], tmp_path: Path
) -> None:
    paths = rendered(moving_drawings, tiny_settings, tmp_path, (2, 4))
    target = tmp_path / "clip.mp4"
    join_segments(paths, target, tiny_settings, 20)
    assert packet_bytes(target) == packet_bytes(*paths)


def packet_bytes(*paths: Path) -> list[bytes]:
    found = []
    for path in paths:
        with av.open(str(path)) as container:
            found += [bytes(packet) for packet in container.demux(video=0) if packet.size]
    return found
