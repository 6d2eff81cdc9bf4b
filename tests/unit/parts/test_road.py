"""A road, the runner on it, and its barriers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from storyreel.design.layout import Frame, Grid
from storyreel.parts.road import ARM_WIDTH, ROAD, Barrier, Road, Runner

Box = Callable[[Mobject], Frame]
LANE = Frame(-1.0, -2.0, 5.0, 1.0)


def test_the_road_is_along_the_middle_of_its_frame(box: Box) -> None:
    road = Road(LANE)
    assert (road.band.frame.left, road.band.frame.right) == (LANE.left, LANE.right)
    assert road.band.frame.height == pytest.approx(ROAD)
    assert box(road.band).center[1] == pytest.approx(road.y) == LANE.center[1]


def test_the_way_ends_in_the_goal() -> None:
    road = Road(LANE)
    assert road.x_at(0.0) == pytest.approx(LANE.left + ROAD / 2)
    assert road.x_at(1.0) == pytest.approx(road.goal.frame.center[0])
    assert road.x_at(0.5) == pytest.approx(LANE.center[0])


def test_the_road_moves_to_another_frame() -> None:
    road, fresh = Road(Grid.STAGE), Road(LANE)
    motion = road.reach(LANE)
    motion.begin()
    assert road.band.frame == Road(Grid.STAGE).band.frame
    motion.finish()
    assert road.x_at(0.3) == pytest.approx(fresh.x_at(0.3))
    assert road.goal.frame.center == pytest.approx(fresh.goal.frame.center)


def test_a_closed_barrier_blocks_the_road_and_an_open_one_does_not(box: Box) -> None:
    barrier = Barrier(1.0, 0.0)
    arm = barrier[0]
    shut = box(arm)
    assert shut.bottom <= -ROAD / 2 + 0.05 and shut.top > ROAD / 2
    assert (shut.left, shut.right) == pytest.approx((1 - ARM_WIDTH / 2, 1 + ARM_WIDTH / 2))
    swing = barrier.swing(1.0, 1.0)
    swing.begin()
    swing.finish()
    assert box(arm).bottom > ROAD / 2
    assert (box(arm).height, box(arm).width) == pytest.approx((shut.width, shut.height))
    assert box(barrier).bottom > ROAD / 2, "nothing is left on the road"


def test_a_barrier_swings_from_its_present_opening(box: Box) -> None:
    barrier = Barrier(1.0, 0.0)
    before = box(barrier)
    for opening in (0.6, 0.0):
        barrier.swing(opening, 1.0).finish()
    after = box(barrier)
    assert (after.left, after.bottom) == pytest.approx((before.left, before.bottom))


def test_a_barrier_can_be_put_elsewhere(box: Box) -> None:
    barrier = Barrier(0.0, 0.0, opening=0.5)
    before = box(barrier)
    barrier.put(2.0, -1.0, 0.5)
    assert box(barrier).left == pytest.approx(before.left + 2.0)
    assert box(barrier).top == pytest.approx(before.top - 1.0)
    assert (barrier.x, barrier.road_y, barrier.opening) == (2.0, -1.0, 0.5)


def test_a_runner_moves_from_place_to_place(box: Box) -> None:
    run = Runner((0.0, 0.0))
    for place in ((2.0, 1.0), (-1.0, 0.5)):
        motion = run.go(place)
        motion.begin()
        motion.finish()
        assert box(run).center == pytest.approx(place)
        assert run.place == place
