"""Boxes in quanta."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storyreel.drawing.quanta import Box

EDGES = st.tuples(st.integers(-3, 3), st.integers(-3, 3)).map(sorted)
BOXES = st.builds(lambda x, y: Box(x[0], y[0], x[1], y[1]), EDGES, EDGES)


@given(BOXES, BOXES)
def test_two_boxes_have_those_squares_in_common_that_lie_in_both(one: Box, other: Box) -> None:
    common = one.intersection(other)
    assert common is None or (common.width and common.height)
    squares = _squares(common) if common else set()
    assert squares == _squares(one) & _squares(other)
    assert other.intersection(one) == common
    assert one.overlaps(other) is other.overlaps(one) is (common is not None)


def _squares(box: Box) -> set[tuple[int, int]]:
    """The lower left corners of the squares of one quantum in a box."""
    return {(x, y) for x in range(box.left, box.right) for y in range(box.bottom, box.top)}
