"""The view: rows of the folded line, its bends, and the excerpt seen from close by."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.hour28.data import COLUMNS
from scenes.hour28.view import (
    FEET,
    JAR,
    LEFT,
    MINI,
    ROW,
    STAGE_TOP,
    STEP,
    TOP,
    View,
    folded,
    slot,
)

FIRST = 6 * COLUMNS + 4
WHOLE, CLOSE = View(0.0, FIRST), View(1.0, FIRST)
LAST = COLUMNS - 1


def test_rows_run_to_the_right_and_to_the_left_in_turn() -> None:
    right = LEFT + LAST * STEP
    ends = [(LEFT, TOP), (right, TOP), (right, TOP + ROW), (LEFT, TOP + ROW)]
    assert [tuple(foot) for foot in folded(np.array([0.0, LAST, COLUMNS, COLUMNS + LAST]))] == ends


def test_a_bend_is_half_a_circle_outside_of_the_rows() -> None:
    (foot,) = folded(np.array([LAST + 0.5]))
    assert tuple(foot) == pytest.approx((LEFT + LAST * STEP + ROW / 2, TOP + ROW / 2))


def test_the_line_goes_on_in_its_direction_before_its_first_and_after_its_last_place() -> None:
    before, after = folded(np.array([-0.5, 7 * COLUMNS - 0.5]))
    assert tuple(before) == pytest.approx((LEFT - STEP / 2, TOP))
    assert tuple(after) == pytest.approx((LEFT + (LAST + 0.5) * STEP, TOP + 6 * ROW))


def test_the_excerpt_is_a_part_of_the_line_or_on_the_counter() -> None:
    places = np.arange(8.0) + FIRST
    assert WHOLE.close_seats(places) == pytest.approx(WHOLE.seats(places))
    assert CLOSE.close_seats(places)[:, 0] == pytest.approx(slot(np.arange(8)))
    assert CLOSE.close_seat(FIRST)[1] == FEET
    assert (WHOLE.jar, CLOSE.jar) == pytest.approx((MINI, JAR))


def test_the_line_is_outside_of_the_stage_when_the_excerpt_is_close() -> None:
    assert (CLOSE.seats(np.arange(153.0))[:, 1] < STAGE_TOP).all()
