"""Badges: four statuses that differ in shape, and a turn between any two of them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from manim import Mobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color
from storyreel.drawing.drawing import Drawing
from storyreel.parts.badge import DASHES, Status, StatusBadge

Draw = Callable[..., Drawing]
Box = Callable[[Mobject], Frame]
AT, RADIUS = (1.0, -0.5), 0.4


def badge(status: Status = Status.OPEN) -> StatusBadge:
    return StatusBadge(AT, RADIUS, status)


@pytest.mark.parametrize(("first", "second"), list(combinations(Status, 2)))
def test_statuses_look_different(first: Status, second: Status, draw: Draw) -> None:
    assert draw(badge(first)) != draw(badge(second))
    assert draw(badge(first)) == draw(badge(first))


def test_a_pass_is_solid_and_all_others_are_hollow(fills: Callable[[Mobject], list[str]]) -> None:
    solid = {status for status in Status if fills(badge(status))[0] == Color.NAVY}
    assert solid == {Status.PASSED}


def test_the_signs_differ_in_shape_not_in_colour_alone(draw: Draw) -> None:
    signs = {status: draw(badge(status)).items[1:] for status in Status}
    lines = {
        status: [len(item.path.starts) for item in items]  # type: ignore[union-attr]
        for status, items in signs.items()
    }
    assert lines == {
        Status.OPEN: [],
        Status.PASSED: [1],
        Status.FAILED: [2],
        Status.NOT_RUN: [DASHES],
    }


@pytest.mark.parametrize("after", Status)
def test_a_turn_leads_from_one_status_to_the_other(after: Status, draw: Draw, box: Box) -> None:
    turning = badge(Status.FAILED)
    turning.turn(Status.OPEN, after, 0.0)
    assert draw(turning) == draw(badge(Status.OPEN))
    turning.turn(Status.OPEN, after, 0.45)
    assert box(turning).width < RADIUS * 0.5
    assert box(turning).height >= RADIUS * 1.8
    assert turning.status is Status.OPEN
    turning.turn(Status.OPEN, after, 1.0)
    assert draw(turning) == draw(badge(after))


def test_a_badge_depends_on_the_last_calls_alone(draw: Draw) -> None:
    travelled = badge(Status.FAILED)
    travelled.put((3.0, 2.0), 2.0, 0.4)
    travelled.turn(Status.FAILED, Status.PASSED, 0.3)
    travelled.put(AT)
    travelled.display(Status.NOT_RUN)
    assert draw(travelled) == draw(badge(Status.NOT_RUN))


def test_its_scale_is_that_of_its_lines_too(draw: Draw) -> None:
    small = badge(Status.FAILED)
    small.put(AT, 0.5)
    assert draw(small) == draw(StatusBadge(AT, RADIUS / 2, Status.FAILED))


def test_a_turn_begins_with_the_status_that_is_shown(draw: Draw) -> None:
    turned = badge(Status.PASSED)
    turn = turned.turn_to(Status.OPEN)
    turn.begin()
    assert turned.status is Status.PASSED
    turn.finish()
    assert draw(turned) == draw(badge(Status.OPEN))
