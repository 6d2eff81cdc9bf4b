"""The light meter: what a film does to the eye, from glances at its pictures, one after another.

Nothing is kept but the last glance and a second of small maps. What the meter measures, rules
judge.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from storyreel.inspection.frame_sample import BLOCK, COLUMNS, ROWS, FrameSample
from storyreel.inspection.luminance import LINEAR

_POINT_AREA = (1024 // COLUMNS) ** 2
_WINDOW = (341 // (1024 // COLUMNS), 256 // (1024 // COLUMNS))
"""Columns and rows of 341 by 256 pixels: ten degrees of the field of view."""

FLASH_AREA = 21_824
"""Pixels, a quarter of the window: a smaller flash is harmless."""

SWING = 0.10
DARKER = 0.80
"""A swing of relative luminance counts from this much on, and if its dark side is below that."""

MOST_SWINGS, GOOD_SWINGS = 6, 4
"""In one second: a flash is a pair of opposing swings."""

_TOGETHER_S = 0.1
"""Points that swing within so long swing at once, as a flash may take some frames to rise."""

_AROUND = 8
"""Points a side of a point's surroundings, two degrees of the field of view."""

_AROUND_SHARE = 0.5
"""How far the mean of the surroundings must swing: at the edge of a flash half of them is in it."""

_LINEAR = LINEAR.astype(np.float32)

Map = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Flashing:
    """The most swings that a dangerous area makes within the second before a frame."""

    frame: int
    swings: int
    area: int
    """Pixels of a picture 1024 wide that make more than GOOD_SWINGS."""


@dataclass(frozen=True, slots=True)
class Light:
    """What was measured of a film, a value for each decoded frame.

    `flat` is the share of the picture that shows nothing, `dark` the share that is black,
    `repeated` whether the picture is bit for bit the one before, `change` how far the mean colour
    of the block that changed the most did, of 255, and `moved` the mean change of all points.
    """

    flat: tuple[float, ...] = ()
    dark: tuple[float, ...] = ()
    repeated: tuple[bool, ...] = ()
    change: tuple[float, ...] = ()
    moved: tuple[float, ...] = ()
    flashes: tuple[Flashing, ...] = ()


class LightMeter:
    """Takes in glances at pictures in order; `light` is what they add up to."""

    def __init__(self, rate: Fraction | None) -> None:
        """`rate` is that of the film, in frames per second, where it is known."""
        self._flat: list[float] = []
        self._dark: list[float] = []
        self._repeated: list[bool] = []
        self._change: list[float] = []
        self._moved: list[float] = []
        self._flashes: list[Flashing] = []
        self._swings = _Swings(max(1, round(rate or 30)))
        self._points: Map | None = None

    def take(self, sample_grid: FrameSample | None) -> None:
        """Add a picture; None repeats the one before, bit for bit."""
        self._repeated.append(sample_grid is None)
        if sample_grid is None:  # what was measured of the picture before holds for this one
            for values in (self._flat, self._dark):
                values.append(values[-1])
            self._change.append(0.0)
            self._moved.append(0.0)
            self._note(self._swings.hold())
            return
        points = sample_grid.points()
        before = points if self._points is None else self._points
        change = points - before
        self._points = points
        self._change.append(float(np.abs(_block_means(change)).max()))
        self._moved.append(float(np.abs(change).mean()))
        self._flat.append(sample_grid.flat)
        self._dark.append(sample_grid.dark)
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
        if swings > GOOD_SWINGS:
            self._flashes.append(Flashing(len(self._repeated) - 1, swings, area))


class _Turns:
    """Where, on a map of luminances, a swing against the last one has just been completed."""

    def __init__(self, shape: tuple[int, int], least: float) -> None:
        self._least = least
        self._extreme: Map | None = None
        self._rising = np.zeros(shape, np.int8)

    def take(self, light: Map) -> tuple[Map, Map]:
        """Maps of the swings upwards and downwards."""
        if self._extreme is None:
            self._extreme = light.copy()
        extreme, rising = self._extreme, self._rising
        up, down = light - extreme >= self._least, extreme - light >= self._least
        dark = np.minimum(light, extreme) < DARKER
        turned = dark & up & (rising <= 0), dark & down & (rising >= 0)
        # On the way further in the same direction, the extreme goes along.
        further = ((rising > 0) & (light > extreme)) | ((rising < 0) & (light < extreme))
        extreme[further | up | down] = light[further | up | down]
        rising[up], rising[down] = 1, -1
        return turned


class _Swings:
    """Counts, at every point, the swings of the last second that a large area made at once.

    What only moves by, text or a pattern, makes points swing and leaves the light of its
    surroundings as it was; a point counts where the mean around it swings, too.
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
        """A frame in which nothing changes."""
        return self._push(None)

    def take(self, light: Map) -> tuple[int, int]:
        """The most swings over a dangerous area, and that area in pixels."""
        swings: Map | None = None
        turns = zip(
            self._points.take(light), self._blocks.take(_block_means(light, _AROUND)), strict=True
        )
        for recent, now in zip(self._recent, turns, strict=True):
            recent.append(now)
            points, around = (np.logical_or.reduce(maps) for maps in zip(*recent, strict=True))
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
        for least in range(int(self._count.max()), GOOD_SWINGS, -1):
            if _largest_area(self._count >= least) > FLASH_AREA:
                return least, _largest_area(self._count > GOOD_SWINGS)
        return 0, 0


def _largest_area(there: Map) -> int:
    """The most that any window holds of a map, in pixels of a picture 1024 wide."""
    if int(there.sum()) * _POINT_AREA <= FLASH_AREA:
        return 0
    sums = np.zeros((ROWS + 1, COLUMNS + 1), np.int32)
    sums[1:, 1:] = there.cumsum(axis=0).cumsum(axis=1)
    wide, high = _WINDOW
    inside = sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]
    return int(inside.max()) * _POINT_AREA


def _block_means(values: Map, side: int = BLOCK) -> Map:
    """The mean of each block, over the last two axes."""
    rows = np.add.reduceat(values, range(0, ROWS, side), axis=-2)
    resources: Map = np.add.reduceat(rows, range(0, COLUMNS, side), axis=-1) / side**2
    return resources


def _luminance(points: Map) -> Map:
    """Relative luminance of sRGB points (3, rows, columns)."""
    red, green, blue = _LINEAR[points.astype(np.uint8)]
    light: Map = red * np.float32(0.2126) + green * np.float32(0.7152) + blue * np.float32(0.0722)
    return light
