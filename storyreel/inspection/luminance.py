"""Relative luminance of sRGB colours, as defined by WCAG 2.2."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_WEIGHTS = np.array([0.2126, 0.7152, 0.0722])
_CODES = np.arange(256) / 255
LINEAR = np.where(_CODES <= 0.04045, _CODES / 12.92, ((_CODES + 0.055) / 1.055) ** 2.4)
"""The linear light of each sRGB code, from 0 to 1."""


def luminance(rgb: npt.ArrayLike) -> Floats:
    """Relative luminance, from 0 to 1, of sRGB colours (..., 3) from 0 to 255."""
    codes = np.clip(np.rint(np.asarray(rgb, np.float64)), 0, 255).astype(np.uint8)
    light: Floats = LINEAR[codes] @ _WEIGHTS
    return light
