"""Cases: waiting, passed or failed, wherever they travel; and suites of them."""

from __future__ import annotations

from math import pi

import pytest

from scenes.hour30.parts.case import Case, Suite, suite_places
from storyreel.design.layout import Frame

ROW, OTHER = Frame(-6.0, -0.5, 6.0, 0.5), Frame(-3.0, -2.0, 3.0, -1.5)


def outcomes(suite: Suite) -> list[tuple[float, float]]:
    return [(case.passed, case.failed) for case in suite.cases]


@pytest.mark.parametrize(
    ("share", "place", "radius", "turn"),
    [(0.0, (0.0, 0.0), 0.4, 0.0), (1.0, (2.0, 1.0), 0.2, pi)],
)
def test_a_case_travels_and_rolls(
    share: float, place: tuple[float, float], radius: float, turn: float
) -> None:
    case = Case((0.0, 0.0), 0.4, failed=1.0)
    trip = case.go((2.0, 1.0), 0.2, bend=(1.0, 0.0), turns=pi)
    trip.change(share)
    assert case.place == pytest.approx(place)
    assert (case.radius, case.turn) == pytest.approx((radius, turn))


def test_halfway_the_bend_is_widest() -> None:
    case = Case((0.0, 0.0), 0.4)
    case.go((2.0, 1.0), 0.2, bend=(1.0, 0.0)).change(0.5)
    assert case.place == pytest.approx((2.0, 0.5))


def test_a_suite_has_a_free_seat_and_admits_a_case() -> None:
    suite = Suite(ROW, 12, 0.4, 11)
    assert (len(suite.cases), len(suite.places)) == (11, 12)
    newcomer = Case(suite.places[-1], 0.4, failed=1.0)
    suite.admit(newcomer)
    assert suite.cases[-1] is newcomer and newcomer in suite.submobjects


def test_a_run_passes_one_case_after_the_other_and_the_failed_one_too() -> None:
    suite = Suite(ROW, 4, 0.4, 3)
    suite.admit(Case(suite.places[-1], 0.4, failed=1.0))
    run = suite.run(1.0)
    run.change(0.0)
    assert outcomes(suite) == [(0.0, 0.0)] * 3 + [(0.0, 1.0)]
    run.change(0.5)
    assert outcomes(suite) == [(1.0, 0.0)] * 2 + [(0.0, 0.0)] * 2
    run.change(1.0)
    assert outcomes(suite) == [(1.0, 0.0)] * 4


def test_a_reset_makes_all_wait_again() -> None:
    suite = Suite(ROW, 4, 0.4, 4, passed=1.0)
    reset = suite.reset(1.0)
    reset.change(0.0)
    assert outcomes(suite) == [(1.0, 0.0)] * 4
    reset.change(1.0)
    assert outcomes(suite) == [(0.0, 0.0)] * 4


def test_a_suite_moves_and_gathers() -> None:
    suite = Suite(ROW, 4, 0.4, 4, passed=1.0)
    suite.move(OTHER, 0.2).change(1.0)
    for case, place in zip(suite.cases, suite_places(OTHER, 4), strict=True):
        assert case.place == pytest.approx(place)
    suite.gather((1.0, 2.0)).change(1.0)
    assert all(case.place == pytest.approx((1.0, 2.0)) for case in suite.cases)
