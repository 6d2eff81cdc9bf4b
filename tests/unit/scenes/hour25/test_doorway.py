"""The doorway and the rooms behind it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from scenes.hour25.parts.doorway import Doorway
from scenes.hour25.parts.glimpses import Glimpses
from scenes.hour25.parts.rooms import Room, body_of, sample_grid
from storyreel.design.layout import Frame, Grid
from storyreel.design.tokens import Color, px

DOOR = Frame(-1.0, -2.0, 1.0, 2.5)
Texts = Callable[[Mobject], list[str]]
Bounds = Callable[[Mobject], Frame]


def test_the_sign_says_what_it_was_told(texts: Texts) -> None:
    assert set(texts(Doorway(DOOR, "Chainlit", "port 8000"))) == {"Chainlit", "port 8000"}


def test_it_fills_its_frame_open_or_shut(box: Bounds) -> None:
    door = Doorway(DOOR, "App", "80")
    for opening in (0.0, 0.5, 1.0):
        door.stand(DOOR, opening)
        bounds = box(door)
        assert bounds.left == pytest.approx(DOOR.left)
        assert bounds.right == pytest.approx(DOOR.right)
        assert bounds.bottom == pytest.approx(DOOR.bottom)


def test_what_passes_through_stands_on_the_middle_of_the_opening() -> None:
    x, y = Doorway(DOOR, "App", "80").threshold
    assert x == 0.0
    assert DOOR.bottom < y < DOOR.top


def test_a_low_room_has_its_name_in_the_middle_and_a_high_one_above() -> None:
    low = Room(Frame(0.0, 0.0, 4.0, 1.0), "Generate")
    assert low.label.at[1] == pytest.approx(0.5)
    low.stand(Grid.STAGE)
    assert low.label.at[1] == pytest.approx(Grid.STAGE.top - px(62))


def test_the_body_is_below_the_name() -> None:
    room = Room(Grid.STAGE, "Generate")
    assert room.body == body_of(Grid.STAGE)
    assert room.body.top < room.label.at[1]


def edge_of(room: Room) -> str:
    color = room.plate.get_stroke_color()
    assert color is not None
    return str(color.to_hex())


def test_a_glance_leaves_every_room_as_it_was() -> None:
    rooms = [Room(Grid.STAGE, "Generate"), Room(DOOR, "Classify")]
    motion = sample_grid(rooms, 1.0)
    motion.interpolate(0.15)
    assert edge_of(rooms[0]) == Color.GOLD
    motion.interpolate(1.0)
    assert {edge_of(room) for room in rooms} == {Color.HAIRLINE}


def test_glimpses_lie_in_their_rooms(box: Bounds) -> None:
    rooms = Frame(-3.0, -3.0, 3.0, 3.0).rows((1.0, 1.0, 1.0), 0.2)
    glimpses = Glimpses(rooms, (4, 50), (20, 120), (False, True, False))
    for glimpse, room in zip(glimpses.submobjects, rooms, strict=True):
        bounds = box(glimpse)
        assert room.left < bounds.left < bounds.right < room.right
        assert room.bottom < bounds.bottom < bounds.top < room.top
