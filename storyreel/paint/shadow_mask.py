"""Shadow masks: a small blurred mask enlarged and coloured, in integer arithmetic.

`blend_shadow` of the extension does all of this, and blends the result onto pixels.
"""

from __future__ import annotations

from functools import lru_cache
from math import floor, log2

import numpy as np
import numpy.typing as npt

from storyreel.drawing.damage import PixelRect
from storyreel.drawing.paints import Rgba

Mask = npt.NDArray[np.uint8]

_MIN_SIGMA = 4.0
"""Pixels of the mask; a blur that wide shows no trace of the enlargement."""

_MAX_RANGES = 256
"""Ranges of pixels with cached weights; most parts begin and end at the edges of tiles."""


def mask_scale(sigma: float) -> int:
    """How many pixels of the picture make a pixel of the mask for a blur of `sigma`.

    A power of two up to 128, so that the blur has a sigma of 4 to 8 pixels of the mask.
    """
    return int(2 ** min(max(0, floor(log2(sigma / _MIN_SIGMA))), 7))


def enlarged(mask: Mask, grain: int, left: int, top: int, part: PixelRect) -> Mask:
    """The pixels of `part`, interpolated linearly from a mask that is `grain` times coarser.

    `left` and `top` are the mask's position in its own pixels; it extends a pixel beyond the part
    on each side. The result has the part's height and width, or 1 instead where all rows or all
    columns are equal, as in the inside and at the straight edges of a shadow.
    """
    whole = 2 * grain
    columns, across = _weights(part.left, part.right, grain)
    rows, _ = _weights(part.top, part.bottom, grain)
    columns, rows = columns - left, rows - top
    used = mask[rows[0] : rows[-1] + 2, columns[0] : columns[-1] + 2]
    if (used == used[:, :1]).all():
        columns, across = columns[:1], across[:1]
    columns = columns - columns[0]
    coarse = used.astype(np.uint16)
    wide = coarse.take(columns, 1) * (whole - across) + coarse.take(columns + 1, 1) * across
    # The rest fits into 16 bits, including negative differences; the upper eight are the result.
    lift = 8 - 2 * (whole.bit_length() - 1)
    if lift < 0:
        wide = (wide + np.uint16(1 << -lift >> 1)) >> np.uint16(-lift)
    else:
        wide <<= np.uint16(lift)
    lines = wide * np.uint16(whole) + np.uint16(128)
    if (used == used[:1]).all():
        return _upper(lines[:1])
    steps = np.diff(wide, axis=0)[:, None]
    _, weights = _weights(grain // 2, grain // 2 + grain, grain)
    full = steps * weights[:, None]
    full += lines[:-1, None]
    skipped = (part.top - grain // 2) % grain
    return _upper(full.reshape(-1, len(columns))[skipped : skipped + part.height])


def _upper(values: npt.NDArray[np.uint16]) -> Mask:
    """The upper eight bits of the values, which are changed."""
    values >>= np.uint16(8)
    result: Mask = values.astype(np.uint8)
    return result


def tinted(mask: Mask, color: Rgba) -> npt.NDArray[np.uint32]:
    """A mask in an opaque colour, as premultiplied RGBA packed into one number per pixel."""
    levels = np.arange(256, dtype=np.uint32)[:, None]
    channels = np.array([*color[:3], 65535], np.uint32)
    table = ((levels * channels + 32767) // 65535).astype(np.uint8).view(np.uint32)[:, 0]
    return table.take(mask, mode="wrap")  # saves checking the indices, all valid


@lru_cache(maxsize=_MAX_RANGES)
def _weights(
    start: int, stop: int, grain: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint16]]:
    """Per pixel, the mask's pixel before its centre, and the next one's weight in 2 `grain`."""
    before, weight = np.divmod(2 * np.arange(start, stop) + 1 - grain, 2 * grain)
    return before, weight.astype(np.uint16)
