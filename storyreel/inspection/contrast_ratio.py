"""Contrast of colours as WCAG 2.2 defines it, and the palette's colours that reach one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from storyreel.design.tokens import Color
from storyreel.drawing.paints import Paint
from storyreel.inspection.luminance import Floats, luminance

PALETTE: dict[str, str] = {
    name: value for name, value in vars(Color).items() if name.isupper() and value.startswith("#")
}


def contrast(one: npt.ArrayLike, other: npt.ArrayLike) -> Floats:
    """The contrast ratio of two relative luminances, from 1 to 21."""
    a, b = np.asarray(one), np.asarray(other)
    ratio: Floats = (np.maximum(a, b) + 0.05) / (np.minimum(a, b) + 0.05)
    return ratio


def painted_over(paint: Paint, backdrop: npt.NDArray[np.uint8]) -> Floats:
    """A paint's colours over the pixels of a backdrop: (colours, ..., 3), from 0 to 255."""
    layers = []
    for *rgb, alpha in paint.colors:
        share = alpha / 65535
        layers.append(np.array(rgb) / 257 * share + backdrop.astype(np.float64) * (1 - share))
    return np.stack(layers)


def rgb_of(color: str) -> tuple[int, int, int]:
    """`#1A365D` as numbers from 0 to 255."""
    red, green, blue = bytes.fromhex(color.removeprefix("#"))
    return red, green, blue


def hex_of(rgb: tuple[int, ...]) -> str:
    """Numbers from 0 to 255 as `#1A365D`."""
    return "#" + "".join(f"{channel:02X}" for channel in rgb)


def nearest_passing(rgb: npt.ArrayLike, backdrop: npt.ArrayLike, minimum: float) -> str | None:
    """The palette's colour nearest to `rgb` whose contrast with `backdrop` reaches `minimum`.

    Returns its name and value, `NAVY (#1A365D)`; None where no colour reaches it.
    """
    wanted, behind = np.asarray(rgb, np.float64), luminance(backdrop)
    passing = [
        (float(((np.array(rgb_of(value)) - wanted) ** 2).sum()), f"{name} ({value})")
        for name, value in PALETTE.items()
        if contrast(luminance(rgb_of(value)), behind).min() >= minimum
    ]
    return min(passing)[1] if passing else None
