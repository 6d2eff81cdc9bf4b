"""How like a decoded picture is to the drawn one, by a formula of our own and not the encoder's.

The colours of a decoded picture are what a player would show that reads its tags, so a wrong or
missing tag is as visible here as a wrong conversion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log10
from typing import Any

import numpy as np
import numpy.typing as npt

from storyreel.inspection.stacked_planes import Array, Stacked

Floats = npt.NDArray[np.float32]
Plane = Array | Stacked

_WEIGHTS = {"bt709": (0.2126, 0.0722), "bt601": (0.299, 0.114)}
"""Of red and blue in luma (ITU-R BT.709 and BT.601)."""

_FLAT = 2
"""Most that the drawn values in a flat patch differ, of 255: a background gradient is flat."""

_PATCH_SHARE = 68
"""A patch is this part of the picture high, as 16 pixels of 1080, but never less than a block."""

_BLOCK = 16
"""Pixels that encoders treat as one: an edge may spoil the flat rest of its block."""

_NO_ERROR = 1e-5
_SAME_DB = 100.0
"""Stands for a picture without a difference, as a ratio with nothing is no number."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture: luma and the two chroma planes, and how its tags say to read them."""

    planes: Sequence[Plane]
    bits: int
    matrix: str
    """bt709 or bt601."""

    limited: bool

    def luma(self, step: int) -> Floats:
        """Luma from 0 to 255 at every `step`-th pixel of every `step`-th row."""
        return self._luma(self.planes[0][::step, ::step])

    def colors(self, step: int) -> Floats:
        """RGB from 0 to 255 at the same pixels; an even `step` meets chroma where it was taken."""
        height, width = self.planes[0].shape
        down, across = height // self.planes[1].shape[0], width // self.planes[1].shape[1]
        chroma = (plane[:: step // down, :: step // across] for plane in self.planes[1:])
        colors: Floats = np.clip(np.stack(self._rgb(self.luma(step), *chroma), axis=-1), 0, 255)
        return colors

    def at_grid(self, columns: int, rows: int) -> Picture:
        """The samples at a grid of points, as a picture that is not larger than that."""
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
    """A painted picture at the places where a decoded one is compared with it.

    Large pictures are looked at in a lattice. For noise its step is odd, so that every place within
    an encoder's block is met; for colours it is even, so that chroma is.
    """

    height: int
    width: int
    noise_luma: Floats
    colors: npt.NDArray[np.uint8]
    """RGB."""

    @classmethod
    def of(cls, pixels: npt.NDArray[np.uint8]) -> PaintedFrame:
        """The proof of a painted picture: (height, width, RGBA)."""
        height, width = pixels.shape[:2]
        noise, color = _noise_step(height), _color_step(height)
        red, green, blue = (pixels[::noise, ::noise, channel] for channel in range(3))
        luma: Floats = red * np.float32(0.2126)  # in place, and not as a product of matrices: fast
        luma += green * np.float32(0.7152)
        luma += blue * np.float32(0.0722)
        return cls(height, width, luma, pixels[::color, ::color, :3].copy())


@dataclass(frozen=True, slots=True)
class Fidelity:
    """Luma's peak signal-to-noise ratio in dB, and the worst flat patch.

    `patch_error` is the largest difference of a patch's mean in any of red, green and blue, of
    255; `patch_at` is the patch's centre in pixels, None in a picture without flat patches.
    """

    psnr: float
    patch_error: float
    patch_at: tuple[int, int] | None


def fidelity_of(drawn: PaintedFrame, decoded: Picture) -> Fidelity:
    """Compare what was drawn with a decoded picture of the same size.

    Raises ValueError for another size.
    """
    size = drawn.height, drawn.width
    if decoded.planes[0].shape != size:
        raise ValueError(f"{decoded.planes[0].shape} was decoded, {size} was drawn")
    return Fidelity(_psnr(drawn, decoded), *_worst_patch(drawn, decoded))


def _noise_step(height: int) -> int:
    return (height // 360) | 1


def _color_step(height: int) -> int:
    return 2 * max(1, height // 540)


def _psnr(drawn: PaintedFrame, decoded: Picture) -> float:
    seen = decoded.luma(_noise_step(drawn.height))
    error = float(np.mean((drawn.noise_luma - seen) ** 2))
    return 10 * log10(255**2 / error) if error > _NO_ERROR else _SAME_DB


def _worst_patch(drawn: PaintedFrame, decoded: Picture) -> tuple[float, tuple[int, int] | None]:
    """Patches are judged whose eight neighbours have the same colour: no edge reaches them."""
    step = _color_step(drawn.height)
    wanted, seen = drawn.colors, decoded.colors(step)
    side = max(_BLOCK, drawn.height // _PATCH_SHARE) // step
    down, across = wanted.shape[0] // side, wanted.shape[1] // side
    if down < 3 or across < 3:
        return 0.0, None
    shape = (down, side, across, side, 3)
    patches = wanted[: down * side, : across * side].reshape(shape)
    found = seen[: down * side, : across * side].reshape(shape)
    low = _around(_of_each(patches, np.minimum), np.minimum)
    high = _around(_of_each(patches, np.maximum), np.maximum)
    flat = (high - low).max(axis=-1) <= _FLAT
    if not flat.any():
        return 0.0, None
    sums = _of_each(patches.astype(np.float32), np.add), _of_each(found, np.add)
    errors = np.abs(sums[0] - sums[1]).max(axis=-1) / side**2
    inner = np.where(flat, errors[1:-1, 1:-1], -1)
    row, column = np.unravel_index(int(inner.argmax()), inner.shape)
    centre = (np.array([column, row]) + 1.5) * side * step
    return float(inner[row, column]), (int(centre[0]), int(centre[1]))


def _of_each(patches: npt.NDArray[Any], pick: np.ufunc) -> npt.NDArray[Any]:
    """One value of each patch, over its rows first: over both at once takes ten times as long."""
    result: npt.NDArray[Any] = pick.reduce(pick.reduce(patches, axis=1), axis=2)
    return result


def _around(values: npt.NDArray[np.uint8], pick: np.ufunc) -> npt.NDArray[np.uint8]:
    """The least or greatest of each inner patch and its eight neighbours."""
    across = pick(pick(values[:, :-2], values[:, 1:-1]), values[:, 2:])
    result: npt.NDArray[np.uint8] = pick(pick(across[:-2], across[1:-1]), across[2:])
    return result
