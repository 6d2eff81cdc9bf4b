"""One position of two digests: equal characters fuse, different ones part, both become bars."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from scenes.hour29.parts.column import PARTING, Column
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color
from storyreel.drawing.drawing import Drawing, PathItem

FRAME = Frame(-0.3, -1.0, 0.3, 1.0)
BAR = Frame(2.0, -1.5, 2.2, 1.5)
Draw = Callable[..., Drawing]
Fills = Callable[[Mobject], list[str]]


def solid(drawing: Drawing) -> tuple[int, int]:
    """The lowest and the highest point of what is drawn."""
    boxes = [item.path.box for item in drawing.items if isinstance(item, PathItem)]
    return min(box.bottom for box in boxes), max(box.top for box in boxes)


def test_before_they_are_compared_columns_look_alike(fills: Fills) -> None:
    assert fills(Column(FRAME, "a", "a")) == fills(Column(FRAME, "a", "b"))


def test_equal_characters_fuse_into_a_capsule(fills: Fills) -> None:
    column = Column(FRAME, "a", "a")
    column.show_compared(1.0)
    assert column.equal
    assert fills(column)[-3:] == [Color.NAVY, Color.WHITE, Color.WHITE]


def test_different_characters_part(fills: Fills, draw: Draw) -> None:
    column = Column(FRAME, "a", "b")
    low, high = solid(draw(column))
    column.show_compared(1.0)
    assert not column.equal
    assert Color.NAVY not in fills(column)
    assert fills(column)[:2] == [Color.GOLD_PALE] * 2
    lower, higher = solid(draw(column))
    assert (higher - high) == pytest.approx(PARTING * 552960, abs=1) == low - lower


def test_a_state_is_the_same_whatever_it_was_before(draw: Draw) -> None:
    for characters in (("a", "a"), ("a", "b")):
        column, fresh = Column(FRAME, *characters), Column(FRAME, *characters)
        column.show_compared(1.0)
        column.show_bar(BAR, 0.8)
        column.show_compared(0.4)
        fresh.show_compared(0.4)
        assert draw(column) == draw(fresh), characters


def test_the_lower_character_can_be_exchanged() -> None:
    column = Column(FRAME, "a", "a")
    column.set_lower("b")
    assert (column.upper, column.lower, column.equal) == ("a", "b", False)


@pytest.mark.parametrize("digit", "08f")
def test_equal_digits_are_one_bar_that_is_its_own_mirror_image(digit: str, draw: Draw) -> None:
    column = Column(FRAME, digit, digit)
    column.show_bar(BAR, 1.0)
    assert len(draw(column).items) == 1
    bottom, top = solid(draw(column))
    assert bottom == -top


def test_different_digits_are_two_halves_of_their_own_length(draw: Draw) -> None:
    column = Column(FRAME, "f", "1")
    column.show_bar(BAR, 1.0)
    assert len(draw(column).items) == 2
    bottom, top = solid(draw(column))
    assert top > -bottom
    column = Column(FRAME, "1", "f")
    column.show_bar(BAR, 1.0)
    assert solid(draw(column)) == (-top, -bottom)


def test_a_bar_is_as_long_as_its_digit_is_high(draw: Draw) -> None:
    heights = []
    for digit in "0123456789abcdef":
        column = Column(FRAME, digit, digit)
        column.show_bar(BAR, 1.0)
        heights.append(solid(draw(column))[1])
    assert heights == sorted(set(heights))
    assert heights[-1] == pytest.approx(1.5 * 552960, abs=1)


@pytest.mark.parametrize("characters", [("a", "a"), ("a", "b")])
def test_characters_go_with_what_holds_them(characters: tuple[str, str]) -> None:
    column = Column(FRAME, *characters)
    column.show_bar(BAR, 0.0)
    before = [character.get_x() for character in column.submobjects[-2:]]
    column.show_bar(BAR, 0.25)
    column.show_bar(BAR, 0.25)
    way = [character.get_x() - x for character, x in zip(column[-2:], before, strict=True)]
    assert way == pytest.approx([BAR.center[0] / 4] * 2)
