"""Shadow masks: integer interpolation compared with floating point."""

from __future__ import annotations

import numpy as np
import pytest

from storyreel.drawing.damage import PixelRect
from storyreel.paint.shadow_mask import enlarged, mask_scale, tinted


@pytest.mark.parametrize(("sigma", "grain"), [(0.1, 1), (7.9, 1), (8, 2), (40, 8), (1e6, 128)])
def test_a_coarse_mask_still_resolves_the_blur(sigma: float, grain: int) -> None:
    assert mask_scale(sigma) == grain


@pytest.mark.parametrize(("grain", "error"), [(1, 0), (2, 0.5), (8, 0.5), (16, 0.57), (128, 1)])
def test_pixels_are_interpolated_between_those_of_the_mask(grain: int, error: float) -> None:
    mask = np.random.default_rng(grain).integers(0, 256, (9, 12), dtype=np.uint8)
    left, top = 3, 5
    part = PixelRect((left + 1) * grain, (top + 1) * grain, (left + 11) * grain, (top + 8) * grain)
    rows, columns = ((np.arange(a, b) + 0.5) / grain - 0.5 for a, b in (part[1::2], part[::2]))
    across = np.array([np.interp(columns - left, range(12), line) for line in mask.astype(float)])
    expected = np.array([np.interp(rows - top, range(9), line) for line in across.T]).T
    found = enlarged(mask, grain, left, top, part)
    assert found.shape == (part.height, part.width)
    assert np.abs(found - expected).max() <= error + 1e-9


def test_a_part_is_cut_from_the_whole() -> None:
    mask = np.random.default_rng(0).integers(0, 256, (20, 20), dtype=np.uint8)
    whole = enlarged(mask, 4, 0, 0, PixelRect(4, 4, 72, 72))
    part = enlarged(mask, 4, 0, 0, PixelRect(13, 27, 44, 61))
    assert (part == whole[27 - 4 : 61 - 4, 13 - 4 : 44 - 4]).all()


def test_a_part_that_is_the_same_in_every_row_or_column_is_a_line_of_the_whole() -> None:
    line = np.random.default_rng(1).integers(0, 256, (1, 20), dtype=np.uint8)
    for mask in (np.tile(line, (20, 1)), np.tile(line.T, (1, 20))):
        even = enlarged(mask, 32, 0, 0, PixelRect(64, 64, 300, 300))
        assert 1 in even.shape
        mask[-1, -1] ^= 255  # far away
        other = enlarged(mask, 32, 0, 0, PixelRect(64, 64, 608, 608))
        assert (other[:236, :236] == even).all()


def test_a_tint_is_premultiplied() -> None:
    mask = np.array([[0, 128, 255]], np.uint8)
    shade = tinted(mask, (65535, 32768, 0, 9))
    assert shade.view(np.uint8).reshape(1, 3, 4).tolist() == [
        [[0, 0, 0, 0], [128, 64, 0, 128], [255, 128, 0, 255]]
    ]
