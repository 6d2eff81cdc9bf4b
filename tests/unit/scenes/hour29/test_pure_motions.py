"""Each change of the parts of hour 29 depends on its share alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from scenes.hour29.parts.chance import SeedCard
from scenes.hour29.parts.gate import Gate
from scenes.hour29.parts.pair import Pair
from scenes.hour29.parts.training import Training
from scenes.hour29.ridges import RIDGES
from storyreel.design.tokens import Color
from storyreel.parts.badge import Status
from storyreel.parts.motion import Motion

ONE, OTHER = RIDGES


def pair() -> Pair:
    made = Pair((-3.0, 3.0), (ONE, OTHER), "100 %", Status.FAILED)
    for medal in made.medals:
        medal.turn(1.0)
    return made


def moving(part: Pair | Gate | Training | SeedCard, name: str, *values: object) -> Motion:
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
    "check": lambda: moving(Gate("key", "Key", 9), "check"),
    "sink": lambda: moving(Gate("key", "Key", 1), "sink"),
    "take tool": lambda: moving(Training(0.0, Color.NAVY, "key", 50), "take_tool", (3.0, 2.0)),
    "open wheel": lambda: moving(Training(0.0, Color.NAVY, "key", 50), "open_wheel"),
    "spread": lambda: moving(Training(0.0, Color.NAVY, "key", 50), "spread"),
    "press": lambda: moving(Training(0.0, Color.NAVY, "key", 50), "press"),
    "card": lambda: moving(SeedCard("seed 7", 0.0), "arrive", (3.0, 2.0)),
}


@pytest.mark.parametrize("name", MOTIONS)
def test_a_motion_depends_on_the_share_of_its_time_alone(
    name: str, assert_pure: Callable[..., None]
) -> None:
    assert_pure(MOTIONS[name])
