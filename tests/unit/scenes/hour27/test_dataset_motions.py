"""Motions of drafts, gate and artefact: the same moment, however it was reached."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scenes.hour27.parts.artefact import Artefact
from scenes.hour27.parts.checks import Checks
from scenes.hour27.parts.door import Door
from scenes.hour27.parts.draft import Draft
from scenes.hour27.parts.field import Field
from scenes.hour27.parts.refusal import Refusal
from scenes.hour27.parts.rewrite import Leftover, Rewrite
from scenes.hour27.parts.sprout import Sprout
from scenes.hour27.parts.stance import alone, listed, shelved
from scenes.hour27.parts.tally import Tally
from scenes.hour27.parts.turn import Turn
from scenes.hour27.parts.vacancies import Vacancies
from storyreel.design.layout import Frame
from storyreel.design.tokens import Type
from storyreel.parts.motion import Motion

ROOM, OTHER = Frame(-4.0, -1.5, -1.0, 2.0), Frame(1.0, -1.0, 3.5, 2.5)
WIDE, HEAD = Frame(-6.0, -2.0, 6.0, 2.0), Frame(-6.0, 1.0, 6.0, 2.0)
MOUTH = (3.0, 3.0)


def draft(tokens: int = 70) -> Draft:
    made = Draft(alone(ROOM), "a child", tokens, 100)
    made.pour(MOUTH, 1.0).finish()
    return made


def empty() -> Draft:
    return Draft(alone(ROOM), "null", 0, 100)


def wondering() -> Vacancies:
    places = Vacancies((ROOM, OTHER), "?")
    places.wonder(1.0).finish()
    return places


def sprout() -> Sprout:
    grown = Sprout(ROOM, (("What", "is"), ("number 7",)), Type.LABEL)
    grown.grow(MOUTH, 1.0).finish()
    return grown


def rewrite(*motions: str) -> Rewrite:
    made = Rewrite(WIDE, ("45", " km"), 9, (3, 7))
    for name in motions:
        getattr(made, name)(1.0).finish()
    return made


MOTIONS: dict[str, Callable[[], Motion]] = {
    "blink": lambda: Turn(WIDE, ("<h>", "user"), 1, "empty").blink(1.5),
    "clear": lambda: Turn(WIDE, ("<h>", "user"), 1, "empty").clear(1.0),
    "wonder": lambda: Vacancies((ROOM, OTHER), "?").wonder(1.0),
    "forget": lambda: wondering().forget(1.0),
    "grow": lambda: Sprout(ROOM, (("What", "is"), ("it",)), Type.LABEL).grow(MOUTH, 1.0),
    "wither": lambda: sprout().wither("number 7", (0.0, 0.0), 0.5, 1.0),
    "travel": lambda: draft().travel(listed(OTHER, 5)[2], 1.0, wide_after=0.3),
    "travel up": lambda: draft().travel(shelved(WIDE, 4, 0.1, 0.2)[1], 1.0, high_after=0.3),
    "emerge": lambda: empty().emerge(MOUTH, 1.0),
    "pour": lambda: Draft(alone(ROOM), "a child", 70, 100).pour(MOUTH, 1.0),
    "bounce": lambda: empty().bounce(ROOM.left - 1.0, 0.4),
    "refuse": lambda: empty().refuse(1.0),
    "echo": lambda: draft().echo().go(MOUTH, 1.0),
    "tally": lambda: Tally((0.0, 0.0), "tokens", 3).follow(lambda p: round(600 * p), 1.0),
    "tally of none": lambda: Tally((0.0, 0.0), "tokens", 3).follow(lambda _: 0, 1.0),
    "door": lambda: Door(ROOM).swing(1.0, 1.0),
    "snap": lambda: Checks(WIDE, ("Blank", "Schema")).snap(1),
    "gather": lambda: Checks(WIDE, ("Blank", "Schema")).gather((0.0, 0.0), 1.0),
    "miss": lambda: Field(ROOM, "input").miss(1.0),
    "fill": lambda: Field(ROOM, "input").fill(1.0),
    "count out": lambda: rewrite().count_out(1.0),
    "unfold": lambda: rewrite("count_out").unfold(1.0),
    "collapse": lambda: rewrite("count_out", "unfold").collapse((0.0, 0.0), 1.0),
    "leftover": lambda: Leftover(rewrite(), "4", "not found").fall(1.0),
    "settle": lambda: Refusal(ROOM, "blank").settle(OTHER, 1.0),
    "close": lambda: Artefact(WIDE, HEAD, "Set v1", "{count} kept", (-2.0, 3.0)).close(1.0),
}
by_name = pytest.mark.parametrize("name", MOTIONS)
FLEETING = {"blink", "bounce"}
"""Motions that end as they begin."""


@by_name
def test_a_motion_depends_on_the_share_of_its_time_alone(
    name: str, assert_pure: Callable[..., None]
) -> None:
    assert_pure(MOTIONS[name], fleeting=name in FLEETING)
