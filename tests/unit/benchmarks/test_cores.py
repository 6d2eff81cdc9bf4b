"""The model of a render on many cores, where the right answer is known."""

from __future__ import annotations

import pytest
from cores import Parts, predicted

PARTS = Parts(
    start=1.0,
    performing=(0.5,) * 4,
    segments=(2.0,) * 4,
    split=2,
    judging=0.5,
    end=0.25,
)


def test_one_core_takes_all_parts_in_turn() -> None:
    assert predicted(PARTS, 1) == pytest.approx(1.0 + 4 * 0.5 + 4 * 2.0 + 0.5 + 0.25)


def test_many_cores_wait_for_performing_and_the_last_segment() -> None:
    # Two processes perform two segments each; the last ones are ready after 1 s.
    assert predicted(PARTS, 16) == pytest.approx(1.0 + 2 * 0.5 + 2.0 + 0.25)


def test_cores_never_make_a_render_slower() -> None:
    times = [predicted(PARTS, cores) for cores in (1, 2, 4, 8, 16)]
    assert times == sorted(times, reverse=True)
    assert times[1] > times[0] / 2
