"""Fidelity: the difference between a decoded picture and the painted one."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

import numpy as np
import numpy.typing as npt

from storyreel.inspection.block_sums import block_sums
from storyreel.inspection.painted_frame import (
    PaintedFrame,
    color_step,
    noise_step,
    patch_side,
)
from storyreel.inspection.picture import Floats, Picture
from storyreel.inspection.stacked_planes import Array
from storyreel.native import extension

_FLAT = 2
"""The largest range of painted values in a flat patch, of 255; background gradients count as flat.
"""

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


_MAX_ERROR = np.float32(1024)
"""Codes of 8 bits, of which decoded samples are far within."""

_SQUARES = 2**20
"""Squared errors are added in these parts."""

MIN_PSNR_DB = 38.0
MAX_PATCH_ERROR = 3.0


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
    step = noise_step(painted.height)
    shown = np.ascontiguousarray(decoded.planes[0][::step, ::step])
    psnr = _psnr(_squared_error(painted.noise_luma, shown, decoded) / shown.size)
    hidden = psnr < MIN_PSNR_DB and _is_hidden(painted.noise_luma, decoded.luma(shown))
    return Fidelity(psnr, *_worst_patch(painted, decoded), hidden)


def _psnr(error: float) -> float:
    """The PSNR of a mean squared error."""
    return 10 * log10(255**2 / error) if error > _NO_ERROR else _IDENTICAL_DB


def _squared_error(painted: Floats, shown: Array, picture: Picture) -> float:
    """The sum of the squared errors of luma, of samples of a decoded picture."""
    if extension:
        total = extension.squared_error(painted, shown, picture.bits, picture.limited)
    else:
        total = _total_in_python(painted - picture.luma(shown))
    return total / _SQUARES


def _total_in_python(errors: Floats) -> int:
    """The sum of squares in 2^-20, exact in any order: from errors in 2^-16, each rounded."""
    parts = np.rint(errors.clip(-_MAX_ERROR, _MAX_ERROR) * 2**16).astype(np.int64)
    return int((parts**2 + 2**11 >> 12).sum())


def _is_hidden(painted: Floats, shown: Floats) -> bool:
    """Whether noise in the picture hides the errors."""
    return _psnr(_visible_error(painted, painted - shown)) >= MIN_PSNR_DB


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
    down, across = painted.lowest.shape[:2]
    if down < 3 or across < 3:
        return 0.0, None
    low, high = _around(painted.lowest, np.minimum), _around(painted.highest, np.maximum)
    flat = (high - low).max(axis=-1) <= _FLAT
    if not flat.any():
        return 0.0, None
    step = color_step(painted.height)
    side = patch_side(painted.height) // step
    expected = painted.patch_sums.transpose(2, 0, 1).astype(np.float32)
    found = block_sums(decoded.at_steps(step).points(), side)[:, :down, :across]
    errors = np.abs(expected - found).max(axis=0) / side**2
    inner = np.where(flat, errors[1:-1, 1:-1], -1)
    row, column = np.unravel_index(int(inner.argmax()), inner.shape)
    centre = (np.array([column, row]) + 1.5) * side * step
    return float(inner[row, column]), (int(centre[0]), int(centre[1]))


def _around(values: npt.NDArray[np.uint8], pick: np.ufunc) -> npt.NDArray[np.uint8]:
    """The minimum or maximum over each inner patch and its eight neighbours."""
    across = pick(pick(values[:, :-2], values[:, 1:-1]), values[:, 2:])
    result: npt.NDArray[np.uint8] = pick(pick(across[:-2], across[1:-1]), across[2:])
    return result
