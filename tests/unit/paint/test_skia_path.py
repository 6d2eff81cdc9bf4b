"""Paths in Skia's memory format, against the same paths made call by call."""

from __future__ import annotations

import numpy as np
import pytest
import skia

from storyreel.drawing.drawing import Box, Path
from storyreel.paint.skia_path import skia_path_bytes

CENTRE, SCALE = (213.0, 120.0), 1 / 4096


def built(path: Path) -> skia.Path:
    """The path by one call per curve, all of them curves."""
    result = skia.Path()
    pixels = (path.points * (SCALE, -SCALE) + CENTRE).tolist()
    for start, stop, closed in zip(
        path.starts, [*path.starts[1:], len(pixels)], path.closed, strict=True
    ):
        result.moveTo(*pixels[start])
        for first in range(start + 1, stop, 3):
            result.cubicTo(*pixels[first], *pixels[first + 1], *pixels[first + 2])
        if closed:
            result.close()
    return result


def read(data: bytes) -> skia.Path:
    result = skia.Path()
    assert result.readFromMemory(data) == len(data)
    return result


@pytest.mark.parametrize("seed", range(20))
def test_it_is_the_path_that_calls_would_build(seed: int) -> None:
    rng = np.random.default_rng(seed)
    counts = 1 + 3 * rng.integers(1, 9, rng.integers(1, 6))
    points = rng.integers(-(2**20), 2**20, (counts.sum(), 2)).astype(np.int32)
    starts = np.cumsum(counts) - counts
    closed = tuple(bool(value) for value in rng.integers(0, 2, len(counts)))
    path = Path(points, tuple(starts.tolist()), closed)
    assert read(skia_path_bytes(path, CENTRE, SCALE)) == built(path)


def test_a_rectangle_is_known_as_one() -> None:
    path = Path.rectangle(Box(-(2**18), -(2**17), 2**18, 2**17))
    rect = skia.Rect.MakeEmpty()
    assert read(skia_path_bytes(path, CENTRE, SCALE)).isRect(rect)
    assert not built(path).isRect(rect)


def test_a_curve_that_turns_back_on_its_chord_stays_a_curve() -> None:
    points = np.array([(0, 0), (-9000, 0), (9000, 0), (3000, 0)], np.int32)
    verbs = read(skia_path_bytes(Path(points, (0,), (False,)), CENTRE, SCALE)).countPoints()
    assert verbs == 4
