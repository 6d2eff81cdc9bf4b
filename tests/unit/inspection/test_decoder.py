"""Decoded band by band, a stream shows what it shows whole; every difference is noticed."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import replace
from itertools import compress
from pathlib import Path
from typing import Any, cast

import av
import numpy as np
import pytest
from av.sidedata.sidedata import Type
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storyreel.base.presets import Quality
from storyreel.base.timebase import Fps
from storyreel.drawing.damage import PixelRect
from storyreel.encode.bitstream import nal_units
from storyreel.encode.encoder import Encoder
from storyreel.encode.h264 import banded_encoder
from storyreel.encode.h264.bands import Band, whole_picture
from storyreel.encode.h264.slices import is_slice
from storyreel.encode.planes import Planes
from storyreel.encode.settings import encoder_settings
from storyreel.encode.vector_export import VectorExport
from storyreel.inspection.decoder import (
    BandDecoder,
    DecodedFrame,
    Decoding,
    by_bands,
    confined,
    picture_of,
    whole_pictures,
)
from storyreel.inspection.frame_sample import FrameSampler
from storyreel.inspection.picture import Picture
from storyreel.inspection.probe import read_file
from storyreel.inspection.stacked_planes import StackedPlane
from tests.unit.garbage import leave_alone_what_there_is
from tests.unit.noise import NoisePicture

WIDTH, HEIGHT = 250, 1080
"""Not multiples of a macroblock: pictures are cropped at the right and below."""

FULL_HD = encoder_settings("h264", Quality("1080p", 1920, HEIGHT, Fps(30), 100))
SETTINGS = replace(FULL_HD, width=WIDTH)
UPPER, LOWER = (40, 200), (600, 1000)
"""Rows in which something may move."""

BANDS = Band(0, 17, 2, 13), Band(17, 33), Band(33, 67, 37, 63), Band(67, 68)
Story = list[tuple[bool, bool]]
"""For each frame after the first, whether something moves in the upper and in the lower rows."""


def film(target: Path, story: Story, seed: int = 0, bands: tuple[Band, ...] = BANDS) -> Path:
    """Stripes that move where the story says so, and both in the first frame."""
    picture = NoisePicture(WIDTH, HEIGHT, seed)
    planes = Planes(WIDTH, HEIGHT, "yuv420p", [band.pixels(HEIGHT) for band in bands])
    with Encoder(SETTINGS, target, bands) as encoder:
        for frame in [(True, True), *story]:
            rects = picture.move_stripes(list(compress((UPPER, LOWER), frame)))
            if rects:
                planes.update(picture.pixels, rects)
                encoder.write(planes.frames, planes.changed)
            else:
                encoder.hold()
    return target


def whole(path: Path) -> list[Picture]:
    with av.open(str(path)) as container:
        return [picture_of(frame) for frame in container.decode(video=0)]


class Keeping:
    """A viewer that keeps every sample."""

    def __init__(self) -> None:
        self.seen: list[bytes] = []

    def begin(self, rate: object) -> None:
        pass

    def see(self, number: int, picture: Picture, memory: object) -> None:
        self.seen.append(samples(picture))


class Unseeing:
    """A viewer that ignores the pictures."""

    def begin(self, rate: object) -> None:
        pass

    def see(self, number: int, picture: Picture, memory: object) -> None:
        pass


def packets_of(path: Path) -> tuple[BandDecoder, list[bytes]]:
    with av.open(str(path)) as container:
        packets = [bytes(packet) for packet in cast(Any, container).demux(video=0) if packet.size]
        context = container.streams.video[0].codec_context
        decoder = BandDecoder.of(context)
        assert decoder
        return decoder, packets


def samples(picture: Picture) -> bytes:
    return b"".join(plane[:].tobytes() for plane in picture.planes)


def test_the_bands_are_of_both_kinds() -> None:
    assert [band.moves for band in BANDS] == [True, False, True, False]


stories = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(story=stories, seed=st.integers(0, 99))
def test_each_picture_is_that_of_a_decoder_of_the_whole(
    story: Story, seed: int, tmp_path: Path
) -> None:
    decoder, packets = packets_of(film(tmp_path / "a.mp4", story, seed))
    samplers = FrameSampler(), FrameSampler()
    for packet, expected in zip(packets, whole(tmp_path / "a.mp4"), strict=True):
        picture = decoder.picture(packet)
        assert samples(picture) == samples(expected)
        samples_of_both = [
            sampler.sample(each, None)
            for sampler, each in zip(samplers, (picture, expected), strict=True)
        ]
        assert (samples_of_both[0] is None) == (samples_of_both[1] is None)
        assert samplers[0].checksum() == samplers[1].checksum()


def test_a_copy_is_the_same_object(tmp_path: Path) -> None:
    story = [(True, False), *[(False, False)] * 3, (False, True)]
    decoder, packets = packets_of(film(tmp_path / "a.mp4", story))
    pictures = [decoder.picture(packet) for packet in packets]
    assert pictures[2] is pictures[3] is pictures[4]
    assert pictures[0] is not pictures[1]
    assert pictures[4] is not pictures[5]
    planes = [picture.planes[0] for picture in pictures]
    parts = [plane.parts for plane in planes if isinstance(plane, StackedPlane)]
    upper, _, lower, _ = zip(*parts, strict=True)
    assert upper[4] is upper[5]
    assert lower[4] is not lower[5]


def test_decoding_restarts_at_every_idr_picture(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", [(True, False)] * 5 + [(False, False)] * 3)
    decoder, packets = packets_of(path)
    once = [samples(decoder.picture(packet)) for packet in packets]
    assert [samples(decoder.picture(packet)) for packet in packets] == once


def packed(units: Sequence[bytes]) -> bytes:
    return b"".join(len(unit).to_bytes(4, "big") + unit for unit in units)


def test_a_missing_moved_or_resized_slice_is_refused(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", [(True, True)] * 3)
    _, packets = packets_of(path)
    units = list(nal_units(packets[2], 4))
    assert len(units) == len(BANDS)
    for defect in (
        units[1:],
        units[:-1],
        units[:1] + units[2:],
        [units[2], units[1], units[0], units[3]],
        [*units[:2], units[3]],
    ):
        decoder, _ = packets_of(path)
        for packet in packets[:2]:
            decoder.picture(packet)
        with pytest.raises((ValueError, av.error.FFmpegError)):
            decoder.picture(packed(defect))


@pytest.mark.parametrize("at", [0, 2])
@pytest.mark.parametrize("lacks", [1, 3])
def test_a_missing_slice_is_a_problem_in_every_way_of_decoding(
    tmp_path: Path, at: int, lacks: int
) -> None:
    """A decoder conceals it otherwise."""
    path = film(tmp_path / "a.mp4", [(True, True)] * 3)
    _, packets = packets_of(path)
    units = list(nal_units(packets[at], 4))
    del units[[number for number, unit in enumerate(units) if is_slice(unit)][lacks]]
    filler = b"\x0c" + b"\xff" * (len(packets[at]) - len(packed(units)) - 6) + b"\x80"
    data = path.read_bytes()
    path.write_bytes(data.replace(packets[at], packed([*units, filler])))
    for decoding in (whole_pictures, by_bands, confined):
        facts = read_file(path, Unseeing(), decoding)
        assert len(facts.decoded_pts) == at
        assert facts.problems


def test_other_codecs_are_not_split(tmp_path: Path) -> None:
    target = tmp_path / "a.mp4"
    settings = encoder_settings("hevc", Quality("small", 128, 80, Fps(15), 100))
    with Encoder(settings, target) as encoder:
        encoder.write([av.VideoFrame(128, 80, "yuv420p")])
    with av.open(str(target)) as container:
        assert BandDecoder.of(container.streams.video[0].codec_context) is None


def soft(target: Path, seed: int) -> Path:
    """Waves without an edge, which stop moving at once."""
    down, across = np.linspace(0, 1, HEIGHT)[:, None], np.linspace(0, 1, WIDTH)
    waves = 200 + 40 * np.sin(9 * down + seed) + 10 * across
    pixels = np.stack([waves.astype(np.uint8)] * 4, axis=-1)
    planes = Planes(WIDTH, HEIGHT, "yuv420p", [band.pixels(HEIGHT) for band in BANDS])
    with Encoder(SETTINGS, target, BANDS) as encoder:
        planes.update(pixels, [])
        encoder.write(planes.frames, planes.changed)
        encoder.write(
            planes.frames, [PixelRect(0, top, WIDTH, bottom) for top, bottom in (UPPER, LOWER)]
        )
        encoder.hold()
        encoder.hold()
    return target


def problems(path: Path, decoding: Decoding) -> tuple[str, ...]:
    return read_file(path, Unseeing(), decoding).problems


def test_whole_and_confined_decoding_show_the_same(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", [(True, False)] * 3 + [(False, False)] * 3 + [(False, True)])
    shown = []
    for decoding in (whole_pictures, by_bands, confined):
        viewer = Keeping()
        facts = read_file(path, viewer, decoding)
        assert (facts.problems, len(facts.decoded_pts)) == ((), 8)
        shown.append(viewer.seen)
    assert shown[0] == shown[1] == shown[2]


def test_a_vector_out_of_its_band_is_noticed_whole_and_by_bands(tmp_path: Path) -> None:
    """The planted defect: a band that changes up to its edge, so that vectors cross it."""
    middle = (UPPER[0] + UPPER[1]) // 2 // 16
    rows = -(-HEIGHT // 16)
    cut = Band(0, middle, 0, middle), Band(middle, rows, middle, rows)
    path = film(tmp_path / "a.mp4", [(True, False)] * 12, bands=cut)
    for decoding in (confined, by_bands):
        (problem,) = problems(path, decoding)
        assert "leads out of its band" in problem
    assert problems(path, whole_pictures) == (), "a decoder has no reason to complain"


def pictures_with_vectors(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the whole pictures whose vectors the decoder attaches."""
    attached: list[bool] = []

    def noted(frame: av.VideoFrame) -> DecodedFrame:
        kinds = [data.type for data in cast(Any, frame.side_data)]
        attached.append(Type.MOTION_VECTORS in kinds)
        return DecodedFrame(picture_of(frame), frame, frame.pts)

    monkeypatch.setattr("storyreel.inspection.decoder._decoded", noted)
    assert problems(path, confined) == ()
    return [number for number, vectors in enumerate(attached) if vectors]


def test_vectors_are_attached_where_bands_were_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They cost a sixth of the decoding. The first held picture is written once more."""
    story = [(True, False)] * 2 + [(False, False)] * 5 + [(False, True)] + [(False, False)] * 3
    path = film(tmp_path / "a.mp4", story)
    assert pictures_with_vectors(path, monkeypatch) == [1, 2, 3, 8, 9]


def test_no_vectors_are_attached_where_there_is_one_band(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = film(tmp_path / "a.mp4", [(True, False)] * 4, bands=whole_picture(HEIGHT))
    assert len(pictures_with_vectors(path, monkeypatch)) <= 1


@pytest.mark.parametrize("decoding", [confined, by_bands])
def test_vectors_that_the_decoder_keeps_to_itself_are_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, decoding: Decoding
) -> None:
    path = film(tmp_path / "a.mp4", [(True, False)])
    assert problems(path, decoding) == ()
    monkeypatch.setattr("storyreel.inspection.decoder._VECTORS", {})  # the planted defect
    monkeypatch.setattr(VectorExport, "want", lambda self, vectors: None)
    (problem,) = problems(path, decoding)
    assert "motion vectors" in problem


def test_no_vector_leads_out_of_a_band_that_comes_to_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where all places are much alike, an encoder that is free to do so refers to distant ones."""
    assert not any(problems(soft(tmp_path / f"{n}.mp4", n), confined) for n in range(4))
    # the planted defect
    monkeypatch.setattr(banded_encoder, "hint_changes", lambda frame, rects: None)
    assert any(problems(soft(tmp_path / f"{n}.mp4", n), confined) for n in range(4))


@pytest.mark.parametrize("decoding", [confined, by_bands])
def test_frames_are_freed_without_the_collection_of_cycles(
    tmp_path: Path, decoding: Decoding
) -> None:
    """An 8K frame takes 50 MB, and a render collects cycles rarely."""
    path = film(tmp_path / "a.mp4", [(True, True)] * 9)
    leave_alone_what_there_is()
    gc.disable()
    try:
        assert problems(path, decoding) == ()
        assert frames_in_memory() <= 1
    finally:
        gc.enable()


def frames_in_memory() -> int:
    return sum(isinstance(each, av.VideoFrame) for each in gc.get_objects())
