"""The smaller parts of the feedback loop say what they are told, and keep within their frames."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject, VGroup

from scenes.hour26.parts.case_card import CaseCard, Drop, Learn
from scenes.hour26.parts.chat import Bubble, Composer
from scenes.hour26.parts.drawer import Drawer, OpenDrawer
from scenes.hour26.parts.note import Note
from scenes.hour26.parts.score_bar import ScoreBar
from scenes.hour26.parts.thumb import Fall, OpenApp, ThumbDown
from scenes.hour26.parts.two_lane_gate import TwoLaneGate
from scenes.hour26.parts.verdict_line import VerdictLine
from storyreel.design.layout import Frame

Texts = Callable[[Mobject], list[str]]
Box = Callable[[Mobject], Frame]
ROOM = Frame(-6.0, -2.0, 6.0, 2.0)
SMALL = Frame(-6.0, -2.0, -3.0, -1.4)


def test_a_score_is_a_bar_to_scale(texts: Texts) -> None:
    bar = ScoreBar(ROOM, "Judge", 40, 100)
    assert texts(bar) == ["Judge", "0", "/ 100"]
    bar.reach(1.0)
    assert texts(bar) == ["Judge", "40", "/ 100"]
    filled = bar.bar.frame
    assert filled.width / bar.track.width == pytest.approx(0.4)


def test_a_bubble_grows_by_pieces(texts: Texts) -> None:
    bubble = Bubble(0.0, 1.0, ("The", " type", " of"))
    assert texts(bubble) == []
    bubble.write(2)
    assert texts(bubble) == ["The type"]


def test_a_button_comes_up_again(draw: Callable[..., object]) -> None:
    composer = Composer(ROOM)
    before = draw(composer)
    press = composer.press()
    press.begin()
    press.finish()
    assert draw(composer) == before


def test_a_question_that_was_asked_is_filed_as_a_bubble_in_a_corner(texts: Texts) -> None:
    composer = Composer(ROOM)
    for motion in composer.file("What is it?", 3.0, 1.5):
        motion.begin()
        motion.finish()
    assert texts(composer.asked) == ["What is it?"]
    frame = composer.card.frame
    assert (frame.right, frame.top) == pytest.approx((3.0, 1.5))
    assert frame.width < ROOM.width


def test_a_card_has_a_room_for_each_field_but_the_last(texts: Texts) -> None:
    card = CaseCard(ROOM, ("Prompt", "Reply", "Version"))
    assert texts(card) == ["Prompt", "Reply", "Version"]
    assert len(card.rooms) == 2
    version = card.tell("355M")
    assert version.at[1] < card.rooms[-1].bottom


def test_a_card_that_drops_loses_its_texts_and_ends_in_place(texts: Texts, box: Box) -> None:
    group = VGroup(CaseCard(ROOM, ("Prompt", "Reply")))
    drop = Drop(group, ROOM, SMALL, 1.0)
    drop.begin()
    drop.finish()
    assert texts(group) == []
    assert box(group).center == pytest.approx(SMALL.center, abs=0.01)
    assert box(group).width == pytest.approx(SMALL.width, abs=0.01)


def test_what_is_learnt_ends_at_its_point(box: Box) -> None:
    group = VGroup(CaseCard(ROOM, ("Prompt",))[0])
    learn = Learn(group, (3.0, 1.0), 1.0)
    learn.begin()
    learn.change(1.0)
    assert box(group).center == pytest.approx((3.0, 1.0))


def test_a_drawer_shows_what_it_holds_as_it_opens(texts: Texts) -> None:
    assert texts(Drawer(SMALL, "Case store")) == ["Case store"]
    opened = OpenDrawer(ROOM, SMALL, ("Prompt", "Reply"))
    pull = opened.pull(1.0)
    pull.begin()
    assert texts(opened) == []
    pull.change(0.6)
    assert texts(opened) == ["Prompt"]
    pull.change(1.0)
    assert texts(opened) == ["Prompt", "Reply"]


def test_a_thumb_falls_out_of_an_app_without_a_floor(texts: Texts, box: Box) -> None:
    app = OpenApp(ROOM, "The app", "keeps nothing")
    assert texts(app) == ["The app", "keeps nothing"]
    thumb = ThumbDown(app.start)
    fall = Fall(thumb, 5.0, 1.0)
    fall.begin()
    assert box(thumb).center == pytest.approx(app.start)
    fall.change(1.0)
    assert box(thumb).top < ROOM.bottom


def test_a_gate_has_a_finding_on_each_lane(texts: Texts, box: Box) -> None:
    gate = TwoLaneGate(Frame(0.0, -2.0, 1.0, 2.0), "Gate", (1.0, -1.0))
    assert texts(gate) == ["Gate"]
    centers = [box(finding).center for finding in gate.findings]
    assert centers == [pytest.approx((0.5, 1.0)), pytest.approx((0.5, -1.0))]


def test_a_note_and_a_verdict_say_their_words(texts: Texts, box: Box) -> None:
    assert texts(Note("Illustration", (0.0, 0.0))) == ["Illustration"]
    line = VerdictLine("A chat leaves no trace", (0.0, 0.0), passed=False)
    assert texts(line) == ["A chat leaves no trace"]
    assert box(line).left == pytest.approx(0.0, abs=0.01)
