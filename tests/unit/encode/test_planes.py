"""Incremental conversion compared with converting everything, and with the formula of BT.709."""

from __future__ import annotations

from itertools import pairwise, starmap

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyreel.drawing.damage import PixelRect
from storyreel.encode.planes import Planes, plane_array

SIZE = (426, 242)
"""Neither side is a multiple of the alignment of rectangles."""


def samples(planes: Planes) -> list[np.ndarray]:
    return [plane_array(planes.frames[0], index).copy() for index in range(3)]


def converted(pixels: np.ndarray, pix_fmt: str = "yuv420p") -> list[np.ndarray]:
    planes = Planes(pixels.shape[1], pixels.shape[0], pix_fmt)
    planes.update(pixels, ())
    return samples(planes)


def noise(seed: int, width: int, height: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 4), dtype=np.uint8)


@st.composite
def rects(draw: st.DrawFn) -> PixelRect:
    left, top = draw(st.integers(0, SIZE[0] - 1)), draw(st.integers(0, SIZE[1] - 1))
    right = draw(st.integers(left + 1, min(SIZE[0], left + 70)))
    bottom = draw(st.integers(top + 1, min(SIZE[1], top + 70)))
    return PixelRect(left, top, right, bottom)


@pytest.mark.parametrize("pix_fmt", ["yuv420p", "yuv422p10le"])
@given(damage=st.lists(rects(), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_rectangles_give_what_the_whole_picture_gives(
    pix_fmt: str, damage: list[PixelRect]
) -> None:
    pixels = noise(1, *SIZE)
    planes = Planes(*SIZE, pix_fmt)
    planes.update(pixels, ())
    other = noise(2, *SIZE)
    for rect in damage:
        inside = np.s_[rect.top : rect.bottom, rect.left : rect.right]
        pixels[inside] = other[inside]
    planes.update(pixels, damage)
    for ours, whole in zip(samples(planes), converted(pixels, pix_fmt), strict=True):
        assert np.array_equal(ours, whole)


def test_pixels_outside_the_rectangles_are_not_converted() -> None:
    """The planted defect: damage that is declared too small."""
    pixels = noise(1, *SIZE)
    planes = Planes(*SIZE, "yuv420p")
    planes.update(pixels, ())
    pixels[100:140, 100:140] = 0
    planes.update(pixels, [PixelRect(100, 100, 120, 140)])
    assert not np.array_equal(samples(planes)[0], converted(pixels)[0])


@pytest.mark.parametrize("rows", [2, 6, 1090])
def test_conversion_in_strips_gives_the_whole_picture_at_any_even_height(rows: int) -> None:
    pixels = noise(3, 1920, rows)
    planes = Planes(1920, rows, "yuv420p")
    planes.update(pixels, ())
    below = samples(planes)
    luma = 16 + 219 / 255 * (pixels[..., :3] @ np.array([0.2126, 0.7152, 0.0722]))
    assert np.abs(below[0] - luma).max() <= 1


@pytest.mark.parametrize(
    "color", ["FAFAFA", "F0F4F8", "2D3748", "1A365D", "C9A227", "A6831B", "FFFFFF", "000000"]
)
def test_the_palette_is_bt709_in_limited_range(color: str) -> None:
    red, green, blue = (channel / 255 for channel in bytes.fromhex(color))
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    expected = (
        16 + 219 * luma,
        128 + 224 * (blue - luma) / 1.8556,
        128 + 224 * (red - luma) / 1.5748,
    )
    pixels = np.zeros((16, 16, 4), np.uint8)
    pixels[...] = (*bytes.fromhex(color), 255)
    for plane, value in zip(converted(pixels), expected, strict=True):
        assert len(np.unique(plane)) == 1
        assert abs(int(plane[0, 0]) - value) < 0.75


def test_a_held_frame_converts_nothing_and_keeps_its_frame_object() -> None:
    planes = Planes(64, 48, "yuv420p")
    pixels = noise(4, 64, 48)
    (frame,) = planes.frames
    assert planes.update(pixels, ()) == 64 * 48
    before = samples(planes)
    assert planes.update(pixels, ()) == 0
    assert planes.frames[0] is frame
    assert all(np.array_equal(a, b) for a, b in zip(before, samples(planes), strict=True))


@given(rects())
@settings(max_examples=30, deadline=None)
def test_the_picture_stays_when_it_is_cut_into_other_bands(rect: PixelRect) -> None:
    pixels = noise(1, *SIZE)
    planes = Planes(*SIZE, "yuv420p")
    planes.update(pixels, ())
    for edges in ((0, 32, 64, 242), (0, 128, 242)):
        bands = list(starmap(slice, pairwise(edges)))
        pixels[rect.top : rect.bottom, rect.left : rect.right] += 9
        planes.cut(bands)
        assert planes.update(pixels, [rect]) < 80 * 80
        pixels[rect.top : rect.bottom, rect.left : rect.right] += 9
        planes.update(pixels, [rect])
        for index, whole in enumerate(converted(pixels)):
            parts = [plane_array(frame, index) for frame in planes.frames]
            assert np.array_equal(np.vstack(parts), whole)
    planes.cut()
    assert planes.update(pixels, ()) == 0
    assert np.array_equal(samples(planes)[0], converted(pixels)[0])


def test_bands_share_the_memory_of_the_picture() -> None:
    planes = Planes(*SIZE, "yuv420p")
    whole = plane_array(planes.frames[0], 0)
    planes.cut([slice(0, 32), slice(32, SIZE[1])])
    above, below = (plane_array(frame, 0) for frame in planes.frames)
    whole[40] = 7
    assert (below[8] == 7).all()
    assert np.shares_memory(above, whole)


def test_twice_the_size_converts_at_most_four_times_the_pixels() -> None:
    small, large = Planes(128, 96, "yuv420p"), Planes(256, 192, "yuv420p")
    for planes in (small, large):
        planes.update(noise(5, planes.width, planes.height), ())
    once = small.update(noise(6, 128, 96), [PixelRect(8, 8, 40, 24)])
    twice = large.update(noise(6, 256, 192), [PixelRect(16, 16, 80, 48)])
    assert twice <= 4 * once


@pytest.mark.parametrize("size", [(63, 48), (64, 47)])
def test_odd_sides_are_refused(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="even"):
        Planes(*size, "yuv420p")


def test_a_wrong_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="shape"):
        Planes(64, 48, "yuv420p").update(noise(1, 48, 64), ())
