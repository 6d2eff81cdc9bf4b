"""What is kept of a painted picture, to compare the decoded one with it later."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from storyreel.inspection.block_sums import Floats
from storyreel.native import extension

Pixels = npt.NDArray[np.uint8]
"""(rows, columns, RGBA)."""

_PATCH_SHARE = 68
"""A patch is this fraction of the picture's height, 16 pixels of 1080, but at least one block."""

_BLOCK = 16
"""Pixels that encoders transform together: an edge may affect the flat rest of its block."""


@dataclass(frozen=True, slots=True)
class PaintedFrame:
    """The samples of a painted picture that a decoded one is compared with.

    Large pictures are sampled at a step. It is odd for noise, which covers every place within an
    encoder's block, and even for colours, which meets the chroma samples.
    """

    height: int
    width: int
    noise_luma: Floats
    patch_sums: npt.NDArray[np.int32]
    """RGB of each patch: the sum of its samples."""

    lowest: Pixels
    highest: Pixels
    """RGB of each patch: the minimum and the maximum of all of its pixels, not only of samples."""

    @classmethod
    def of(cls, pixels: Pixels) -> PaintedFrame:
        """The samples of a painted picture: (height, width, RGBA), uint8."""
        height, width = pixels.shape[:2]
        luma = _painted_luma(pixels, noise_step(height))
        return cls(height, width, luma, _patch_sums(pixels), *_patch_extremes(pixels))


def noise_step(height: int) -> int:
    """Pixels from one sample of noise to the next, across and down, at a height in pixels."""
    return (height // 360) | 1


def color_step(height: int) -> int:
    """Pixels from one sample of colour to the next, across and down, at a height in pixels."""
    return 2 * max(1, height // 540)


def patch_side(height: int) -> int:
    """The side of a patch in pixels, a multiple of the step of colours."""
    step = color_step(height)
    return max(_BLOCK, height // _PATCH_SHARE) // step * step


def _painted_luma(pixels: Pixels, step: int) -> Floats:
    """Luma by BT.709 of every `step`-th pixel of every `step`-th row."""
    rows = pixels[::step]
    if not extension:
        return _luma_in_python(rows[:, ::step])
    luma = np.empty((len(rows), -(-pixels.shape[1] // step)), np.float32)
    extension.painted_luma(rows, step, luma)
    return luma


def _luma_in_python(pixels: Pixels) -> Floats:
    red, green, blue = (pixels[..., channel] for channel in range(3))
    luma: Floats = red * np.float32(0.2126)  # in place: faster than a matrix product
    luma += green * np.float32(0.7152)
    luma += blue * np.float32(0.0722)
    return luma


def _patches_of(pixels: Pixels) -> tuple[int, int]:
    """How many whole patches a picture has, down and across."""
    side = patch_side(pixels.shape[0])
    return pixels.shape[0] // side, pixels.shape[1] // side


def _patch_sums(pixels: Pixels) -> npt.NDArray[np.int32]:
    """RGB of each patch, summed over the samples at the step of colours."""
    step = color_step(pixels.shape[0])
    side = patch_side(pixels.shape[0]) // step
    if not extension:
        return _sums_in_python(pixels[::step, ::step, :3], side, *_patches_of(pixels))
    sums = np.empty((*_patches_of(pixels), 3), np.int32)
    extension.patch_sums(pixels[::step], step, side, sums)
    return sums


def _sums_in_python(samples: Pixels, side: int, down: int, across: int) -> npt.NDArray[np.int32]:
    patches = samples[: down * side, : across * side].reshape(down, side, across, side, 3)
    sums: npt.NDArray[np.int32] = patches.sum(axis=1, dtype=np.int32).sum(axis=2, dtype=np.int32)
    return sums


def _patch_extremes(
    pixels: Pixels,
) -> tuple[Pixels, Pixels]:
    """The minimum and the maximum of each patch."""
    if not extension:
        return _extreme_in_python(pixels, np.minimum), _extreme_in_python(pixels, np.maximum)
    lowest, highest = (np.empty((*_patches_of(pixels), 3), np.uint8) for _ in range(2))
    extension.patch_extremes(pixels, patch_side(pixels.shape[0]), lowest, highest)
    return lowest, highest


def _extreme_in_python(pixels: Pixels, pick: np.ufunc) -> Pixels:
    side = patch_side(pixels.shape[0])
    down, across = _patches_of(pixels)
    whole = pixels[: down * side, : across * side].reshape(down, side, across, side, 4)
    columns = pick.reduce(whole, axis=1)
    while columns.shape[2] % 2 == 0:  # whole rows of both halves, not four channels at a time
        half = columns.shape[2] // 2
        columns = pick(columns[:, :, :half], columns[:, :, half:])
    found: Pixels = pick.reduce(columns, axis=2)[..., :3]
    return found
