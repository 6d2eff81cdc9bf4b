"""Pieces of a text: their text and their places."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from scenes.hour26.parts.pieces import (
    HOLLOW,
    MARKED,
    SEAM,
    WORD_GAP,
    Look,
    Piece,
    Pieces,
    as_cells,
    extent,
    in_line,
)
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color

Texts = Callable[[Mobject], list[str]]
Fills = Callable[[Mobject], list[str]]
PLACE = Frame(-1.0, -0.3, 1.0, 0.3)


def test_it_shows_its_text_without_the_space_and_its_id(texts: Texts) -> None:
    assert texts(Piece(" cum", 10973, Look(PLACE, told=1.0))) == ["10973", "cum"]
    assert texts(Piece(" cum", 10973, Look(PLACE))) == ["cum"]
    assert texts(Piece(" cum", 10973, Look(PLACE, said=0.0))) == []


def test_a_hidden_piece_shows_nothing(draw: Callable[..., object], fills: Fills) -> None:
    assert fills(Piece("ulus", 23515, Look(PLACE, told=1.0).hidden())) == []


def test_colours_are_those_of_its_paint(fills: Fills) -> None:
    assert fills(Piece("ulus", 1, Look(PLACE, HOLLOW))) == [Color.WHITE, Color.NAVY]
    assert fills(Piece("ulus", 1, Look(PLACE, MARKED))) == [Color.GOLD_PALE, Color.CHARCOAL]


def test_slim_is_a_cell_in_the_middle() -> None:
    look = Look(PLACE, told=1.0).slim((0.2, 0.4))
    assert look.frame.center == PLACE.center
    assert (look.frame.width, look.frame.height) == pytest.approx((0.2, 0.4))
    assert look.said == look.told == 0.0


def test_pieces_of_one_word_stand_closer_than_words() -> None:
    cum, ulus, cloud = in_line([" cum", "ulus", " cloud"], 0.0, 0.0, 1.0)
    assert ulus.left - cum.right == pytest.approx(SEAM)
    assert cloud.left - ulus.right == pytest.approx(WORD_GAP)
    assert cum.width == pytest.approx(extent(" cum"))


def test_bare_text_is_set_without_seams() -> None:
    thunder, storms = in_line([" thunder", "storms"], 0.0, 0.0, 1.0, bare=True)
    assert storms.left == pytest.approx(thunder.right)


def test_cells_stand_side_by_side() -> None:
    cells = as_cells(3, 1.0, 0.0, (0.2, 0.5), 0.1)
    assert [cell.left for cell in cells] == pytest.approx([1.0, 1.3, 1.6])


def test_a_motion_of_some_leaves_the_others(texts: Texts) -> None:
    look = Look(PLACE)
    pieces = Pieces([("one", 1), ("two", 2)], [look, look])
    motion = pieces.restyle([look.hidden()], 1.0, first=1)
    motion.begin()
    motion.finish()
    assert texts(pieces) == ["one"]
