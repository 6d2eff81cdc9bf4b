"""The view: rows of the folded line, its bends, and the excerpt seen from close by."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.hour28.view import COLUMNS, FEET, JAR, LEFT, MINI, ROW, STEP, TOP, View, slot

WHOLE, CLOSE = View(0.0, 7), View(1.0, 7)
LAST_ROW = 8 * COLUMNS


def test_rows_run_to_the_right_and_to_the_left_in_turn() -> None:
    assert WHOLE.seat(0) == (LEFT, TOP)
    assert WHOLE.seat(16) == (LEFT + 16 * STEP, TOP)
    assert WHOLE.seat(17) == (LEFT + 16 * STEP, TOP + ROW)
    assert WHOLE.seat(33) == (LEFT, TOP + ROW)


def test_a_bend_is_half_a_circle_outside_of_the_rows() -> None:
    (x, y) = WHOLE.seats(np.array([16.5]))[0]
    assert (x, y) == pytest.approx((LEFT + 16 * STEP + ROW / 2, TOP + ROW / 2))


def test_the_excerpt_is_on_the_counter_when_seen_from_close_by() -> None:
    for index in range(8):
        assert CLOSE.seat(LAST_ROW + index) == pytest.approx((slot(index), FEET))
    assert (WHOLE.jar, CLOSE.jar) == pytest.approx((MINI, JAR))


def test_all_other_jars_are_outside_of_the_stage_then() -> None:
    x, y = CLOSE.seats(np.arange(153.0)).T
    outside = (x > 1920 + 60) | (y < 246)
    assert outside[:LAST_ROW].all() and outside[LAST_ROW + 8 :].all()
