"""Two digests compared character by character, and seen from afar."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from manim import Mobject

from scenes.hour29.parts.comparison import Comparison, Fingerprint, bar_frames
from storyreel.design.layout import Frame, Grid
from storyreel.design.tokens import Color
from storyreel.drawing.drawing import Drawing, PathItem

FIRST = "b692162c707f20df02c0068aa9a2531f"
OTHER = "b1b6baac85af4e696d93f5fe4fae7fa6"
BLOCKS = Grid.STAGE.rows((1.0, 1.0), 0.3)
EQUAL = sum(a == b for a, b in zip(FIRST, OTHER, strict=True))


def compared(upper: str, lower: str) -> Comparison:
    return Comparison(BLOCKS, ("1", "2"), upper, lower)


def test_columns_hold_the_digests_in_order_without_touching() -> None:
    digests = compared(FIRST, OTHER)
    assert "".join(column.upper for column in digests.columns) == FIRST
    assert "".join(column.lower for column in digests.columns) == OTHER
    for block, half in zip(BLOCKS, (digests.columns[:16], digests.columns[16:]), strict=True):
        frames = [column.frame for column in half]
        assert all(one.right < other.left for one, other in pairwise(frames))
        assert block.left < frames[0].left and frames[-1].right == pytest.approx(block.right)
        assert len({round(frame.width, 9) for frame in frames}) == 1


def test_equal_characters_are_counted() -> None:
    digests = compared(FIRST, OTHER)
    assert 0 < EQUAL < 32
    assert digests.equal_among(32) == EQUAL
    assert digests.equal_among(0.9) == 0
    assert digests.equal_among(1) == 1
    assert compared(FIRST, FIRST).equal_among(32) == 32


@pytest.mark.parametrize(
    ("lower", "where"), [(OTHER, 1), (FIRST, 32), ("x" + FIRST[1:], 0), (FIRST[:-1] + "x", 31)]
)
def test_the_first_difference(lower: str, where: int) -> None:
    assert compared(FIRST, FIRST).first_difference(lower) == where


def test_cells_come_from_nothing(draw: Callable[..., Drawing]) -> None:
    digests, shown = compared(FIRST, OTHER), compared(FIRST, OTHER)
    motion = digests.unfold(1.0)
    motion.begin()
    assert draw(digests).items == ()
    motion.finish()
    assert draw(digests) == draw(shown)


def test_a_sweep_compares_as_far_as_it_has_come(fills: Callable[[Mobject], list[str]]) -> None:
    digests = compared(FIRST, FIRST)
    motion = digests.sweep(0, 32, 1.0)
    motion.begin()
    assert fills(digests).count(Color.NAVY) == 4, "the names alone"
    motion.interpolate(0.5)
    halfway = fills(digests).count(Color.NAVY) - 4
    assert 14 <= halfway <= 16
    motion.finish()
    for column in digests.columns[:-2]:
        assert Color.NAVY in fills(column)


def test_a_sweep_that_is_done_has_compared_every_column(
    fills: Callable[[Mobject], list[str]],
) -> None:
    digests = compared(FIRST, FIRST)
    digests.sweep(0, 32, 1.0).finish()
    assert all(Color.NAVY in fills(column) for column in digests.columns)


@pytest.mark.parametrize("stays", [True, False])
def test_the_reading_head_stays_where_it_is_told_to(
    stays: bool, draw: Callable[..., Drawing]
) -> None:
    digests = compared(FIRST, OTHER)
    digests.sweep(0, 2, 1.0, stays).finish()
    hollow = [i for i in draw(digests).items if isinstance(i, PathItem) and i.fill is None]
    assert len(hollow) == (1 if stays else 0)
    if stays:
        column = digests.columns[1].frame
        middle = hollow[0].path.box.left + hollow[0].path.box.width / 2
        assert middle == pytest.approx(column.center[0] * 552960, abs=2)


def test_the_lower_digest_is_replaced_by_another(texts: Callable[[Mobject], list[str]]) -> None:
    digests = compared(FIRST, FIRST)
    motion = digests.replace_lower(OTHER, "3", 1.0)
    motion.begin()
    assert "3" not in texts(digests.heads[0][1])
    motion.finish()
    assert "".join(column.lower for column in digests.columns) == OTHER
    assert all(texts(lower) == ["3"] for _, lower in digests.heads)
    assert all(texts(upper) == ["1"] for upper, _ in digests.heads)
    assert digests.equal_among(32) == EQUAL


def test_condensed_columns_are_the_fingerprint(draw: Callable[..., Drawing]) -> None:
    room = Frame(0.0, -1.0, 6.0, 1.0)
    digests, print_ = compared(FIRST, OTHER), Fingerprint(room, FIRST, OTHER, Color.NAVY)
    digests.sweep(0, 32, 1.0).finish()
    digests.condense(room, 1.0).finish()
    print_.rise(1.0).finish()
    assert draw(*digests.columns) == draw(*print_)


def test_a_fingerprint_of_equal_digests_mirrors_itself(draw: Callable[..., Drawing]) -> None:
    room = Frame(0.0, -1.0, 6.0, 1.0)

    def mirrored(lower: str) -> bool:
        print_ = Fingerprint(room, FIRST, lower, Color.NAVY)
        print_.rise(1.0).finish()
        boxes = {item.path.box for item in draw(print_).items if isinstance(item, PathItem)}
        return {(b.left, -b.top, b.right, -b.bottom) for b in boxes} == {
            (b.left, b.bottom, b.right, b.top) for b in boxes
        }

    assert mirrored(FIRST)
    assert not mirrored(OTHER)


@pytest.mark.parametrize("count", [32, 64])
def test_bars_have_gaps_about_two_thirds_as_wide(count: int) -> None:
    bars = bar_frames(Grid.STAGE, count)
    assert bars[-1].right == pytest.approx(Grid.STAGE.right)
    for one, other in pairwise(bars):
        assert (other.left - one.right) / one.width == pytest.approx(2 / 3, rel=0.03)
