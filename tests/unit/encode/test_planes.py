"""Incremental conversion compared with converting everything, the extension with swscale."""

from __future__ import annotations

from itertools import pairwise, starmap
from unittest.mock import Mock, patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyreel.drawing.damage import PixelRect
from storyreel.encode import planes as planes_module
from storyreel.encode.planes import Planes, plane_arrays
from storyreel.native import extension

SIZE = (426, 242)
"""Neither side is a multiple of the alignment of rectangles."""


def samples(planes: Planes) -> list[np.ndarray]:
    return [samples.copy() for samples in plane_arrays(planes.frames[0])]


def converted(pixels: np.ndarray, pix_fmt: str = "yuv420p") -> list[np.ndarray]:
    planes = Planes(pixels.shape[1], pixels.shape[0], pix_fmt)
    planes.update(pixels, ())
    return samples(planes)


def converted_by_swscale(pixels: np.ndarray) -> list[np.ndarray]:
    with patch.object(planes_module, "extension", None):
        return converted(pixels)


def noise(seed: int, width: int, height: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 4), dtype=np.uint8)


@st.composite
def rects(draw: st.DrawFn) -> PixelRect:
    left, top = draw(st.integers(0, SIZE[0] - 1)), draw(st.integers(0, SIZE[1] - 1))
    right = draw(st.integers(left + 1, min(SIZE[0], left + 70)))
    bottom = draw(st.integers(top + 1, min(SIZE[1], top + 70)))
    return PixelRect(left, top, right, bottom)


@st.composite
def pictures(draw: st.DrawFn) -> np.ndarray:
    """Of any colours, of black and white channels, or of one colour; every even size from 4 on."""
    width, height = (2 * draw(st.integers(2, most)) for most in (60, 12))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    values = draw(st.sampled_from([range(256), (0, 255)]))
    if draw(st.booleans()):
        return np.full((height, width, 4), rng.choice(values, 4), np.uint8)
    return rng.choice(values, (height, width, 4)).astype(np.uint8)


@pytest.mark.skipif(extension is None, reason="the extension is not compiled")
@given(pictures())
@settings(max_examples=200, deadline=None)
def test_the_extension_gives_what_swscale_gives(pixels: np.ndarray) -> None:
    for ours, theirs in zip(converted(pixels), converted_by_swscale(pixels), strict=True):
        assert np.array_equal(ours, theirs)


@pytest.mark.skipif(extension is None, reason="the extension is not compiled")
def test_the_extension_gives_what_swscale_gives_for_many_colors() -> None:
    """Every fifth level of each channel, as blocks of one colour."""
    levels = np.arange(0, 256, 5, dtype=np.uint8)
    colors = np.stack(np.meshgrid(levels, levels, levels, (255,)), axis=-1).reshape(-1, 208, 4)
    pixels = colors.astype(np.uint8).repeat(2, axis=0).repeat(2, axis=1)
    for ours, theirs in zip(converted(pixels), converted_by_swscale(pixels), strict=True):
        assert np.array_equal(ours, theirs)


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


@pytest.mark.parametrize(
    ("pix_fmt", "available", "calls"),
    [("yuv420p", True, 0), ("yuv420p", False, 1), ("yuv422p10le", True, 1)],
)
def test_swscale_is_used_where_the_extension_cannot_convert(
    pix_fmt: str, available: bool, calls: int
) -> None:
    planes = Planes(64, 48, pix_fmt)
    with (
        patch.object(planes_module, "extension", Mock() if available else None) as module,
        patch.object(planes, "_swscale", wraps=planes._swscale) as swscale,
    ):
        planes.update(noise(1, 64, 48), ())
    assert swscale.reformat.call_count == calls
    assert not module or module.fill_planes.call_count == 1 - calls


def test_pixels_outside_the_rectangles_are_not_converted() -> None:
    """The planted defect: damage that is declared too small."""
    pixels = noise(1, *SIZE)
    planes = Planes(*SIZE, "yuv420p")
    planes.update(pixels, ())
    pixels[100:140, 100:140] = 0
    planes.update(pixels, [PixelRect(100, 100, 120, 140)])
    assert not np.array_equal(samples(planes)[0], converted(pixels)[0])


@pytest.mark.parametrize("rows", [4, 6, 1090])
def test_conversion_in_strips_gives_the_whole_picture_at_any_even_height(rows: int) -> None:
    pixels = noise(3, 1920, rows)
    luma = 16 + 219 / 255 * (pixels[..., :3] @ np.array([0.2126, 0.7152, 0.0722]))
    assert np.abs(converted_by_swscale(pixels)[0] - luma).max() <= 1


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
            parts = [plane_arrays(frame)[index] for frame in planes.frames]
            assert np.array_equal(np.vstack(parts), whole)
    planes.cut()
    assert planes.update(pixels, ()) == 0
    assert np.array_equal(samples(planes)[0], converted(pixels)[0])


def test_bands_share_the_memory_of_the_picture() -> None:
    planes = Planes(*SIZE, "yuv420p")
    whole = plane_arrays(planes.frames[0])[0]
    planes.cut([slice(0, 32), slice(32, SIZE[1])])
    above, below = (plane_arrays(frame)[0] for frame in planes.frames)
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


@pytest.mark.parametrize("size", [(63, 48), (64, 47), (2, 48), (64, 2)])
def test_odd_and_short_sides_are_refused(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="even"):
        Planes(*size, "yuv420p")


def test_a_wrong_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="shape"):
        Planes(64, 48, "yuv420p").update(noise(1, 48, 64), ())
