"""The estimated cost of segments: the changes from frame to frame."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storyreel.drawing.cost import estimated_cost
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.drawing.paints import Paint
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import FRAME_HEIGHT, FRAME_WIDTH, QUANTA_PER_UNIT, Box


def card(left: float, bottom: float, width: float, height: float) -> PathItem:
    edges = (left, bottom, left + width, bottom + height)
    box = Box(*(round(edge * QUANTA_PER_UNIT) for edge in edges))
    return PathItem(Path.rectangle(box), fill=Paint(((0, 0, 0, 65535),)))


BACK = card(-FRAME_WIDTH / 2, -FRAME_HEIGHT / 2, FRAME_WIDTH, FRAME_HEIGHT)


def shown(*items: PathItem) -> Drawing:
    return Drawing((BACK, *items))


def test_unchanged_frames_cost_nothing() -> None:
    stands = shown(card(0, 0, 1, 1))
    assert estimated_cost([stands]) == 0
    assert estimated_cost([stands] * 60) == 0
    assert estimated_cost([stands, shown(card(0, 0, 1, 1))]) == 0, "equal, not identical"


def test_another_background_or_order_may_change_everything() -> None:
    one, other = card(0, 0, 1, 1), card(0.5, 0.5, 1, 1)
    assert estimated_cost([shown(one, other), shown(other, one)]) == 1
    assert estimated_cost([shown(), replace(shown(), background=(0, 0, 0, 65535))]) == 1


def test_each_change_adds_its_share_of_the_picture() -> None:
    one, other = shown(), shown(card(-1, -1, FRAME_WIDTH / 4, FRAME_HEIGHT / 2))
    assert estimated_cost([one, other]) == pytest.approx(1 / 8)
    assert estimated_cost([one, other, one, one, other]) == pytest.approx(3 / 8)


def test_the_bounds_of_removed_and_added_items_count() -> None:
    left, right = card(-7, -4, 1, 8), card(6, -4, 1, 8)
    apart = estimated_cost([shown(left), shown(right)])
    assert apart > 4 * estimated_cost([shown(left), shown()])
    assert (
        apart
        == estimated_cost([shown(right), shown(left)])
        == estimated_cost([shown(), shown(left, right)])
    )


def test_items_outside_the_frame_cost_nothing() -> None:
    half = shown(card(FRAME_WIDTH / 2 - 1, 0, 2, 8))
    assert estimated_cost([shown(), shown(card(60, 0, 1, 1))]) == 0
    assert estimated_cost([shown(), half]) == pytest.approx(1 / FRAME_WIDTH / 2)
