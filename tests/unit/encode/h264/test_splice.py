"""Copies equal the previous picture bit for bit, in every order of copies and pictures."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, cast

import av
import numpy as np
import pytest
from av.codec.context import Flags
from hypothesis import given, settings
from hypothesis import strategies as st

from storyreel.encode.bitstream import annex_b_units
from storyreel.encode.h264.parameter_sets import (
    Parameters,
    UnsupportedStreamError,
    read_parameters,
)
from storyreel.encode.h264.slices import Slice, copied_slice, is_slice
from storyreel.encode.h264.splice import PictureSplicer

PARAMETERS = (
    "keyint=infinite:scenecut=0:bframes=0:ref=1:weightp=0:mbtree=0:rc-lookahead=0:"
    "sync-lookahead=0:force-cfr=1:threads=1"
)


def encoder(width: int, height: int, crf: int = 20, parameters: str = "") -> Any:
    context = cast(Any, av.CodecContext.create("libx264", "w"))
    context.width, context.height, context.pix_fmt = width, height, "yuv420p"
    context.time_base, context.framerate, context.thread_count = Fraction(1, 30), Fraction(30), 1
    context.options = {
        "preset": "superfast",
        "crf": str(crf),
        "x264-params": PARAMETERS + parameters,
    }
    context.flags |= Flags.global_header
    context.open()
    return context


def picture(number: int, width: int, height: int) -> av.VideoFrame:
    """Something flat with a moving square and, on every third one, a noisy edge."""
    rgb = np.full((height, width, 3), 230, np.uint8)
    left = number * 37 % (width - 40)
    rgb[10:40, left : left + 30] = (26, 54, 93)
    if number % 3 == 0:
        rgb[:, :20] = np.random.default_rng(number).integers(0, 255, (height, 20, 3))
    return av.VideoFrame.from_ndarray(rgb, format="rgb24").reformat(format="yuv420p")


def encode(context: Any, holds: Sequence[int], copied: bool) -> list[bytes]:
    """Pictures, each held for so many frames: encoded twice, then copied or left out."""
    parameters = read_parameters(bytes(context.extradata))
    splicer = PictureSplicer(parameters)
    stream: list[bytes] = []
    for number, hold in enumerate(holds):
        shown = picture(number, context.width, context.height)
        for repeat in range(hold + 1):
            if repeat < 2:
                shown.pts = len(stream)
                (packet,) = context.encode(shown)
                stream.append(splicer.picture([(parameters.rows, bytes(packet))]))
            elif copied:
                stream.append(splicer.picture([(parameters.rows, None)]))
    assert not context.encode(None)
    return stream


def decode(extradata: bytes, stream: Sequence[bytes]) -> list[str]:
    context = cast(Any, av.CodecContext.create("h264", "r"))
    context.extradata, context.thread_count = extradata, 1
    packets = [*(av.Packet(data) for data in stream), None]
    frames = [frame for packet in packets for frame in context.decode(packet)]
    return [hashlib.sha256(frame.to_ndarray().tobytes()).hexdigest() for frame in frames]


def assert_copies(holds: Sequence[int], width: int, height: int, crf: int) -> None:
    context = encoder(width, height, crf)
    shown = decode(bytes(context.extradata), encode(context, holds, copied=True))
    context = encoder(width, height, crf)
    plain = decode(bytes(context.extradata), encode(context, holds, copied=False))
    expected: list[str] = []
    for hold in holds:
        encoded, plain = plain[: min(hold, 1) + 1], plain[min(hold, 1) + 1 :]
        expected += encoded + encoded[-1:] * (hold + 1 - len(encoded))
    assert shown == expected


@pytest.mark.parametrize(("width", "height"), [(64, 64), (426, 240), (640, 368)])
@pytest.mark.parametrize("crf", [1, 18, 45])
def test_a_copy_is_the_picture_before_it(width: int, height: int, crf: int) -> None:
    # The second hold wraps frame_num, which has four bits in x264's streams.
    assert_copies([4, 40, 0, 1, 2, 3, 0, 17], width, height, crf)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 36), min_size=1, max_size=6))
def test_any_order_of_pictures_and_copies(holds: list[int]) -> None:
    assert_copies(holds, 64, 64, 20)


def test_decoding_begins_again_at_every_idr_picture() -> None:
    context = encoder(64, 64)
    first = encode(context, [6, 2], copied=True)
    again = encoder(64, 64)
    second = encode(again, [0, 5], copied=True)
    extradata = bytes(context.extradata)
    both = decode(extradata, first + second)
    assert both == decode(extradata, first) + decode(extradata, second)


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        (":bframes=2:b-pyramid=0", "pic_order_cnt_type"),
        (":ref=3", "num_ref"),
        (":fake-interlaced=1", "frame_mbs"),
        (":cabac=0", "entropy_coding_mode"),
        (":weightp=1", "weighted_pred"),
    ],
)
def test_a_stream_whose_pictures_cannot_be_copied_is_refused(parameters: str, reason: str) -> None:
    context = encoder(64, 64, parameters=parameters)
    with pytest.raises(UnsupportedStreamError, match=reason):
        read_parameters(bytes(context.extradata))


def test_a_copy_at_8k_is_small() -> None:
    context = encoder(7680, 4320)
    parameters = read_parameters(bytes(context.extradata))
    assert parameters.macroblocks == 480 * 270
    assert len(PictureSplicer(parameters).picture([(parameters.rows, None)])) < 1024


def test_the_slice_of_a_deblocked_picture_stays_where_it_is() -> None:
    context = encoder(64, 64)
    (packet,) = context.encode(picture(0, 64, 64))
    parameters = read_parameters(bytes(context.extradata))
    (unit,) = (unit for unit in annex_b_units(bytes(packet)) if is_slice(unit))
    read = Slice.read(unit, parameters)
    assert read.placed(0, 5).frame_num == 5
    with pytest.raises(UnsupportedStreamError, match="deblocking"):
        read.placed(4, 5)


@given(numbers=st.lists(st.integers(0, 15), min_size=1, max_size=4), idr_pic_id=st.integers(0, 9))
def test_a_slice_is_written_as_it_was_read(numbers: list[int], idr_pic_id: int) -> None:
    """Through other numbers, whose lengths differ, and back again."""
    context = encoder(64, 64)
    (packet,) = context.encode(picture(0, 64, 64))
    parameters = read_parameters(bytes(context.extradata))
    (unit,) = (unit for unit in annex_b_units(bytes(packet)) if is_slice(unit))
    original = Slice.read(unit, parameters)
    changed = original
    for number in numbers:
        written = changed._replace(frame_num=number, idr_pic_id=idr_pic_id).to_bytes()
        changed = Slice.read(written, parameters)
        assert (changed.frame_num, changed.idr_pic_id) == (number, idr_pic_id)
    back = changed._replace(frame_num=original.frame_num, idr_pic_id=original.idr_pic_id)
    assert back.to_bytes() == original.to_bytes() == unit


def test_a_copy_is_made_once_for_each_place_and_number() -> None:
    """A law of cost: checks compare pictures with the same copies that were written."""
    parameters = Parameters(columns=4, rows=3, frame_num_bits=4, picture_set=0, qp=26)
    one, same, other = (copied_slice(parameters, number, 0, 12) for number in (1, 1, 2))
    assert one is same
    assert one != other
