"""Motion vectors may refer to the rows of their own band, to the last one, and to no others."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, cast

import av
import numpy as np
import pytest
from av.sidedata.sidedata import Type

from storyreel.inspection import motion_vectors
from storyreel.inspection.motion_vectors import Vectors, require_confined

BAND = range(64, 128)
"""Four rows of macroblocks in the middle of a picture."""

LAST = range(64, 2**16)
"""The reach of a band at the lower edge of its picture."""

_KIND = np.dtype(
    {
        "names": ["w", "h", "dst_y", "motion_y", "motion_scale"],
        "formats": ["u1", "u1", "i2", "i4", "u2"],
        "offsets": [4, 5, 12, 28, 32],
        "itemsize": 40,
    }
)
"""The fields that matter of FFmpeg's AVMotionVector, where they are on machines of 64 bits."""


@pytest.fixture(params=["extension", "python"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs with the extension and without it."""
    if request.param == "python":
        monkeypatch.setattr(motion_vectors, "extension", None)


def vectors(*blocks: tuple[int, float], side: int = 16) -> Vectors:
    """The vectors of blocks: the first row of each, and how many rows farther down it refers."""
    rows = [(side, side, top + side // 2, round(4 * down), 4) for top, down in blocks]
    return np.array(rows, _KIND)


def decoded_vectors() -> Vectors:
    """The vectors of a second picture, as PyAV gives them."""
    encoder = av.CodecContext.create("libx264", "w")
    encoder.width, encoder.height, encoder.pix_fmt = 64, 64, "yuv420p"
    encoder.time_base, encoder.options = Fraction(1, 30), {"tune": "zerolatency"}
    decoder = av.CodecContext.create("h264", "r")
    decoder.options = {"flags2": "+export_mvs"}
    frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), "rgb24")
    packets = [*encoder.encode(frame), *encoder.encode(frame), *encoder.encode(None)]
    frames = [shown for packet in [*packets, None] for shown in decoder.decode(packet)]
    found: Vectors = cast(Any, frames[1].side_data)[Type.MOTION_VECTORS].to_ndarray()
    return found


def test_the_fields_are_where_pyav_has_them() -> None:
    found = decoded_vectors()
    fields, expected = found.dtype.fields, _KIND.fields
    assert fields and expected
    assert {name: fields[name][:2] for name in expected} == {
        name: field[:2] for name, field in expected.items()
    }
    assert (len(found), found.itemsize) == (16, _KIND.itemsize)
    require_confined(found, [range(64)])


def test_the_fault_of_any_vectors_is_found_alike_without_the_extension() -> None:
    random = np.random.default_rng(1)
    faults = set()
    for _ in range(300):
        found = np.frombuffer(random.bytes(40 * 6), _KIND).copy()
        found["w"] = found["h"] = random.choice([8, 16], 6, p=[0.05, 0.95])
        found["dst_y"] %= 256
        found["motion_y"] %= random.choice([2, 50, 2**31 - 1])
        found["motion_y"] -= random.choice([0, 20])
        found["motion_scale"] %= random.choice(np.array([1, 5], np.uint16))
        reaches = [range(0, 128), range(128, 256)][: random.integers(0, 3)]
        fault = motion_vectors._fault(found, reaches)
        assert fault == motion_vectors._fault_in_python(found, reaches)
        faults.add(fault)
    assert faults == {0, 1, 2}


def leads_out(vectors: Vectors, *reaches: range) -> bool:
    try:
        require_confined(vectors, reaches)
    except ValueError as error:
        return "leads out of its band" in str(error)
    return False


@pytest.mark.parametrize(
    ("vector", "out"),
    [
        ((64, 0), False),
        ((80, -16), False),
        ((80, -17), True),
        ((96, 16), False),
        ((96, 17), True),
        ((96, 13), False),
        ((96, 13.25), False),
        ((96, 14.25), True),
        ((80, -14.25), True),
        ((80, -13.75), False),
    ],
)
def test_a_vector_may_lead_up_to_the_edge_of_its_band(vector: tuple[int, float], out: bool) -> None:
    assert leads_out(vectors((64, 0), vector), BAND) is out


def test_vectors_of_other_bands_do_not_matter() -> None:
    assert not leads_out(vectors((48, 40), (128, -40)), BAND)
    assert leads_out(vectors((48, 40), (128, -40)), BAND, range(-(2**16), 64))


def test_a_vector_may_lead_out_of_the_picture() -> None:
    assert not leads_out(vectors((112, 40)), LAST)
    assert leads_out(vectors((64, -1)), LAST)


def test_blocks_that_may_hide_vectors_of_smaller_ones_are_refused() -> None:
    with pytest.raises(ValueError, match="too small"):
        require_confined(vectors((120, 0), side=8), [BAND])
