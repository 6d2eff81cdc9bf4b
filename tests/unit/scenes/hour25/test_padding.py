"""A row of fixed length, its pads, its outputs, and the room that they stand in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from scenes.hour25.parts.classifying import Classifying
from scenes.hour25.parts.outputs import ARRIVAL, Outputs
from scenes.hour25.parts.padding import PaddedRow
from storyreel.design.layout import Frame, Grid
from storyreel.design.tokens import Color
from storyreel.parts.motion import Motion

ROOM = Frame(-4.0, -0.5, 4.0, 0.5)
Fills = Callable[[Mobject], list[str]]
Texts = Callable[[Mobject], list[str]]


def finish(motions: list[Motion]) -> None:
    for motion in motions:
        motion.begin()
        motion.finish()


def test_own_cells_come_first() -> None:
    row = PaddedRow(ROOM, 20, 120)
    places = row.places()
    assert len(places) == 20
    assert places[0].left == pytest.approx(ROOM.left)
    assert places[-1].right == pytest.approx(ROOM.left + ROOM.width / 6, abs=0.02)


def test_pads_land_one_after_the_other() -> None:
    row = PaddedRow(ROOM, 20, 120)
    counts = [row.landed(share / 10) for share in range(11)]
    assert counts[0] == 0
    assert counts[-1] == 100
    assert counts == sorted(counts)


def test_a_full_row_marks_its_last_place(fills: Fills) -> None:
    row = PaddedRow(ROOM, 20, 120)
    assert Color.GOLD not in fills(row)
    assert fills(row.fill())[-1] == Color.GOLD


def test_no_output_is_chosen_at_first(fills: Fills) -> None:
    outputs = Outputs(ROOM, (3.0, 2.0), ("not spam", "spam"), 1)
    motion = outputs.choose()
    motion.interpolate(0.0)
    assert Color.NAVY not in fills(outputs.chosen)
    motion.interpolate(1.0)
    assert Color.NAVY in fills(outputs.chosen)
    assert outputs.winner == outputs.rooms[1]


def test_the_way_to_the_chosen_output_is_gone_before_the_output_is_solid(
    fills: Fills, box: Callable[[Mobject], Frame]
) -> None:
    outputs = Outputs(ROOM, (3.0, 2.0), ("not spam", "spam"), 1)
    motion, (taken, *_) = outputs.choose(), outputs.chosen
    motion.interpolate(ARRIVAL / 2)
    assert Color.NAVY not in fills(outputs.chosen)
    assert ROOM.top < box(taken).bottom < box(taken).top == pytest.approx(2.0)
    motion.interpolate(ARRIVAL)
    assert box(taken).bottom == pytest.approx(ROOM.top)


def test_the_room_says_what_it_was_told(texts: Texts) -> None:
    room = Classifying(Grid.STAGE, ["You", " are"], 12, ("two", "ten pads"), ("no", "yes"), 0)
    finish(room.come((0.0, 0.0), 1.0))
    finish(room.line_up(1.0))
    assert "2" in texts(room)
    finish(room.pad(1.0))
    finish(room.show_outputs())
    assert {"12", "/ 12", "two", "ten pads", "no", "yes"} <= set(texts(room))
