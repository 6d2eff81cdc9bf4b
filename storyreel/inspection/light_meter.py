"""The light meter: flashes, changes, and empty or dark pictures, measured on frame samples.

It keeps the last sample and small maps of one second. Rules judge what it measures.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

from storyreel.inspection.block_sums import Floats, block_sums
from storyreel.inspection.frame_sample import BLOCK, COLUMNS, ROWS, FrameSample
from storyreel.inspection.luminance import LINEAR
from storyreel.native import extension

_POINT_AREA = (1024 // COLUMNS) ** 2
_WINDOW = (341 // (1024 // COLUMNS), 256 // (1024 // COLUMNS))
"""Columns and rows of 341 by 256 pixels: ten degrees of the field of view (WCAG 2.3.1)."""

FLASH_AREA = 21_824
"""Pixels, a quarter of the window; a smaller flash is harmless."""

SWING = 0.10
DARKER = 0.80
"""A swing of relative luminance counts if it is at least SWING, and its dark side below DARKER."""

MAX_SWINGS, SAFE_SWINGS = 6, 4
"""Per second; a flash is a pair of opposing swings."""

_TOGETHER_S = 0.1
"""Points that swing within this time swing together: a flash may take some frames to rise."""

_AROUND = 8
"""Points per side of a point's surroundings: two degrees of the field of view."""

_AROUND_SHARE = 0.5
"""Share of SWING that the mean around a point must swing: half of it, at the edge of a flash."""

_MAX_CHANGE = np.float32(1024)
"""Codes of 8 bits, of which points differ by 255 at most."""

_LINEAR = LINEAR.astype(np.float32)

Map = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Flashing:
    """The largest number of swings of a dangerous area in the second before a frame."""

    frame: int
    swings: int
    area: int
    """Pixels of a picture 1024 wide with more than SAFE_SWINGS."""


@dataclass(frozen=True, slots=True)
class Light:
    """The measurements of a video, with a value for each decoded frame.

    `flat` is the share of the picture without structure, `dark` the share that is black,
    `repeated` whether the picture equals the previous one bit for bit, `change` the difference of
    the mean colour of the block that changed most, of 255, and `moved` the mean change of all
    points, of 255.
    """

    flat: tuple[float, ...] = ()
    dark: tuple[float, ...] = ()
    repeated: tuple[bool, ...] = ()
    change: tuple[float, ...] = ()
    moved: tuple[float, ...] = ()
    flashes: tuple[Flashing, ...] = ()


class LightMeter:
    """Measures frame samples in order; `light` is the result so far."""

    def __init__(self, rate: Fraction | None) -> None:
        """`rate` is that of the video, in frames per second, if known."""
        self._flat: list[float] = []
        self._dark: list[float] = []
        self._repeated: list[bool] = []
        self._change: list[float] = []
        self._moved: list[float] = []
        self._flashes: list[Flashing] = []
        self._swings = _Swings(max(1, round(rate or 30)))
        self._points: Map | None = None

    def take(self, sample: FrameSample | None) -> None:
        """Add a picture; None repeats the previous one bit for bit."""
        self._repeated.append(sample is None)
        if sample is None:  # the measurements of the previous picture apply
            for values in (self._flat, self._dark):
                values.append(values[-1])
            self._change.append(0.0)
            self._moved.append(0.0)
            self._note(self._swings.hold())
            return
        points = sample.points()
        before = points if self._points is None else self._points
        change = points - before
        self._points = points
        self._change.append(float(np.abs(_block_means(change)).max()))
        self._moved.append(_mean_change(points, before))
        self._flat.append(sample.flat)
        self._dark.append(sample.dark)
        self._note(self._swings.take(_luminance(points)))

    @property
    def light(self) -> Light:
        return Light(
            tuple(self._flat),
            tuple(self._dark),
            tuple(self._repeated),
            tuple(self._change),
            tuple(self._moved),
            tuple(self._flashes),
        )

    def _note(self, found: tuple[int, int]) -> None:
        swings, area = found
        if swings > SAFE_SWINGS:
            self._flashes.append(Flashing(len(self._repeated) - 1, swings, area))


class _Turns:
    """Finds the points of a map of luminances that complete a swing against their last one."""

    def __init__(self, shape: tuple[int, int], least: float) -> None:
        self._least = least
        self._extreme: Map | None = None
        self._rising = np.zeros(shape, np.int8)

    def take(self, light: Map) -> tuple[Map, Map]:
        """Maps of the swings upwards and downwards."""
        if self._extreme is None:
            self._extreme = light.copy()
        if not extension:
            return self._turned(light, self._extreme)
        up, down = np.empty_like(light, np.bool_), np.empty_like(light, np.bool_)
        extension.turns(light, self._extreme, self._rising, up, down, self._least, DARKER)
        return up, down

    def _turned(self, light: Map, extreme: Map) -> tuple[Map, Map]:
        rising = self._rising
        up, down = light - extreme >= self._least, extreme - light >= self._least
        dark = np.minimum(light, extreme) < DARKER
        turned = dark & up & (rising <= 0), dark & down & (rising >= 0)
        # The extreme follows a point that continues in the same direction.
        further = ((rising > 0) & (light > extreme)) | ((rising < 0) & (light < extreme))
        extreme[further | up | down] = light[further | up | down]
        rising[up], rising[down] = 1, -1
        return turned


class _Swings:
    """Counts, at every point, the swings of the last second that a large area made together.

    Text or a pattern that moves makes points swing, but not the mean luminance around them. A point
    counts only if that mean swings, too.
    """

    def __init__(self, frames: int) -> None:
        self._maps: deque[Map | None] = deque(maxlen=frames)
        self._count = np.zeros((ROWS, COLUMNS), np.int16)
        self._points = _Turns((ROWS, COLUMNS), SWING)
        self._blocks = _Turns((ROWS // _AROUND, COLUMNS // _AROUND), SWING * _AROUND_SHARE)
        together = max(1, round(frames * _TOGETHER_S))
        self._recent: tuple[deque[tuple[Map, Map]], ...] = tuple(
            deque(maxlen=together) for _ in ("up", "down")
        )

    def hold(self) -> tuple[int, int]:
        """Add a frame without change."""
        return self._push(None)

    def take(self, light: Map) -> tuple[int, int]:
        """The largest number of swings of a dangerous area, and that area in pixels."""
        swings: Map | None = None
        turns = zip(
            self._points.take(light), self._blocks.take(_block_means(light, _AROUND)), strict=True
        )
        for recent, now in zip(self._recent, turns, strict=True):
            recent.append(now)
            points, around = (reduce(np.logical_or, maps) for maps in zip(*recent, strict=True))
            if _area(points) <= FLASH_AREA:
                continue
            together = points & around.repeat(_AROUND, axis=0).repeat(_AROUND, axis=1)
            if _largest_area(together) > FLASH_AREA:
                swings = together.astype(np.int16) + (0 if swings is None else swings)
                recent.clear()
        return self._push(swings)

    def _push(self, swings: Map | None) -> tuple[int, int]:
        if len(self._maps) == self._maps.maxlen and self._maps[0] is not None:
            self._count -= self._maps[0]
        self._maps.append(swings)
        if swings is not None:
            self._count += swings
        for least in range(int(self._count.max()), SAFE_SWINGS, -1):
            if _largest_area(self._count >= least) > FLASH_AREA:
                return least, _largest_area(self._count > SAFE_SWINGS)
        return 0, 0


def _area(marked: Map) -> int:
    """The marked area, in pixels of a picture 1024 wide."""
    return int(np.count_nonzero(marked)) * _POINT_AREA


def _largest_area(marked: Map) -> int:
    """The largest marked area in any window, in pixels of a picture 1024 wide."""
    if _area(marked) <= FLASH_AREA:
        return 0
    sums = np.zeros((ROWS + 1, COLUMNS + 1), np.int32)
    sums[1:, 1:] = marked.cumsum(axis=0).cumsum(axis=1)
    wide, high = _WINDOW
    inside = sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]
    return int(inside.max()) * _POINT_AREA


def _block_means(values: Map, side: int = BLOCK) -> Map:
    """The mean of each block, over the last two axes."""
    means: Map = block_sums(values, side) / side**2
    return means


def _mean_change(one: Floats, other: Floats) -> float:
    """The mean difference of points, each in whole 2^-16 of a code: their sum is exact."""
    total = extension.total_change(one, other) if extension else _total_in_python(one, other)
    return total / 2**16 / one.size


def _total_in_python(one: Floats, other: Floats) -> int:
    change = np.minimum(np.abs(one - other), _MAX_CHANGE)
    return int(np.rint(change * 2**16).astype(np.int64).sum())


def _luminance(points: Floats) -> Map:
    """Relative luminance of sRGB points (3, rows, columns)."""
    if not extension:
        return _luminance_in_python(points)
    light = np.empty(points.shape[1:], np.float32)
    extension.luminance(points.reshape(3, -1), _LINEAR[None], light.reshape(1, -1))
    return light


def _luminance_in_python(points: Floats) -> Map:
    red, green, blue = _LINEAR.take(points.astype(np.uint8))
    light: Map = red * np.float32(0.2126) + green * np.float32(0.7152) + blue * np.float32(0.0722)
    return light
