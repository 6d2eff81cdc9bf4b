"""Cells: as many as asked for, on a grid, without overlap."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from manim import Mobject

from storyreel.design.layout import Frame
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.parts.cells import Cells, Pile

PILES = [
    Pile(24, 0.1),
    Pile(23, 0.2, downwards=True),
    Pile(6, 0.05, upright=True),
]


@pytest.mark.parametrize("pile", PILES)
@pytest.mark.parametrize("count", [0, 1, 6, 92, 600])
def test_a_pile_has_one_place_per_cell(pile: Pile, count: int) -> None:
    places = pile.places(count)
    assert len({(round(x, 6), round(y, 6)) for x, y in places}) == count
    lines = -(-count // pile.line)
    if count >= pile.line:
        spans = sorted(np.round((places.max(axis=0) - places.min(axis=0)) / pile.pitch) + 1)
        assert spans == sorted((lines, pile.line))


def test_piles_grow_up_down_or_sideways() -> None:
    up, down, along = (pile.places(pile.line * 2) for pile in PILES)
    assert up[:, 1].min() > 0 > down[:, 1].max()
    assert along[-1, 0] > along[0, 0]
    assert up[0, 0] < up[1, 0]


@pytest.mark.parametrize("radius", [0.0, 0.2])
def test_cells_are_one_mobject_with_a_square_at_each_place(
    radius: float, draw: Callable[..., Drawing], box: Callable[[Mobject], Frame]
) -> None:
    cells = Cells(radius=radius).lay(np.array([[0.0, 0.0], [1.0, 0.5], [2.0, 0.0]]), 0.4)
    (item,) = draw(cells).items
    assert isinstance(item, PathItem)
    assert len(item.path.starts) == 3
    assert (box(cells).width, box(cells).height) == pytest.approx((2.4, 0.9))


def test_cells_can_be_rectangles() -> None:
    places = np.array([[0.0, 1.0], [2.0, -1.0]])
    wide, other = np.split(Cells().lay(places, np.array([0.5, 1.0]), 0.25).points, 2)
    assert np.ptp(wide, axis=0)[:2] == pytest.approx((0.5, 0.25))
    assert np.ptp(other, axis=0)[:2] == pytest.approx((1.0, 0.25))
    assert (other.min(axis=0) + other.max(axis=0))[:2] / 2 == pytest.approx(places[1])
    assert len(Cells().lay(places, 0.5, np.array([0.0, 1.0])).points) == len(wide)


def test_cells_without_a_size_are_omitted(draw: Callable[..., Drawing]) -> None:
    places = np.array([[0.0, 0.0], [1.0, 0.0]])
    assert draw(Cells().lay(places, 0.0)).items == ()
    half = Cells().lay(places, np.array([0.4, 0.0]))
    assert draw(half) == draw(Cells().lay(places[:1], 0.4))
