"""The comparator of pictures fails where it should, and says where they differ."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.pictures import AssertAlike, AssertGolden, Rgba

PICTURE = np.full((20, 30, 4), 200, np.uint8)


def planted(level: int) -> Rgba:
    changed = PICTURE.copy()
    changed[7, 11, 1] -= level
    return changed


def test_equal_pictures_pass(assert_alike_here: AssertAlike) -> None:
    assert assert_alike_here(PICTURE.copy(), PICTURE, "same").worst == 0


def test_one_level_in_one_pixel_fails_and_is_shown(
    assert_alike_here: AssertAlike, tmp_path: Path
) -> None:
    with pytest.raises(AssertionError, match="worst 1 at column 11, row 7") as caught:
        assert_alike_here(planted(1), PICTURE, "planted")
    assert "[200, 199, 200, 200] against [200, 200, 200, 200]" in str(caught.value)
    kept = {path.name for path in tmp_path.iterdir()}
    assert kept == {f"planted-{kind}.png" for kind in ("actual", "expected", "difference")}
    difference = np.array(Image.open(tmp_path / "planted-difference.png"))
    assert np.argwhere(difference).tolist() == [[7, 11]]


def test_each_tolerance_is_a_bound_of_its_own(assert_alike_here: AssertAlike) -> None:
    pixel = 1 / 600
    assert_alike_here(planted(60), PICTURE, "ok", mean=60 * pixel, level=60)
    assert_alike_here(planted(60), PICTURE, "ok", mean=60 * pixel, share_over_level=pixel)
    with pytest.raises(AssertionError, match=r"mean 0\.1000"):
        assert_alike_here(planted(60), PICTURE, "mean", mean=59 * pixel, level=60)
    with pytest.raises(AssertionError, match=r"share over 59 0\.001667 of 0"):
        assert_alike_here(planted(60), PICTURE, "level", mean=1, level=59)


def test_pictures_of_other_sizes_fail(assert_alike_here: AssertAlike) -> None:
    with pytest.raises(AssertionError, match="against"):
        assert_alike_here(PICTURE[:10], PICTURE, "size", mean=255)


def test_a_missing_golden_picture_fails(assert_alike_here: AssertAlike) -> None:
    with pytest.raises(pytest.fail.Exception, match="no golden"):
        AssertGolden(assert_alike_here)(PICTURE, "never-kept")
