"""What happens on a shelf: cutting, reading, adding, choosing, tearing off, delivering."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple
from itertools import combinations, pairwise

import numpy as np
import pytest
from manim import Mobject, VGroup

from scenes.hour25.parts.form import Form
from scenes.hour25.parts.labels import Labels
from scenes.hour25.parts.model import Model, Seat, parked
from scenes.hour25.parts.row import BREAK, Added, Continuation, Cutter, Row
from scenes.hour25.parts.speech import Answer, Field, Question, Spot, bubble_frame
from scenes.hour25.parts.work import Delivery, Reading
from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.drawing.drawing import Drawing
from storyreel.parts.motion import Motion
from tests.unit.drawn_texts import drawn_texts

Draw = Callable[..., Drawing]
Box = Callable[[Mobject], Frame]
SHELF = Frame(-4.0, -1.3, 4.0, 1.3)
WORDS = ("Small", "words", "travel")
CONTINUATION = Continuation(("far",), ("and", "wide"), 2, 30, "{count} more")
COUNTER = "read {count}×"
SPOT = Spot((-5.0, 0.0), (-4.6, -0.4))


@pytest.fixture
def row() -> Row:
    return Row(WORDS, SHELF).cut(1.0).veil(1.0)


@pytest.fixture
def form() -> Form:
    return Form(("Task", "Input", "Result"), ("Add.", "2 and 2"), ("It", "is", "4"), "end", SHELF)


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
    assert drawn_texts(draw(row)) == set(WORDS)
    for tile in row.tiles:
        ground, word = tile.ground.frame, box(tile.word)
        assert ground.left < word.left < word.right < ground.right


def test_the_cutter_hangs_above_the_shelf_and_cuts_through_the_strip(row: Row, box: Box) -> None:
    row.cut(0.0)
    cutter = Cutter("cutter", row)
    assert box(cutter).bottom >= SHELF.top
    cutter.lower(1.0)
    down = box(cutter)
    assert SHELF.bottom < down.bottom < row.strip.bottom < row.strip.top < down.top < SHELF.top


def test_what_is_left_out_replaces_the_ellipsis_when_a_strip_is_cut(draw: Draw) -> None:
    row = Row(WORDS, SHELF, "9 more").veil(1.0)
    assert drawn_texts(draw(row)) == {*WORDS, "…"}
    row.cut(1.0)
    assert drawn_texts(draw(row)) == {*WORDS, "9 more"}
    tiles = [item for item in draw(row).items if not (item.tag and item.tag.text)]
    assert len(tiles) == len(WORDS), "the number has no tile"
    row.veil(0.0)
    assert drawn_texts(draw(row)) == set()


def lit(row: Row) -> list[bool]:
    """Which tiles of a row are brighter than in the dark."""
    dark = Row(WORDS, SHELF).cut(1.0).veil(1.0)
    pairs = zip(row.tiles, dark.tiles, strict=True)
    return [bool((a.ground.fill_rgbas != b.ground.fill_rgbas).any()) for a, b in pairs]


def test_all_of_a_text_is_lit_while_it_is_read(model: Model, row: Row, box: Box) -> None:
    reading = Reading(model, (row,))
    come = reading.come(1.0)
    come.begin()
    come.finish()
    assert model.seat.x == pytest.approx(SHELF.center[0])
    assert not any(lit(row))
    read = reading.read(lambda lit: None, 1.0)
    read.begin()
    read.finish()
    assert all(lit(row))
    light = box(model)
    assert light.left <= box(row).left and box(row).right <= light.right


def test_a_reading_has_begun_when_its_light_is_seen(model: Model, row: Row) -> None:
    seen: list[tuple[bool, bool]] = []
    reading = Reading(model, (row,))
    read = reading.read(lambda lit: seen.append((lit, model.seat.beam > 0.1)), 1.0)
    read.begin()
    for share in (0.1, 0.5, 1.0):
        read.interpolate(share)
    assert seen[-3:] == [(False, False), (True, True), (True, True)]


def test_a_token_falls_from_the_model_into_its_place(row: Row, model: Model) -> None:
    added = Added(CONTINUATION, COUNTER, row)
    place = added.frame(0)
    motion = Reading(model, (row, added)).add(added.adding(0), 0, 1.0)
    motion.begin()
    motion.interpolate(0.6)
    falling = added.tiles[0].ground.frame.center
    assert place.center[1] < falling[1] < model.globe[1]
    motion.finish()
    assert added.tiles[0].ground.frame.center == pytest.approx(place.center)
    assert added.number.text == "read 1×"
    assert not any(lit(row))


def test_the_number_of_a_reading_stays_while_its_token_falls(model: Model, row: Row) -> None:
    added = Added(CONTINUATION, COUNTER, row)
    motion = Reading(model, (row, added)).add(added.adding(1), 1, 1.0)
    motion.begin()
    numbers = {added.number.text}
    for share in (0.0, 0.3, 1.0):
        motion.interpolate(share)
        numbers.add(added.number.text)
    assert numbers == {"read 2×"}


def test_each_added_token_has_its_number(row: Row, draw: Draw) -> None:
    added = Added(CONTINUATION, COUNTER, row)
    seen = {count: drawn_texts(draw(added.show_count(count, (0.0, 0.0)))) for count in range(31)}
    assert seen[0] == set()
    assert seen[1] == {"read 1×", "far"}
    assert seen[3] == {"read 3×", "far", BREAK}
    assert seen[5] == {"read 5×", "far", BREAK, "and", "wide"}
    assert seen[6] == {"read 6×", "far", BREAK, "and", "wide", "1 more"}
    assert seen[30] == {"read 30×", "far", BREAK, "and", "wide", "25 more"}


def test_a_reading_begins_before_its_token_is_added(row: Row, draw: Draw) -> None:
    added = Added(CONTINUATION, COUNTER, row)
    texts_at = {
        count: drawn_texts(draw(added.show_count(count, (0.0, 0.0)))) for count in (4.4, 21.4)
    }
    assert "read 5×" in texts_at[4.4] and "wide" not in texts_at[4.4]
    assert {"read 22×", "16 more"} <= texts_at[21.4]


def test_added_tokens_stay_in_the_shelf_without_covering_each_other(row: Row, box: Box) -> None:
    long = Continuation(("unmistakable",) * 5, (), 1, 20, "{count} more")
    added = Added(long, COUNTER, row).show_count(20, (0.0, 0.0))
    frames = [box(tile) for tile in [*row.tiles, *added.tiles]]
    assert all(SHELF.left < frame.left and frame.right < SHELF.right for frame in frames)
    for one, other in combinations(frames, 2):
        apart = one.right <= other.left or other.right <= one.left
        assert apart or one.bottom >= other.top or other.bottom >= one.top


def test_the_light_narrows_to_the_label_and_what_was_read_stays_lit(
    model: Model, row: Row, box: Box
) -> None:
    reading = Reading(model, (row,))
    labels = Labels(("no", "yes"), 1, SHELF)
    read = reading.read(lambda lit: None, 1.0)
    read.begin()
    read.finish()
    wide = box(model).width
    chosen = reading.choose(labels.answer.center[0], labels.answer.width / 2, 1.0)
    chosen.begin()
    chosen.finish()
    assert all(lit(row))
    assert box(model).width < wide / 2
    assert model.seat.x == pytest.approx(labels.answer.center[0])


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
    assert drawn_texts(draw(form)) == {"Task", "Input", "Result"}
    form.hold(1.0)
    form.write(2.0, (0.0, 0.0))
    assert drawn_texts(draw(form)) == {"Task", "Input", "Result", "Add.", "2 and 2", "It", "is"}


def test_the_form_is_lit_while_it_is_read(form: Form, draw: Draw) -> None:
    form.unfold(1.0)
    dark = draw(form)
    form.light(1.0)
    assert draw(form) != dark
    form.light(0.0)
    assert draw(form) == dark


def test_the_slip_tears_off_with_the_answer_alone(form: Form, draw: Draw, box: Box) -> None:
    form.unfold(1.0)
    form.hold(1.0)
    form.write(4.0, (0.0, 0.0))
    before = box(form.torn)
    form.tear(1.0)
    assert drawn_texts(draw(form.torn)) == {"It", "is", "4"}
    assert drawn_texts(draw(form.rest)) == {"Task", "Input", "Result", "Add.", "2 and 2", "end"}
    assert box(form.torn).left == pytest.approx(before.left - px(30), abs=px(2))


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


def test_a_question_is_one_line_in_a_field(box: Box) -> None:
    spot = Spot((0.0, 0.0), (0.0, 0.0))
    question = Question(("Two", "lines"), SPOT)
    motion = question.fly_into(Field("Two lines", spot), 1.0)
    motion.begin()
    motion.finish()
    there, whole = box(VGroup(*question)), box(VGroup(*Question(("Two lines",), spot)))
    assert astuple(there) == pytest.approx(astuple(whole), abs=px(3))


def test_an_answer_grows_before_its_words_are_seen(draw: Draw) -> None:
    answer = Answer(("One answer",), SPOT)
    assert not draw(answer).items
    assert drawn_texts(draw(answer.say(0.2))) == set()
    assert drawn_texts(draw(answer.say(1.0))) == {"One answer"}


def test_what_leaves_without_words_looks_like_what_stays(row: Row, draw: Draw, box: Box) -> None:
    copy = VGroup(*(tile.wordless() for tile in row.tiles))
    assert drawn_texts(draw(copy)) == set()
    assert astuple(box(copy)) == pytest.approx(astuple(box(row)), abs=px(3))
    copy.shift((1.0, 0.0, 0.0))
    assert box(row).left == pytest.approx(row.tiles[0].ground.frame.left, abs=px(3))


def test_a_delivery_ends_in_a_point_without_words(row: Row, draw: Draw, box: Box) -> None:
    motion = Delivery(row, (-5.0, 1.0), 1.0)
    motion.begin()
    motion.interpolate(0.5)
    assert drawn_texts(draw(row)) == set()
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
    assert_pure(lambda: Cutter("cutter", row).come(1.0))


@pytest.mark.parametrize(
    ("words", "fits"), [(("far", "off"), True), (("far-away" * 2,) * 9, False)]
)
def test_tokens_that_are_too_many_run_on_below_the_shelf(
    words: tuple[str, ...], fits: bool, row: Row
) -> None:
    added = Added(Continuation(words, (), 0, 30, "{count} more"), COUNTER, row)
    assert (added.frame(len(words) - 1).bottom > SHELF.bottom) == fits
