"""`card` and `vs`: the things that they hold."""

from __future__ import annotations

import pytest

from storyreel.base.errors import RequestError
from storyreel.pictures.forms import Number
from storyreel.pictures.shared_elements import STAGE
from storyreel.pictures.transitions import mix
from tests.unit.pictures.conftest import Loads
from tests.unit.pictures.drawn_kinds import change, state
from tests.unit.pictures.test_code_and_terminal import SESSION


def test_a_thing_in_a_card_keeps_its_identity_and_counts() -> None:
    before, after = change("card", "body: {figure: {value: 3}}", "body: {figure: {value: 5}}")
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


def test_the_unit_of_a_number_does_not_enter_before_the_card_that_holds_it() -> None:
    card = state("card", "title: Later\nbody: {figure: {value: 4, from: 4, unit: €}}")
    before, after = card.change_from(None, (), tuple(card.draw(STAGE)))
    entering = [element.key for element in mix(before, after, 0.3)]
    assert "plate" in entering and "body/unit" not in entering
    assert "body/unit" in {element.key for element in mix(before, after, 0.95)}
