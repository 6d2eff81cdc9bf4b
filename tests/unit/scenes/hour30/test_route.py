"""The route: the order of the two lines decides where the first space lands, and nothing else."""

from __future__ import annotations

import pytest

from scenes.hour30.parts.places import START, slot
from scenes.hour30.parts.route import Program, Route, Stretch

TEXT, WORD = "  Hello World.", 6
ROUTE = Route(WORD, len(TEXT))


def test_a_stretch_goes_from_nothing_to_everything() -> None:
    stretch = Stretch(2.0, 4.0)
    assert [stretch.share(head) for head in (1.0, 2.0, 4.0, 6.0, 9.0)] == [0, 0, 0.5, 1, 1]
    assert stretch.part(0, 3).start == stretch.start
    assert stretch.part(2, 3).end == pytest.approx(stretch.end)


def test_the_space_comes_after_the_word_before_the_fix_and_before_it_afterwards() -> None:
    late, early = (ROUTE.space(program) for program in Program)
    before, after = (
        [ROUTE.stretch(at, program) for at in range(1, WORD + 1)] for program in Program
    )
    assert all(late.start >= letter.end for letter in before)
    assert all(early.end <= letter.start for letter in after)


def test_nothing_is_laid_before_the_first_word_has_been_read() -> None:
    for program in Program:
        first = min(ROUTE.stretch(at, program).start for at in range(len(TEXT)))
        assert first > slot(WORD)
    assert ROUTE.waiting.end < slot(WORD)


def test_letters_are_laid_in_their_order_and_everything_at_the_end() -> None:
    for program in Program:
        starts = [ROUTE.stretch(at, program).start for at in range(1, len(TEXT))]
        assert starts == sorted(starts)
        assert all(
            ROUTE.stretch(at, program).share(ROUTE.end) > 1 - 1e-9 for at in range(len(TEXT))
        )
        assert all(ROUTE.stretch(at, program).share(ROUTE.ready) == 0.0 for at in range(len(TEXT)))


def test_the_car_moves_forwards_while_its_arm_reaches_every_letter() -> None:
    heads = [START, slot(0), slot(4), slot(13)]
    cars = [ROUTE.car(head) for head in heads]
    assert cars == sorted(cars)
    assert ROUTE.tip(START) == START
    assert ROUTE.tip(ROUTE.end) == slot(13)
