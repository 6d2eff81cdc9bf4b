"""Cards, pen and lamp of hour 27: what each promises, however it was reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple, replace

import pytest
from manim import Mobject

from scenes.hour27.parts.band import Band
from scenes.hour27.parts.desk import Rail
from scenes.hour27.parts.doubt import Doubt
from scenes.hour27.parts.ink import BAR_LENGTH, bar_lengths
from scenes.hour27.parts.maker import Maker
from scenes.hour27.parts.place import CARD_WIDTH, Place, aside, slot, stacked
from scenes.hour27.parts.planned_lamp import PlannedLamp, planned_note
from scenes.hour27.parts.rewrite import Rewrite, kept_words, words_of
from scenes.hour27.parts.run_loop import RunLoop
from scenes.hour27.parts.seed import Role, SeedLabel
from scenes.hour27.parts.spot import (
    ANSWERED,
    ASKED,
    OFFERED,
    ORIGINAL,
    PLAN,
    READ,
    STATION,
    behind,
    on_card,
    waiting,
)
from scenes.hour27.parts.training_card import TrainingCard
from scenes.hour27.parts.trolley import LampState, Trolley
from scenes.hour27.parts.turn import STYLE, Reply, Turn
from scenes.hour27.parts.writer import REST, Writer, at_answer, at_turn
from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.tokens import Color, px
from storyreel.drawing.drawing import Drawing, Item, PathItem
from storyreel.drawing.quanta import quantise
from storyreel.parts.motion import Motion
from storyreel.parts.text import width_of

Draw = Callable[..., Drawing]
Texts = Callable[[Mobject], list[str]]
Box = Callable[[Mobject], Frame]
TOPIC = ("tea that", "wakes you")
QUESTION = ("Which is the tea that", "wakes you?")
BETTER = ("Which tea", "wakes you at six?")
AT = Place(0.5)
TALL = replace(READ, height=560)
"""A paper with room for a question and its answer."""


def card(tokens: int = 200, at: Place = AT) -> TrainingCard:
    return TrainingCard(TOPIC if tokens else (), tokens, 1, at)


def turn(tokens: int = 200) -> Turn:
    return Turn("user", Reply(QUESTION, TOPIC, tokens), 1, STATION)


def written(tokens: int = 200) -> Turn:
    made = turn(tokens)
    for line in range(made.question_lines):
        made.ink(line, 1.0)
    return made


def waiting_turn(index: int) -> Turn:
    return Turn("user", Reply((), (), 0), 0, waiting(index))


def pen_on(paper: Turn) -> Writer:
    pen = Writer("Model")
    pen.hold(at_turn(paper))
    return pen


def lamp() -> Trolley:
    made = Trolley((card(),))
    made.hang(LampState(0.0))
    return made


def plan() -> Rewrite:
    return Rewrite((QUESTION, BETTER), "not run", ORIGINAL, PLAN)


MOTIONS: dict[str, Callable[[], Motion]] = {
    "move": lambda: card().move(stacked(2, 1.0), 1.0),
    "tilt": lambda: card().move(Place(0.0, 0.0, 1.0, -3.0), 1.0),
    "refuse": lambda: Motion(each := card(0), each.refuse, 1.0),
    "go": lambda: pen_on(turn()).go(REST, 1.0),
    "write a question": lambda: pen_on(paper := turn()).write(paper, range(2), 1.0),
    "write an answer": lambda: pen_on(paper := written()).write(paper, range(2, 4), 1.0),
    "touch": lambda: pen_on(turn()).touch(1.0),
    "next run": lambda: RunLoop((0.0, 0.0), 3).turn(1.0),
    "move a turn": lambda: written().move(READ, 1.0),
    "rise": lambda: waiting_turn(2).rise(STATION, 1.0),
    "become a card": lambda: written().become_card(on_card(2), 1.0),
    "roll": lambda: lamp().roll(1.0, 1.0),
    "switch": lambda: lamp().switch(1.0, 1.0),
    "nod": lambda: lamp().nod(px(34), 1, 1.0),
    "lay a plan": lambda: plan().lay_down(1.0),
    "strike": lambda: plan().strike_out(1.0),
    "word a plan": lambda: plan().write(1.0),
    "band": lambda: Band(AT, stacked(3, AT.x), "4 of 5").wrap(1.0),
    "planned lamp": lambda: PlannedLamp(0.0, "true?").draw(1.0),
    "watch": lambda: Maker().watch(),
    "smile": lambda: Maker().smile(),
    "doubt": lambda: Maker().doubt(),
    "turn": lambda: Maker().turn(),
    "leave": lambda: Maker().leave(1.0),
    "come back": lambda: Maker().come_back(),
    "rail": lambda: Rail().extend(1.0),
}
FLEETING = {"nod", "touch"}
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


def test_a_turn_shows_only_what_has_been_written(texts: Texts) -> None:
    paper = turn()
    assert texts(paper) == ["user"]
    paper.ink(0, 0.5)
    assert texts(paper) == ["user", QUESTION[0]]
    paper.ink(1, 1.0)
    assert texts(paper) == ["user", *QUESTION]


def text_item(drawing: Drawing, text: str) -> Item:
    (found,) = (item for item in drawing.items if item.tag and item.tag.text == text)
    return found


def test_a_turn_keeps_the_topic_alone_on_its_card(texts: Texts, draw: Draw) -> None:
    paper, small = written(), card(at=slot(1))
    paper.become_card(on_card(1), 1.0).finish()
    assert texts(paper) == texts(small) == [*TOPIC]
    turned, printed = (text_item(draw(each), TOPIC[1]).box for each in (paper, small))
    assert turned.left == pytest.approx(printed.left, abs=1)
    assert turned.top == pytest.approx(printed.top, abs=1)


def test_the_topic_begins_where_it_is_in_the_question(draw: Draw) -> None:
    paper = written()
    before = draw(paper.lines[0]).items[0].box
    paper.put(STATION.toward(on_card(1), 1e-6))
    assert abs(text_item(draw(paper), TOPIC[0]).box.right - before.right) < quantise(px(2))


def test_an_answer_grows_with_the_paper(box: Box) -> None:
    paper = written(600)
    for line in range(len(paper.lines)):
        paper.ink(line, 1.0)
    paper.put(TALL)
    bars = [box(line) for line in paper.lines[paper.question_lines :]]
    assert all(bar.right - bar.left > px(1000) for bar in bars)
    assert all(TALL.y < bar.bottom for bar in bars)


def test_a_waiting_turn_is_below_the_one_that_is_filled(box: Box) -> None:
    name = box(Role("user", waiting(1)))
    assert name.top < STATION.y - px(STATION.tail)


def test_hidden_text_leaves_the_paper(texts: Texts, draw: Draw) -> None:
    paper = card()
    assert texts(paper) == [*TOPIC]
    paper.hide_text()
    assert texts(paper) == []
    assert draw(paper).items


@pytest.mark.parametrize("line", [0, 2], ids=["question", "answer"])
def test_the_nib_is_where_the_ink_ends(line: int, draw: Draw) -> None:
    paper = written() if line else turn()
    paper.put(TALL)
    pen = pen_on(paper)
    motion = pen.write(paper, range(line, line + 1), 1.0)
    motion.begin()
    for share in (0.3, 0.7):
        motion.interpolate(share)
        ink = draw(paper.lines[line]).items[0].box.right
        assert quantise(pen.grip.x) == pytest.approx(ink, abs=2)


def test_a_pen_goes_on_from_where_it_is() -> None:
    pen = pen_on(turn())
    pen.go(REST, 1.0).finish()
    assert astuple(pen.grip) == pytest.approx(astuple(REST))
    back = pen.go(at_answer(turn(), TALL), 1.0)
    back.begin()
    assert astuple(pen.grip) == pytest.approx(astuple(REST))


@pytest.mark.parametrize(("sag", "below"), [(0.0, False), (px(80), True)])
def test_a_pen_dips_on_its_way_and_arrives(sag: float, below: bool) -> None:
    pen = pen_on(turn())
    start = pen.grip
    motion = pen.go(REST, 1.0, sag)
    motion.begin()
    motion.interpolate(0.5)
    share = (pen.grip.x - start.x) / (REST.x - start.x)
    assert (pen.grip.y < start.y + (REST.y - start.y) * share) == below
    motion.finish()
    assert astuple(pen.grip) == pytest.approx(astuple(REST))


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
    plain = len(draw(blank).items)
    blank.refuse(1.0)
    edge = paper_of(draw, blank).stroke
    assert edge is not None
    assert "#{:02X}{:02X}{:02X}".format(*(c // 257 for c in edge.paint.colors[0])) == (
        Color.GOLD_LINE
    )
    assert len(draw(blank).items) == plain + 2


def test_a_turn_has_a_tail_below_its_edge_and_keeps_its_text_inside(draw: Draw) -> None:
    seed = written()
    shape, text = draw(seed).items[1].box, draw(seed.lines[0]).items[0].box
    assert shape.bottom < quantise(STATION.y)
    assert shape.left < text.left < text.right < shape.right
    assert quantise(STATION.y) < text.bottom < text.top < shape.top


def test_words_that_stay_are_matched_and_the_others_struck() -> None:
    before, after = words_of(QUESTION), words_of(BETTER)
    kept = kept_words(before, after)
    assert [after[new].text for new in kept] == ["Which", "tea", "wakes", "you"]
    assert [before[old].text for old in kept.values()] == ["Which", "tea", "wakes", "you?"]


def test_a_plan_says_that_it_was_not_run_before_it_is_worded(texts: Texts) -> None:
    made = plan()
    assert texts(made) == []
    made.lay(1.0)
    assert texts(made) == ["not run"]
    made.word(0.5)
    assert set(texts(made)) == {"not run", "Which", "tea", "wakes", "you"}
    made.word(1.0)
    assert set(texts(made)) == {"not run", *" ".join(BETTER).split()}


def test_words_that_stay_begin_where_they_were(texts: Texts, box: Box) -> None:
    paper, made = written(), plan()
    paper.put(ORIGINAL)
    made.word(1e-6)
    (first,) = (each for each in made.submobjects if texts(each) == ["Which"])
    assert box(first).left == pytest.approx(box(paper.lines[0]).left, abs=px(2))


def test_an_answer_is_below_its_question(box: Box) -> None:
    assert box(Role("assistant", ANSWERED)).top < ASKED.y


def test_a_loop_turns_on_to_the_next_run(texts: Texts, box: Box) -> None:
    loop = RunLoop((0.0, 0.0), 3)
    first = texts(loop), box(loop)
    loop.turn(1.0).finish()
    assert (first[0], texts(loop)) == ([], ["2"])
    assert box(loop) == first[1], "a whole turn"
    loop.turn(1.0).interpolate(0.5)
    assert texts(loop) == ["3"]


def test_a_pen_that_writes_nothing_leaves_no_ink(texts: Texts) -> None:
    paper = turn()
    touching = pen_on(paper).touch(1.0)
    touching.finish()
    assert texts(paper) == ["user"]


def test_a_pen_goes_on_below_the_line_that_it_has_written() -> None:
    paper = turn()
    writing = pen_on(paper).write(paper, range(2), 1.0)
    pen = writing.mobject
    assert isinstance(pen, Writer)
    low = []
    for share in (0.46, 0.5, 0.54, 0.58):
        writing.interpolate(share)
        if paper.nib_at(0, 1.0)[1] > pen.grip.y > paper.nib_at(1, 0.0)[1] - px(60):
            low.append(pen.grip.y)
    assert min(low) < paper.nib_at(0, 1.0)[1] - px(20)


@pytest.mark.parametrize(("word", "row"), [("red", 0), ("blue", 1)])
def test_a_word_is_underlined_below_itself(box: Box, word: str, row: int) -> None:
    turn = Turn("user", Reply(("one red", "and blue."), (), 0), 0, STATION)
    line = box(turn.underline(word))
    (left, _), (right, _) = turn.nib_at(row, 0.0), turn.nib_at(row, 1.0)
    assert left < line.left < line.right <= right + px(1)
    assert line.right - line.left == pytest.approx(width_of(word, STYLE) * STATION.scale, rel=0.02)
    assert line.top < turn.nib_at(row, 0.0)[1]


def test_a_doubt_is_right_of_and_above_its_corner(box: Box, texts: Texts) -> None:
    doubt = Doubt("Mars?", 0.5, 1.0)
    assert texts(doubt) == ["Mars?"]
    assert box(doubt).left == pytest.approx(0.5, abs=px(1))
    assert box(doubt).bottom < 1.0 < box(doubt).top


def test_a_note_is_beside_the_shades_of_planned_lamps(box: Box) -> None:
    note, lamp = box(planned_note("not run", px(300))), box(PlannedLamp(0.0, "true?"))
    assert lamp.right < note.left
    assert lamp.bottom < note.bottom < note.top < lamp.top


def test_cards_that_are_aside_are_out_of_the_picture() -> None:
    assert all(aside(at).x + px(CARD_WIDTH / 2) < x_at(-20) for at in range(5))


def test_a_pen_that_writes_stays_in_the_frame(box: Box) -> None:
    paper = written(400)
    paper.put(TALL)
    pen = pen_on(paper)
    motion = pen.write(paper, range(paper.question_lines, len(paper.lines)), 1.0)
    for share in (0.0, 0.3, 0.6, 1.0):
        motion.interpolate(share)
        assert box(pen).right < x_at(1920)


def test_a_label_ends_above_the_right_end_of_its_turn(box: Box) -> None:
    label = box(SeedLabel("seed: a word", OFFERED))
    assert label.right <= OFFERED.x + px(OFFERED.width / 2)
    assert label.bottom > OFFERED.at(0, 0)[1]


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


@pytest.mark.parametrize("index", range(1, 5))
def test_a_hidden_turn_gets_its_name_when_it_is_in_its_place(index: int, texts: Texts) -> None:
    paper = Turn("user", Reply((), (), 0), 0, behind(index))
    assert texts(paper) == []
    paper.put(behind(index).toward(waiting(index), 0.95))
    assert texts(paper) == []
    paper.put(waiting(index))
    assert texts(paper) == ["user"]


@pytest.mark.parametrize("index", range(1, 5))
def test_a_hidden_turn_is_behind_the_answer(index: int, draw: Draw) -> None:
    hidden, answer = (
        draw(Turn("", Reply((), (), 0), 0, spot)).items[0] for spot in (behind(index), ANSWERED)
    )
    assert isinstance(hidden, PathItem)
    assert isinstance(answer, PathItem)
    assert answer.path.box.union(hidden.path.box) == answer.path.box


def test_lines_of_a_topic_that_were_beside_one_another_never_overlap(draw: Draw) -> None:
    paper = Turn("user", Reply(("tea that wakes you",), TOPIC, 0), 1, STATION)
    paper.ink(0, 1.0)
    for step in range(1, 101):
        paper.put(STATION.toward(on_card(1), step / 100))
        first, second = (text_item(draw(paper), line).box for line in TOPIC)
        assert not first.overlaps(second), step


def test_a_topic_stays_in_the_question_until_that_has_faded(texts: Texts, draw: Draw) -> None:
    paper = written()
    for step in range(1, 20):
        paper.put(STATION.toward(on_card(1), step / 100))
        assert QUESTION[0] in texts(paper)
        question = draw(paper.lines[0]).items[0].box
        assert text_item(draw(paper), TOPIC[0]).box.right == pytest.approx(question.right, abs=2)
    paper.put(STATION.toward(on_card(1), 0.2))
    assert QUESTION[0] not in texts(paper)


@pytest.mark.parametrize("index", range(1, 5))
def test_a_turn_rises_beside_the_cards_of_the_row(index: int, draw: Draw) -> None:
    paper = waiting_turn(index)
    rising = paper.rise(STATION, 1.0)
    before = on_card(index - 1).outline()
    card_right, card_top = quantise(before[:, :2].max(axis=0))
    rising.begin()
    for step in range(101):
        rising.interpolate(step / 100)
        shape = quantise(paper.spot.outline()[:, :2])
        assert shape[:, 1].min() >= card_top or shape[:, 0].min() > card_right, step
