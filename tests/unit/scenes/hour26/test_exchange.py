"""A question, a reply and a reference: the places of their pieces."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import pytest

from scenes.hour26.parts.comparing import Comparing
from scenes.hour26.parts.exchange import Exchange
from scenes.hour26.parts.forked_road import ForkedRoad
from scenes.hour26.parts.pieces import HOLLOW, MARKED, SOLID
from scenes.hour26.parts.reply_plan import COURSE, RAISED
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color
from storyreel.parts.motion import Motion

Texts = Callable[..., list[str]]
Fills = Callable[..., list[str]]
ROOM = Frame(-6.0, -3.0, 6.0, 3.0)


class Token(NamedTuple):
    """A token as the storyboard gives it."""

    text: str
    id: int


QUESTION = (Token("Which", 1), Token(" cloud", 2), Token("?", 3))
REPLY = (Token("It", 4), Token(" is", 5), Token(" a", 6), Token(" cum", 7), Token("ulus", 8))
REFERENCE = (Token("It", 4), Token(" is", 5), Token(" cum", 7), Token("ul", 9), Token("on", 10))


@pytest.fixture
def exchange() -> Exchange:
    return Exchange((QUESTION, REPLY, REFERENCE), " cum", ROOM, 2)


def done(*motions: Motion) -> None:
    for motion in motions:
        motion.begin()
        motion.finish()


def test_at_first_only_the_question_is_seen(exchange: Exchange, texts: Texts) -> None:
    assert texts(exchange.question) == ["Which", "cloud", "?"]
    assert texts(exchange.reply) == texts(exchange.reference) == []


def test_the_question_is_cut_and_packed(exchange: Exchange, texts: Texts) -> None:
    done(exchange.cut(1.0))
    assert texts(exchange.question) == ["1", "Which", "2", "cloud", "3", "?"]
    done(exchange.close_question(1.0), exchange.pack(1.0))
    assert texts(exchange.question) == []
    assert {look.frame.center[1] for look in exchange.plan.prompt()} == {COURSE.y}


def test_the_reply_grows_token_by_token(exchange: Exchange, texts: Texts) -> None:
    motion = exchange.grow(ForkedRoad(COURSE), 1.0)
    motion.begin()
    assert texts(exchange.reply) == []
    seen = []
    for turn in range(4):
        motion.interpolate((turn + 0.8) / 4)
        seen.append(texts(exchange.reply))
    assert seen == [["It"], ["is"], ["a"], ["cum"]]


@pytest.mark.parametrize("progress", [0.1, 0.3, 0.55, 0.8, 1.0])
def test_pieces_on_the_road_never_overlap(exchange: Exchange, progress: float) -> None:
    motion = exchange.grow(ForkedRoad(COURSE), 1.0)
    motion.begin()
    motion.interpolate(progress)
    looks = [piece.look for piece in exchange.reply.pieces[:4] if piece.look.shown]
    assert all(one.frame.right < two.frame.left for one, two in pairwise(looks))


def test_they_part_after_the_fork(exchange: Exchange, texts: Texts) -> None:
    done(exchange.grow(ForkedRoad(COURSE), 1.0), exchange.take(1.0), exchange.offer(1.0))
    assert texts(exchange.reply) == ["7", "cum", "8", "ulus"]
    assert texts(exchange.reference) == ["9", "ul", "on"]
    assert exchange.reply.pieces[-1].look.frame.center[1] == pytest.approx(COURSE.ends[0])
    assert exchange.reference.pieces[-1].look.frame.center[1] == pytest.approx(COURSE.ends[1])


def test_on_a_card_only_what_counts_is_in_full(exchange: Exchange, texts: Texts) -> None:
    done(*exchange.note(ROOM.rows((1.0, 1.0, 1.0), 0.0), 1.0))
    assert texts(exchange.question) == []
    assert texts(exchange.reply) == ["cum", "ulus"]
    assert texts(exchange.reference) == ["cum", "ul"]
    paints = [piece.look.paint for piece in exchange.reply.pieces]
    assert paints == [SOLID, SOLID, MARKED, SOLID, MARKED]


def test_it_comes_back_with_no_way_taken(exchange: Exchange) -> None:
    done(*exchange.come_back(RAISED, 1.0))
    ends = exchange.reply.pieces[-1].look, exchange.reference.pieces[-1].look
    assert [look.paint for look in ends] == [HOLLOW, HOLLOW]
    assert ends[0].frame.center[1] == pytest.approx(RAISED.ends[0])


@pytest.mark.parametrize(("lower", "paints"), [(False, [SOLID, HOLLOW]), (True, [HOLLOW, SOLID])])
def test_one_way_is_taken(exchange: Exchange, lower: bool, paints: list[object]) -> None:
    done(*exchange.come_back(RAISED, 1.0))
    done(*exchange.swap(lower, 1.0))
    ends = exchange.reply.pieces[-1].look, exchange.reference.pieces[-1].look
    assert [look.paint for look in ends] == paints


def test_compared_pieces_fuse_or_part(exchange: Exchange, fills: Fills, texts: Texts) -> None:
    plan = exchange.plan
    places = plan.alignment.places(-5.0, 5.0, (1.0,))
    rows = exchange.reply, exchange.reference
    both = Comparing(plan.alignment, rows, places, ("reply", "reference"), -6.0)
    done(*both.gather(1.0))
    done(*both.unfold(1.0))
    assert fills(both.capsules) == []
    assert texts(both.heads) == ["reply", "reference"]
    before = [piece.look.frame.center[1] for piece in exchange.reply.pieces]
    assert len({round(y, 6) for y in before}) == 1
    done(both.compare(1.0))
    assert fills(both.capsules) == [Color.NAVY] * 3
    marked = [piece.look.paint == MARKED for piece in exchange.reply.pieces]
    assert marked == [False, False, True, False, True]
    assert exchange.reply.pieces[-1].look.frame.center[1] > before[-1]
