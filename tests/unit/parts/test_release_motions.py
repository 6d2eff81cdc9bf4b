"""Motions from the first test to the release: the same moment, however it was reached."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import MovingCamera

from storyreel.design.layout import Frame
from storyreel.film.drawing import Drawing
from storyreel.parts.case import Case, Suite
from storyreel.parts.hop import Tokens
from storyreel.parts.lanes import Lanes
from storyreel.parts.motion import Motion
from storyreel.parts.record import Record
from storyreel.parts.shortcuts import Shortcuts
from storyreel.parts.tiles import Passage, Tiles, tile_frames
from storyreel.stage.extract import Extractor

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


def shown(name: str, *moments: float) -> Drawing:
    motion = MOTIONS[name]()
    motion.begin()
    for moment in moments:
        motion.interpolate(moment)
    return Extractor().drawing([motion.mobject], MovingCamera())


@by_name
@pytest.mark.parametrize("moment", [0.0, 0.1, 0.5, 0.73, 1.0])
def test_a_moment_is_the_same_however_it_was_reached(name: str, moment: float) -> None:
    direct = shown(name, moment)
    assert shown(name, 0.3 * moment, 0.6 * moment, moment) == direct
    assert shown(name, 1.0, 0.4, moment) == direct


@by_name
def test_it_begins_ends_and_passes_between(name: str) -> None:
    assert shown(name) == shown(name, 0.0)
    assert len({shown(name, moment).key for moment in (0.0, 0.5, 1.0)}) == 3
