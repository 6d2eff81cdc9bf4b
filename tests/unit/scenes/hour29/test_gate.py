"""Gates: badges in their sockets turn over one by one, and a gate that sinks leaves its slot."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from scenes.hour29.parts.fingerprint import Fingerprint
from scenes.hour29.parts.gate import HALF, CheckGate, Gate, HashGate
from scenes.hour29.parts.measures import FLOOR, MIDDLE
from scenes.hour29.parts.road import AT, PITCH, Road
from scenes.hour29.ridges import RIDGES
from scenes.hour29.scene import DISAPPOINTED, GLAD, HOPEFUL, RELIEVED, WAITING, WHO
from storyreel.design.layout import Frame, x_at
from storyreel.design.tokens import Color, px
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.drawing.quanta import quantise
from storyreel.parts.badge import Status
from storyreel.parts.figure import Pose
from storyreel.parts.person import Person

Draw = Callable[..., Drawing]
Fills = Callable[[Mobject], list[str]]


def passed(gate: Gate, fills: Fills) -> int:
    """How many navy shapes it shows beside its sign and its word."""
    return fills(gate).count(Color.NAVY) - 2


@pytest.mark.parametrize("checks", [1, 2, 3, 9, 12])
def test_there_are_as_many_badges_as_checks(checks: int, fills: Fills) -> None:
    gate = CheckGate("Key", "key", checks)
    assert passed(gate, fills) == 0
    gate.check(1.0)
    assert passed(gate, fills) == checks


def test_badges_turn_over_one_after_the_other(fills: Fills) -> None:
    gate = CheckGate("Key", "key", 12)
    counts = []
    for share in (0.0, 0.3, 0.6, 0.8, 1.0):
        gate.check(share)
        counts.append(passed(gate, fills))
    assert counts == sorted(set(counts)) and counts[-1] == 12


def test_the_first_check_can_come_before_the_others(draw: Draw, fills: Fills) -> None:
    gate, other = CheckGate("Key", "key", 12), CheckGate("Key", "key", 12)
    gate.check_first(1.0)
    assert passed(gate, fills) == 1
    gate.check(1.0, first=1)
    other.check(1.0)
    assert draw(gate) == draw(other)


def test_a_check_that_failed_can_be_made_again(draw: Draw, fills: Fills) -> None:
    gate = CheckGate("Key", "key", 1)
    gate.check(1.0, Status.FAILED)
    assert passed(gate, fills) == 0
    gate.reopen(1.0)
    assert draw(gate) == draw(CheckGate("Key", "key", 1))


def test_a_stored_print_is_in_its_window_and_sinks_with_the_gate(
    draw: Draw, box: Callable[[Mobject], Frame]
) -> None:
    gate = HashGate("Stored print", next(iter(RIDGES)))
    gate.put(2.0)
    before = draw(gate)
    gate.store(-3.0, 1.0)
    assert draw(gate) != before
    (ridges,) = (each for each in gate.submobjects if isinstance(each, Fingerprint))
    assert box(ridges).center == pytest.approx((2.0, MIDDLE), abs=0.05)
    gate.sink(0.5)
    assert box(ridges).top < MIDDLE


def test_a_stored_print_has_a_badge_from_its_approval_alone(draw: Draw) -> None:
    gate, other = (HashGate("Stored print", next(iter(RIDGES))) for _ in range(2))
    plain = draw(gate)
    gate.approve(1.0)
    assert len(draw(gate).items) == len(plain.items) + 2
    gate.approve(0.0)
    assert draw(gate) == draw(other) == plain


def test_nothing_of_a_sunk_gate_is_above_the_floor_but_its_slot(draw: Draw) -> None:
    gate = CheckGate("Key", "key", 2)
    above = int(quantise(FLOOR + px(5)))
    before = [item for item in draw(gate).items if item.box.top > above]
    gate.sink(1.0)
    after = [item for item in draw(gate).items if item.box.top > above]
    assert len(before) > 5 and after == []


def test_a_gate_is_where_it_checks_when_the_road_has_come_to_it() -> None:
    first, second = CheckGate("Key", "key", 1), CheckGate("Scale", "scale", 1)
    road = Road((first, second))
    assert (first.sign[0], second.sign[0]) == (AT, AT + PITCH)
    road.stand_at(1.0)
    assert (first.sign[0], second.sign[0]) == (AT - PITCH, AT)


@pytest.mark.parametrize("pose", [HOPEFUL, DISAPPOINTED, WAITING, GLAD, RELIEVED])
def test_whoever_waits_rests_within_the_safe_area(pose: Pose, draw: Draw) -> None:
    assert max(edges(draw(Person(WHO, pose)))) <= quantise(x_at(1824))


def test_whoever_waits_stands_beside_the_gate(draw: Draw) -> None:
    assert min(edges(draw(Person(WHO, WAITING)))) > quantise(AT + HALF + px(16))


def edges(drawing: Drawing) -> list[int]:
    """The left and right edges of all shapes that are not as faint as a shadow."""
    paths = [item for item in drawing.items if isinstance(item, PathItem) and item.fill]
    solid = [path.path.box for path in paths if path.fill and path.fill.colors[0][3] > 32768]
    return [edge for box in solid for edge in (box.left, box.right)]
