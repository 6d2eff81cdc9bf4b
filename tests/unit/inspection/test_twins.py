"""What the extension computes of pictures is bit for bit what its twins in Python compute."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple
from types import ModuleType
from typing import Any
from unittest.mock import patch

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.inspection import (
    block_sums,
    fidelity,
    frame_sample,
    light_meter,
    painted_frame,
    picture,
)
from storyreel.inspection.painted_frame import PaintedFrame
from storyreel.inspection.picture import Picture
from storyreel.inspection.stacked_planes import StackedPlane
from storyreel.native import extension

pytestmark = pytest.mark.skipif(extension is None, reason="the extension is not compiled")

seeds = st.integers(0, 2**32 - 1)
short = st.integers(1, 70)
wide = st.integers(1, 40) | st.integers(500, 530) | st.sampled_from([1023, 1024, 1025])
"""Columns around the blocks in which rows are worked on."""


def same(module: ModuleType, function: Callable[[], Any]) -> Any:
    """The result of a function of a module, with and without the extension."""
    found = function()
    with patch.object(module, "extension", None):
        twin = function()
    assert bits(found) == bits(twin)
    return found


def bits(values: Any) -> Any:
    if isinstance(values, np.ndarray):
        return values.dtype, values.shape, values.tobytes()
    return [bits(value) for value in values] if isinstance(values, tuple) else values


def samples(seed: int, shape: tuple[int, ...], most: int = 255) -> npt.NDArray[Any]:
    """Samples, many of them extreme, whose rows are apart in memory."""
    random = np.random.default_rng(seed)
    *rows, columns = shape
    kind = np.uint8 if most < 256 else np.uint16
    values = random.integers(0, most, (*rows, columns + 3), kind, endpoint=True)
    extreme = random.choice(np.array([0, 1, most - 1, most], kind), values.shape)
    return np.where(random.random(values.shape) < 0.2, extreme, values)[..., :columns]


def pixels(seed: int, rows: int, columns: int) -> npt.NDArray[np.uint8]:
    """RGBA pixels whose rows are apart in memory."""
    return samples(seed, (rows, columns + 1, 4)).copy()[:, :columns]


def codes(seed: int, shape: tuple[int, ...]) -> npt.NDArray[np.float32]:
    """Codes from 0 to 255 with fractions, many of them equal."""
    random = np.random.default_rng(seed)
    values = random.choice(np.array([0, 8, 16, 127.5, 255]), shape)
    noise = random.random(shape) * random.choice([0, 1e-3, 20])
    found: npt.NDArray[np.float32] = np.clip(values + noise, 0, 255).astype(np.float32)
    return found


@given(seeds, short, short, st.integers(1, 90), st.integers(1, 90), st.booleans())
def test_samples_at_a_grid(
    seed: int, height: int, width: int, rows: int, columns: int, deep: bool
) -> None:
    plane = samples(seed, (height, width), 1023 if deep else 255)
    found = same(picture, lambda: picture.grid_of(plane, columns, rows))
    cuts = sorted(np.random.default_rng(seed).integers(1, height, 2)) if height > 1 else []
    stacked = StackedPlane([part for part in np.split(plane, cuts) if len(part)])
    assert np.array_equal(picture.grid_of(stacked, columns, rows), found)
    same(picture, lambda: picture.grid_of(stacked, columns, rows))


@given(
    seeds,
    st.integers(1, 5),
    wide,
    st.sampled_from([(8, 255), (10, 1023), (16, 65535), (8, 65535), (32, 65535)]),
    st.sampled_from(["bt709", "bt601"]),
    st.booleans(),
)
def test_colours_of_points_are_the_same(
    seed: int, rows: int, columns: int, depth: tuple[int, int], matrix: str, limited: bool
) -> None:
    planes = [samples(seed + plane, (rows, columns), depth[1]) for plane in range(3)]
    shown = Picture(planes, depth[0], matrix, limited)
    points = same(picture, shown.points)
    assert points.min() >= 0 and points.max() <= 255


@given(seeds, st.integers(1, 30), wide, st.integers(1, 9), st.integers(0, 3))
def test_sums_of_blocks_are_the_same(
    seed: int, rows: int, columns: int, side: int, pictures: int
) -> None:
    shape = (pictures, rows, columns) if pictures else (rows, columns)
    values = codes(seed, shape) - np.float32(100)
    same(block_sums, lambda: block_sums.block_sums(values, side))
    same(block_sums, lambda: block_sums.block_sums(values[::2], side))


@given(seeds, st.sampled_from([16, 31, 50, 719, 1080, 1458]), wide)
def test_what_is_kept_of_painted_frames_is_the_same(seed: int, height: int, width: int) -> None:
    painted = pixels(seed, height, width)
    same(painted_frame, lambda: astuple(PaintedFrame.of(painted)))


@given(seeds, short, wide, st.booleans(), st.booleans())
def test_squared_errors_are_the_same(
    seed: int, rows: int, columns: int, deep: bool, limited: bool
) -> None:
    luma = codes(seed, (rows, columns))
    shown = samples(seed, (rows, columns), 1023 if deep else 255)
    tags = Picture([], 10 if deep else 8, "bt709", limited)
    same(fidelity, lambda: fidelity._squared_error(luma, shown, tags))


@given(seeds, short, short)
def test_points_of_the_median_color(seed: int, rows: int, columns: int) -> None:
    points = codes(seed, (3, rows, columns))
    same(frame_sample, lambda: frame_sample._alike(points))


@given(seeds, short, wide)
def test_changes_of_points(seed: int, rows: int, columns: int) -> None:
    one, other = codes(seed, (3, rows, columns)), codes(seed + 1, (3, rows, columns))
    same(light_meter, lambda: light_meter._mean_change(one, other))
    same(light_meter, lambda: light_meter._mean_change(one, other - np.float32(9000)))


@given(seeds, short, wide)
def test_luminance_is_the_same(seed: int, rows: int, columns: int) -> None:
    points = codes(seed, (3, rows, columns))
    same(light_meter, lambda: light_meter._luminance(points))


@given(seeds, short, wide, st.sampled_from([0.05, 0.1, 0.3]))
def test_turns_over_some_frames(seed: int, rows: int, columns: int, least: float) -> None:
    lights = [codes(seed + frame, (rows, columns)) / np.float32(255) for frame in range(5)]

    def turned() -> tuple[Any, ...]:
        turns = light_meter._Turns((rows, columns), least)
        found = [turns.take(light) for light in lights]
        return (*found, turns._extreme, turns._rising)

    same(light_meter, turned)


def bytes_of(*shape: int) -> npt.NDArray[np.uint8]:
    return np.zeros(shape, np.uint8)


def floats_of(*shape: int) -> npt.NDArray[np.float32]:
    return np.zeros(shape, np.float32)


FITTING: dict[str, tuple[Any, ...]] = {
    "alike_points": (floats_of(3, 4, 5), 8.0),
    "block_sums": (floats_of(3, 8, 9), 4, floats_of(3, 2, 2)),
    "convert_colors": (
        *(bytes_of(4, 6) for _ in range(3)),
        8,
        0.2,
        0.1,
        True,
        floats_of(3, 4, 6),
    ),
    "luminance": (floats_of(3, 20), floats_of(1, 256), floats_of(1, 20)),
    "painted_luma": (bytes_of(4, 7, 4), 3, floats_of(4, 3)),
    "patch_extremes": (bytes_of(9, 8, 4), 4, bytes_of(2, 2, 3), bytes_of(2, 2, 3)),
    "patch_sums": (bytes_of(9, 16, 4), 2, 4, np.zeros((2, 2, 3), np.int32)),
    "pick_grid": (bytes_of(5, 6), 2, 9, bytes_of(3, 4)),
    "squared_error": (floats_of(4, 6), bytes_of(4, 6), 8, True),
    "total_change": (floats_of(3, 4, 5), floats_of(3, 4, 5)),
    "turns": (
        floats_of(4, 6),
        floats_of(4, 6),
        np.zeros((4, 6), np.int8),
        np.zeros((4, 6), np.bool_),
        np.zeros((4, 6), np.bool_),
        0.1,
        0.8,
    ),
}


@pytest.mark.parametrize("name", FITTING)
def test_arguments_that_do_not_fit_are_refused(name: str) -> None:
    """An array with a row, a column or an item size less, unaligned or read-only, each in turn."""
    function = getattr(extension, name)
    function(*FITTING[name])
    arrays = [index for index, each in enumerate(FITTING[name]) if isinstance(each, np.ndarray)]
    refused = 0
    for index in arrays:
        for wrong in wrong_arrays(FITTING[name][index]):
            arguments = list(FITTING[name])
            arguments[index] = wrong
            with pytest.raises(ValueError, match=r"\w"):
                function(*arguments)
            refused += 1
    assert refused >= 2


def wrong_arrays(array: npt.NDArray[Any]) -> list[Any]:
    """Arrays like this one that no function takes."""
    wider = np.zeros(array.shape, np.complex128)
    mirrored = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)[..., ::2]
    return [wider, mirrored, array.ravel(), None]


@pytest.mark.parametrize(
    ("name", "index", "value"),
    [
        ("alike_points", 0, floats_of(2, 4, 5)),
        ("alike_points", 0, floats_of(3, 0)),
        ("block_sums", 1, 0),
        ("block_sums", 1, 513),
        ("block_sums", 2, floats_of(3, 2, 3)),
        ("block_sums", 2, floats_of(2, 2, 2)),
        ("convert_colors", 0, bytes_of(4, 5)),
        ("convert_colors", 1, np.zeros((4, 6), np.uint16)),
        ("convert_colors", 3, 7),
        ("convert_colors", 3, 33),
        ("convert_colors", 7, floats_of(3, 4, 5)),
        ("luminance", 1, floats_of(1, 255)),
        ("luminance", 2, floats_of(1, 19)),
        ("painted_luma", 0, bytes_of(4, 7, 3)),
        ("painted_luma", 1, 0),
        ("painted_luma", 1, -3),
        ("painted_luma", 1, 2),
        ("painted_luma", 2, floats_of(3, 3)),
        ("patch_extremes", 1, 0),
        ("patch_extremes", 1, 2**62),
        ("patch_extremes", 1, 3),
        ("patch_extremes", 2, bytes_of(3, 2, 3)),
        ("patch_sums", 1, 0),
        ("patch_sums", 1, 3),
        ("patch_sums", 2, 0),
        ("patch_sums", 2, 5),
        ("patch_sums", 2, 2**40),
        ("patch_sums", 3, np.zeros((3, 2, 3), np.int32)),
        ("pick_grid", 0, bytes_of(5, 0)),
        ("pick_grid", 1, -1),
        ("pick_grid", 1, 5),
        ("pick_grid", 2, 2**40),
        ("pick_grid", 3, np.zeros((3, 4), np.uint16)),
        ("squared_error", 1, bytes_of(4, 5)),
        ("squared_error", 2, 0),
        ("total_change", 1, floats_of(3, 4, 4)),
        ("turns", 4, np.zeros((4, 5), np.bool_)),
    ],
)
def test_sizes_and_numbers_that_do_not_fit_are_refused(name: str, index: int, value: Any) -> None:
    arguments = list(FITTING[name])
    arguments[index] = value
    with pytest.raises(ValueError, match=r"\w"):
        getattr(extension, name)(*arguments)


def test_what_is_written_to_must_be_writable() -> None:
    luma = floats_of(4, 3)
    luma.flags.writeable = False
    with pytest.raises(ValueError, match="access"):
        extension.painted_luma(bytes_of(4, 7, 4), 3, luma)


def test_numbers_must_be_aligned() -> None:
    unaligned = np.zeros(4 * 20 + 1, np.uint8)[1:].view(np.float32).reshape(4, 5)
    with pytest.raises(ValueError, match="aligned"):
        extension.total_change(unaligned, floats_of(4, 5))
