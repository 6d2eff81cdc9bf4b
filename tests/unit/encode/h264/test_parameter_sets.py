"""Parameter sets: unreadable ones are refused, other heights are written as encoders write them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, cast

import av
import pytest
from av.codec.context import Flags

from storyreel.encode.bitstream import annex_b_units
from storyreel.encode.h264.parameter_sets import (
    NAL_SPS,
    START_CODE,
    UnsupportedStreamError,
    read_parameters,
    sequence_of_rows,
)


def header(width: int, height: int) -> bytes:
    """The parameter sets of an encoder for this size."""
    context = cast(Any, av.CodecContext.create("libx264", "w"))
    context.width, context.height, context.pix_fmt = width, height, "yuv420p"
    context.options = {
        "preset": "superfast",
        "level": "6.2",
        "x264-params": "bframes=0:ref=1:weightp=0:log=-1",
    }
    context.time_base = Fraction(1, 30)
    context.colorspace = context.color_primaries = context.color_trc = 1
    context.flags |= Flags.global_header
    context.open()
    return bytes(context.extradata)


@pytest.mark.parametrize("extradata", [b"", b"\0\0\0\1\x67\x64", b"nothing of the kind"])
def test_a_broken_header_is_refused(extradata: bytes) -> None:
    with pytest.raises(UnsupportedStreamError):
        read_parameters(extradata)


@pytest.mark.parametrize(("width", "height"), [(64, 64), (1920, 1080), (426, 240), (7680, 4320)])
@pytest.mark.parametrize("rows", [1, 3, 68, 269])
def test_a_sequence_of_other_rows_is_that_of_an_encoder_for_them(
    width: int, height: int, rows: int
) -> None:
    changed = [
        sequence_of_rows(unit, rows) if unit[0] & 31 == NAL_SPS else unit
        for unit in annex_b_units(header(width, height))
    ]
    found = read_parameters(b"".join(START_CODE + unit for unit in changed))
    assert found.rows == rows
    assert found.columns == -(-width // 16)
    expected = annex_b_units(header(width, 16 * rows))[0]
    assert changed[0] == expected
