"""Motions from the first test to the release: the same moment, however it was reached."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scenes.hour30.parts.case import Case, Suite
from scenes.hour30.parts.hop import Tokens
from scenes.hour30.parts.lanes import Lanes
from scenes.hour30.parts.record import Record
from scenes.hour30.parts.shortcuts import Shortcuts
from scenes.hour30.parts.tiles import Passage, Tiles, tile_frames
from storyreel.design.layout import Frame
from storyreel.parts.motion import Motion

ROOM, OTHER = Frame(-5.0, 0.5, 5.0, 1.5), Frame(-4.0, -1.5, 4.0, -0.5)


def row() -> Tiles:
    return Tiles(tile_frames(ROOM, 4), "␣abc")


def tokens() -> Tokens:
    return Tokens(ROOM, OTHER, ("18435", "220"), ("␣Hello", "␣"), 1)


def suite(passed: float = 0.0) -> Suite:
    return Suite(ROOM, 5, 0.3, 5, passed)


MOTIONS: dict[str, Callable[[], Motion]] = {
    "case goes": lambda: Case((0.0, 0.0), 0.3, failed=1.0).go((1.0, 1.0), 0.2, turns=3.0),
    "suite runs": lambda: suite().run(1.0),
    "suite resets": lambda: suite(1.0).reset(1.0),
    "suite moves": lambda: suite(1.0).move(OTHER, 0.2),
    "suite gathers": lambda: suite(1.0).gather((0.0, -2.0)),
    "tiles unfold": lambda: row().unfold(1.0),
    "tiles move": lambda: row().move(tile_frames(OTHER, 4)),
    "passage": lambda: Passage(row(), tile_frames(OTHER, 4), (2, 0, 1, 3), 0).fall(1.0),
    "solid": lambda: Passage(row(), tile_frames(OTHER, 4), range(4)).fall(1.0, solid=True),
    "ids": lambda: tokens().number(1.0),
    "hop": lambda: tokens().hop(0, 1.0),
    "lanes": lambda: Lanes(OTHER, ("data", "math"), 3.0).open(1.0),
    "record": lambda: Record(
        ROOM.rows((1.0, 1.0), 0.0), ("old", "new"), 3, ((2, 1, "1 failed"),)
    ).unfold(1.0),
    "shortcuts": lambda: Shortcuts(ROOM, ("one", "two")).strike(1.0),
}
by_name = pytest.mark.parametrize("name", MOTIONS)


@by_name
def test_a_motion_depends_on_the_share_of_its_time_alone(
    name: str, assert_pure: Callable[..., None]
) -> None:
    assert_pure(MOTIONS[name])
