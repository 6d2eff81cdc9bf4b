"""Paths in Skia's memory format, and through its public calls."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import skia

from storyreel.base.presets import quality_named
from storyreel.design.tokens import Weight
from storyreel.drawing.drawing import Clip, Drawing, PathItem
from storyreel.drawing.paints import Paint, Stroke
from storyreel.drawing.path import FillRule, Path
from storyreel.drawing.quanta import QUANTA_PER_UNIT, Box, quantise
from storyreel.paint import skia_path as skia_path_module
from storyreel.paint.raster import paint_drawing
from storyreel.paint.skia_path import SkiaGeometry, skia_path

CENTRE, SCALE = (213.0, 120.0), 1 / 4096
NAVY = Paint(((6682, 13878, 23901, 30000),))


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


def serialised(path: Path) -> bytes:
    return skia_path_module.serialised(path, CENTRE, SCALE)


def read(data: bytes) -> skia.Path:
    result = skia.Path()
    assert result.readFromMemory(data) == len(data)
    return result


def random_path(seed: int) -> Path:
    rng = np.random.default_rng(seed)
    counts = 1 + 3 * rng.integers(1, 9, rng.integers(1, 6))
    points = rng.integers(-(2**20), 2**20, (counts.sum(), 2)).astype(np.int32)
    starts = np.cumsum(counts) - counts
    closed = tuple(bool(value) for value in rng.integers(0, 2, len(counts)))
    return Path(points, tuple(starts.tolist()), closed)


@pytest.mark.parametrize("seed", range(20))
def test_it_is_the_path_that_calls_would_build(seed: int) -> None:
    path = random_path(seed)
    assert read(serialised(path)) == built(path)


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build of Skia that has another memory format."""
    refuse_the_memory_format(monkeypatch)


def refuse_the_memory_format(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(skia_path_module, "serialised", lambda *_: b"another format")


@pytest.mark.parametrize("seed", range(20))
def test_a_build_that_refuses_the_memory_format_gets_the_same_path(
    seed: int, refused: None
) -> None:
    path = random_path(seed)
    assert skia_path(path, CENTRE, SCALE) == built(path)


def test_a_refused_rectangle_is_known_as_one(refused: None) -> None:
    path = Path.rectangle(Box(-(2**18), -(2**17), 2**18, 2**17))
    assert skia_path(path, CENTRE, SCALE).isRect(skia.Rect.MakeEmpty())


def test_a_refused_path_paints_the_same_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    clips = (Clip(random_path(4)), Clip(replace(random_path(5), rule=FillRule.EVEN_ODD)))
    item = PathItem(random_path(3), fill=NAVY, stroke=Stroke(NAVY, 9000), clips=clips)
    expected = paint_drawing(Drawing((item,)), 426, 240)
    refuse_the_memory_format(monkeypatch)
    assert (paint_drawing(Drawing((item,)), 426, 240) == expected).all()
    assert (expected != 255).any(), "something is painted"


def test_a_rectangle_is_known_as_one() -> None:
    path = Path.rectangle(Box(-(2**18), -(2**17), 2**18, 2**17))
    rect = skia.Rect.MakeEmpty()
    assert read(serialised(path)).isRect(rect)
    assert not built(path).isRect(rect)


def test_a_curve_that_turns_back_on_its_chord_stays_a_curve() -> None:
    points = np.array([(0, 0), (-9000, 0), (9000, 0), (3000, 0)], np.int32)
    verbs = read(serialised(Path(points, (0,), (False,)))).countPoints()
    assert verbs == 4


def polygon(corners: np.ndarray) -> Path:
    """A polygon of corners in scene units."""
    ends = np.roll(corners, -1, axis=0)
    thirds = [corners + (ends - corners) * k / 3 for k in (1, 2)]
    curves = np.stack([*thirds, ends], axis=1).reshape(-1, 2)
    return Path(quantise(np.vstack([corners[:1], curves])), (0,), (True,))


def area_of(corners: np.ndarray) -> float:
    x, y = corners.T
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


SLIVER = np.array([(-1.74, -0.8645), (-4.8209, -0.8256), (-4.8042, -0.8265), (-2.8641, -0.9063)])
WHITE, BLACK = (65535, 65535, 65535, 65535), (0, 0, 0, 65535)


@pytest.mark.parametrize("height", [480, 1080])
def test_a_flat_sliver_keeps_its_area_wherever_it_is(height: int) -> None:
    """Skia's way for convex paths loses up to half of it in half of these places."""
    pixel = (8 / height) ** 2
    for step in range(0, 60, 4):
        corners = SLIVER + np.array([0.0131, 0.0077]) * step
        item = PathItem(polygon(corners), fill=Paint((WHITE,)))
        painted = paint_drawing(Drawing((item,), BLACK), height * 16 // 9, height)[..., 0]
        assert painted.sum() / 255 * pixel == pytest.approx(area_of(corners), rel=0.09)


@pytest.mark.parametrize(
    ("width", "least", "most"), [(Weight.HAIRLINE, 0.5, 1.2), (Weight.LINE, 0.8, 1.2)]
)
def test_the_lines_of_the_design_are_seen_at_the_smallest_quality(
    width: float, least: float, most: float
) -> None:
    """Skia places edges on quarters of a row: only what is thinner can vanish."""
    smoke = quality_named("smoke")
    for step in range(8):
        low = 0.0077 * step
        left, bottom, right, top = quantise((-4, low, 4, low + width)).tolist()
        bar = PathItem(Path.rectangle(Box(left, bottom, right, top)), fill=Paint((WHITE,)))
        painted = paint_drawing(Drawing((bar,), BLACK), smoke.width, smoke.height)[..., 0]
        area = painted.sum() / 255 * (8 / smoke.height) ** 2
        assert least * 8 * width <= area <= most * 8 * width


@pytest.mark.parametrize(
    ("corners", "flat"),
    [
        (SLIVER, True),
        (SLIVER * (1, 20), False),  # high enough
        (np.array([(-4, 0), (4, 0), (4, 0.1), (-4, 0.1)]), False),  # level edges
        (SLIVER[:, ::-1], False),  # upright
    ],
)
def test_only_flat_polygons_are_painted_in_another_way(corners: np.ndarray, flat: bool) -> None:
    scale = 1080 / (8 * QUANTA_PER_UNIT)
    assert SkiaGeometry.of(polygon(corners), (960, 540), scale).is_flat_polygon == flat
