"""What a storyboard's pictures may say."""

from __future__ import annotations

from storyreel.pictures.forms import Number, Words
from tests.unit.pictures.conftest import Loads


def test_numbers_come_from_facts_and_arithmetic(load: Loads) -> None:
    performance = load(
        "picture:\n  a: {figure: {value: guess, digits: 3}}\n"
        '  b: {text: {lines: ["{after / guess - 1:+.0%}"]}}'
    ).performance
    forms = [element.form for element in performance.picture(10.0)]
    assert any(isinstance(form, Number) and form.value == 4.605 for form in forms)
    assert any(isinstance(form, Words) and form.text == "−77%" for form in forms)


def test_what_a_later_picture_does_not_say_stays(load: Loads) -> None:
    performance = load(
        "picture: {a: {figure: {value: 3, note: loss}}}\nthen: [{at: 5, a: {figure: {value: 4}}}]"
    ).performance

    def words(now: float) -> set[str]:
        return {
            form.words.text if isinstance(form, Number) else form.text
            for form in (element.form for element in performance.picture(now))
            if isinstance(form, (Words, Number))
        }

    assert {"3", "loss"} <= words(3.0)
    assert {"4", "loss"} <= words(10.0)
    assert {"4", "loss"} <= words(29.0), "a beat without a picture keeps the stage"
