"""The comparison of decoded and painted pictures, with planted differences."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from storyreel.encode.planes import Planes
from storyreel.inspection.decoder import picture_of
from storyreel.inspection.fidelity import Fidelity, fidelity_of
from storyreel.inspection.painted_frame import PaintedFrame
from storyreel.inspection.picture import Picture
from storyreel.inspection.rules.file import fidelity_violations


def drawn(height: int = 144) -> np.ndarray:
    """Pearl with a navy field: flat colours that cross the picture from side to side."""
    pixels = np.full((height, height * 16 // 9, 4), 250, np.uint8)
    pixels[: height // 2, :, :3] = (26, 54, 93)
    return pixels


def converted(pixels: np.ndarray, pix_fmt: str = "yuv420p") -> Picture:
    planes = Planes(pixels.shape[1], pixels.shape[0], pix_fmt)
    planes.update(pixels, ())
    kept.append(planes)
    return picture_of(planes.frames[0])


kept: list[Planes] = []  # a picture shares the memory of its frame


@pytest.mark.parametrize(
    ("pix_fmt", "height"), [("yuv420p", 144), ("yuv422p10le", 144), ("yuv420p", 1458)]
)
def test_a_conversion_alone_costs_next_to_nothing(pix_fmt: str, height: int) -> None:
    found = fidelity_of(PaintedFrame.of(drawn(height)), converted(drawn(height), pix_fmt))
    assert found.psnr > 50
    assert found.patch_error < 1.3


def test_a_wrong_matrix_is_measured_on_flat_patches() -> None:
    gold = drawn()
    gold[:72, :, :3] = (201, 162, 39)
    wrong = replace(converted(gold), matrix="bt601")
    assert fidelity_of(PaintedFrame.of(gold), wrong).patch_error > 3


def test_a_wrong_range_is_measured_on_flat_patches() -> None:
    wrong = replace(converted(drawn()), limited=False)
    assert fidelity_of(PaintedFrame.of(drawn()), wrong).patch_error > 3


def test_a_patch_of_another_colour_is_found_where_it_is() -> None:
    changed = drawn()
    changed[20:60, 100:140, 2] += 20
    found = fidelity_of(PaintedFrame.of(drawn()), converted(changed))
    assert found.patch_error > 15
    assert found.patch_at is not None
    assert 100 <= found.patch_at[0] < 140 and 20 <= found.patch_at[1] < 60


def test_an_edge_is_not_a_flat_patch() -> None:
    """The near miss: an edge moved by a pixel costs decibels, but no patch is off."""
    moved = np.roll(drawn(), 1, axis=0)
    moved[0] = moved[1]
    found = fidelity_of(PaintedFrame.of(drawn()), converted(moved))
    assert found.patch_error < 1.3
    assert found.psnr < 35


def test_noise_costs_decibels() -> None:
    noisy = np.clip(drawn() + np.random.default_rng(1).normal(0, 6, drawn().shape), 0, 255)
    assert fidelity_of(PaintedFrame.of(drawn()), converted(noisy.astype(np.uint8))).psnr < 36


def test_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="is not the painted"):
        fidelity_of(PaintedFrame.of(drawn(288)), converted(drawn()))


def test_a_picture_too_small_for_patches_is_compared_without_them() -> None:
    tiny = np.full((8, 8, 4), 200, np.uint8)
    assert fidelity_of(PaintedFrame.of(tiny), converted(tiny)).patch_at is None


@pytest.mark.parametrize(("height", "side"), [(240, 16), (1440, 20), (1632, 24)])
def test_each_patch_has_the_extremes_of_all_of_its_pixels(height: int, side: int) -> None:
    width = 3 * side + 7
    pixels = np.random.default_rng(5).integers(0, 256, (height, width, 4), np.uint8)
    painted = PaintedFrame.of(pixels)
    rows = height // side
    assert painted.lowest.shape == painted.highest.shape == (rows, 3, 3)
    for row, column in np.ndindex(rows, 3):
        area = slice(row * side, (row + 1) * side), slice(column * side, (column + 1) * side)
        patch = pixels[area][..., :3].reshape(-1, 3)
        assert (painted.lowest[row, column] == patch.min(axis=0)).all()
        assert (painted.highest[row, column] == patch.max(axis=0)).all()


def test_an_error_just_above_the_limit_reads_as_above_it() -> None:
    (violation,) = fidelity_violations({7: Fidelity(50.0, 3.04, (8, 8))})
    assert violation.message == "The flat colour at (8, 8) is off by 3.04 of 255; the maximum is 3."
