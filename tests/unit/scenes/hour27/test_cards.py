"""Cards, pen and lamp of hour 27: what each promises, however it was reached."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from scenes.hour27.parts.band import Band
from scenes.hour27.parts.desk import Rail
from scenes.hour27.parts.end_mark import EndMark
from scenes.hour27.parts.ink import BAR_LENGTH, bar_lengths
from scenes.hour27.parts.maker import Maker
from scenes.hour27.parts.place import CARD_WIDTH, Place, aside, slot, stacked
from scenes.hour27.parts.planned_lamp import PlannedLamp
from scenes.hour27.parts.planned_turn import PlannedTurn
from scenes.hour27.parts.seed import PERIOD, Caret, Role
from scenes.hour27.parts.training_card import TrainingCard
from scenes.hour27.parts.trolley import LampState, Trolley
from scenes.hour27.parts.turn import AGAIN, STATION, Turn
from scenes.hour27.parts.way import planned_way, way_round
from scenes.hour27.parts.writer import REST, Writer, at_answer, at_turn
from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.tokens import Color, px
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.drawing.quanta import quantise
from storyreel.parts.motion import Motion

Draw = Callable[..., Drawing]
Texts = Callable[[Mobject], list[str]]
Box = Callable[[Mobject], Frame]
TOPIC = ("tea that", "wakes you")
QUESTION = ("Which is the tea that", "wakes you?")
AT = Place(0.5)


def card(tokens: int = 200, at: Place = AT) -> TrainingCard:
    return TrainingCard(TOPIC if tokens else (), tokens, 1, at)


def turn() -> Turn:
    return Turn((QUESTION, ("Why drink", "it?")), STATION)


def pen_on(paper: Turn | TrainingCard) -> Writer:
    pen = Writer("Model")
    pen.hold(at_turn(paper) if isinstance(paper, Turn) else at_answer(paper, paper.place))
    return pen


def lamp() -> Trolley:
    made = Trolley((card(),))
    made.hang(LampState(0.0))
    return made


def plan() -> PlannedTurn:
    return PlannedTurn(QUESTION, "not run", STATION)


MOTIONS: dict[str, Callable[[], Motion]] = {
    "move": lambda: card().move(stacked(2, 1.0), 1.0),
    "tilt": lambda: card().move(Place(0.0, 0.0, 1.0, -3.0), 1.0),
    "refuse": lambda: Motion(each := card(0), each.refuse, 1.0),
    "go": lambda: pen_on(card()).go(REST, 1.0),
    "write a question": lambda: pen_on(paper := turn()).write(paper, range(2), 1.0),
    "write an answer": lambda: pen_on(paper := card()).write(paper, range(2, 4), 1.0),
    "step": lambda: pen_on(turn()).step(1.0, 1.0),
    "move a turn": lambda: turn().move(AGAIN, 1.0),
    "way": lambda: way_round("again").draw(1.0),
    "planned way": lambda: planned_way("again", "not run").draw(1.0),
    "roll": lambda: lamp().roll(1.0, 1.0),
    "switch": lambda: lamp().switch(1.0, 1.0),
    "nod": lambda: lamp().nod(px(34), 1, 1.0),
    "word a plan": lambda: plan().write(1.0),
    "band": lambda: Band(AT, stacked(3, AT.x), "4 of 5").wrap(1.0),
    "planned lamp": lambda: PlannedLamp(0.0, "true?").draw(1.0),
    "offer": lambda: Maker().offer(),
    "watch": lambda: Maker().watch(),
    "smile": lambda: Maker().smile(),
    "wonder": lambda: Maker().wonder(),
    "turn": lambda: Maker().turn(),
    "leave": lambda: Maker().leave(1.0),
    "come back": lambda: Maker().come_back(),
    "rail": lambda: Rail().extend(1.0),
    "blink": lambda: Caret(STATION).blink(PERIOD),
}
FLEETING = {"nod", "blink"}
"""Motions that end as they began."""


@pytest.mark.parametrize("name", MOTIONS)
def test_a_motion_depends_on_the_share_of_its_time_alone(
    name: str, assert_pure: Callable[..., None]
) -> None:
    assert_pure(MOTIONS[name], fleeting=name in FLEETING)


@pytest.mark.parametrize(("tokens", "bars"), [(0, 0.0), (426, 2.84), (600, 4.0)])
def test_an_answer_is_as_long_as_its_tokens(tokens: int, bars: float) -> None:
    lengths = bar_lengths(tokens)
    assert sum(lengths) == pytest.approx(bars * BAR_LENGTH)
    assert all(length == BAR_LENGTH for length in lengths[:-1])


def test_a_card_shows_only_what_has_been_written(texts: Texts) -> None:
    paper = card()
    for index in range(len(paper.lines)):
        paper.ink(index, 0.0)
    assert texts(paper) == []
    paper.ink(0, 0.5)
    assert texts(paper) == [TOPIC[0]]
    paper.ink(1, 1.0)
    assert texts(paper) == [*TOPIC]


def test_a_turn_is_used_for_one_question_after_another(texts: Texts) -> None:
    seed = turn()
    seed.ask(0)
    assert texts(seed) == []
    for line in range(len(seed.lines)):
        seed.ink(line, 1.0)
    assert texts(seed) == [*QUESTION]
    seed.empty(1.0).finish()
    seed.ask(1)
    assert texts(seed) == []
    seed.ink(0, 1.0)
    assert texts(seed) == ["Why drink"]


def test_a_written_line_moves_with_its_card(box: Box) -> None:
    paper = card()
    paper.ink_all(1.0)
    before = box(paper.lines[0])
    paper.put(Place(AT.x + 1.0))
    assert box(paper.lines[0]).left == pytest.approx(before.left + 1.0, abs=1e-3)


@pytest.mark.parametrize("paper", [turn(), card()], ids=["turn", "card"])
def test_the_nib_is_where_the_ink_ends(paper: Turn | TrainingCard, draw: Draw) -> None:
    if isinstance(paper, Turn):
        paper.ask(0)
    pen = pen_on(paper)
    motion = pen.write(paper, range(1), 1.0)
    motion.begin()
    for share in (0.3, 0.7):
        motion.interpolate(share)
        ink = draw(paper.lines[0]).items[0].box.right
        assert quantise(pen.grip.x) == pytest.approx(ink, abs=2)


def test_an_end_mark_is_in_the_turn_and_leaves_room_for_the_nib(box: Box) -> None:
    mark = EndMark("end", STATION)
    inside, pen = box(mark), pen_on(turn())
    assert STATION.at(0, 0)[0] < inside.left < inside.right < pen.grip.x + mark.beyond
    assert STATION.y < inside.bottom < inside.top < STATION.at(0, 0)[1]


def test_a_pen_goes_on_from_where_it_is() -> None:
    pen = pen_on(card())
    pen.go(REST, 1.0).finish()
    assert pen.grip == REST
    back = pen.go(at_turn(turn()), 1.0)
    back.begin()
    assert pen.grip == REST


def paper_of(draw: Draw, shown: TrainingCard) -> PathItem:
    item = draw(shown).items[0]
    assert isinstance(item, PathItem)
    return item


def test_a_card_is_lit_below_the_lamp_alone(draw: Draw) -> None:
    near, far = card(at=slot(0)), card(at=slot(3))
    dark = paper_of(draw, near).fill, paper_of(draw, far).fill
    light = Trolley((near, far))
    light.hang(LampState(near.place.x, brightness=1.0))
    assert paper_of(draw, near).fill != dark[0]
    assert paper_of(draw, far).fill == dark[1]
    light.hang(LampState(near.place.x, brightness=0.0))
    assert paper_of(draw, near).fill == dark[0]


def test_a_refused_card_has_a_gold_edge_and_a_cross(draw: Draw) -> None:
    blank = card(0)
    assert len(draw(blank).items) == 1
    blank.refuse(1.0)
    edge = paper_of(draw, blank).stroke
    assert edge is not None
    assert "#{:02X}{:02X}{:02X}".format(*(c // 257 for c in edge.paint.colors[0])) == (
        Color.GOLD_LINE
    )
    assert len(draw(blank).items) == 3


def test_a_turn_has_a_tail_below_its_edge_and_keeps_its_text_inside(draw: Draw) -> None:
    seed = turn()
    seed.ask(0)
    seed.ink(0, 1.0)
    shape, text = draw(seed).items[0].box, draw(seed.lines[0]).items[0].box
    assert shape.bottom < quantise(STATION.y)
    assert shape.left < text.left < text.right < shape.right
    assert quantise(STATION.y) < text.bottom < text.top < shape.top


def test_a_plan_says_that_it_was_not_run_before_it_is_worded(texts: Texts) -> None:
    made = plan()
    assert texts(made) == ["not run"]
    made.word(0.5)
    assert texts(made) == ["not run", QUESTION[0]]
    made.word(1.0)
    assert texts(made) == ["not run", *QUESTION]


def test_a_way_has_its_words_at_its_end_alone(texts: Texts) -> None:
    way = planned_way("again", "not run")
    way.reveal(0.5)
    assert texts(way) == []
    way.reveal(1.0)
    assert texts(way) == ["again", "not run"]


def test_the_planned_way_ends_above_the_turn_that_is_used_again(box: Box) -> None:
    way = planned_way("again", "not run")
    way.reveal(1.0)
    low = box(way).bottom
    assert 0 < low - AGAIN.at(0, 0)[1] < px(60)


def test_cards_that_are_aside_are_out_of_the_picture() -> None:
    assert all(aside(at).x + px(CARD_WIDTH / 2) < x_at(-20) for at in range(5))


def test_a_pen_at_the_right_edge_stays_in_the_frame(box: Box) -> None:
    paper = card(400, slot(4))
    pen = pen_on(paper)
    motion = pen.write(paper, range(paper.topic_lines, len(paper.lines)), 1.0)
    for share in (0.0, 0.3, 0.6, 1.0):
        motion.interpolate(share)
        assert box(pen).right < x_at(1920)


def test_a_role_is_above_its_turn(box: Box) -> None:
    low = box(Role("user", STATION)).bottom
    assert STATION.at(0, 0)[1] < low < STATION.at(0, -60)[1]


def test_the_maker_is_hidden_below_the_desk_and_leaves_the_picture(draw: Draw) -> None:
    maker = Maker()
    desk = quantise(y_at(892))
    assert all(item.box.bottom >= desk for item in draw(maker).items)
    maker.turn().finish()
    maker.leave(1.0).finish()
    assert maker.pose.facing == -1.0
    assert maker.top[0] < x_at(0)
    maker.come_back().finish()
    maker.smile().finish()
    assert maker.pose.mood > 0
    assert maker.pose.facing == 1.0


def test_places_interpolate_and_know_their_corners() -> None:
    upright, tilted = Place(0.0, 0.0), Place(0.0, 0.0, tilt=90.0)
    (x, y), (tx, ty) = upright.at(0, 0), tilted.at(0, 0)
    assert (tx, ty) == pytest.approx((-y, x))
    assert upright.toward(tilted, 0.5).tilt == 45.0
