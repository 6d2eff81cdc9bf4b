"""An id that looks for its row."""

from __future__ import annotations

import pytest

from scenes.hour28.parts.seeker import Seeker


def test_it_goes_level_and_then_down() -> None:
    seeker = Seeker("50257", (0.0, 2.0))
    motion = seeker.seek((-4.0, -1.0), 1.0)
    motion.begin()
    pill, text = seeker
    assert pill.get_center()[:2] == pytest.approx((0.0, 2.0))
    places = {}
    for progress in (1.0, 0.25, 0.5, 0.75):
        motion.interpolate(progress)
        places[progress] = tuple(pill.get_center()[:2])
    assert places[0.25][1] == pytest.approx(2.0)
    assert -4.0 < places[0.25][0] < 0.0
    assert places[0.5] == pytest.approx((-4.0, 2.0))
    assert places[0.75][0] == pytest.approx(-4.0)
    assert places[1.0] == pytest.approx((-4.0, -1.0))
    assert text.text == "50257"
