"""A text and its attention, side by side."""

from __future__ import annotations

from scenes.hour28.parts.note_board import NoteBoard
from scenes.hour28.parts.token_flow import Terms
from storyreel.design.layout import Grid
from storyreel.parts.text import Line

NOTE, BESIDE = Grid.STAGE.columns((955.0, 745.0), 0.2)


def board() -> NoteBoard:
    return NoteBoard(NOTE, BESIDE, Terms(153, ((0, 51),)), 17, ("85 words", "tokens", "cells"))


def test_words_are_as_given_and_figures_are_counted() -> None:
    whole = board()
    words = [leaf.text for leaf in whole.heads.get_family() if isinstance(leaf, Line)]
    assert words == ["153", "tokens", "23,409", "cells", "85 words"]


def test_blocks_square_and_figures_shrink_together() -> None:
    whole = board()
    for motion in whole.fuse(1.0):
        motion.begin()
        motion.finish()
    assert (whole.tokens.number.text, whole.cells.number.text) == ("103", "10,609")
    assert whole.square.now.width < whole.square.before.width * 0.7


def test_all_of_it_stays_on_its_cards() -> None:
    whole = board()
    whole.flow.show_fused(0.0)
    assert NOTE.left < whole.flow.get_left()[0] and whole.flow.get_right()[0] < NOTE.right
    assert NOTE.bottom < whole.flow.get_bottom()[1]
    assert BESIDE.left < whole.cells.get_left()[0] and whole.cells.get_right()[0] < BESIDE.right
    assert BESIDE.bottom < whole.square.get_bottom()[1]


def test_the_sides_of_the_square_are_said_beside_it() -> None:
    whole = board()
    assert [line.text for line in whole.sides] == ["153", "× 153"]
    assert whole.sides.get_left()[0] > whole.square.get_right()[0]
    for motion in whole.fuse(1.0):
        motion.begin()
        motion.finish()
    assert [line.text for line in whole.sides] == ["103", "× 103"]
    assert whole.sides.get_right()[0] < BESIDE.right
