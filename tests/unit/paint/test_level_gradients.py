"""Level gradients: paths that stay are scanned once, and blended as Skia blends them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from unittest.mock import patch

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyreel.drawing.drawing import Clip, Drawing, PathItem
from storyreel.drawing.paints import Paint
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import QUANTA_PER_UNIT, Box
from storyreel.native import extension
from storyreel.paint.coverage import Coverages
from storyreel.paint.level_gradients import LevelGradients
from storyreel.paint.raster import Raster

pytestmark = pytest.mark.skipif(extension is None, reason="the extension is not compiled")

U = QUANTA_PER_UNIT
GOLD = (51657, 41634, 10023)
FADING = Paint(((*GOLD, 30000), (*GOLD, 0)), (-4 * U, 0), (5 * U, 0))


def scribble(seed: int, corners: int = 5) -> Path:
    """A closed line of curves, which may cross itself."""
    random = np.random.default_rng(seed)
    points = random.uniform(-5, 5, (3 * corners + 1, 2)) * (U, 0.7 * U)
    return Path(points.astype(np.int32), (0,), (True,))


def backdrop(seed: int) -> PathItem:
    """A bar that spans the picture in another colour and place for each seed."""
    edge = round(U * (seed % 5 - 2.3))
    colors = tuple((*np.random.default_rng(seed + k).integers(0, 65536, 3), 65535) for k in (0, 1))
    paint = Paint(colors, (-8 * U, -4 * U), (8 * U, 4 * U))
    return PathItem(Path.rectangle(Box(edge, -5 * U, 8 * U, 5 * U)), paint)


def painted(items: Sequence[PathItem], size: tuple[int, int]) -> list[npt.NDArray[np.uint8]]:
    """The pictures of items over changing backdrops."""
    raster, pictures = Raster(*size), []
    for step, item in enumerate(items):
        raster.paint(Drawing((backdrop(step), item)))
        pictures.append(raster.pixels.copy())
    return pictures


def filled(items: Sequence[PathItem], size: tuple[int, int] = (426, 240)) -> list[bool]:
    """Whether each fill of items is left to Skia, whose pictures must be the same."""
    found: list[bool] = []
    fill = LevelGradients.fill

    def counting(gradients: LevelGradients, *arguments: object) -> bool:
        found.append(fill(gradients, *arguments))  # type: ignore[arg-type]
        return found[-1]

    with patch.object(LevelGradients, "fill", counting):
        pictures = painted(items, size)
    with patch.object(LevelGradients, "fill", lambda *_: False):
        exact = painted(items, size)
    assert all((one == other).all() for one, other in zip(pictures, exact, strict=True))
    return found


@st.composite
def gradients(draw: st.DrawFn) -> Paint:
    channel = st.sampled_from([0, 1, 257, 32767, 65406, 65407, 65535]) | st.integers(0, 65535)
    colors = draw(st.lists(st.tuples(*[channel] * 4), min_size=2, max_size=5))
    left, right, height = (draw(st.integers(-8 * U, 8 * U)) for _ in range(3))
    middle = sorted(draw(st.integers(0, 65535)) for _ in colors[2:])
    offsets = (0, *middle, 65535) if draw(st.booleans()) else ()
    return Paint(tuple(colors), (left, height), (right, height), offsets=offsets)


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    paints=st.lists(gradients(), min_size=4, max_size=4),
    size=st.sampled_from([(426, 240), (333, 187), (1280, 720)]),
)
def test_a_gradient_is_blended_as_skia_blends_it(
    seed: int, paints: list[Paint], size: tuple[int, int]
) -> None:
    shape = PathItem(scribble(seed))
    filled([replace(shape, fill=paint) for paint in paints], size)


def test_a_path_that_stays_is_scanned_once_whatever_its_colours() -> None:
    """A law of cost."""
    fainter = (
        Paint(((*GOLD, alpha), (*GOLD, 0)), FADING.start, FADING.end) for alpha in range(9000, 9005)
    )
    items = [PathItem(scribble(1), fill=paint) for paint in fainter]
    with patch.object(
        Coverages, "_measured", autospec=True, side_effect=Coverages._measured
    ) as measured:
        assert filled(items) == [False, True, True, True, True]
    assert measured.call_count == 1


@pytest.mark.parametrize(
    "item",
    [
        PathItem(scribble(1), fill=replace(FADING, end=(5 * U, 1))),
        PathItem(scribble(1), fill=replace(FADING, end=FADING.start)),
        PathItem(scribble(1), fill=replace(FADING, colors=((*GOLD, 65407), (*GOLD, 65535)))),
        PathItem(scribble(1), fill=Paint.radial(FADING.colors, (0, 0), ((4 * U, 0), (0, 4 * U)))),
        PathItem(Path.rectangle(Box(0, 0, U, U)), fill=FADING),
    ],
    ids=["oblique", "without length", "opaque", "radial", "small"],
)
def test_other_gradients_are_left_to_skia(item: PathItem) -> None:
    assert not any(filled([item] * 4))


def test_clipped_gradients_are_left_to_skia() -> None:
    window = (Clip(Path.rectangle(Box(-U, -U, U, U))),)
    assert filled([PathItem(scribble(1), fill=FADING, clips=window)] * 4) == []


def test_a_row_of_colours_that_is_a_pixel_off_is_noticed() -> None:
    """Planted: the colours are moved to the right."""
    row = LevelGradients._row
    shape = PathItem(scribble(1), fill=FADING)
    with (
        patch.object(LevelGradients, "_row", lambda *of: np.roll(row(*of), 1, axis=0)),
        pytest.raises(AssertionError),
    ):
        filled([shape] * 4)
