"""The path cache: paths and outlines are computed once, and counted."""

from __future__ import annotations

from storyreel.drawing.paints import Paint, Stroke
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import QUANTA_PER_UNIT, Box
from storyreel.native import extension
from storyreel.paint.path_cache import PathCache

U = QUANTA_PER_UNIT
NAVY = Paint(((0x1A1A, 0x3636, 0x5D5D, 65535),))


def test_equal_paths_and_outlines_are_computed_once() -> None:
    cache = PathCache(426, 240)
    for _ in range(3):
        square = Path.rectangle(Box(0, 0, U, U))
        cache.path(square)
        for width in (U // 10, U // 5):
            cache.outline(square, Stroke(NAVY, width))
    assert cache.built == 3


def test_paths_are_built_together_where_that_is_faster() -> None:
    """The extension builds single paths as fast, and those that nothing paints never."""
    paths = [Path.rectangle(Box(0, 0, U, U + step)) for step in range(20)]
    cache = PathCache(426, 240)
    cache.prepare(paths)
    assert cache.built == (0 if extension else 20)
    for path in paths:
        cache.path(path)
    assert cache.built == 20


def test_a_unit_is_an_eighth_of_the_height_and_y_points_up() -> None:
    bounds = PathCache(426, 240).path(Path.rectangle(Box(-U, 0, 2 * U, U))).getBounds()
    assert tuple(bounds) == (213 - 30, 120 - 30, 213 + 60, 120)


def test_a_colour_is_one_paint() -> None:
    assert PathCache(426, 240).paint(NAVY) is PathCache(640, 360).paint(Paint(NAVY.colors))


def test_a_gradient_is_one_paint_for_each_size() -> None:
    blend, same = (Paint((*NAVY.colors, (0, 0, 0, 65535)), (0, 0), (U, 0)) for _ in range(2))
    cache = PathCache(426, 240)
    assert cache.paint(blend) is cache.paint(same)
    assert cache.paint(blend) is not PathCache(852, 480).paint(blend)
    assert cache.paint(blend).getShader() is not None
