"""Kinds of words: identity in a change, extremes, and what their validators refuse."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pydantic import ValidationError

from storyreel.base.errors import RequestError
from storyreel.design.layout import Frame
from storyreel.design.tokens import Type, px
from storyreel.drawing.drawing import ImageItem
from storyreel.drawing.quanta import QUANTA_PER_UNIT
from storyreel.pictures.elements import Element, Look, Picture, mix
from storyreel.pictures.forms import Number, Photo, Point, Rect, Typed, Words
from storyreel.pictures.house import STAGE
from storyreel.pictures.ink import item_of
from storyreel.pictures.kinds import KINDS
from storyreel.pictures.kinds.kind import SMALLEST, NoRoomError, PictureSurroundings
from storyreel.pictures.wrap import wrap
from tests.unit.pictures.conftest import Loads
from tests.unit.pictures.drawn_kinds import CONTEXT, drawn, state

QUARTER = Frame(STAGE.left, px(28), -px(28), STAGE.top)


def ends(kind: str, first: str, second: str) -> tuple[Picture, Picture]:
    """The two ends of a change on the whole stage."""
    earlier, later = state(kind, first), state(kind, second)
    return later.change_from(earlier, tuple(earlier.draw(STAGE)), tuple(later.draw(STAGE)))


def texts(picture: Picture) -> dict[str, str]:
    """The words of elements by their keys."""
    return {
        element.key: element.form.text for element in picture if isinstance(element.form, Words)
    }


def place_of(element: Element) -> Point:
    """Where the words of an element are."""
    assert isinstance(element.form, (Words, Number))
    return element.form.at


def refused(kind: str, text: str, what: str) -> None:
    with pytest.raises(ValidationError, match=what):
        state(kind, text)


# --- every kind at its extremes ----------------------------------------------------------------

LONG = "unusually long words follow one another and have to be broken into several lines"
EXTREMES = {
    "code": [
        'text: "x"',
        "text: |\n" + "\n".join(f"  value_{n} = function({n}, {n})" for n in range(8)),
        f'text: "# {LONG[:50]}"',
    ],
    "terminal": [
        "lines: []",
        "lines: [" + ", ".join(f"{{run: command {n}}}" for n in range(60)) + "]",
        f"lines: ['{LONG[:52]}']",
    ],
    "chat": [
        "messages: []",
        "messages: [" + ", ".join("{a: yes}, {b: no}" for _ in range(3)) + "]",
        f"messages: [{{a: '{LONG}'}}, {{b: '{LONG}'}}]",
    ],
    "list": ["items: []", f"items: [{', '.join(map(str, 'abcdefgh'))}]", f"items: ['{LONG}']"],
    "card": ["icon: lock", f"title: '{LONG[:55]}'", "body: {card: {body: {card: {title: in}}}}"],
    "table": [
        "rows: [[1]]",
        "header: [a, b, c, d, e, f, g, h]\nrows: ["
        + ", ".join(["[1, 2, 3, 4, 5, 6, 7, 8]"] * 8)
        + "]",
        f"rows: [['{LONG[:50]}', 2]]",
    ],
    "compare": [
        "first: a\nsecond: b",
        f"first: '{'0123456789abcdef' * 4}'\nsecond: '{'0123456789abcdee' * 4}'",
        f"first: '{LONG}'\nsecond: yes\nby: words",
    ],
    "vs": ["left: {text: {lines: [a]}}\nright: {dots: {count: 1000}}"],
    "text": [
        "lines: [a]",
        f"words: '{LONG} {LONG}'\nstyle: heading",
        "lines: [a, b, c, d, e, f, g, h]",
    ],
    "tokens": ["pieces: [a]", "pieces: [" + ", ".join("abcdefgh" * 4) + "]"],
    "figure": ["value: 0", "value: 999999999999\nunit: characters\nnote: all of them", "value: -1"],
}
CASES = [(kind, text) for kind, texts in EXTREMES.items() for text in texts]


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_extremes_stay_inside_the_room_and_can_be_read(kind: str, text: str) -> None:
    text = text.replace("yes", "'yes'").replace(" no}", " 'no'}")
    for element in state(kind, text).draw(STAGE):
        path = element.form.path()
        assert path is not None, element.key
        box, slack = path.box, px(12)
        assert box.left / QUANTA_PER_UNIT >= STAGE.left - slack, element.key
        assert box.right / QUANTA_PER_UNIT <= STAGE.right + slack, element.key
        assert box.bottom / QUANTA_PER_UNIT >= STAGE.bottom - slack, element.key
        assert box.top / QUANTA_PER_UNIT <= STAGE.top + slack, element.key
        if isinstance(element.form, (Words, Number)):
            assert element.form.style.size >= SMALLEST * 0.999, element.key


@pytest.mark.parametrize("kind", ["chat", "code", "list", "table", "compare", "terminal", "card"])
def test_too_much_for_a_quarter_is_refused_with_what_to_do(kind: str) -> None:
    much = {
        "chat": f"messages: [{', '.join([f'{{a: {LONG}}}'] * 6)}]",
        "code": "text: |\n" + "  x = 1\n" * 9,
        "list": f"items: [{', '.join(map(str, 'abcdefghij'))}]",
        "table": f"rows: [{', '.join(['[1]'] * 12)}]",
        "compare": f"first: '{'ab' * 90}'\nsecond: '{'ac' * 90}'",
        "terminal": f"lines: ['{LONG}']",
        "card": f"title: '{LONG[:58]}'\nbody: {{text: {{words: {LONG}}}}}",
    }
    with pytest.raises(NoRoomError) as caught:
        list(state(kind, much[kind]).draw(QUARTER))
    assert caught.value.remedy


# --- code --------------------------------------------------------------------------------------


def test_tabs_of_code_are_blanks() -> None:
    indented = state("code", 'text: "if a:\\n\\tb"').draw(STAGE)
    assert list(indented) == list(state("code", 'text: "if a:\\n    b"').draw(STAGE))


def test_a_line_of_code_that_stays_keeps_its_words_when_one_is_put_before_it() -> None:
    before, after = ends("code", 'text: "a = 1\\nb = 2"', 'text: "c = 3\\na = 1\\nb = 2"')
    assert set(texts(before)) < set(texts(after))
    assert all(texts(after)[key] == text for key, text in texts(before).items())


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
    before, after = ends(kind, first, second)
    early, late = ({e.key for e in mix(before, after, share)} for share in (0.35, 0.6))
    assert new not in early and new in late
    entrance = state(kind, second).change_from(None, (), tuple(state(kind, second).draw(STAGE)))
    assert all(element.span is None for element in entrance[1])


def test_a_line_of_code_that_is_edited_keeps_the_words_that_stay() -> None:
    before, after = ends("code", 'text: "rate = 0.1"', 'text: "rate = 0.01 * step"')
    common = texts(before).keys() & texts(after).keys()
    assert sorted(texts(after)[key] for key in common) == ["=", "rate"]


def test_the_second_of_two_equal_lines_is_not_taken_for_the_first() -> None:
    before, after = ends("code", 'text: "go()\\nx\\ngo()"', 'text: "x\\ngo()"')
    places = {e.key: e.form.at[1] for e in after if isinstance(e.form, Words)}
    stay = [e for e in before if isinstance(e.form, Words) and e.key in places]
    assert [e.form.text for e in stay if isinstance(e.form, Words)] == ["x", "go", "(", ")"]


def test_the_band_of_a_marked_line_slides() -> None:
    before, after = ends("code", 'text: "a\\nb"\nmark: [1]', 'text: "a\\nb"\nmark: [2]')
    for picture in (before, after):
        assert sum(element.key == "band/0" for element in picture) == 1


def test_a_marked_line_that_is_not_there_and_an_unknown_language_are_refused() -> None:
    refused("code", 'text: "a"\nmark: [2]', "marks line 2")
    refused("code", 'text: "a"\nlanguage: pyton', "Did you mean 'python'")


# --- terminal ----------------------------------------------------------------------------------

SESSION = "lines: [{run: make}, {ok: built}, {fail: tested}]"


def test_a_command_is_typed_before_its_output_comes() -> None:
    session = state("terminal", SESSION)
    _, after = session.change_from(None, (), tuple(session.draw(STAGE)))
    middle = {element.key: element for element in mix((), after, 0.4)}
    typed = middle["line/run make#1"].form
    assert isinstance(typed, Typed) and 0 < typed.drawn < 1
    assert "line/ok built#1" not in middle


def test_lines_that_were_there_are_not_typed_again() -> None:
    before, after = ends("terminal", SESSION, SESSION.replace("]", ", {run: make test}]"))
    middle = {element.key: element for element in mix(before, after, 0.5)}
    old, new = middle["line/run make#1"].form, middle["line/run make test#1"].form
    assert isinstance(old, Typed) and isinstance(new, Typed)
    assert old.drawn == 1 and 0 < new.drawn < 1


def test_a_longer_command_takes_longer() -> None:
    short, long = (state("terminal", f"lines: [{{run: '{'a' * n}'}}]") for n in (20, 60))
    assert short.seconds(None) < long.seconds(None)


def test_lines_without_room_scroll_off_the_top() -> None:
    lines = ", ".join(f"{{ok: test {n}}}" for n in range(40))
    keys = drawn("terminal", f"lines: [{lines}]")
    assert "line/ok test 39#1" in keys and "line/ok test 0#1" not in keys


def test_an_unknown_state_of_a_line_is_refused() -> None:
    refused("terminal", "lines: [{rum: make}]", "Did you mean 'run'")


# --- chat, list --------------------------------------------------------------------------------


def test_the_first_speaker_is_on_the_left_and_the_other_on_the_right() -> None:
    keys = drawn("chat", "messages: [{a: hello}, {b: good day}]")
    left, right = keys["bubble/hello#1"].form, keys["bubble/good day#1"].form
    assert isinstance(left, Rect) and isinstance(right, Rect)
    assert left.frame.left == STAGE.left and right.frame.right == STAGE.right
    assert left.frame.bottom > right.frame.top


def test_a_third_speaker_is_refused() -> None:
    refused("chat", "messages: [{a: x}, {b: x}, {c: x}]", "3 speakers: a, b, c")


def test_an_item_that_is_done_keeps_its_words_and_box() -> None:
    before, after = ends("list", "items: [write, ship]", "items: [ship, {done: write}]")
    old, new = ({e.key for e in picture} for picture in (before, after))
    assert new - old == {"check/write#1"} and not old - new


def test_a_struck_item_is_struck_on_every_line() -> None:
    keys = drawn("list", f"items: [{{struck: '{LONG} {LONG}'}}]")
    lines = [key for key in keys if key.startswith("word/")]
    assert len(lines) > 1
    assert [key.replace("word/", "strike/") for key in lines] == [
        key for key in keys if key.startswith("strike/")
    ]


# --- table -------------------------------------------------------------------------------------

TABLE = "header: [unit, right]\nrows: [[two, 97], [eight, 99.8]]"


def test_a_row_slides_to_its_new_place_and_its_numbers_count() -> None:
    before, after = ends("table", TABLE, "header: [unit, right]\nrows: [[eight, 99.8], [two, 98]]")
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


# --- compare -----------------------------------------------------------------------------------


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


# --- card, vs ----------------------------------------------------------------------------------


def test_a_thing_in_a_card_keeps_its_identity_and_counts() -> None:
    before, after = ends("card", "body: {figure: {value: 3}}", "body: {figure: {value: 5}}")
    middle = {element.key: element.form for element in mix(before, after, 0.5)}
    number = middle["body/number"]
    assert isinstance(number, Number) and 3 < number.value < 5


def test_a_point_in_a_pair_runs_along_its_curve() -> None:
    pair = (
        "left: {{curve: {{x: [0, 6], y: [0, 1], line: exp(-x), point: {}}}}}\n"
        "right: {{icon: {{show: lock}}}}"
    )
    first, second = state("vs", pair.format(1)), state("vs", pair.format(5))
    between = first.between(second, 0.5)
    assert between == state("vs", pair.format(3))
    assert first.between(state("vs", pair.format(5) + "\nword: or"), 0.5) is None


def test_a_terminal_in_a_card_types() -> None:
    card = state("card", f"body: {{terminal: {{{SESSION}}}}}")
    _, after = card.change_from(None, (), tuple(card.draw(STAGE)))
    spans = {element.key: element.span for element in after}
    assert spans["body/line/run make#1"] and card.seconds(None) > 0.8


def test_a_wrong_field_of_a_thing_within_is_located(load: Loads) -> None:
    with pytest.raises(RequestError) as caught:
        load("picture: {a: {card: {body: {figure: {valu: 3}}}}}")
    assert "a.card.body.figure.valu" in str(caught.value)
    with pytest.raises(RequestError, match=r"unknown kind 'figur'.*Did you mean 'figure'"):
        load("picture: {a: {card: {body: {figur: {value: 3}}}}}")


def test_what_a_later_picture_does_not_say_of_a_thing_within_stays(load: Loads) -> None:
    performance = load(
        "picture: {a: {card: {body: {figure: {value: 3, note: rows}}}}}\n"
        "then: [{at: 5, a: {card: {body: {figure: {value: 4}}}}}]"
    ).performance
    keys = {element.key for element in performance.picture(10.0)}
    assert "a/body/note" in keys


# --- image -------------------------------------------------------------------------------------


@pytest.fixture
def photo(tmp_path: Path) -> PictureSurroundings:
    Image.new("RGB", (400, 100), "navy").save(tmp_path / "wide.png")
    return replace(CONTEXT, assets=tmp_path)


def shown(context: PictureSurroundings, **fields: object) -> Photo:
    image = KINDS["image"].model_validate({"file": "wide.png", **fields}, context=context)
    form = next(e.form for e in image.draw(STAGE) if e.key == "image")
    assert isinstance(form, Photo)
    return form


def test_an_image_fills_its_place_and_keeps_its_proportions(photo: PictureSurroundings) -> None:
    form = shown(photo)
    assert form.window.frame.width == pytest.approx(STAGE.width)
    assert form.window.frame.height == pytest.approx(STAGE.height)
    assert form.frame.width / form.frame.height == pytest.approx(4)


def test_an_image_shown_whole_is_not_cropped(photo: PictureSurroundings) -> None:
    form = shown(photo, fit="contain")
    assert form.window.frame.width == pytest.approx(form.frame.width)
    assert form.window.frame.height == pytest.approx(form.frame.height)


def test_the_point_in_sight_never_leaves_a_blank_edge(photo: PictureSurroundings) -> None:
    form = shown(photo, center=(0.0, 1.0), zoom=2.0)
    assert form.frame.left == pytest.approx(form.window.frame.left)
    assert form.frame.bottom == pytest.approx(form.window.frame.bottom)


def test_an_image_becomes_an_item_that_fades(photo: PictureSurroundings) -> None:
    look = Look(fill=(65535, 65535, 65535, 65535))
    whole = item_of(Element("image", shown(photo), look))
    half = item_of(Element("image", shown(photo), look.faded(0.5)))
    assert isinstance(whole, ImageItem) and isinstance(half, ImageItem)
    assert np.all(whole.pixels.rgba[..., 3] == 255)
    assert np.all(half.pixels.rgba[..., 3] == 127)
    assert item_of(Element("image", shown(photo), look.faded(0.0))) is None


def test_a_missing_image_is_refused(photo: PictureSurroundings) -> None:
    with pytest.raises(ValidationError, match="is not a file in assets"):
        KINDS["image"].model_validate({"file": "no.png"}, context=photo)


# --- text, tokens, figure ----------------------------------------------------------------------


def test_prose_is_broken_into_even_lines() -> None:
    lines = wrap(LONG, Type.LABEL, 6.0)
    assert " ".join(lines) == LONG
    lengths = [len(line) for line in lines]
    assert max(lengths) - min(lengths) < 12


def test_text_has_either_lines_or_words() -> None:
    refused("text", "tone: soft", "either `lines` or `words`")
    refused("text", "lines: [a]\nwords: a", "either `lines` or `words`")


def test_rows_of_tokens_are_even() -> None:
    keys = drawn("tokens", "pieces: [" + ", ".join(f"piece{n}" for n in range(11)) + "]")
    rows: dict[float, int] = {}
    for element in keys.values():
        if isinstance(element.form, Rect):
            y = element.form.frame.center[1]
            rows[y] = rows.get(y, 0) + 1
    assert len(rows) > 1 and max(rows.values()) - min(rows.values()) <= 1


def frame_of(picture: Picture, key: str) -> Frame:
    form = next(element.form for element in picture if element.key == key)
    assert isinstance(form, Rect)
    return form.frame


def test_a_piece_that_is_split_is_cut_where_it_was() -> None:
    first, second = "pieces: [so, unlikely, end]", "pieces: [so, un, likely, end]"
    whole = drawn("tokens", first)["tile/unlikely#1"].form
    before, after = ends("tokens", first, second)
    assert isinstance(whole, Rect)
    left, right = frame_of(before, "tile/un#1"), frame_of(before, "tile/likely#1")
    assert left.left == whole.frame.left and right.right == whole.frame.right
    assert left.right == pytest.approx(right.left)
    assert {e.key for e in before} == {e.key for e in after}


def test_pieces_that_are_merged_are_joined_where_the_merged_one_is() -> None:
    before, after = ends("tokens", "pieces: [a, dust, mask]", "pieces: [a, dustmask]")
    assert {e.key for e in before} == {e.key for e in after}
    whole = drawn("tokens", "pieces: [a, dustmask]")["tile/dustmask#1"].form
    assert isinstance(whole, Rect)
    joined = [frame_of(after, key) for key in ("tile/gone/dust#1", "tile/gone/mask#1")]
    assert joined[0].left == whole.frame.left and joined[1].right == whole.frame.right


def test_pieces_of_another_text_are_not_joined() -> None:
    before, after = ends("tokens", "pieces: [a, dust, mask]", "pieces: [a, helmet]")
    assert {e.key for e in before} & {e.key for e in after} == {"tile/a#1", "word/a#1"}


def test_a_piece_that_another_one_replaces_leaves_it_its_tile() -> None:
    before, after = ends("tokens", "pieces: [a, seal, leaks]", "pieces: [a, bearing, leaks]")
    assert "tile/bearing#1" in {e.key for e in before} & {e.key for e in after}
    words = {e.key for e in before} - {e.key for e in after}
    assert words == {"word/gone/seal#1"}


def test_a_piece_that_moves_takes_its_tile_with_it() -> None:
    before, after = ends("tokens", "pieces: [a, b, c, x]", "pieces: [a, x, c]")
    assert frame_of(before, "tile/x#1") == frame_of(
        tuple(drawn("tokens", "pieces: [a, b, c, x]").values()), "tile/x#1"
    )
    assert "tile/gone/b#1" not in {e.key for e in after}


def test_a_piece_before_its_double_stays_itself() -> None:
    before, after = ends("tokens", "pieces: [the, cat, the, dog]", "pieces: [cat, the, dog]")
    gone = {e.key for e in before} - {e.key for e in after}
    assert gone == {"tile/gone/the#1", "word/gone/the#1"}


def test_degrees_belong_to_the_number_and_other_units_are_set_apart() -> None:
    degrees = drawn("figure", "value: 27\nunit: °")
    number = degrees["number"].form
    assert isinstance(number, Number) and number.words.text == "27°"
    assert "unit" not in degrees
    assert "unit" in drawn("figure", "value: 27\nunit: ms")


def test_a_figure_with_an_earlier_number_shows_both() -> None:
    keys = drawn("figure", "value: 1.069\nbefore: 4.605\ndigits: 3")
    now, was = keys["number"].form, keys["before"].form
    assert isinstance(now, Number) and isinstance(was, Number)
    assert (was.words.text, now.words.text) == ("4.605", "1.069")
    assert was.at[0] < now.at[0] and was.style.size < now.style.size
    assert "arrow/head" in keys and "arrow/head" not in drawn("figure", "value: 1")


def test_a_unit_stays_in_its_place_while_the_number_counts() -> None:
    before, after = ends("figure", "value: 98\nunit: '%'", "value: 24\nunit: '%'")
    places = [place_of(e) for picture in (before, after) for e in picture if e.key == "unit"]
    assert places[0] == pytest.approx(places[1])
