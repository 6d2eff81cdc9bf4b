"""Frame samples: a picture counts as repeated only if every sample is equal."""

from __future__ import annotations

import numpy as np
import pytest

from storyreel.inspection.frame_sample import FrameSampler
from storyreel.inspection.picture import Picture


def picture(width: int, height: int, changed: tuple[int, int, int] | None = None) -> Picture:
    """A grey picture with one sample changed: plane, row, column."""
    sides = [(height, width), (height // 2, width // 2), (height // 2, width // 2)]
    planes = [np.full(side, 99, np.uint8) for side in sides]
    if changed:
        plane, row, column = changed
        planes[plane][row, column] = 98
    return Picture(planes, 8, "bt709", limited=True)


@pytest.mark.parametrize("width", [320, 326])
@pytest.mark.parametrize(
    "changed", [(0, 0, 0), (0, 77, 3), (0, 179, -1), (1, 0, 1), (2, 89, -1), (2, 31, 5)]
)
def test_a_picture_with_one_different_sample_is_not_a_repeat(
    width: int, changed: tuple[int, int, int]
) -> None:
    sampler = FrameSampler()
    films = (picture(width, 180, shown) for shown in (None, None, changed, changed, None))
    repeated = [sampler.sample(shown, None) is None for shown in films]
    assert repeated == [False, True, False, True, False]
