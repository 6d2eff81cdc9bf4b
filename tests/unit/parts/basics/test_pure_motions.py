"""Every motion of every part is a function of time alone, however a moment was reached.

This is what makes a frame at 15 frames per second the same as its twin at 30 and 60.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import VGroup

from storyreel.design.layout import Frame, Grid
from storyreel.design.tokens import Color, Type
from storyreel.parts.basics.motion import Appear, Collapse, Motion, Reframe, Shift, Stamp, Vanish
from storyreel.parts.basics.shapes import Disc, card
from storyreel.parts.basics.text import Line
from storyreel.parts.figures.counter import Counter
from storyreel.parts.furniture.rail import Rail
from storyreel.parts.gates.gate import Barrier, Road, Run
from storyreel.parts.gates.padlock import Padlock
from storyreel.parts.runs.comparison import Comparison, Fingerprint
from storyreel.parts.runs.reels import Reels
from storyreel.parts.suites.dots import Dots
from storyreel.parts.suites.terminal import Printed, Printout

ROOM = Frame(-3.0, -1.0, 3.0, 1.0)
OTHER = Frame(-5.0, -2.0, 1.0, 3.0)
FREE = tuple(f"0.{n}{n}{n}{n}{n}{n}" for n in range(1, 8))
BLOCKS = ROOM.rows((1.0, 1.0), 0.2)


def group() -> VGroup:
    return VGroup(card(ROOM), Disc((1.0, 0.0), 0.5), Line("Seed", Type.LABEL, (-2.0, 0.0)))


def comparison() -> Comparison:
    return Comparison(BLOCKS, ("1", "2"), "b692162c", "b1b6baac")


def swept() -> Comparison:
    digests = comparison()
    digests.sweep(0, 8, 1.0).finish()
    return digests


def printout() -> Printout:
    outcomes = (("[OK]", "tqdm", False), ("[FAIL]", "torch", True), ("[FAIL]", "jupyter", True))
    return Printout(ROOM, tuple(Printed(*outcome) for outcome in outcomes))


def printed() -> Printout:
    lines = printout()
    lines.print(1.0).finish()
    return lines


MOTIONS: dict[str, Callable[[], Motion]] = {
    "appear": lambda: Appear(group(), (0.5, -0.5), scale=0.8),
    "vanish": lambda: Vanish(group(), (0.3, 0.0)),
    "shift": lambda: Shift(group(), (1.0, -0.5)),
    "collapse": lambda: Collapse(group(), -3.0),
    "stamp": lambda: Stamp(group()),
    "reframe": lambda: Reframe(card(ROOM), OTHER),
    "rail": lambda: Rail(("Preflight", "Tests", "Seed lock")).go_to(1),
    "road": lambda: Road(Grid.STAGE).reach(OTHER),
    "barrier swings": lambda: Barrier(0.0, 0.0).swing(1.0, 1.0),
    "barrier travels": lambda: Barrier(0.0, 0.0, 0.4).travel(2.0, -1.0),
    "run": lambda: Run((0.0, 0.0)).go((2.0, 1.0)),
    "dots arrive": lambda: Dots(ROOM, 5, 3).arrive(1.0),
    "dots run": lambda: Dots(ROOM, 5, 3).run(1.0),
    "printout": lambda: printout().print(1.0),
    "failures": lambda: printed().mark_failures(1.0),
    "reels": lambda: Reels(ROOM, FREE, ("0.682352", "0.053821")).spin(1.0, 0.5),
    "padlock": lambda: Padlock((0.0, 0.0), 1.0).snap(),
    "counter": lambda: Counter((0.0, 0.0), 64).follow(lambda p: round(64 * p), 1.0),
    "cells unfold": lambda: comparison().unfold(1.0),
    "sweep": lambda: comparison().sweep(0, 8, 1.0),
    "sweep stays": lambda: comparison().sweep(0, 2, 1.0, stays=True),
    "replace": lambda: swept().replace_lower("b9999999", "3", 1.0),
    "condense": lambda: swept().condense(OTHER, 1.0),
    "fingerprint": lambda: Fingerprint(ROOM, "b692", "b1b6", Color.NAVY).rise(1.0),
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
