"""The motions of doorway, rooms, tokens and messages are functions of time alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import VGroup

from scenes.hour25.parts.browser import Form, Message
from scenes.hour25.parts.doorway import Doorway
from scenes.hour25.parts.mismatch import Mismatch
from scenes.hour25.parts.outputs import Outputs
from scenes.hour25.parts.padding import PaddedRow
from scenes.hour25.parts.rooms import Room, come_up, leave_up, part, sample_grid
from scenes.hour25.parts.staircase import Staircase
from scenes.hour25.parts.strip import Token, TokenStrip
from scenes.hour25.parts.template import Part, Prompt
from scenes.hour25.parts.tiling import Cuts, joined_frames, parted_frames
from scenes.hour25.parts.total import Total
from storyreel.design.layout import Frame, Grid
from storyreel.design.tokens import Type
from storyreel.drawing.drawing import Drawing
from storyreel.parts.motion import Motion

ROOM = Frame(-3.0, -1.0, 3.0, 1.0)
OTHER = Frame(-5.0, -2.0, 1.0, 3.0)
TOKENS = (Token("Every", 6109), Token(" effort", 3626), Token(" moves", 6100))
FRAMES = joined_frames(TOKENS, (0.0, 0.0), Type.CODE, 1.0)
PARTED = parted_frames(TOKENS, (0.0, 1.0), Type.CODE, 1.0)
SMALL = ROOM.columns((1.0, 1.0, 1.0), 0.1)
PARTS = (Part("### Instruction:", False), Part("Be brief.", True), Part("### Response:", False))


def strip() -> TokenStrip:
    return TokenStrip(TOKENS, FRAMES)


def wrapped() -> Prompt:
    prompt = Prompt(ROOM, PARTS, "Yes.")
    prompt.wrap(1.0).interpolate(1.0)
    return prompt


def climbed() -> Staircase:
    stairs = Staircase(ROOM, 2, 5)
    stairs.climb_to(5.0)
    return stairs


MOTIONS: dict[str, Callable[[], Motion]] = {
    "tiles travel": lambda: strip().travel(PARTED, 1.0),
    "tiles show ids": lambda: strip().number(1.0),
    "tiles turn to ids": lambda: strip().turn_to_ids(SMALL, 1.0),
    "tiles condense": lambda: strip().condense(SMALL, 1.0),
    "tiles burst": lambda: strip().burst((-4.0, 0.0), 1.0),
    "cuts": lambda: Cuts((-1.0, 0.0, 1.0), -1.0, 1.0).draw(1.0),
    "staircase climbs": lambda: Staircase(ROOM, 2, 5).climb(0.0, 5.0, 1.0),
    "staircase is spared": lambda: climbed().spare(1.0),
    "pads": lambda: PaddedRow(ROOM, 3, 10).take().pour(1.0),
    "scan": lambda: PaddedRow(ROOM, 3, 10).fill().scan(1.0),
    "outputs": lambda: Outputs(ROOM, (2.0, 3.0), ("not spam", "spam"), 1).choose(1.0),
    "prompt says": lambda: Prompt(ROOM, PARTS, "Yes.").say((-5.0, 0.0), 1.0),
    "prompt wraps": lambda: Prompt(ROOM, PARTS, "Yes.").wrap(1.0),
    "prompt is cut": lambda: wrapped().cut(1.0),
    "rows arrive": lambda: Mismatch(ROOM, (1, 2, 3), (1, 2, 4, 5)).arrive(1.0),
    "rows compared": lambda: Mismatch(ROOM, (1, 2, 3), (1, 2, 4, 5)).compare(1.0),
    "message": lambda: Message("Hello", ROOM).go(Form(OTHER, 1.0)),
    "message sinks": lambda: Message("Hello", ROOM).sink((1.0, 1.0)),
    "door swings": lambda: Doorway(Grid.STAGE, "App", "80").swing(1.0),
    "door travels": lambda: Doorway(Grid.STAGE, "App", "80").travel(OTHER),
    "room": lambda: Room(ROOM, "Generate").reach(OTHER),
    "rooms": lambda: sample_grid([Room(ROOM, "Generate"), Room(OTHER, "Classify")], 1.0),
    "room parts": lambda: part([Room(ROOM, "Generate"), Room(OTHER, "Classify")], Grid.STAGE)[1],
    "leave": lambda: leave_up(VGroup(Room(Grid.STAGE, "Generate"))),
    "come": lambda: come_up(Room(Grid.STAGE, "Generate")),
    "total": lambda: Total((0.0, 0.0), "read").follow(lambda p: round(1425 * p), 1.0),
}
by_name = pytest.mark.parametrize("name", MOTIONS)


@pytest.fixture
def shown(draw: Callable[..., Drawing]) -> Callable[..., Drawing]:
    """What a fresh motion shows after it has been set to some shares of its time, in order."""

    def show(name: str, *moments: float) -> Drawing:
        motion = MOTIONS[name]()
        motion.begin()
        for moment in moments:
            motion.interpolate(moment)
        return draw(motion.mobject)

    return show


@by_name
@pytest.mark.parametrize("moment", [0.0, 0.37, 0.5, 1.0])
def test_a_moment_is_the_same_however_it_was_reached(
    shown: Callable[..., Drawing], name: str, moment: float
) -> None:
    direct = shown(name, moment)
    assert shown(name, 0.3 * moment, 0.6 * moment, moment) == direct
    assert shown(name, 1.0, 0.4, moment) == direct


@by_name
def test_it_begins_moves_and_ends(shown: Callable[..., Drawing], name: str) -> None:
    begin, middle, end = shown(name, 0.0), shown(name, 0.5), shown(name, 1.0)
    assert begin.key != middle.key != end.key


def test_a_card_falls_apart_into_rooms_that_get_their_names(
    texts: Callable[..., list[str]],
) -> None:
    rooms = [Room(ROOM, "Generate"), Room(OTHER, "Classify")]
    motions = part(rooms, Grid.STAGE)
    for motion in motions:
        motion.begin()
    assert [texts(room) for room in rooms] == [[], []]
    assert rooms[0].frame.top == pytest.approx(Grid.STAGE.top)
    assert rooms[0].frame.bottom == pytest.approx(rooms[1].frame.top)
    assert rooms[1].frame.bottom == pytest.approx(Grid.STAGE.bottom)
    for motion in motions:
        motion.finish()
    assert [texts(room) for room in rooms] == [["Generate"], ["Classify"]]
    assert [room.frame.left for room in rooms] == pytest.approx([ROOM.left, OTHER.left])
