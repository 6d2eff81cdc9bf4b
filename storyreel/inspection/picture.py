"""A decoded picture, and samples of it in the colours that a player shows.

A player reads a picture's tags. A wrong or missing tag therefore shows here as wrong colours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from storyreel.inspection.stacked_planes import Array, StackedPlane
from storyreel.native import extension

Floats = npt.NDArray[np.float32]
Plane = Array | StackedPlane

_WEIGHTS = {"bt709": (0.2126, 0.0722), "bt601": (0.299, 0.114)}
"""The weights of red and blue in luma (ITU-R BT.709 and BT.601)."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture: luma and two chroma planes, with the tags that say how to read them."""

    planes: Sequence[Plane]
    bits: int
    matrix: str
    """bt709 or bt601."""

    limited: bool

    def at_grid(self, columns: int, rows: int) -> Picture:
        """The samples at a grid of points, as a small picture with as much chroma as luma."""
        return replace(self, planes=[grid_of(plane, columns, rows) for plane in self.planes])

    def at_steps(self, step: int) -> Picture:
        """The samples of every `step`-th pixel of every `step`-th row, as a small picture.

        It has as much chroma as luma; an even step needs no interpolation.
        """
        height, width = self.planes[0].shape
        steps = ((step * len(p) // height, step * p.shape[1] // width) for p in self.planes)
        planes = zip(self.planes, steps, strict=True)
        return replace(self, planes=[plane[::down, ::across] for plane, (down, across) in planes])

    def luma(self, samples: npt.NDArray[Any]) -> Floats:
        """Luma from 0 to 255, of samples of the first plane."""
        values = samples.astype(np.float32)
        values /= 2 ** (self.bits - 8)
        return (values - 16) * np.float32(255 / 219) if self.limited else values

    def points(self) -> Floats:
        """RGB from 0 to 255 as (3, rows, columns), of a picture with as much chroma as luma."""
        planes = [plane[:] for plane in self.planes]
        if not extension:
            return self._points_in_python(*planes)
        luma, blue, red = map(np.ascontiguousarray, planes)
        points = np.empty((3, *luma.shape), np.float32)
        weights = _WEIGHTS[self.matrix]
        extension.convert_colors(luma, blue, red, self.bits, *weights, self.limited, points)
        return points

    def _points_in_python(self, luma: Array, *chroma: Array) -> Floats:
        red_weight, blue_weight = _WEIGHTS[self.matrix]
        span = 224 / 255 if self.limited else 1.0
        light = self.luma(luma)
        blueness, redness = (
            (plane / np.float32(2 ** (self.bits - 8)) - 128) / np.float32(span) for plane in chroma
        )
        red = light + redness * (2 - 2 * red_weight)
        blue = light + blueness * (2 - 2 * blue_weight)
        green = (light - red_weight * red - blue_weight * blue) / (1 - red_weight - blue_weight)
        return np.stack((red, green, blue)).clip(0, 255)


def grid_of(plane: Plane, columns: int, rows: int) -> Array:
    """The samples in the middles of `rows` by `columns` equal parts of a plane."""
    if not extension:
        return _grid_in_python(plane, columns, rows)
    parts = _parts(plane)
    samples = np.empty((rows, columns), parts[0][0].dtype)
    for part, top in parts:
        extension.pick_grid(part, top, len(plane), samples)
    return samples


def _grid_in_python(plane: Plane, columns: int, rows: int) -> Array:
    down, across = (
        (2 * np.arange(count) + 1) * size // (2 * count)
        for count, size in zip((rows, columns), plane.shape, strict=True)
    )
    samples: Array = plane.take(down, axis=0).take(across, axis=1)
    return samples


def _parts(plane: Plane) -> Sequence[tuple[Array, int]]:
    """The arrays of a plane, each with its first row."""
    return plane.placed if isinstance(plane, StackedPlane) else [(plane, 0)]
