"""Rotations about an axis as matrices, in place of SciPy's for Manim.

Manim needs SciPy for this alone, and `scipy.spatial` takes a quarter of a second to import: a fifth
of the processor time of a short scene. The arithmetic is that of `scipy.spatial.transform.Rotation`
step by step, so the results are the same to the last bit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Vector: TypeAlias = npt.NDArray[np.float64]

_SMALL = 1e-3
"""Radians; below, the sine of half the angle over the angle comes from its series."""


@dataclass(frozen=True, slots=True)
class Rotation:
    """A rotation as a unit quaternion: what Manim uses of SciPy's class of that name."""

    x: float
    y: float
    z: float
    w: float

    @classmethod
    def from_rotvec(cls, rotvec: npt.ArrayLike) -> Rotation:
        """The rotation about a vector, by its length in radians."""
        x, y, z = map(float, np.asarray(rotvec, np.float64))
        length = math.sqrt(x * x + y * y + z * z)
        angle = length if math.isfinite(length) else math.nan  # as the sine in C
        if angle <= _SMALL:
            square = angle * angle
            scale = 0.5 - square / 48 + square * square / 3840
        else:
            scale = math.sin(angle / 2) / angle
        return cls(scale * x, scale * y, scale * z, math.cos(angle / 2))

    def as_matrix(self) -> Vector:
        """The (3, 3) matrix that rotates column vectors."""
        x, y, z, w = self.x, self.y, self.z, self.w
        x2, y2, z2, w2 = x * x, y * y, z * z, w * w
        xy, zw, xz, yw, yz, xw = x * y, z * w, x * z, y * w, y * z, x * w
        return np.array(
            [
                [x2 - y2 - z2 + w2, 2 * (xy - zw), 2 * (xz + yw)],
                [2 * (xy + zw), -x2 + y2 - z2 + w2, 2 * (yz - xw)],
                [2 * (xz - yw), 2 * (yz + xw), -x2 - y2 + z2 + w2],
            ]
        )
