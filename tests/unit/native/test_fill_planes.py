"""`fill_planes` compared with its formula, beside the edges of memory and with wrong arrays."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyreel.native import extension

pytestmark = pytest.mark.skipif(extension is None, reason="the extension is not compiled")

LUMA, CB, CR = (5983, 20127, 2032), (-3298, -11094, 14392), (14392, -13073, -1320)
"""Weights of red, green and blue, in 2^-15."""

GUARD = 7
"""No sample has this level: black is 16."""


def values(pixels: np.ndarray, weights: tuple[int, ...], black: int) -> np.ndarray:
    """In 64ths of a level, rounded."""
    sums: np.ndarray = pixels[..., :3].astype(np.int64) @ weights
    return (sums + (black << 15) + 256) >> 9


def by_formula(pixels: np.ndarray) -> list[np.ndarray]:
    rows, columns, _ = pixels.shape
    luma = (values(pixels, LUMA, 16) + 32) >> 6
    chroma = (
        values(pixels, weights, 128).reshape(rows // 2, 2, columns // 2, 2).sum((1, 3))
        for weights in (CB, CR)
    )
    return [luma, *((sums + 128) >> 8 for sums in chroma)]


def filled(pixels: np.ndarray) -> list[np.ndarray]:
    """The planes, filled inside larger ones whose other samples must stay as they are."""
    around = [np.full((height, width + 2), GUARD, np.uint8) for height, width in sizes(pixels)]
    planes = [plane[:, 1:-1] for plane in around]
    extension.fill_planes(pixels, *planes)
    for plane in around:
        assert (plane[:, [0, -1]] == GUARD).all()
    return planes


def sizes(pixels: np.ndarray) -> list[tuple[int, int]]:
    rows, columns, _ = pixels.shape
    return [(rows, columns), (rows // 2, columns // 2), (rows // 2, columns // 2)]


def noise(seed: int, rows: int, columns: int, levels: range | tuple[int, ...]) -> np.ndarray:
    return np.random.default_rng(seed).choice(levels, (rows, columns, 4)).astype(np.uint8)


@given(
    st.integers(0, 2**32),
    st.integers(0, 4),
    st.integers(0, 40),
    st.sampled_from([range(256), (0, 255), (0,), (255,)]),
)
@settings(max_examples=200, deadline=None)
def test_planes_follow_the_formula_at_every_even_size(
    seed: int, blocks_down: int, blocks_across: int, levels: range | tuple[int, ...]
) -> None:
    pixels = noise(seed, 2 * blocks_down, 2 * blocks_across, levels)
    for ours, expected in zip(filled(pixels), by_formula(pixels), strict=True):
        assert np.array_equal(ours, expected)


@given(st.integers(0, 20), st.integers(0, 20), st.integers(1, 40), st.booleans())
@settings(max_examples=100, deadline=None)
def test_pixels_may_be_any_part_of_a_picture(
    top: int, left: int, blocks_across: int, upside_down: bool
) -> None:
    whole = noise(1, 32, 100, range(256))
    pixels = whole[top : top + 12, left : left + 2 * blocks_across]
    if upside_down:
        pixels = pixels[::-1]
    for ours, expected in zip(filled(pixels), by_formula(pixels), strict=True):
        assert np.array_equal(ours, expected)


def test_the_ends_of_the_range_are_met() -> None:
    ends = {LUMA: (16, 235), CB: (16, 240), CR: (16, 240)}
    for weights, plane in ((LUMA, 0), (CB, 1), (CR, 2)):
        for sign, level in zip((-1, 1), ends[weights], strict=True):
            pixels = np.zeros((2, 32, 4), np.uint8)
            pixels[..., :3] = np.where(np.multiply(weights, sign) > 0, 255, 0)
            assert (filled(pixels)[plane] == level).all()


ARRAYS = [np.zeros(shape, np.uint8) for shape in ((4, 36, 4), (4, 36), (2, 18), (2, 18))]
PIXELS, Y, U, V = range(4)


def read_only(array: np.ndarray) -> np.ndarray:
    array.flags.writeable = False
    return array


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (PIXELS, np.zeros((4, 34, 4), np.uint8)),
        (PIXELS, np.zeros((6, 36, 4), np.uint8)),
        (PIXELS, np.zeros((4, 36, 4), np.uint16)),
        (PIXELS, np.zeros((4, 48, 3), np.uint8)),
        (PIXELS, np.zeros((4, 144), np.uint8)),
        (PIXELS, np.zeros((4, 72, 4), np.uint8)[:, ::2]),
        (PIXELS, None),
        (Y, np.zeros((4, 35), np.uint8)),
        (Y, np.zeros((2, 36), np.uint8)),
        (Y, np.zeros((4, 36), np.uint16)),
        (Y, np.zeros((4, 72), np.uint8)[:, ::2]),
        (Y, read_only(np.zeros((4, 36), np.uint8))),
        (U, np.zeros((2, 17), np.uint8)),
        (U, np.zeros((3, 18), np.uint8)),
        (U, np.zeros((2, 18), np.uint16)),
        (U, np.zeros((18, 2), np.uint8).T),
        (V, np.zeros((2, 19), np.uint8)),
        (V, np.zeros((1, 18), np.uint8)),
        (V, read_only(np.zeros((2, 18), np.uint8))),
        (V, b"18 bytes of a text"),
    ],
)
def test_wrong_arrays_are_refused(place: int, wrong: object) -> None:
    arrays: list[Any] = [array.copy() for array in ARRAYS]
    right = arrays[:place] + arrays[place + 1 :]
    arrays[place] = wrong
    with pytest.raises(ValueError, match=r"array|planes"):
        extension.fill_planes(*arrays)
    assert not any(array.any() for array in right)


@pytest.mark.parametrize("place", [*range(4), None])
def test_no_array_is_held_after_the_call(place: int | None) -> None:
    arrays: list[Any] = [array.copy() for array in ARRAYS]
    if place is not None:
        arrays[place] = arrays[place][:0]
    views: list[Any] = [memoryview(array) for array in arrays]
    with nullcontext() if place is None else pytest.raises(ValueError, match="planes"):
        extension.fill_planes(*views)
    for view in views:
        view.release()  # a view that is in use raises BufferError


@pytest.mark.parametrize(("rows", "columns"), [(4, 35), (3, 36)])
def test_odd_sides_are_refused(rows: int, columns: int) -> None:
    pixels = np.zeros((rows, columns, 4), np.uint8)
    with pytest.raises(ValueError, match="planes"):
        extension.fill_planes(pixels, *(np.zeros(size, np.uint8) for size in sizes(pixels)))
