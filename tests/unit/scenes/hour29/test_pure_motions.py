"""Each motion of the parts of hour 29 depends on the share of its time alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scenes.hour29.parts.comparison import Comparison, Fingerprint
from scenes.hour29.parts.dots import Dots
from scenes.hour29.parts.reels import Reels
from scenes.hour29.parts.terminal import Printed, Printout
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color
from storyreel.parts.motion import Motion

ROOM = Frame(-3.0, -1.0, 3.0, 1.0)
OTHER = Frame(-5.0, -2.0, 1.0, 3.0)
FREE = tuple(f"0.{n}{n}{n}{n}{n}{n}" for n in range(1, 8))
BLOCKS = ROOM.rows((1.0, 1.0), 0.2)


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
    "dots arrive": lambda: Dots(ROOM, 5, 3).arrive(1.0),
    "dots run": lambda: Dots(ROOM, 5, 3).run(1.0),
    "printout": lambda: printout().print(1.0),
    "failures": lambda: printed().mark_failures(1.0),
    "reels": lambda: Reels(ROOM, FREE, ("0.682352", "0.053821")).spin(1.0, 0.5),
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
