"""Each motion of the general parts depends on the share of its time alone.

This is what makes a frame at 15 frames per second the same as its twin at 30 and 60.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import VGroup

from storyreel.design.layout import Frame, Grid
from storyreel.design.step_line import StepLine
from storyreel.design.tokens import Type
from storyreel.parts.badge import Status, StatusBadge
from storyreel.parts.counter import Counter
from storyreel.parts.motion import Appear, Motion, Shift, Stamp, Vanish
from storyreel.parts.padlock import Padlock
from storyreel.parts.road import Barrier, Road, Runner
from storyreel.parts.shapes import Disc, card
from storyreel.parts.steps import Steps
from storyreel.parts.text import Line

ROOM = Frame(-3.0, -1.0, 3.0, 1.0)
OTHER = Frame(-5.0, -2.0, 1.0, 3.0)


def group() -> VGroup:
    return VGroup(card(ROOM), Disc((1.0, 0.0), 0.5), Line("Seed", Type.LABEL, (-2.0, 0.0)))


MOTIONS: dict[str, Callable[[], Motion]] = {
    "appear": lambda: Appear(group(), (0.5, -0.5), scale=0.8),
    "vanish": lambda: Vanish(group(), (0.3, 0.0)),
    "shift": lambda: Shift(group(), (1.0, -0.5)),
    "stamp": lambda: Stamp(group()),
    "steps": lambda: Steps(StepLine.of(("Preflight", "Tests", "Seed lock"))).go_to(1),
    "road": lambda: Road(Grid.STAGE).reach(OTHER),
    "barrier swings": lambda: Barrier(0.0, 0.0).swing(1.0, 1.0),
    "run": lambda: Runner((0.0, 0.0)).go((2.0, 1.0)),
    "badge": lambda: StatusBadge((0.0, 0.0), 0.5).turn_to(Status.PASSED),
    "padlock": lambda: Padlock((0.0, 0.0), 1.0).snap(),
    "counter": lambda: Counter((0.0, 0.0), 64).follow(lambda p: round(64 * p), 1.0),
}
by_name = pytest.mark.parametrize("name", MOTIONS)


@by_name
def test_a_motion_depends_on_the_share_of_its_time_alone(
    name: str, assert_pure: Callable[..., None]
) -> None:
    assert_pure(MOTIONS[name])


@pytest.mark.parametrize("impure", ["adds up", "stands still"])
def test_a_motion_that_depends_on_more_is_found(
    impure: str, assert_pure: Callable[..., None]
) -> None:
    def make() -> Motion:
        disc = Disc((0.0, 0.0), 1.0)
        step = (0.1, 0.0, 0.0) if impure == "adds up" else (0.0, 0.0, 0.0)
        return Motion(disc, lambda _: setattr(disc, "points", disc.points + step))

    with pytest.raises(AssertionError):
        assert_pure(make)
