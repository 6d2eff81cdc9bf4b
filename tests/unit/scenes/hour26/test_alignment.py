"""Rows of tokens are aligned by their ids."""

from __future__ import annotations

from itertools import pairwise

import pytest

from scenes.hour26.parts.alignment import ROW, ROW_GAP, Alignment

UPPER = [("It", 1), (" is", 2), (" a", 3), (" cum", 4), ("ulus", 5), (".", 6)]
LOWER = [("It", 1), (" is", 2), (" cum", 4), ("ul", 7), ("on", 8), (".", 6)]


def test_equal_tokens_make_pairs_and_others_stand_together() -> None:
    pairs = [(p.upper, p.lower, p.equal) for p in Alignment(UPPER, LOWER).pairs]
    assert pairs == [
        ((0,), (0,), True),
        ((1,), (1,), True),
        ((2,), (), False),
        ((3,), (2,), True),
        ((4,), (3, 4), False),
        ((5,), (5,), True),
    ]


def test_what_the_other_row_lacks() -> None:
    assert Alignment(UPPER, LOWER).different() == ({2, 4}, {3, 4})


def test_equal_tokens_stand_one_above_the_other() -> None:
    places = Alignment(UPPER, LOWER).places(-5.0, 5.0, (1.0,))
    assert len(places.upper) == len(places.lower) == 6
    assert len(places.capsules) == 4
    for above, below in ((0, 0), (1, 1), (3, 2), (5, 5)):
        first, second = places.upper[above], places.lower[below]
        assert first.left == second.left
        assert first.center[1] - second.center[1] == pytest.approx(ROW + ROW_GAP)


def test_what_does_not_fit_goes_to_the_next_block() -> None:
    places = Alignment(UPPER, LOWER).places(-1.5, 1.5, (1.0, -1.0, -3.0))
    assert all(frame.right <= 1.5 + 1e-9 for frame in (*places.upper, *places.lower))
    assert places.upper[-1].center[1] < places.upper[0].center[1]


def test_rows_that_do_not_fit_go_on_below() -> None:
    tokens = [(f" {number}word", number) for number in range(20)]
    places = Alignment(tokens, tokens).places(0.0, 4.0, (2.0, 0.5))
    tops = sorted({frame.top for frame in places.upper}, reverse=True)
    assert len(tops) > 3
    assert all(a - b == pytest.approx(1.5) for a, b in pairwise(tops))
