"""Lanes: a bay and a crossing each, on roads that grow."""

from __future__ import annotations

import pytest
from manim import VGroup, VMobject

from scenes.hour30.parts.lanes import ROAD, Lanes
from storyreel.design.layout import Frame
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line

FRAME = Frame(-6.0, -1.5, 6.0, 1.5)
NAMES = ("environment", "data", "math")


def opacity(group: VGroup) -> float:
    return max(
        float(max(leaf.fill_rgbas[0, 3], leaf.stroke_rgbas[0, 3]))
        for leaf in group.family_members_with_points()
        if isinstance(leaf, VMobject)
    )


def test_names_come_from_the_arguments_in_order() -> None:
    lanes = Lanes(FRAME, NAMES, 4.0)
    titles = [leaf.text for lane in lanes.lanes for leaf in lane if isinstance(leaf, Line)]
    assert tuple(titles) == NAMES


def test_bays_and_crossings_are_on_the_roads_one_below_the_other() -> None:
    lanes = Lanes(FRAME, NAMES, 4.0).lanes
    heights = [lane.bay[1] for lane in lanes]
    assert heights == sorted(heights, reverse=True)
    assert all(lane.crossing == (4.0, lane.bay[1]) for lane in lanes)
    assert all(lane.road.left < lane.bay[0] < lane.crossing[0] < lane.road.right for lane in lanes)


def test_the_roads_grow_from_the_crossing_to_the_bays() -> None:
    lanes = Lanes(FRAME, NAMES, 4.0)
    assert opacity(lanes) == 0.0
    opening = lanes.open(1.0)
    opening.change(0.0)
    sides = [side for side in lanes.submobjects[1:4] if isinstance(side, Plate)]
    assert all(abs(side.frame.width - ROAD) < 1e-9 for side in sides)
    opening.change(1.0)
    for side, lane in zip(sides, lanes.lanes, strict=True):
        assert side.frame.left == pytest.approx(lane.road.left)
        assert side.frame.bottom == pytest.approx(lane.road.bottom)
    assert opacity(lanes) == 1.0
