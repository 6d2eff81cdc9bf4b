"""A padlock closes by moving its shackle into its body."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from storyreel.design.layout import Frame
from storyreel.parts.padlock import LIFT, Padlock

Box = Callable[[Mobject], Frame]


def test_it_is_open_at_first_and_closes(box: Box) -> None:
    lock = Padlock((0.0, 0.0), 1.0)
    arc, legs, body, keyhole = lock
    before = [box(part) for part in lock]
    assert box(legs).bottom > box(body).top, "open: the shackle is out of the body"
    snap = lock.snap()
    snap.begin()
    snap.finish()
    after = [box(part) for part in lock]
    for part in (0, 1):
        assert before[part].top - after[part].top == pytest.approx(LIFT)
    assert before[2:] == after[2:]
    assert box(legs).bottom < box(body).top, "shut: it is inside"
    assert box(arc).bottom == pytest.approx(box(legs).top, abs=0.01)
    assert box(body).left < box(keyhole).left


def test_it_snaps_with_a_rebound(box: Box) -> None:
    lock = Padlock((0.0, 0.0), 1.0)
    snap = lock.snap()
    snap.begin()
    tops = []
    for step in range(51):
        snap.interpolate(step / 50)
        tops.append(box(lock[0]).top)
    assert min(tops) < tops[-1]
