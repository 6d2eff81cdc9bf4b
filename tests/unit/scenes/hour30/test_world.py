"""The world: a lamp shows a check once the copy below it is right; the car depends on its head."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from manim import Mobject

from scenes.hour30.parts.places import START, slot
from scenes.hour30.parts.route import Program
from scenes.hour30.parts.views import DARK, View
from scenes.hour30.parts.workings import Lines
from scenes.hour30.parts.world import Words, World
from storyreel.design.layout import Frame, x_at, y_at
from storyreel.drawing.drawing import Drawing
from storyreel.parts.badge import Status
from storyreel.parts.motion import Motion
from storyreel.parts.text import Line

TEXT = "  Hello World."
OLD = (6, 0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13)
LINES = Lines("write", "word", "extra")
WORDS = Words("a b", TEXT, OLD, "tokenizer", LINES, ("in", "out"), "extra space", "of")
ALL = View((x_at(180), y_at(600)), 0.42)
Draw = Callable[..., Drawing]
Box = Callable[[Mobject], Frame]


@pytest.fixture
def world() -> World:
    return seen()


def seen() -> World:
    """A world of which the camera shows everything."""
    world = World(11, WORDS)
    world.look_at(ALL.center, ALL.zoom)
    world.question.drop(1.0)
    world.workings.open(1.0)
    return world


def statuses(world: World) -> list[Status]:
    return [badge.status for badge in world.suite.checks]


def test_a_check_comes_after_the_copy_below_it_and_goes_when_the_car_takes_it_back(
    world: World,
) -> None:
    assert set(statuses(world)) == {Status.OPEN}
    world.read(slot(-15))
    half = statuses(world)
    assert half == sorted(half, key=lambda status: status is Status.OPEN)
    assert set(half) == {Status.OPEN, Status.PASSED}
    world.read(world.route.ready)
    assert statuses(world) == [Status.PASSED] * 11
    world.read(START)
    assert set(statuses(world)) == {Status.OPEN}


@pytest.mark.parametrize(("program", "place"), [(Program.WORD_FIRST, 6), (Program.SPACE_FIRST, 0)])
def test_the_first_space_lands_where_the_program_puts_it(
    world: World, box: Box, program: Program, place: int
) -> None:
    world.program = program
    world.read(world.route.end)
    assert box(world.road.first).center[0] == pytest.approx(slot(place), abs=1e-4)
    assert box(world.road.first).center[1] < box(world.wire.first).center[1]


def test_after_the_fix_the_road_has_the_text_of_the_wire(world: World, box: Box) -> None:
    world.program = Program.SPACE_FIRST
    world.read(world.route.end)
    laid = [box(letter).center[0] for letter in (world.road.first, *world.road)]
    assert laid == pytest.approx([slot(at) for at in range(len(TEXT))], abs=0.12)


def test_the_world_depends_on_the_head_alone(world: World, draw: Draw) -> None:
    world.read(slot(5))
    direct = draw(world)
    world.read(world.route.end)
    world.read(START)
    world.read(slot(5))
    assert draw(world) == direct


MOTIONS: dict[str, Callable[[World], Motion]] = {
    "drive": lambda world: world.drive(world.route.end, 1.0),
    "leave": lambda world: world.leave(1.0, 1.0),
    "lift the gate": lambda world: world.lift_gate(0.0, 1.0, 1.0),
    "open": lambda world: world.open(1.0, 0.0, 1.0),
    "send back": lambda world: world.send_back(1.0),
    "run": lambda world: world.run(0.0, 2.0, 1.0),
    "swap": lambda world: world.swap(1.0),
    "hand over": lambda world: world.hand_over(0.0, 1.0, 1.0),
    "judge": lambda world: world.judge(Status.FAILED, 1.0),
    "show the count": lambda world: world.show_count(0.0, 1.0, 1.0),
    "hang the text": lambda world: world.hang_text(1.0),
    "hang the lamp": lambda world: world.hang_lamp(12, 1.0),
    "light up": lambda world: world.light_up(1.0),
    "tell the gate": lambda world: world.tell_gate(slot(3), Status.PASSED, 1.0),
    "turn the signal": lambda world: world.turn_signal(Status.FAILED, 1.0),
    "look": lambda world: world.look(DARK, 1.0),
}


@pytest.mark.parametrize("name", MOTIONS)
def test_motions_depend_on_the_share_of_their_time_alone(
    name: str, assert_pure: Callable[..., None]
) -> None:
    assert_pure(lambda: MOTIONS[name](seen()))


def test_the_signal_turns_over_after_the_spark_has_come(world: World, draw: Draw) -> None:
    motion = world.tell_gate(slot(3), Status.PASSED, 1.0)
    motion.begin()
    shown = []
    for share in (0.5, 0.75, 1.0):
        motion.change(share)
        shown.append((world.signal.status, len(draw(world.signal).items)))
    (running, with_spark), (there, without), (turned, _) = shown
    assert (running, there, turned) == (Status.OPEN, Status.OPEN, Status.PASSED)
    assert without < with_spark


def test_the_light_reaches_the_road_last_and_turns_letters_dark(
    world: World, fills: Callable[[Mobject], list[str]]
) -> None:
    world.read(world.route.end)
    letter = world.road[5]
    motion = world.light_up(1.0)
    motion.begin()
    dark = fills(letter)
    motion.change(0.5)
    assert fills(letter) == dark
    motion.change(1.0)
    assert fills(letter) != dark


def test_the_count_is_that_of_the_checks_that_are_seen(world: World) -> None:
    said = {"11 of 11"}
    for head, tests in ((world.route.ready, 11), (slot(-15), 12), (START, 12)):
        world.tests = tests
        world.read(head)
        passed = statuses(world).count(Status.PASSED)
        assert world.count.text == f"{passed} of {tests}"
        said.add(world.count.text)
    assert "0 of 12" in said and len(said) == 3


def test_the_count_is_the_same_below_the_lamps_and_beside_the_gate(world: World) -> None:
    world.read(slot(-15))
    below, beside = world.count
    assert isinstance(below, Line) and isinstance(beside, Line)
    assert below.text == beside.text == world.count.text


def test_a_text_that_has_not_come_is_not_seen(world: World, draw: Draw) -> None:
    world.wire.hang(0.0)
    assert not draw(world.wire).items
    world.wire.hang(1.0)
    assert draw(world.wire).items


def test_the_count_follows_the_twelfth_lamp(world: World) -> None:
    world.tests = 12
    world.read(world.route.ready)
    assert world.count.text == "11 of 12"
    motion = world.judge(Status.PASSED, 1.0)
    motion.begin()
    motion.finish()
    assert world.count.text == "12 of 12"


@pytest.mark.parametrize("program", Program)
def test_the_sheet_brings_the_text_as_the_program_lays_it(
    world: World, box: Box, program: Program
) -> None:
    world.program = program
    world.read(world.route.end)
    world.receipt.rise(1.0, program)
    laid = [world.road.first, *world.road]
    brought = list(world.receipt)[1:]

    def ranks(shapes: Sequence[Mobject]) -> list[int]:
        across = [box(shape).center[0] for shape in shapes]
        return [sorted(across).index(x) for x in across]

    assert ranks(brought) == ranks(laid)


def test_before_the_text_the_car_poses_only_lamps_that_it_passes(world: World) -> None:
    world.read(slot(-15))
    passed = [badge for badge in world.suite.checks if badge.status is Status.PASSED]
    still = [*world.road, *(shape for badge in passed for shape in badge)]
    before = [shape.points for shape in still]
    world.read(slot(-14))
    assert all(shape.points is points for shape, points in zip(still, before, strict=True))


def test_letters_that_the_car_takes_back_are_laid_where_they_were(world: World, draw: Draw) -> None:
    fresh = seen()
    for head in (world.route.end, START, slot(5)):
        world.read(head)
    fresh.read(slot(5))
    assert draw(world) == draw(fresh)
