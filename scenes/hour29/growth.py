#!/usr/bin/env python3
"""Grow the ridges of a fingerprint from a digest, and write `ridges.py`.

    python3 -m scenes.hour29.growth DIGEST...

The 64 characters of a digest are a square of 8 by 8 numbers. Each turns the direction in which
ridges run at its place; between them the turn is interpolated. The whorl that is turned, the grains
that grow and the number of passes are the same for every print, so equal digests give equal prints,
and different digests different ones.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import wrap
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Field: TypeAlias = npt.NDArray[np.float64]
Edge: TypeAlias = tuple[int, int, int]
"""A side of a cell: 0 for one between neighbours in a row, 1 in a column; row and column."""

SIDE = 384
"""Samples along a side of the square in which a print grows."""
SPACING = 19.0
"""Distance of two ridges, in samples."""
TURN = 0.6
"""By how much the lowest and the highest digit turn a ridge, in radians."""
TALL = 1.25
"""How much taller than wide the whorl is."""
PASSES = 16
DIRECTIONS = 16
WIDTH, HEIGHT = 0.80, 0.97
"""Half the width and height of the print, as shares of half the square."""
LEVEL = 0.33
"""The level of the grown pattern at which ridges end; the lower, the thicker."""
FINE = 2
"""Samples of the outline for each sample of the growth."""
STEP = 10.0
"""Distance of two points of an outline, in samples of the outline."""
SPECK = 300.0
"""The least area of a ridge, in squared samples of the outline."""
GRID = 10_000
"""Units of the stored numbers in half the height of a print."""


def grown(digest: str) -> tuple[npt.NDArray[np.int64], ...]:
    """The outlines of the ridges and of the islands in them: points of shape (n, 2).

    The unit is half the height of the print over GRID; y points downwards. Ridges and islands run
    in opposite directions, so that either fill rule leaves islands out.
    """
    pattern = _shaped(_pattern(_directions(digest)))
    middle, unit = len(pattern) / 2, len(pattern) / 2 * HEIGHT
    loops = (_resampled(loop) for loop in _outlines(pattern, LEVEL))
    return tuple(
        np.rint((loop - middle) / unit * GRID).astype(np.int64)
        for loop in loops
        if _area(loop) >= SPECK
    )


def _square() -> tuple[Field, Field]:
    """The coordinates of the samples, from -1 to 1."""
    line = (np.arange(SIDE) - SIDE / 2) / (SIDE / 2)
    x, y = np.meshgrid(line, line)
    return x, y


def _directions(digest: str) -> Field:
    """The angle of the ridges at each sample."""
    digits = np.array([int(character, 16) for character in digest], np.float64)
    weights = _between_eight()
    turns: Field = weights @ ((digits.reshape(8, 8) - 7.5) / 7.5) @ weights.T
    x, y = _square()
    whorl: Field = np.arctan2(x * TALL, -y / TALL)
    return whorl + TURN * turns


def _between_eight() -> Field:
    """The shares of eight numbers at each sample of a line: Catmull-Rom splines."""
    at = np.linspace(0, 7, SIDE)
    first = np.minimum(at.astype(int), 6)
    t = at - first
    shares = np.stack(
        [
            -t + 2 * t**2 - t**3,
            2 - 5 * t**2 + 3 * t**3,
            t + 4 * t**2 - 3 * t**3,
            t**3 - t**2,
        ]
    )
    weights = np.zeros((SIDE, 8))
    for offset, share in zip(range(-1, 3), shares / 2, strict=True):
        np.add.at(weights, (np.arange(SIDE), np.clip(first + offset, 0, 7)), share)
    return weights


def _pattern(directions: Field) -> Field:
    """Grains that grow along the directions until ridges fill the square."""
    filters = [_filter(index * np.pi / DIRECTIONS) for index in range(DIRECTIONS)]
    place = directions % np.pi / np.pi * DIRECTIONS
    lower = place.astype(int) % DIRECTIONS
    share = place % 1
    image = _smooth(_grains(), 2.0)
    for _ in range(PASSES):
        spectrum = np.fft.rfft2(image)
        answers = np.stack([np.fft.irfft2(spectrum * each, image.shape) for each in filters])
        here = np.take_along_axis(answers, lower[None], 0)[0]
        after = np.take_along_axis(answers, (lower[None] + 1) % DIRECTIONS, 0)[0]
        mixed = here * (1 - share) + after * share
        image = np.tanh(mixed / np.std(mixed) * 1.4)
    return image


def _grains() -> Field:
    """One grain for each character, in rows that are shifted against each other."""
    image: Field = np.zeros((SIDE, SIDE))
    for row in range(8):
        shift = 0.25 if row % 2 else -0.25
        for column in range(8):
            image[int((row + 0.5) / 8 * SIDE), int((column + 0.5 + shift) / 8 * SIDE)] = 1.0
    centred: Field = image - image.mean()
    return centred


def _filter(angle: float) -> npt.NDArray[np.complex128]:
    """The spectrum of a wave across ridges of this angle, faded out around its centre."""
    line = np.fft.fftfreq(SIDE, 1 / SIDE)
    x, y = np.meshgrid(line, line)
    across = y * np.cos(angle) - x * np.sin(angle)
    wave = np.exp(-(x**2 + y**2) / (2 * (0.42 * SPACING) ** 2))
    wave = wave * np.cos(2 * np.pi * across / SPACING)
    wave[np.hypot(x, y) > 1.5 * SPACING] = 0.0
    return np.fft.rfft2(wave - wave.sum() / wave.size)


def _shaped(pattern: Field) -> Field:
    """The pattern with finer samples and smooth edges, cut to an oval."""
    fine = _finer(_smooth(pattern, 1.0))
    line = (np.arange(len(fine)) - len(fine) / 2) / (len(fine) / 2)
    x, y = np.meshgrid(line / WIDTH, line / HEIGHT)
    fine = _smooth(np.minimum(fine, (1 - np.hypot(x, y)) * 22 + LEVEL), 2.4)
    fine[[0, -1]] = fine[:, [0, -1]] = -1.0
    return fine


def _finer(image: Field) -> Field:
    """FINE times the samples along each side, by the image's spectrum."""
    size, half = SIDE * FINE, SIDE // 2
    spectrum = np.fft.rfft2(image)
    wide = np.zeros((size, size // 2 + 1), complex)
    wide[:half, :half] = spectrum[:half, :half]
    wide[size - half :, :half] = spectrum[half:, :half]
    return np.fft.irfft2(wide, (size, size)) * FINE**2


def _smooth(image: Field, sigma: float) -> Field:
    """Blur by a normal distribution."""
    down, along = np.fft.fftfreq(len(image)), np.fft.rfftfreq(len(image))
    fade = np.exp(-2 * (np.pi * sigma) ** 2 * (down[:, None] ** 2 + along**2))
    return np.fft.irfft2(np.fft.rfft2(image) * fade, image.shape)


# --- outlines: marching squares ------------------------------------------------------------------

_SIDES = {
    1: ("lb",), 2: ("br",), 3: ("lr",), 4: ("rt",), 5: ("lt", "rb"), 6: ("bt",), 7: ("lt",),
    8: ("tl",), 9: ("tb",), 10: ("tr", "bl"), 11: ("tr",), 12: ("rl",), 13: ("rb",), 14: ("bl",),
}  # fmt: skip
"""By the corners above the level (8, 4, 2, 1 clockwise from the upper left): the sides of a cell
at which an outline enters and leaves."""


def _outlines(image: Field, level: float) -> Iterator[Field]:
    """The closed outlines of what is above a level, in samples: points of shape (n, 2)."""
    above = image > level
    cells = above[:-1, :-1] * 8 + above[:-1, 1:] * 4 + above[1:, 1:] * 2 + above[1:, :-1] * 1
    following: dict[Edge, Edge] = {}
    for row, column in np.argwhere((cells > 0) & (cells < 15)).tolist():
        for sides in _SIDES[int(cells[row, column])]:
            following[_edge(sides[0], row, column)] = _edge(sides[1], row, column)
    while following:
        edge, after = following.popitem()
        loop = [edge]
        while after in following:
            loop.append(after)
            after = following.pop(after)
        yield np.array([_crossing(image, level, each) for each in loop])


def _edge(side: str, row: int, column: int) -> Edge:
    match side:
        case "t":
            return 0, row, column
        case "b":
            return 0, row + 1, column
        case "l":
            return 1, row, column
        case _:
            return 1, row, column + 1


def _crossing(image: Field, level: float, edge: Edge) -> tuple[float, float]:
    """Where the level crosses an edge, as x and y."""
    upright, row, column = edge
    first, other = image[row, column], image[row + upright, column + 1 - upright]
    share = float((level - first) / (other - first))
    return column + share * (1 - upright), row + share * upright


def _resampled(loop: Field) -> Field:
    """Points about STEP apart along a closed outline."""
    closed = np.vstack([loop, loop[:1]])
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(closed, axis=0).T))])
    count = max(6, round(along[-1] / STEP))
    at = np.linspace(0.0, along[-1], count, endpoint=False)
    return np.stack([np.interp(at, along, closed[:, axis]) for axis in (0, 1)], axis=1)


def _area(loop: Field) -> float:
    x, y = loop.T
    return float(abs(x @ np.roll(y, 1) - y @ np.roll(x, 1)) / 2)


# --- the module with the ridges ------------------------------------------------------------------

HEADER = '''"""The ridges of fingerprints, by digest; `growth.py` grows them and writes this module.

Each line or group of lines is one outline: x,y for each point, in ten-thousandths of half the
height of the print, y downwards.
"""

RIDGES: dict[str, tuple[str, ...]] = {
'''


def written(digests: Iterable[str]) -> str:
    """The source of `ridges.py` with the prints of these digests."""
    prints = (f'    "{digest}": (\n{"".join(_lines(digest))}    ),\n' for digest in digests)
    return f"{HEADER}{''.join(prints)}}}\n"


def _lines(digest: str) -> Iterator[str]:
    for loop in grown(digest):
        lines = wrap(" ".join(f"{x},{y}" for x, y in loop.tolist()), 84)
        quoted = [f'"{line} "' for line in lines[:-1]] + [f'"{lines[-1]}"']
        if len(quoted) == 1:
            yield f"        {quoted[0]},\n"
        else:
            body = "\n            ".join(quoted)
            yield f"        (\n            {body}\n        ),\n"


if __name__ == "__main__":
    Path(__file__).with_name("ridges.py").write_text(written(sys.argv[1:]), "utf-8")
