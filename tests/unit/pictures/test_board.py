"""What a storyboard's pictures may say, and where a mistake is."""

from __future__ import annotations

import pytest

from storyreel.base.errors import RequestError
from storyreel.pictures.forms import Number, Words
from tests.unit.pictures.conftest import Loads

MISTAKES = {
    "misspelt kind": (
        "picture: {a: {figur: {value: 3}}}",
        "12:19: beat 'first', picture.a.figur: unknown kind 'figur'. Did you mean 'figure'?",
    ),
    "misspelt field": (
        "picture: {a: {figure: {valu: 3}}}",
        "beat 'first', picture.a.figure.valu: this key is unknown",
    ),
    "two kinds": (
        "picture: {a: {figure: {value: 3}, text: {lines: [b]}}}",
        "has 2 kinds",
    ),
    "unknown fact": (
        "picture: {a: {figure: {value: gess}}}",
        "Did you mean 'guess'?",
    ),
    "arithmetic that fails": (
        "picture: {a: {figure: {value: guess / 0}}}",
        "'guess / 0' cannot be calculated",
    ),
    "no attribute access": (
        "picture: {a: {figure: {value: guess.__class__}}}",
        "beat 'first', picture.a.figure.value",
    ),
    "layout names nothing": (
        "layout: a b\npicture: {a: {figure: {value: 3}}}",
        "names 'b', which no picture has",
    ),
    "layout leaves a thing out": (
        "layout: a\npicture: {a: {figure: {value: 3}}, b: {figure: {value: 3}}}",
        "leaves out 'b'",
    ),
    "layout with a hole": (
        "layout: |\n  a a\n  a b\npicture: {a: {figure: {value: 3}}, b: {figure: {value: 3}}}",
        "'a' does not fill a rectangle",
    ),
    "unknown cue": (
        "picture: {a: {figure: {value: 3}, at: go}}",
        "unknown cue 'go'",
    ),
    "change that does not fit": (
        "picture: {a: {figure: {value: 3}, at: 14.5, over: 1}}",
        "is still changing 0.50 s after the end of beat 'first'",
    ),
    "changes that overlap": (
        "picture: {a: {figure: {value: 3}, over: 4}}\nthen: [{at: 2, a: {figure: {value: 4}}}]",
        "before its last change has ended",
    ),
    "change without a time": (
        "picture: {a: {figure: {value: 3}}}\nthen: [{a: {figure: {value: 4}}}]",
        "Say when",
    ),
    "unknown pictogram": (
        "picture: {a: {icon: {show: factori}}}",
        "unknown pictogram 'factori'. Did you mean 'factory'?",
    ),
    "formula that does not parse": (
        "picture: {a: {formula: {tex: '\\frac{1'}}}",
        "cannot be typeset",
    ),
    "too small": (
        "layout: a b c d e f g h\npicture:\n"
        + "".join(f"  {n}: {{text: {{lines: [a long line of words]}}}}\n" for n in "abcdefgh"),
        "px of width",
    ),
    "fact used in words": (
        'picture: {a: {text: {lines: ["{guess:.q}"]}}}',
        "is not a number format",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_every_mistake_is_located_with_what_to_do(name: str, load: Loads) -> None:
    beat, expected = MISTAKES[name]
    with pytest.raises(RequestError) as caught:
        load(beat)
    messages = [str(problem) for problem in caught.value.problems]
    assert any(expected in message for message in messages), messages
    assert all(message.startswith("storyboards/lesson.yaml:") for message in messages)
    assert all(problem.remedy for problem in caught.value.problems)


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
