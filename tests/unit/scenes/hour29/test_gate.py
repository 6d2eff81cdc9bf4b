"""Gates: badges in their sockets turn over one by one, and a gate that sinks leaves its slot."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from scenes.hour29.parts.gate import Gate
from scenes.hour29.parts.measures import FLOOR
from scenes.hour29.parts.road import AT, PITCH, Road
from storyreel.design.tokens import Color, px
from storyreel.drawing.drawing import Drawing, quantise
from storyreel.parts.badge import Status

Draw = Callable[..., Drawing]
Fills = Callable[[Mobject], list[str]]


def passed(gate: Gate, fills: Fills) -> int:
    """How many navy shapes it shows beside its sign and its word."""
    return fills(gate).count(Color.NAVY) - 2


@pytest.mark.parametrize("checks", [1, 2, 3, 9, 12])
def test_there_are_as_many_badges_as_checks(checks: int, fills: Fills) -> None:
    gate = Gate("key", "Key", checks)
    assert passed(gate, fills) == 0
    gate.check(1.0)
    assert passed(gate, fills) == checks


def test_badges_turn_over_one_after_the_other(fills: Fills) -> None:
    gate = Gate("key", "Key", 12)
    counts = []
    for share in (0.0, 0.3, 0.6, 0.8, 1.0):
        gate.check(share)
        counts.append(passed(gate, fills))
    assert counts == sorted(set(counts)) and counts[-1] == 12


def test_a_check_that_failed_can_pass_later(draw: Draw, fills: Fills) -> None:
    gate, other = Gate("key", "Key", 1), Gate("key", "Key", 1)
    gate.check(1.0, Status.FAILED)
    assert passed(gate, fills) == 0
    gate.revise(1.0)
    other.check(1.0)
    assert draw(gate) == draw(other)


def test_nothing_of_a_sunk_gate_is_above_the_floor_but_its_slot(draw: Draw) -> None:
    gate = Gate("key", "Key", 2)
    above = int(quantise(FLOOR + px(5)))
    before = [item for item in draw(gate).items if item.box.top > above]
    gate.sink(1.0)
    after = [item for item in draw(gate).items if item.box.top > above]
    assert len(before) > 5 and after == []


def test_a_gate_is_where_it_checks_when_the_road_has_come_to_it(draw: Draw) -> None:
    first, second = Gate("key", "Key", 1), Gate("scale", "Scale", 1)
    road = Road((first, second))
    assert (first.sign[0], second.sign[0]) == (AT, AT + PITCH)
    road.stand_at(1.0)
    assert (first.sign[0], second.sign[0]) == (AT - PITCH, AT)
