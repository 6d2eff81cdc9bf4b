"""Large gradients that are read from tables look like those that Skia computes."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest

from storyreel.drawing.drawing import Clip, Drawing, PathItem
from storyreel.drawing.paints import Paint
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import QUANTA_PER_UNIT, Box
from storyreel.paint import gradient_fills, gradients
from storyreel.paint.gradient_fills import GradientFills
from storyreel.paint.raster import Raster, paint_drawing
from storyreel.paint.skia_conversion import skia_color

U = QUANTA_PER_UNIT
SIZE = 1280, 720
NAVY, GOLD, PINE = ((6682, 13878, 23901), (51657, 41634, 10023), (13878, 28784, 20303))
SOLID = tuple((*color, 65535) for color in (NAVY, GOLD, PINE))
FAINT = (*NAVY, 30000), (*GOLD, 20000), (*PINE, 0)
PAINTS = {
    "vertical": Paint(SOLID, (0, 3 * U), (0, -3 * U)),
    "horizontal": Paint(SOLID, (-5 * U, 0), (5 * U, 0), offsets=(0, 20000, 65535)),
    "oblique": Paint(SOLID, (-5 * U, U), (5 * U, -U)),
    "circle": Paint.radial(SOLID, (U, 0), ((4 * U, 4 * U), (5 * U, -3 * U))),
    "ellipse": Paint.radial(SOLID, (0, U), ((6 * U, U), (0, 3 * U))),
    "leaning": Paint.radial(SOLID, (0, 0), ((5 * U, 3 * U), (0, 3 * U))),
    "without length": Paint(SOLID, (U, U), (U, U)),
    "faint": Paint(FAINT, (-5 * U, 0), (5 * U, 0)),
    "glow": Paint.radial(FAINT, (0, 0), ((6 * U, 0), (0, 6 * U))),
}


def card(paint: Paint, x: float = 0.0) -> Drawing:
    """A rhombus, which has slanted edges, with a clip across it."""
    at = int(x * U)
    corners = [(at - 6 * U, 0), (at, 4 * U), (at + 6 * U, 0), (at, -4 * U), (at - 6 * U, 0)]
    points = [corners[0]]
    for start, end in pairwise(corners):
        points += [start, end, end]
    path = Path(np.array(points, np.int32), (0,), (True,))
    window = Path.rectangle(Box(-7 * U - 77, -4 * U, 5 * U + 33, 3 * U + 55))
    return Drawing((PathItem(path, fill=paint, clips=(Clip(window),)),))


def computed_by_skia(drawing: Drawing, monkeypatch: pytest.MonkeyPatch) -> npt.NDArray[np.uint8]:
    with monkeypatch.context() as patch:
        patch.setattr(GradientFills, "fill", lambda *_: False)
        return paint_drawing(drawing, *SIZE).copy()


@pytest.mark.parametrize("name", PAINTS)
def test_a_gradient_from_its_table_looks_like_skias(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing = card(PAINTS[name])
    exact = computed_by_skia(drawing, monkeypatch).astype(np.int16)
    levels = np.abs(paint_drawing(drawing, *SIZE) - exact).max(axis=-1)
    assert levels.max() <= 2
    assert levels.mean() < 0.05


@pytest.mark.parametrize("compiled", [True, False])
@pytest.mark.parametrize("name", ["faint", "glow"])
def test_a_translucent_gradient_over_whole_tiles_looks_like_skias(
    name: str, compiled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not compiled:
        monkeypatch.setattr(gradient_fills, "extension", None)
    everywhere = Path.rectangle(Box(-7 * U, -4 * U, 7 * U, 4 * U))
    drawing = Drawing((PathItem(everywhere, fill=PAINTS[name]),))
    exact = computed_by_skia(drawing, monkeypatch).astype(np.int16)
    levels = np.abs(paint_drawing(drawing, *SIZE) - exact).max(axis=-1)
    assert levels.max() <= 2


@pytest.mark.parametrize("name", PAINTS)
def test_painting_the_damage_gives_the_pixels_of_painting_everything(name: str) -> None:
    raster = Raster(*SIZE)
    for step in range(3):
        raster.paint(card(PAINTS[name], 0.3 * step))
    assert (raster.pixels == paint_drawing(card(PAINTS[name], 0.6), *SIZE)).all()


def test_a_table_that_is_a_level_too_bright_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    drawing = card(PAINTS["vertical"])
    exact = computed_by_skia(drawing, monkeypatch).astype(np.int16)

    def brighter(rgba: tuple[int, int, int, int]) -> object:
        red, green, blue, alpha = rgba
        return skia_color((red + 257, green + 257, blue + 257, alpha))

    monkeypatch.setattr(gradients, "skia_color", brighter)
    assert np.abs(paint_drawing(drawing, *SIZE) - exact).mean() > 0.1
