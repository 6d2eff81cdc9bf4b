"""A stream split into its bands: only slices that are copies in every byte are left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyreel.base.presets import Quality
from storyreel.base.timebase import Fps
from storyreel.encode.encoder import Encoder
from storyreel.encode.h264.parameter_sets import (
    UnsupportedStreamError,
    annex_b,
    avcc_units,
    read_parameters,
)
from storyreel.encode.h264.slices import Slice
from storyreel.encode.h264.split import StreamSplitter
from storyreel.encode.settings import encoder_settings

SETTINGS = encoder_settings("h264", Quality("small", 128, 80, Fps(15), 100))


def film(folder: Path, holds: Sequence[int]) -> tuple[bytes, list[bytes], int]:
    """The `avcC` and the packets of pictures held for so many frames, and the number of copies."""
    target = folder / "film.mp4"
    with Encoder(SETTINGS, target) as encoder:
        for number, hold in enumerate(holds):
            rgb = np.full((80, 128, 3), 230, np.uint8)
            rgb[10:40, number * 37 % 88 :][:, :30] = (26, 54, 93)
            encoder.write([av.VideoFrame.from_ndarray(rgb, "rgb24").reformat(format="yuv420p")])
            for _ in range(hold):
                encoder.hold()
    with av.open(str(target)) as container:
        packets = [bytes(packet) for packet in cast(Any, container).demux(video=0) if packet.size]
        return (
            bytes(container.streams.video[0].codec_context.extradata or b""),
            packets,
            encoder.copies,
        )


def decode(extradata: bytes, packets: Sequence[bytes]) -> list[bytes]:
    context = cast(Any, av.CodecContext.create("h264", "r"))
    context.extradata, context.thread_count = extradata, 1
    context.options = {"err_detect": "explode"}
    frames = [frame for data in packets for frame in context.decode(av.Packet(data))]
    return [frame.to_ndarray().tobytes() for frame in [*frames, *context.decode(None)]]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=6))
def test_without_its_copies_a_stream_shows_the_same(
    tmp_path_factory: pytest.TempPathFactory, holds: list[int]
) -> None:
    """Holds of up to 40 wrap frame_num, which has four bits in x264's streams."""
    extradata, packets, copies = film(tmp_path_factory.mktemp("film"), holds)
    stream = StreamSplitter(extradata)
    asked = [stream.pieces(packet) for packet in packets]
    assert asked.count([]) == copies
    assert all(index == 0 for pieces in asked for index, _ in pieces)
    (sets,) = stream.bands
    pictures = iter(decode(sets, [data for pieces in asked for _, data in pieces]))
    shown: list[bytes] = []
    for pieces in asked:
        shown.append(next(pictures) if pieces else shown[-1])
    assert shown == decode(extradata, packets)


def test_a_slice_that_differs_from_a_copy_in_one_bit_is_decoded(tmp_path: Path) -> None:
    extradata, packets, _ = film(tmp_path, [6])
    for bit in range(8 * 4 + 40, 8 * len(packets[3])):  # behind the length and the number
        changed = bytearray(packets[3])
        changed[bit // 8] ^= 128 >> bit % 8
        stream = StreamSplitter(extradata)
        for packet in packets[:3]:
            stream.pieces(packet)
        assert stream.pieces(bytes(changed))


@pytest.mark.parametrize("read", [StreamSplitter.pieces, StreamSplitter.written])
@pytest.mark.parametrize("at", [1, 3, 7])
def test_a_picture_out_of_sequence_is_refused(
    tmp_path: Path, at: int, read: Callable[[StreamSplitter, bytes], object]
) -> None:
    """A picture that is missing, moved or repeated."""
    extradata, packets, _ = film(tmp_path, [6, 6])
    parameters = read_parameters(annex_b(avcc_units(extradata)))
    renumbered = Slice.read(packets[at][4:], parameters).placed(0, 9).to_bytes()
    packets[at] = packets[at][:4] + renumbered
    stream = StreamSplitter(extradata)
    with pytest.raises(UnsupportedStreamError, match=f"frame_num 9 instead of {at}"):
        for packet in packets:
            read(stream, packet)


def test_the_slices_of_a_single_band_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extradata, packets, _ = film(tmp_path, [2, 3])
    monkeypatch.delattr(Slice, "read")
    stream = StreamSplitter(extradata)
    assert all(stream.written(packet) == [] for packet in packets)
    assert len(stream.bands) == 1


@pytest.mark.parametrize("first", [1, 2, 5])
def test_a_stream_that_does_not_begin_with_an_idr_picture_is_refused(
    tmp_path: Path, first: int
) -> None:
    extradata, packets, _ = film(tmp_path, [6, 6])
    with pytest.raises(UnsupportedStreamError):
        StreamSplitter(extradata).pieces(packets[first])


def test_a_picture_without_slices_is_refused(tmp_path: Path) -> None:
    extradata, packets, _ = film(tmp_path, [6])
    stream = StreamSplitter(extradata)
    stream.pieces(packets[0])
    with pytest.raises(UnsupportedStreamError, match="first slice"):
        stream.pieces(b"\0\0\0\2\x09\x10")


@pytest.mark.parametrize("length", [0, 6, 7, 20, 38])
def test_parameters_that_end_too_early_are_refused(tmp_path: Path, length: int) -> None:
    extradata, _, _ = film(tmp_path, [0])
    with pytest.raises(UnsupportedStreamError):
        StreamSplitter(extradata[:length])
