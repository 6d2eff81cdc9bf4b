"""`code` and `terminal`: lines that stay, are edited, marked or typed."""

from __future__ import annotations

from storyreel.pictures.forms import Typed, Words
from storyreel.pictures.shared_elements import STAGE
from storyreel.pictures.transitions import mix
from tests.unit.pictures.drawn_kinds import change, drawn, refused, state, texts


def test_tabs_of_code_are_blanks() -> None:
    indented = state("code", 'text: "if a:\\n\\tb"').draw(STAGE)
    assert list(indented) == list(state("code", 'text: "if a:\\n    b"').draw(STAGE))


def test_a_line_of_code_that_stays_keeps_its_words_when_one_is_put_before_it() -> None:
    before, after = change("code", 'text: "a = 1\\nb = 2"', 'text: "c = 3\\na = 1\\nb = 2"')
    assert set(texts(before)) < set(texts(after))
    assert all(texts(after)[key] == text for key, text in texts(before).items())


def test_a_line_of_code_that_is_edited_keeps_the_words_that_stay() -> None:
    before, after = change("code", 'text: "rate = 0.1"', 'text: "rate = 0.01 * step"')
    common = texts(before).keys() & texts(after).keys()
    assert sorted(texts(after)[key] for key in common) == ["=", "rate"]


def test_the_second_of_two_equal_lines_is_not_taken_for_the_first() -> None:
    before, after = change("code", 'text: "go()\\nx\\ngo()"', 'text: "x\\ngo()"')
    places = {e.key: e.form.at[1] for e in after if isinstance(e.form, Words)}
    stay = [e for e in before if isinstance(e.form, Words) and e.key in places]
    assert [e.form.text for e in stay if isinstance(e.form, Words)] == ["x", "go", "(", ")"]


def test_the_band_of_a_marked_line_slides() -> None:
    before, after = change("code", 'text: "a\\nb"\nmark: [1]', 'text: "a\\nb"\nmark: [2]')
    for picture in (before, after):
        assert sum(element.key == "band/0" for element in picture) == 1


def test_a_marked_line_that_is_not_there_and_an_unknown_language_are_refused() -> None:
    refused("code", 'text: "a"\nmark: [2]', "marks line 2")
    refused("code", 'text: "a"\nlanguage: pyton', "Did you mean 'python'")


SESSION = "lines: [{run: make}, {ok: built}, {fail: tested}]"


def test_a_command_is_typed_before_its_output_comes() -> None:
    session = state("terminal", SESSION)
    _, after = session.change_from(None, (), tuple(session.draw(STAGE)))
    middle = {element.key: element for element in mix((), after, 0.4)}
    typed = middle["line/run make#1"].form
    assert isinstance(typed, Typed) and 0 < typed.drawn < 1
    assert "line/ok built#1" not in middle


def test_lines_that_were_there_are_not_typed_again() -> None:
    before, after = change("terminal", SESSION, SESSION.replace("]", ", {run: make test}]"))
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
