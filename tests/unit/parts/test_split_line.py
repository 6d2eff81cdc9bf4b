"""Lines cut between letters: nothing moves until the pieces do."""

from __future__ import annotations

import numpy as np
import pytest

from storyreel.design.tokens import Color, Type
from storyreel.parts.marks import tag_of
from storyreel.parts.split_line import SplitLine
from storyreel.parts.text import Line


def line(text: str = "Hello World.") -> Line:
    return Line(text, Type.CODE, (-3, 1), Color.NAVY, role="code").scale(1.3).shift((0.2, 0, 0))


def test_together_the_pieces_are_the_line() -> None:
    whole = line()
    pieces = SplitLine(whole, "Hel", "lo", " ", "World", ".")
    assert np.array_equal(np.concatenate([piece.points for piece in pieces]), whole.points)
    assert all((piece.fill_rgbas == whole.fill_rgbas).all() for piece in pieces)
    assert not len(pieces[2].points)


def test_each_piece_is_a_text_with_the_same_capitals() -> None:
    whole = line()
    height = np.ptp(whole.points[:, 1])
    for piece, text in zip(SplitLine(whole, "Hello ", "World."), ("Hello ", "World."), strict=True):
        tag, tag_of_all = tag_of(piece), tag_of(whole)
        assert tag is not None and tag_of_all is not None
        assert (tag.text, tag.role) == (text, "code")
        assert tag.cap_share is not None and tag_of_all.cap_share is not None
        capitals = tag.cap_share * np.ptp(piece.points[:, 1])
        assert capitals == pytest.approx(tag_of_all.cap_share * height)


def test_pieces_spread_about_the_middle_and_come_back() -> None:
    pieces = SplitLine(line(), "Hel", "lo ", "World.")
    before = [piece.points.copy() for piece in pieces]
    pieces.spread(0.5)
    moved = [float((piece.points - old)[0, 0]) for piece, old in zip(pieces, before, strict=True)]
    assert moved == pytest.approx([-0.5, 0, 0.5])
    pieces.spread(0)
    assert all(map(np.array_equal, (piece.points for piece in pieces), before))


def test_pieces_of_another_text_are_refused() -> None:
    with pytest.raises(ValueError, match=r"do not make up 'Hello World\.'"):
        SplitLine(line(), "Hello", "World.")


def test_a_cut_through_a_ligature_is_refused() -> None:
    words = Line("office", Type.CAPTION, (0, 0))
    with pytest.raises(ValueError, match="'office' cannot be cut in the ligature before letter 3"):
        SplitLine(words, "of", "fice")
    assert len(SplitLine(words, "o", "ffice")) == 2
