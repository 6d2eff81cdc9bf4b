"""The line of tokens: terms that close give up their places, and what follows moves up."""

from __future__ import annotations

import pytest

from scenes.hour28.token_line import TokenLine, Use

LINE = TokenLine(10, (Use(2, 3, 0), Use(7, 2, 1)))


def test_an_open_line_has_each_token_on_its_own_place() -> None:
    assert list(LINE.places((0.0, 0.0))) == list(range(10))
    assert LINE.length((0.0, 0.0)) == 10


def test_the_tokens_of_a_closed_term_share_the_place_of_the_first() -> None:
    assert list(LINE.places((1.0, 0.0))) == [0, 1, 2, 2, 2, 3, 4, 5, 6, 7]
    assert LINE.length((1.0, 0.0)) == 8
    assert LINE.length((1.0, 1.0)) == 7


def test_a_term_that_is_half_closed_has_drawn_half_together() -> None:
    assert list(LINE.places((0.0, 0.5)))[6:] == [6, 7, 7.5, 8.5]
    assert LINE.length((0.0, 0.5)) == pytest.approx(9.5)


def test_uses_are_in_the_order_of_the_line() -> None:
    assert TokenLine(10, (Use(7, 2, 1), Use(2, 3, 0))).uses == LINE.uses
