"""The attention square."""

from __future__ import annotations

import pytest

from scenes.hour28.parts.attention import AttentionSquare
from scenes.hour28.parts.token_flow import Terms
from storyreel.design.layout import Frame

TERMS = Terms(153, ((0, 26), (100, 26)))
FRAME = Frame(-3.0, -3.0, 4.0, 3.0)


def test_the_square_is_to_scale() -> None:
    square = AttentionSquare(FRAME, TERMS)
    assert square.before.width == square.before.height == 6.0
    motion = square.fuse(1.0)
    motion.begin()
    assert square.now.width == pytest.approx(6.0)
    motion.finish()
    now = square.now
    cells = now.width * now.height / (square.before.width * square.before.height)
    assert cells == pytest.approx(10609 / 23409)
    assert (now.left, now.top) == (square.before.left, square.before.top)


def test_bands_lie_where_the_terms_are() -> None:
    square = AttentionSquare(FRAME, TERMS)
    _, _, columns, rows = square
    unit = 6.0 / 153
    assert columns.get_left()[0] == pytest.approx(-3.0)
    assert columns.get_right()[0] == pytest.approx(-3.0 + 126 * unit)
    assert rows.get_top()[1] == pytest.approx(3.0)
    assert rows.get_bottom()[1] == pytest.approx(3.0 - 126 * unit)


def test_state_depends_on_progress_alone() -> None:
    one, other = AttentionSquare(FRAME, TERMS), AttentionSquare(FRAME, TERMS)
    for progress in (1.0, 0.1, 0.5):
        one.show_fused(progress)
    other.show_fused(0.5)
    for leaf, same in zip(one, other, strict=True):
        assert (leaf.points == same.points).all()


def test_it_grows_from_its_corner() -> None:
    square = AttentionSquare(FRAME, TERMS)
    motion = square.unfold(1.0)
    motion.begin()
    assert square.ground.frame.width < 0.02
    motion.finish()
    assert square.ground.frame.width == pytest.approx(6.0)
