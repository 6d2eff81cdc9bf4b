"""The staircase of readings, and the cells that it is made of."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.hour25.parts.cell_sheet import Cells, boxes_of, row_of
from scenes.hour25.parts.staircase import Staircase
from storyreel.design.layout import Frame

ROOM = Frame(-4.0, -2.0, 4.0, 2.0)


def test_a_row_of_cells_fills_its_room() -> None:
    boxes = row_of(ROOM, 10, 0.1)
    assert len(boxes) == 10
    assert boxes[0, 0] == pytest.approx(ROOM.left)
    assert boxes[-1, 2] == pytest.approx(ROOM.right)


def test_cells_are_closed_rectangles() -> None:
    cells = Cells("#1A365D").lie(boxes_of((ROOM, Frame(5.0, 0.0, 6.0, 1.0))))
    assert len(cells.points) == 2 * 16
    assert np.allclose(cells.points[0], cells.points[15])
    assert len(cells.lie(boxes_of(())).points) == 0


@pytest.mark.parametrize(("passes", "read"), [(0.0, 0), (0.5, 2), (1.0, 4), (2.0, 9), (50, 1425)])
def test_each_pass_reads_one_cell_more(passes: float, read: int) -> None:
    assert Staircase(ROOM, 4, 50).cells_read(passes) == read


def test_what_a_cache_keeps_is_the_first_row_and_one_cell_of_every_other() -> None:
    assert Staircase(ROOM, 4, 50).kept == 4 + 49


def test_as_many_cells_are_drawn_as_are_read() -> None:
    stairs = Staircase(ROOM, 4, 50)
    for passes in (3.0, 50.0, 0.0):
        stairs.climb_to(passes)
        drawn = sum(len(cells.points) // 16 for cells in stairs.cells)
        assert drawn == stairs.cells_read(passes)


def test_the_whole_staircase_lies_in_its_frame() -> None:
    stairs = Staircase(ROOM, 4, 50)
    stairs.climb_to(50.0)
    points = np.concatenate([cells.points for cells in stairs.submobjects])
    assert points[:, 0].min() == pytest.approx(ROOM.left)
    assert ROOM.right * 0.98 < points[:, 0].max() <= ROOM.right
    assert ROOM.bottom <= points[:, 1].min() < ROOM.bottom * 0.98
