"""Drafts: the counter counts the cells that move, and a card keeps its name as it moves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from scenes.hour27.parts.artefact import Artefact
from scenes.hour27.parts.draft import HIT, Draft
from scenes.hour27.parts.field import Field
from scenes.hour27.parts.rewrite import Leftover, Rewrite
from scenes.hour27.parts.stance import alone, listed, pages, shelved
from scenes.hour27.parts.tally import Tally
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color
from storyreel.drawing.drawing import Drawing

ROOM, WIDE = Frame(-4.0, -1.5, -1.0, 2.0), Frame(-6.0, -2.0, 6.0, 2.0)
Texts = Callable[[Mobject], list[str]]
Draw = Callable[..., Drawing]


@pytest.mark.parametrize("tokens", [0, 1, 41, 100])
def test_all_tokens_land_and_none_before(tokens: int) -> None:
    draft = Draft(alone(ROOM), "a child", tokens, 100)
    draft.pour((0.0, 3.0), 1.0)
    counts = [draft.landed(share / 20) for share in range(21)]
    assert counts[0] == 0 and counts[-1] == tokens
    assert counts == sorted(counts)


def test_as_many_tokens_land_in_a_second_for_every_draft() -> None:
    short, long = (Draft(alone(ROOM), "x", tokens, 100) for tokens in (40, 100))
    assert short.landed(0.5) == long.landed(0.5) > 0
    assert short.landed(0.7) == 40 < long.landed(1.0)


def test_tokens_run_level_below_their_source_and_fall_behind_the_name(draw: Draw) -> None:
    draft = Draft(alone(ROOM), "a child", 40, 100)
    pour = draft.pour((5.0, 3.0), 1.0)
    pour.begin()
    pour.interpolate(0.2)
    edge = draft.plate.frame.right
    level = [y for x, y, _ in draft.cells.points if edge + 1.0 < x < 4.0]
    assert level and max(level) - min(level) < 0.3
    assert ROOM.top < min(level) <= max(level) < 3.0
    kinds = [item.tag.role if item.tag else None for item in draw(draft).items]
    assert kinds[-1] == "label", "the name is in front"
    assert len(kinds) == 4, "the lid is there while tokens fall"
    pour.finish()
    assert len(draw(draft).items) == 3


def test_a_pile_stands_in_its_card_wherever_it_goes(box: Callable[[Mobject], Frame]) -> None:
    draft = Draft(pages(WIDE, 4)[0], "a child", 300, 600)
    draft.pour((0.0, 3.0), 1.0).finish()
    for stance in (listed(ROOM, 5)[1], shelved(WIDE, 4, 0.07, 0.2)[2], alone(ROOM)):
        draft.travel(stance, 1.0).finish()
        card, cells = box(draft.plate), box(draft.cells)
        assert card.left == pytest.approx(stance.frame.left)
        assert card.left < cells.left < cells.right < card.right
        assert cells.bottom > card.bottom
        assert draft.name_line.at == pytest.approx(stance.name_at)


def test_a_refused_draft_meets_the_door_and_comes_back() -> None:
    draft = Draft(alone(ROOM), "null", 0, 100)
    bounce = draft.bounce(ROOM.left - 1.0, 0.4)
    assert bounce.run_time == pytest.approx(0.4 / HIT)
    bounce.begin()
    lefts = []
    for step in range(101):
        bounce.interpolate(step / 100)
        lefts.append(draft.plate.frame.left)
    assert min(lefts) == pytest.approx(ROOM.left - 1.0)
    assert lefts[-1] == pytest.approx(ROOM.left)


def test_a_tally_that_stays_at_nothing_says_so(fills: Callable[[Mobject], list[str]]) -> None:
    for total, color in ((7, Color.NAVY), (0, Color.GOLD_TEXT)):
        tally = Tally((0.0, 0.0), "tokens", 3)
        tally.follow(lambda p, total=total: round(total * p), 1.0).finish()  # type: ignore[misc]
        assert fills(tally)[0] == color


def test_a_rewrite_counts_old_and_new_tokens(texts: Texts) -> None:
    rewrite = Rewrite(WIDE, ("45", " km"), 9, (3, 7))
    assert texts(rewrite) == ["45", "km"]
    for motion in (rewrite.count_out, rewrite.unfold):
        motion(1.0).finish()
    assert texts(rewrite) == ["45", "km", "2", "9"]
    rewrite.collapse((0.0, 0.0), 1.0).finish()
    assert texts(rewrite) == ["45", "km", "2"]


def test_what_is_left_is_the_first_character(texts: Texts) -> None:
    leftover = Leftover(Rewrite(WIDE, ("45", " km"), 9, (3, 7)), "4", "not found")
    assert texts(leftover) == []
    leftover.fall(1.0).finish()
    assert texts(leftover) == ["4"]
    assert texts(leftover.why) == ["not found"]


def test_a_field_is_missing_and_then_there(texts: Texts) -> None:
    field = Field(ROOM, "input")
    assert texts(field) == []
    field.miss(1.0).finish()
    assert texts(field) == ["input"]
    field.fill(1.0).finish()
    assert texts(field) == ["input"]


def test_an_artefact_counts_what_its_edge_has_passed(texts: Texts) -> None:
    artefact = Artefact(WIDE, WIDE, "Set v1", "{count} kept", (-3.0, 0.0, 3.0))
    close = artefact.close(1.0)
    close.begin()
    shown = []
    for step in range(11):
        close.change(step / 10)
        shown += texts(artefact)[:1]
    assert shown[-1] == "3 kept" and shown == sorted(shown)
    assert texts(artefact) == ["3 kept", "Set v1"]
