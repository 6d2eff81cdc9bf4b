"""Coverage: long paths that stay are scanned once, and painted as Skia paints them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from unittest.mock import patch

import numpy as np
import numpy.typing as npt
import pytest
import skia
from hypothesis import given, settings
from hypothesis import strategies as st

from storyreel.drawing.damage import PixelRect
from storyreel.drawing.drawing import Clip, Drawing, PathItem
from storyreel.drawing.paints import Paint, Rgba
from storyreel.drawing.path import FillRule, Path
from storyreel.drawing.quanta import QUANTA_PER_UNIT, Box
from storyreel.native import extension
from storyreel.paint import coverage
from storyreel.paint.coverage import Coverages
from storyreel.paint.raster import Raster, paint_drawing

pytestmark = pytest.mark.skipif(extension is None, reason="the extension is not compiled")

U = QUANTA_PER_UNIT
SIZE = 426, 240
INK, GRAY = Paint(((0x1A1A, 0x3636, 0x5D5D, 65535),)), Paint(((40000, 40000, 40000, 65535),))
TILE = PixelRect(0, 0, *SIZE)


def scribble(seed: int, reach: float = 3, count: int = 12) -> Path:
    """Closed sub-paths of curves that cross each other and themselves."""
    random = np.random.default_rng(seed)
    starts = tuple(range(0, 31 * count, 31))
    centres = np.repeat(random.uniform(-reach, reach, (count, 2)), 31, axis=0)
    points = centres + random.uniform(-reach / 3, reach / 3, (31 * count, 2))
    rule = FillRule(seed % 2)
    return Path((points * U).astype(np.int32), starts, (True,) * count, rule)


def backdrop(seed: int) -> PathItem:
    """A bar that spans the picture in another colour and place for each seed."""
    gray = 9000 * (seed % 7)
    edge = round(U * (seed % 5 - 2.3))
    return PathItem(
        Path.rectangle(Box(edge, -5 * U, 8 * U, 5 * U)), Paint(((gray,) * 3 + (65535,),))
    )


def measured(raster: Raster, drawings: Sequence[Drawing]) -> list[bool]:
    """Paint drawings; for each path whose coverage is found, whether that can be used."""
    found: list[bool] = []
    exact = Coverages._measured

    def counting(self: Coverages, path: skia.Path, tile: PixelRect) -> coverage.Coverage | None:
        result = exact(self, path, tile)
        found.append(result is not None)
        return result

    with patch.object(Coverages, "_measured", counting):
        for drawing in drawings:
            raster.paint(drawing)
            alone = paint_drawing(drawing, raster.width, raster.height)
            assert (raster.pixels == alone).all()
    return found


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    size=st.sampled_from([SIZE, (333, 187), (1280, 720)]),
    reach=st.sampled_from([0.3, 2, 9]),
    color=st.tuples(*[st.integers(0, 65535)] * 3),
)
def test_what_is_painted_again_is_what_skia_paints(
    seed: int, size: tuple[int, int], reach: float, color: tuple[int, int, int]
) -> None:
    shape = PathItem(scribble(seed, reach), fill=Paint(((*color, 65535),)))
    measured(Raster(*size), [Drawing((backdrop(seed + step), shape)) for step in range(4)])


def test_a_path_that_stays_is_scanned_for_its_coverage_once() -> None:
    """A law of cost; another colour needs no other coverage."""
    shape = PathItem(scribble(1), fill=INK)
    shown = [shape, shape, shape, replace(shape, fill=GRAY), shape]
    drawings = [Drawing((backdrop(step), item)) for step, item in enumerate(shown)]
    assert measured(Raster(*SIZE), drawings) == [True]


@pytest.mark.parametrize(
    "item",
    [
        PathItem(scribble(1, count=1), fill=INK),
        PathItem(scribble(1), fill=Paint(((0, 0, 0, 30000),))),
        PathItem(scribble(1), fill=Paint(((0, 0, 0, 65535), (65535,) * 4), (0, 0), (U, 0))),
        PathItem(scribble(1), fill=INK, clips=(Clip(Path.rectangle(Box(-U, -U, U, U))),)),
    ],
    ids=["short", "translucent", "gradient", "clipped"],
)
def test_other_paths_are_left_to_skia(item: PathItem) -> None:
    assert not measured(Raster(*SIZE), [Drawing((backdrop(step), item)) for step in range(4)])


def test_pixels_that_skia_mixes_twice_are_noticed() -> None:
    seeds = range(200)
    paths = [scribble(seed, reach=40, count=2) for seed in seeds]
    usable = []
    for path in paths:
        shape = PathItem(path, fill=INK)
        usable += measured(Raster(*SIZE), [Drawing((backdrop(step), shape)) for step in range(4)])
    assert set(usable) == {True, False}


def test_a_coverage_that_is_a_pixel_off_is_noticed() -> None:
    """Planted: the coverage of the tile is moved to the right."""
    exact = Coverages._measured

    def careless(self: Coverages, path: skia.Path, tile: PixelRect) -> coverage.Coverage | None:
        found = exact(self, path, tile)
        return found and (found[0], np.ascontiguousarray(np.roll(found[1], 1, axis=1)))

    shape = PathItem(scribble(1), fill=INK)
    with patch.object(Coverages, "_measured", careless), pytest.raises(AssertionError):
        measured(Raster(*SIZE), [Drawing((backdrop(step), shape)) for step in range(4)])


def test_finding_the_coverage_leaves_the_picture_as_it_is() -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (240, 426, 4), np.uint8)
    before = pixels.copy()
    raster = Raster(*SIZE)
    raster.pixels[:] = pixels
    shape = raster._paths.path(scribble(1))
    found = raster._coverages._measured(shape, TILE)
    assert found is not None
    assert found[1].max() == 255
    assert (raster.pixels == before).all()


@settings(max_examples=200, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    size=st.tuples(st.integers(0, 70), st.integers(0, 70)),
    color=st.tuples(*[st.integers(0, 255)] * 4),
)
def test_a_colour_is_mixed_into_pixels(seed: int, size: tuple[int, int], color: Rgba) -> None:
    random = np.random.default_rng(seed)
    shares = random.integers(0, 256, size, np.uint8)
    whole: npt.NDArray[np.uint8] = random.integers(0, 256, (size[0], size[1] + 3, 4), np.uint8)
    words = whole.view(np.uint32)[:, 1:-2, 0]
    share = shares[..., None].astype(int)
    mixed = (whole[:, 1:-2] * (255 - share) + np.array(color) * share) / 255
    around = whole[:, [0, -2, -1]].copy()
    extension.mix_color(words, shares, int.from_bytes(bytes(color), "little"))
    assert (np.abs(whole[:, 1:-2] - mixed) < 1).all()
    assert (whole[:, [0, -2, -1]] == around).all()
