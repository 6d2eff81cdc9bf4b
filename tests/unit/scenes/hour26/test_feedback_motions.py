"""Every motion of the parts of the feedback loop is a function of time alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest
from manim import VGroup

from scenes.hour26.parts.case_card import CaseCard, Drop, Learn
from scenes.hour26.parts.chat import Bubble, Composer
from scenes.hour26.parts.comparing import Comparing
from scenes.hour26.parts.drawer import OpenDrawer
from scenes.hour26.parts.exchange import Exchange
from scenes.hour26.parts.forked_road import ForkedRoad
from scenes.hour26.parts.reply_plan import COURSE, RAISED
from scenes.hour26.parts.score_bar import ScoreBar
from scenes.hour26.parts.thumb import Fall, ThumbDown
from storyreel.design.layout import Frame
from storyreel.parts.motion import Motion


class Token(NamedTuple):
    """A token as the storyboard gives it."""

    text: str
    id: int


TEXTS = (
    (Token("Which", 1), Token(" cloud", 2), Token("?", 3)),
    (Token("It", 4), Token(" is", 5), Token(" a", 6), Token(" cum", 7), Token("ulus", 8)),
    (Token("It", 4), Token(" is", 5), Token(" cum", 7), Token("ul", 9), Token("on", 10)),
)
ROOM = Frame(-6.0, -3.0, 6.0, 3.0)
SMALL = Frame(2.0, -3.0, 3.0, -2.5)
ROOMS = ROOM.rows((1.0, 1.0, 1.0), 0.1)


def exchange() -> Exchange:
    return Exchange(TEXTS, " cum", ROOM, 2)


def placed(motion: Callable[[Exchange], Motion]) -> Callable[[], Motion]:
    """A motion of pieces that lie on the road."""

    def make() -> Motion:
        pieces = exchange()
        for done in (pieces.take(1.0), pieces.offer(1.0)):
            done.begin()
            done.finish()
        return motion(pieces)

    return make


def comparing(pieces: Exchange) -> Comparing:
    alignment = pieces.plan.alignment
    places = alignment.places(-6.0, 6.0, (2.0, 0.0))
    return Comparing(alignment, (pieces.reply, pieces.reference), places, ("a", "b"), -6.5)


def unfolded(pieces: Exchange) -> Comparing:
    both = comparing(pieces)
    for row in both.unfold(1.0):
        row.begin()
        row.finish()
    return both


def closed(pieces: Exchange) -> Motion:
    unfolded(pieces)
    return pieces.close_rows(ROOMS, 1.0)[0]


def compared(pieces: Exchange) -> Motion:
    return unfolded(pieces).compare(1.0)


def lit() -> ForkedRoad:
    road = ForkedRoad(COURSE)
    road.lay(COURSE.right)
    road.part(1.0)
    road.light(0, COURSE.branch)
    return road


MOTIONS: dict[str, Callable[[], Motion]] = {
    "cut": lambda: exchange().cut(1.0),
    "close question": lambda: exchange().close_question(1.0),
    "pack": lambda: exchange().pack(1.0),
    "grow": lambda: exchange().grow(ForkedRoad(COURSE), 1.0),
    "take": lambda: exchange().take(1.0),
    "offer": lambda: exchange().offer(1.0),
    "swap": placed(lambda pieces: pieces.swap(True, 1.0)[1]),
    "close rows": placed(closed),
    "note": placed(lambda pieces: pieces.note(ROOMS, 1.0)[1]),
    "come back": placed(lambda pieces: pieces.come_back(RAISED, 1.0)[1]),
    "gather": placed(lambda pieces: comparing(pieces).gather(1.0)[1]),
    "unfold": placed(lambda pieces: comparing(pieces).unfold(1.0)[0]),
    "compare": placed(compared),
    "road is laid": lambda: ForkedRoad(COURSE).build(COURSE.right, 1.0),
    "road opens": lambda: _laid().open(1.0),
    "light": lambda: _laid().kindle(1, COURSE.right, 1.0),
    "ride": lambda: _laid().ride(1, COURSE.right, 1.0),
    "light goes out": lambda: lit().put_out(1.0),
    "score": lambda: ScoreBar(ROOM, "Judge", 40, 100).fill(1.0),
    "press": lambda: Composer(ROOM).press(),
    "file": lambda: Composer(ROOM).file("What is it?", 3.0, 1.5)[0],
    "bubble": lambda: Bubble(0.0, 1.0, ("The", " type", " of")).grow(0, 3, 1.0),
    "fall": lambda: Fall(ThumbDown((0.0, 0.0)), 3.0, 1.0),
    "drop": lambda: Drop(VGroup(CaseCard(ROOM, ("Prompt", "Reply"))), ROOM, SMALL, 1.0),
    "learn": lambda: Learn(VGroup(CaseCard(ROOM, ("Prompt", "Reply"))), (0.0, 2.0), 1.0),
    "drawer": lambda: OpenDrawer(ROOM, SMALL, ("Prompt", "Reply")).pull(1.0),
}
by_name = pytest.mark.parametrize("name", MOTIONS)
FLEETING = {"press"}
"""Motions that end as they begin."""


def _laid() -> ForkedRoad:
    road = ForkedRoad(COURSE)
    road.lay(COURSE.right)
    return road


@by_name
def test_a_motion_depends_on_the_share_of_its_time_alone(
    name: str, assert_pure: Callable[..., None]
) -> None:
    assert_pure(MOTIONS[name], fleeting=name in FLEETING)
