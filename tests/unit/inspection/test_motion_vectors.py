"""Motion vectors may refer to the rows of their own band, to the last one, and to no others."""

from __future__ import annotations

import numpy as np
import pytest

from storyreel.inspection.motion_vectors import Vectors, require_confined

BAND = range(64, 128)
"""Four rows of macroblocks in the middle of a picture."""

LAST = range(64, 2**16)
"""The reach of a band at the lower edge of its picture."""

_KIND = np.dtype(
    [("w", "u1"), ("h", "u1"), ("dst_y", "i2"), ("motion_y", "i4"), ("motion_scale", "u2")]
)


def vectors(*blocks: tuple[int, float], side: int = 16) -> Vectors:
    """The vectors of blocks: the first row of each, and how many rows farther down it refers."""
    rows = [(side, side, top + side // 2, round(4 * down), 4) for top, down in blocks]
    return np.array(rows, _KIND)


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
