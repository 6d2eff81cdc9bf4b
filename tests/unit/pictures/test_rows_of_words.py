"""`chat`, `list`, `table` and `compare`: rows that stay, move, are done or differ."""

from __future__ import annotations

import pytest

from storyreel.pictures.forms import Number, Rect, Words
from storyreel.pictures.shared_elements import STAGE
from storyreel.pictures.transitions import entered, mix
from tests.unit.pictures.drawn_kinds import LONG, change, drawn, place_of, refused, state


@pytest.mark.parametrize(
    ("kind", "first", "second", "new"),
    [
        ("code", "text: a", 'text: "b = 1\\na"', "code/b = 1#1/0"),
        ("list", "items: [a]", "items: [b, a]", "word/b#1/b"),
        ("table", "rows: [[a, 1]]", "rows: [[b, 2], [a, 1]]", "cell/b#1/2"),
        ("chat", "messages: [{x: a}]", "messages: [{x: a}, {y: b}]", "line/b#1/b"),
    ],
)
def test_room_is_made_before_something_new_enters(
    kind: str, first: str, second: str, new: str
) -> None:
    before, after = change(kind, first, second)
    early, late = ({e.key for e in mix(before, after, share)} for share in (0.35, 0.6))
    assert new not in early and new in late
    entrance = state(kind, second).change_from(None, (), tuple(state(kind, second).draw(STAGE)))
    assert all(element.span is None for element in entrance[1])


def test_the_first_speaker_is_on_the_left_and_the_other_on_the_right() -> None:
    keys = drawn("chat", "messages: [{a: hello}, {b: good day}]")
    left, right = keys["bubble/hello#1"].form, keys["bubble/good day#1"].form
    assert isinstance(left, Rect) and isinstance(right, Rect)
    assert left.frame.left == STAGE.left and right.frame.right == STAGE.right
    assert left.frame.bottom > right.frame.top


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 1.0])
def test_words_grow_with_their_bubble(share: float) -> None:
    keys = drawn("chat", "messages: [{a: hello}, {b: good day}]")
    for bubble, line in (("hello#1", "hello#1/hello"), ("good day#1", "good day#1/good day")):
        (plate,) = entered(keys[f"bubble/{bubble}"], share)
        (text,) = entered(keys[f"line/{line}"], share)
        assert isinstance(plate.form, Rect) and isinstance(text.form, Words)
        assert plate.form.frame.left < text.form.left
        assert text.form.left + text.form.advance < plate.form.frame.right


def test_a_third_speaker_is_refused() -> None:
    refused("chat", "messages: [{a: x}, {b: x}, {c: x}]", "3 speakers: a, b, c")


def test_an_item_that_is_done_keeps_its_words_and_box() -> None:
    before, after = change("list", "items: [write, ship]", "items: [ship, {done: write}]")
    old, new = ({e.key for e in picture} for picture in (before, after))
    assert new - old == {"check/write#1"} and not old - new


def test_a_struck_item_is_struck_on_every_line() -> None:
    keys = drawn("list", f"items: [{{struck: '{LONG} {LONG}'}}]")
    lines = [key for key in keys if key.startswith("word/")]
    assert len(lines) > 1
    assert [key.replace("word/", "strike/") for key in lines] == [
        key for key in keys if key.startswith("strike/")
    ]


TABLE = "header: [unit, right]\nrows: [[two, 97], [eight, 99.8]]"


def test_a_row_slides_to_its_new_place_and_its_numbers_count() -> None:
    before, after = change(
        "table", TABLE, "header: [unit, right]\nrows: [[eight, 99.8], [two, 98]]"
    )
    assert {e.key for e in before} == {e.key for e in after}
    middle = {element.key: element.form for element in mix(before, after, 0.5)}
    number = middle["cell/two#1/right#1"]
    assert isinstance(number, Number) and 97 < number.value < 98


def test_numbers_are_aligned_on_the_right_and_words_on_the_left() -> None:
    keys = drawn("table", TABLE)
    words, number = keys["cell/two#1/unit#1"].form, keys["cell/two#1/right#1"].form
    assert isinstance(words, Words) and words.anchor == "left"
    assert isinstance(number, Number) and number.anchor == "right"
    assert number.at[0] == pytest.approx(place_of(keys["cell/eight#1/right#1"])[0])


def test_a_fact_in_a_cell_is_a_number_with_its_format() -> None:
    cell = drawn("table", "rows: [[loss, '{loss:.2f}']]")["cell/loss#1/2"].form
    assert isinstance(cell, Number) and cell.words.text == "1.07"


def test_a_row_with_another_number_of_cells_is_refused() -> None:
    refused("table", "rows: [[a, 1], [b]]", "row 2 has 1 cell instead of 2")


def test_different_places_are_counted_and_gold() -> None:
    keys = drawn("compare", "first: abcd\nsecond: abed\ncount: differ")
    count = keys["count"].form
    assert isinstance(count, Number) and count.words.text == "1 / 4 differ"
    odd = {key for key in keys if key.startswith("cell/") and keys[key].look.stroke}
    assert odd == {"cell/first/3", "cell/second/3"}


def test_places_that_one_row_lacks_are_different() -> None:
    keys = drawn("compare", "first: a b c\nsecond: a b\nby: words\ncount: differ")
    count = keys["count"].form
    assert isinstance(count, Number) and count.value == 1
    assert keys["cell/second/3"].look.dash and "piece/second/3" not in keys


def test_equal_rows_have_no_gold() -> None:
    keys = drawn("compare", "first: abc\nsecond: abc\ncount: differ")
    assert not [key for key in keys if keys[key].look.stroke]
