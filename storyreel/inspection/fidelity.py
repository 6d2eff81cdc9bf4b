"""Fidelity: the difference between a decoded picture and the painted one.

The colours of a decoded picture are those that a player shows, which reads its tags. A wrong or
missing tag is therefore as visible here as a wrong conversion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log10
from typing import Any

import numpy as np
import numpy.typing as npt

from storyreel.inspection.stacked_planes import Array, StackedPlane

Floats = npt.NDArray[np.float32]
Plane = Array | StackedPlane

_WEIGHTS = {"bt709": (0.2126, 0.0722), "bt601": (0.299, 0.114)}
"""The weights of red and blue in luma (ITU-R BT.709 and BT.601)."""

_FLAT = 2
"""The largest range of painted values in a flat patch, of 255; background gradients count as flat.
"""

_PATCH_SHARE = 68
"""A patch is this fraction of the picture's height, 16 pixels of 1080, but at least one block."""

_BLOCK = 16
"""Pixels that encoders transform together: an edge may affect the flat rest of its block."""

_NOISE_BLOCK = 8
"""Samples on each side of a block that is noise or not."""

_NOISE_STEP = 4
"""Of 255, the median difference between neighbouring samples from which on a block is noise."""

_HIDDEN = 0.03
"""Share of the variance of noise that an error may have without being seen: measured, encoders stay
below 0.01 on random pixels that move; a shift by one pixel gives 2, a wrong picture too."""

_NO_ERROR = 1e-5
_IDENTICAL_DB = 100.0
"""The PSNR of identical pictures, where the ratio is infinite."""


MIN_PSNR_DB = 38.0
MAX_PATCH_ERROR = 3.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture: luma and two chroma planes, with the tags that say how to read them."""

    planes: Sequence[Plane]
    bits: int
    matrix: str
    """bt709 or bt601."""

    limited: bool

    def luma(self, step: int) -> Floats:
        """Luma from 0 to 255 at every `step`-th pixel of every `step`-th row."""
        return self._luma(self.planes[0][::step, ::step])

    def colors(self, step: int) -> Floats:
        """RGB from 0 to 255 at the same pixels; an even `step` needs no interpolation."""
        height, width = self.planes[0].shape
        down, across = height // self.planes[1].shape[0], width // self.planes[1].shape[1]
        chroma = (plane[:: step // down, :: step // across] for plane in self.planes[1:])
        colors: Floats = np.clip(np.stack(self._rgb(self.luma(step), *chroma), axis=-1), 0, 255)
        return colors

    def at_grid(self, columns: int, rows: int) -> Picture:
        """The samples at a grid of points, as a small picture."""
        return replace(self, planes=[_at_grid(plane, columns, rows) for plane in self.planes])

    def points(self) -> Floats:
        """RGB from 0 to 255 as (3, rows, columns), of a picture with as much chroma as luma."""
        luma, *chroma = (plane[:] for plane in self.planes)
        return np.stack(self._rgb(self._luma(luma), *chroma)).clip(0, 255)

    def luma_points(self, columns: int, rows: int) -> Floats:
        """Luma from 0 to 255 at a grid of points."""
        return self._luma(_at_grid(self.planes[0], columns, rows))

    def _luma(self, samples: npt.NDArray[Any]) -> Floats:
        values = samples.astype(np.float32)
        values /= 2 ** (self.bits - 8)
        return (values - 16) * np.float32(255 / 219) if self.limited else values

    def _rgb(self, luma: Floats, *chroma: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], ...]:
        red_weight, blue_weight = _WEIGHTS[self.matrix]
        span = 224 / 255 if self.limited else 1.0
        blueness, redness = (
            (plane / np.float32(2 ** (self.bits - 8)) - 128) / np.float32(span) for plane in chroma
        )
        red = luma + redness * (2 - 2 * red_weight)
        blue = luma + blueness * (2 - 2 * blue_weight)
        green = (luma - red_weight * red - blue_weight * blue) / (1 - red_weight - blue_weight)
        return red, green, blue


def _at_grid(plane: Plane, columns: int, rows: int) -> npt.NDArray[Any]:
    """The samples in the middles of `rows` by `columns` equal parts of a plane."""
    down, across = (
        (2 * np.arange(count) + 1) * size // (2 * count)
        for count, size in zip((rows, columns), plane.shape, strict=True)
    )
    samples: npt.NDArray[Any] = plane.take(down, axis=0).take(across, axis=1)
    return samples


@dataclass(frozen=True, slots=True)
class PaintedFrame:
    """The samples of a painted picture that a decoded one is compared with.

    Large pictures are sampled at a step. It is odd for noise, which covers every place within an
    encoder's block, and even for colours, which meets the chroma samples.
    """

    height: int
    width: int
    noise_luma: Floats
    colors: npt.NDArray[np.uint8]
    """RGB."""

    lowest: npt.NDArray[np.uint8]
    highest: npt.NDArray[np.uint8]
    """RGB of each patch: the minimum and the maximum of all of its pixels, not only of samples."""

    @classmethod
    def of(cls, pixels: npt.NDArray[np.uint8]) -> PaintedFrame:
        """The samples of a painted picture: (height, width, RGBA), uint8."""
        height, width = pixels.shape[:2]
        noise, color = _noise_step(height), _color_step(height)
        red, green, blue = (pixels[::noise, ::noise, channel] for channel in range(3))
        luma: Floats = red * np.float32(0.2126)  # in place: faster than a matrix product
        luma += green * np.float32(0.7152)
        luma += blue * np.float32(0.0722)
        lowest, highest = (_of_patches(pixels, pick) for pick in (np.minimum, np.maximum))
        colors = pixels[::color, ::color, :3].copy()
        return cls(height, width, luma, colors, lowest, highest)


@dataclass(frozen=True, slots=True)
class Fidelity:
    """Luma's peak signal-to-noise ratio in dB, and the worst flat patch.

    `patch_error` is the largest difference of a patch's mean in any of red, green and blue, of
    255; `patch_at` is the patch's centre in pixels, None in a picture without flat patches.
    `hidden` says whether noise in the picture hides the errors that lower the PSNR.
    """

    psnr: float
    patch_error: float
    patch_at: tuple[int, int] | None
    hidden: bool = False

    @property
    def sufficient(self) -> bool:
        """Whether the decoded picture is close enough to the painted one."""
        alike = self.psnr >= MIN_PSNR_DB or self.hidden
        return alike and self.patch_error <= MAX_PATCH_ERROR


def fidelity_of(painted: PaintedFrame, decoded: Picture) -> Fidelity:
    """Compare a decoded picture with the painted one; raises ValueError where sizes differ."""
    size = painted.height, painted.width
    if decoded.planes[0].shape != size:
        raise ValueError(f"the decoded size {decoded.planes[0].shape} is not the painted {size}")
    errors = painted.noise_luma - decoded.luma(_noise_step(painted.height))
    psnr = _psnr(float(np.mean(errors**2)))
    hidden = psnr < MIN_PSNR_DB <= _psnr(_visible_error(painted.noise_luma, errors))
    return Fidelity(psnr, *_worst_patch(painted, decoded), hidden)


def _noise_step(height: int) -> int:
    return (height // 360) | 1


def _color_step(height: int) -> int:
    return 2 * max(1, height // 540)


def _patch_side(height: int) -> int:
    """The side of a patch in pixels, a multiple of the step of colours."""
    step = _color_step(height)
    return max(_BLOCK, height // _PATCH_SHARE) // step * step


def _psnr(error: float) -> float:
    """The PSNR of a mean squared error."""
    return 10 * log10(255**2 / error) if error > _NO_ERROR else _IDENTICAL_DB


def _visible_error(painted: Floats, errors: Floats) -> float:
    """The mean squared error, less what the noise of each block hides.

    Noise changes from most samples to the next one; text and graphics do not. A shifted or a wrong
    picture errs by about as much as noise varies, an encoder by a small share of that.
    """
    blocks, mistakes = (_blocks(each, _NOISE_BLOCK) for each in (painted, errors))
    steps = np.median(np.abs(np.diff(blocks, axis=3)), axis=(1, 3))
    hidden = np.where(steps >= _NOISE_STEP, _HIDDEN * blocks.var(axis=(1, 3)), 0)
    return float(np.maximum((mistakes**2).mean(axis=(1, 3)) - hidden, 0).mean())


def _blocks(values: Floats, side: int) -> Floats:
    """Whole square blocks of a plane, as (rows, side, columns, side)."""
    down, across = values.shape[0] // side, values.shape[1] // side
    return values[: down * side, : across * side].reshape(down, side, across, side)


def _worst_patch(painted: PaintedFrame, decoded: Picture) -> tuple[float, tuple[int, int] | None]:
    """The worst of the patches whose eight neighbours have the same colour, away from any edge."""
    step = _color_step(painted.height)
    expected, shown = painted.colors, decoded.colors(step)
    down, across = painted.lowest.shape[:2]
    if down < 3 or across < 3:
        return 0.0, None
    low, high = _around(painted.lowest, np.minimum), _around(painted.highest, np.maximum)
    flat = (high - low).max(axis=-1) <= _FLAT
    if not flat.any():
        return 0.0, None
    side = _patch_side(painted.height) // step
    shape = (down, side, across, side, 3)
    patches, found = (
        each[: down * side, : across * side].reshape(shape) for each in (expected, shown)
    )
    sums = _of_each(patches.astype(np.float32), np.add), _of_each(found, np.add)
    errors = np.abs(sums[0] - sums[1]).max(axis=-1) / side**2
    inner = np.where(flat, errors[1:-1, 1:-1], -1)
    row, column = np.unravel_index(int(inner.argmax()), inner.shape)
    centre = (np.array([column, row]) + 1.5) * side * step
    return float(inner[row, column]), (int(centre[0]), int(centre[1]))


def _of_patches(pixels: npt.NDArray[np.uint8], pick: np.ufunc) -> npt.NDArray[np.uint8]:
    """RGB of each whole patch of a picture: (rows, columns, 3)."""
    side = _patch_side(pixels.shape[0])
    down, across = pixels.shape[0] // side, pixels.shape[1] // side
    whole = pixels[: down * side, : across * side].reshape(down, side, across, side, 4)
    columns = pick.reduce(whole, axis=1)
    while columns.shape[2] % 2 == 0:  # whole rows of both halves, not four channels at a time
        half = columns.shape[2] // 2
        columns = pick(columns[:, :, :half], columns[:, :, half:])
    found: npt.NDArray[np.uint8] = pick.reduce(columns, axis=2)[..., :3]
    return found


def _of_each(patches: npt.NDArray[Any], pick: np.ufunc) -> npt.NDArray[Any]:
    """One value of each patch; reducing the rows first is ten times as fast as both at once."""
    result: npt.NDArray[Any] = pick.reduce(pick.reduce(patches, axis=1), axis=2)
    return result


def _around(values: npt.NDArray[np.uint8], pick: np.ufunc) -> npt.NDArray[np.uint8]:
    """The minimum or maximum over each inner patch and its eight neighbours."""
    across = pick(pick(values[:, :-2], values[:, 1:-1]), values[:, 2:])
    result: npt.NDArray[np.uint8] = pick(pick(across[:-2], across[1:-1]), across[2:])
    return result
