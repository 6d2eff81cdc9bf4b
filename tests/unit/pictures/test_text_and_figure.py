"""`text` and `figure`: broken lines, numbers and units."""

from __future__ import annotations

import pytest

from storyreel.design.tokens import Type
from storyreel.pictures.forms import Number
from storyreel.pictures.shared_elements import STAGE
from storyreel.pictures.transitions import mix
from storyreel.pictures.wrap import wrap
from tests.unit.pictures.drawn_kinds import LONG, change, drawn, place_of, refused, state


def test_prose_is_broken_into_even_lines() -> None:
    lines = wrap(LONG, Type.LABEL, 6.0)
    assert " ".join(lines) == LONG
    lengths = [len(line) for line in lines]
    assert max(lengths) - min(lengths) < 12


def test_text_has_either_lines_or_words() -> None:
    refused("text", "tone: soft", "either `lines` or `words`")
    refused("text", "lines: [a]\nwords: a", "either `lines` or `words`")


@pytest.mark.parametrize(("unit", "text"), [("°", "27°"), ("'%'", "27%")])
def test_degrees_and_per_cent_belong_to_the_number(unit: str, text: str) -> None:
    figure = drawn("figure", f"value: 27\nunit: {unit}")
    meter = drawn("meter", f"value: 27\nto: 30\nunit: {unit}\ndigits: 0")
    for number in (figure["number"].form, meter["reading"].form):
        assert isinstance(number, Number) and number.words.text == text
    assert "unit" not in figure


def test_other_units_are_set_apart() -> None:
    assert "unit" in drawn("figure", "value: 27\nunit: ms")
    reading = drawn("meter", "value: 27\nto: 30\nunit: ms\ndigits: 0")["reading"].form
    assert isinstance(reading, Number) and reading.words.text == "27 ms"


def test_a_figure_with_an_earlier_number_shows_both() -> None:
    keys = drawn("figure", "value: 1.069\nbefore: 4.605\ndigits: 3")
    now, was = keys["number"].form, keys["before"].form
    assert isinstance(now, Number) and isinstance(was, Number)
    assert (was.words.text, now.words.text) == ("4.605", "1.069")
    assert was.at[0] < now.at[0] and was.style.size < now.style.size
    assert "arrow" in keys and "arrow" not in drawn("figure", "value: 1")


def test_a_unit_stays_in_its_place_while_the_number_counts() -> None:
    before, after = change("figure", "value: 98\nunit: ms", "value: 24\nunit: ms")
    places = [place_of(e) for picture in (before, after) for e in picture if e.key == "unit"]
    assert places[0] == pytest.approx(places[1])


def test_a_number_shows_where_its_counting_begins() -> None:
    after = tuple(state("figure", "{value: 253, from: 23}").draw(STAGE))

    def shown(share: float) -> Number:
        form = next(e.form for e in mix((), after, share) if e.key == "number")
        assert isinstance(form, Number)
        return form

    assert {shown(share).value for share in (0.02, 0.1, 0.19)} == {23}
    assert 23 < shown(0.4).value < 253
    assert shown(1).value == 253
