"""Each change of the parts of hour 29 depends on its share alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from manim import Mobject

from scenes.hour29.parts.chance import SeedCard
from scenes.hour29.parts.example import Example
from scenes.hour29.parts.gate import CheckGate, HashGate
from scenes.hour29.parts.pair import Pair
from scenes.hour29.parts.third_run import ThirdRun
from scenes.hour29.parts.training import Training
from scenes.hour29.parts.weights import Weights
from scenes.hour29.ridges import RIDGES
from storyreel.design.tokens import Color
from storyreel.parts.badge import Status
from storyreel.parts.motion import Motion

ONE, OTHER = RIDGES


def pair() -> Pair:
    made = Pair((-3.0, 3.0), (ONE, OTHER), ("seed 7", "seed 8"), "100%", Status.FAILED)
    for medal in made.medals:
        medal.turn(1.0)
    return made


def run() -> Training:
    weights = Weights(0.0, Color.NAVY, 50, ONE)
    return Training(0.0, Color.NAVY, ("Tool", "1.0"), weights)


def example() -> Example:
    return Example(0.0, ("a", "b"), ("1", "2"))


def third() -> ThirdRun:
    return ThirdRun(OTHER, ONE, "100%", "seed 7", 0.0)


def moving(part: Mobject, name: str, *values: object) -> Motion:
    return Motion(part, partial(getattr(part, name), *values))


def of_front(name: str) -> Motion:
    made = pair()
    return Motion(made, getattr(made.front, name))


MOTIONS: dict[str, Callable[[], Motion]] = {
    "meet": lambda: moving(pair(), "meet"),
    "raise scores": lambda: moving(pair(), "raise_scores"),
    "judge": lambda: moving(pair(), "judge"),
    "shift": lambda: moving(pair(), "shift_by"),
    "turn": lambda: of_front("turn"),
    "grow": lambda: of_front("grow"),
    "harden": lambda: of_front("harden"),
    "check": lambda: moving(CheckGate("Key", "key", 9), "check"),
    "sink": lambda: moving(CheckGate("Key", "key", 1), "sink"),
    "take tool": lambda: moving(run(), "take_tool", (3.0, 2.0)),
    "open wheel": lambda: moving(run(), "open_wheel"),
    "spread": lambda: moving(run(), "spread"),
    "name tool": lambda: moving(run(), "name_tool"),
    "bend": lambda: moving(run(), "bend"),
    "store": lambda: moving(HashGate("Stored print", ONE), "store", -3.0),
    "text arrives": lambda: moving(example(), "arrive", (3.0, 2.0)),
    "text passes through": lambda: moving(example(), "pass_through"),
    "compare": lambda: moving(third(), "compare", 3.0),
    "roll compared": lambda: moving(third(), "roll_compared"),
    "put away": lambda: moving(run(), "put_away"),
    "approve": lambda: moving(HashGate("Stored print", ONE), "approve"),
    "card": lambda: moving(SeedCard("seed 7", 0.0), "arrive", (3.0, 2.0)),
}


@pytest.mark.parametrize("name", MOTIONS)
def test_a_motion_depends_on_the_share_of_its_time_alone(
    name: str, assert_pure: Callable[..., None]
) -> None:
    assert_pure(MOTIONS[name])
