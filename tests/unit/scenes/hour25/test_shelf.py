"""What happens on a shelf: cutting, reading, adding, choosing, tearing off, delivering."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from manim import Mobject, VGroup

from scenes.hour25.parts.form import Form
from scenes.hour25.parts.labels import Labels
from scenes.hour25.parts.model import MARGIN, NARROW, Model, Seat, parked
from scenes.hour25.parts.row import Added, Blades, Continuation, Row
from scenes.hour25.parts.speech import Answer, Question, Spot, Tray, bubble_frame
from scenes.hour25.parts.tile import light_at
from scenes.hour25.parts.work import Delivery, Reading, flash
from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.drawing.drawing import Drawing
from storyreel.parts.motion import Motion

Draw = Callable[..., Drawing]
Box = Callable[[Mobject], Frame]
SHELF = Frame(-4.0, -1.3, 4.0, 1.3)
WORDS = ("Small", "words", "travel")
CONTINUATION = Continuation(("far",), ("and", "wide"), 2, 30)
COUNTER = "read {count}×"
SPOT = Spot((-5.0, 0.0), (-4.6, -0.4))


def texts(drawing: Drawing) -> set[str]:
    return {item.tag.text for item in drawing.items if item.tag and item.tag.text}


@pytest.fixture
def row() -> Row:
    return Row(WORDS, SHELF).cut(1.0).veil(1.0)


@pytest.fixture
def form() -> Form:
    return Form(("Task", "Input", "Result"), ("Add.", "2 and 2"), ("It", "is", "4"), SHELF)


@pytest.fixture
def model() -> Model:
    return Model("model", SHELF, Seat(parked(SHELF)))


def test_a_strip_is_cut_between_its_words(row: Row) -> None:
    row.cut(0.0)
    frames = [tile.ground.frame for tile in row.tiles]
    assert [frame.left for frame in frames[1:]] == row.blades()
    assert all(0 < left.right - right.left < px(2) for left, right in pairwise(frames))
    assert row.strip == frames[0].around(frames[-1])
    row.cut(1.0)
    parted = [tile.ground.frame for tile in row.tiles]
    assert all(b.left - a.right == pytest.approx(px(8)) for a, b in pairwise(parted))


def test_the_words_stay_whole_and_in_their_tiles(row: Row, draw: Draw, box: Box) -> None:
    assert texts(draw(row)) == set(WORDS)
    for tile in row.tiles:
        ground, word = tile.ground.frame, box(tile.word)
        assert ground.left < word.left < word.right < ground.right


def test_light_falls_on_what_is_below_it() -> None:
    assert light_at(0.0, -1.0, 1.0, 0.5) == 1.0
    assert 0.0 < light_at(1.3, -1.0, 1.0, 0.5) < 1.0
    assert light_at(1.6, -1.0, 1.0, 0.5) == 0.0


def test_blades_are_seen_only_while_they_cut(row: Row, draw: Draw) -> None:
    blades = Blades(row.blades(), SHELF)
    assert not draw(blades).items
    blades.chop(0.5)
    assert draw(blades).items
    blades.chop(1.0)
    assert not draw(blades).items


def test_reading_begins_at_the_start_and_ends_at_the_end(model: Model, row: Row) -> None:
    motion = Reading(model, (row,), row.start).to(row.end, 1.0)
    motion.begin()
    motion.interpolate(0.4)
    assert model.seat.x == pytest.approx(max(row.start, SHELF.left + MARGIN))
    motion.finish()
    assert model.seat.x == pytest.approx(row.end)
    assert model.seat.beam == 1.0


def test_a_model_does_not_leave_its_shelf(model: Model, row: Row) -> None:
    Reading(model, (row,), SHELF.left - 1.0).to(SHELF.right + 1.0, 1.0).interpolate(1.0)
    assert model.seat.x == pytest.approx(parked(SHELF))
    assert model.seat.reach == NARROW


def test_a_token_falls_from_the_model_into_its_place(row: Row, model: Model) -> None:
    added = Added(CONTINUATION, COUNTER, row)
    place = added.frame(0)
    reading = Reading(model, (row, added), row.start)
    motion = reading.add(added.show_count, 0, place.center[0], 1.0)
    motion.begin()
    motion.interpolate(0.6)
    falling = added.tiles[0].ground.frame.center
    assert place.center[1] < falling[1] < model.globe[1]
    motion.finish()
    assert added.tiles[0].ground.frame.center == pytest.approx(place.center)
    assert added.number.text == "read 1×"


def test_each_added_token_has_its_number(row: Row, draw: Draw) -> None:
    added = Added(CONTINUATION, COUNTER, row)
    seen = {count: texts(draw(added.show_count(count, (0.0, 0.0)))) for count in range(7)}
    assert seen[1] == {"read 1×", "far"}
    assert seen[3] == {"read 3×", "far"}
    assert seen[4] == {"read 4×", "far", "and"}
    assert seen[5] == {"read 5×", "far", "and", "wide"}
    assert seen[6] == {"read 6×", "far", "and", "wide", "…"}


def test_the_tile_of_all_other_tokens_grows_to_the_end_of_the_shelf(row: Row, box: Box) -> None:
    added = Added(CONTINUATION, COUNTER, row)
    rights = [box(VGroup(*added.show_count(n, (0.0, 0.0)).lower)).right for n in (6.0, 18.0, 30.0)]
    assert rights == sorted(rights)
    assert rights[-1] == pytest.approx(SHELF.right - px(20), abs=px(2))
    assert box(added.number).right == pytest.approx(SHELF.right - px(20), abs=px(6))


def test_only_the_chosen_label_turns_gold(draw: Draw) -> None:
    labels = Labels(("no", "yes"), 1, SHELF)
    labels.rise(1.0)
    plain = draw(labels.other), draw(labels.winner)
    labels.choose(1.0)
    assert draw(labels.other) == plain[0]
    assert draw(labels.winner) != plain[1]
    assert labels.winner.word.text == "yes"


def test_the_form_takes_the_lines_and_the_answer_into_its_fields(form: Form, draw: Draw) -> None:
    form.unfold(1.0)
    assert texts(draw(form)) == {"Task", "Input", "Result"}
    form.hold(1.0)
    form.write(2.0, (0.0, 0.0))
    assert texts(draw(form)) == {"Task", "Input", "Result", "Add.", "2 and 2", "It", "is"}


def test_the_slip_tears_off_with_the_answer_alone(form: Form, draw: Draw, box: Box) -> None:
    form.unfold(1.0)
    form.hold(1.0)
    form.write(3.0, (0.0, 0.0))
    before = box(form.torn)
    form.tear(1.0)
    assert texts(draw(form.torn)) == {"It", "is", "4"}
    assert texts(draw(form.rest)) == {"Task", "Input", "Result", "Add.", "2 and 2"}
    assert box(form.torn).top == pytest.approx(before.top - px(14), abs=px(2))


@pytest.mark.parametrize("lines", [("Add.", "2 and 2"), ("Add.", "2", "and 2")])
def test_a_question_flies_into_a_strip(form: Form, lines: tuple[str, ...], box: Box) -> None:
    question = Question(lines, SPOT)
    start, frame = box(question), bubble_frame(lines, SPOT)
    assert start.left == pytest.approx(frame.left, abs=px(30))
    motion = question.fly_into(form, 1.0)
    motion.begin()
    motion.finish()
    strip, there = form.strip, box(VGroup(*question))
    assert there.left == pytest.approx(strip.left, abs=px(30))
    assert there.top == pytest.approx(strip.top, abs=px(30))


def test_an_answer_grows_before_its_words_are_seen(draw: Draw) -> None:
    answer = Answer(("One answer",), SPOT)
    assert not draw(answer).items
    assert texts(draw(answer.say(0.2))) == set()
    assert texts(draw(answer.say(1.0))) == {"One answer"}


def test_a_question_fits_on_a_tray_as_it_is(box: Box) -> None:
    lines, shelf = ("Two", "lines"), Frame(-2.0, -0.6, 2.0, 0.6)
    tray, question = Tray(lines, shelf), Question(("Two", "lines"), SPOT)
    question.fly(tray.strip, tray.middles(lines), 1.0, 1.0)
    there = box(question)
    assert there.width == pytest.approx(bubble_frame(lines, SPOT).width, abs=px(4))
    assert shelf.left < there.left < shelf.center[0]
    assert shelf.bottom < there.bottom < there.top < shelf.top


def test_a_model_shines_on_a_question_and_stops(draw: Draw, model: Model) -> None:
    question = Question(("One",), SPOT)
    before = draw(question)
    motion = flash(model, question, 1.0)
    motion.begin()
    motion.interpolate(0.5)
    assert draw(question) != before
    motion.finish()
    assert draw(question) == before


def test_a_delivery_ends_in_a_point_without_words(row: Row, draw: Draw, box: Box) -> None:
    motion = Delivery(row, (-5.0, 1.0), 1.0)
    motion.begin()
    motion.interpolate(0.5)
    assert texts(draw(row)) == set()
    motion.interpolate(1.0)
    frame = box(row)
    assert np.allclose(frame.center, (-5.0, 1.0), atol=0.01)
    assert frame.width < px(60)


def test_motions_are_functions_of_time_alone(
    row: Row, form: Form, assert_pure: Callable[..., None]
) -> None:
    def row_of(words: tuple[str, ...]) -> Row:
        return Row(words, SHELF).veil(1.0)

    motions: list[Callable[[], Motion]] = [
        lambda: row_of(WORDS).part(1.0),
        lambda: Question(("One",), SPOT).say(0.0).grow(1.0),
        lambda: Answer(("One",), SPOT).grow(1.0),
        lambda: Question(("One",), SPOT).fly_into(form, 1.0),
        lambda: Delivery(row_of(WORDS), (0.0, 0.0), 1.0),
    ]
    for make in motions:
        assert_pure(make)
    assert_pure(lambda: Blades(row.blades(), SHELF).drop(1.0), fleeting=True)
