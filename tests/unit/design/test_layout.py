"""The grid: rectangles that are divided, inset, moved and interpolated."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.design.layout import Frame, Grid, x_at, y_at
from storyreel.drawing.quanta import FRAME_HEIGHT, FRAME_WIDTH

edges = st.floats(-7.0, 7.0)
sizes = st.floats(0.5, 8.0)
frames = st.builds(lambda x, y, w, h: Frame(x, y, x + w, y + h), edges, edges, sizes, sizes)
shares = st.lists(st.floats(0.5, 9.0), min_size=1, max_size=6).map(tuple)
gutters = st.floats(0.0, 0.05)
ROUNDING = 1e-9


def near(frame: Frame, other: Frame) -> bool:
    mine = (frame.left, frame.bottom, frame.right, frame.top)
    return mine == pytest.approx((other.left, other.bottom, other.right, other.top), abs=1e-9)


@given(frames, shares, gutters)
def test_columns_share_the_width(frame: Frame, widths: tuple[float, ...], gutter: float) -> None:
    columns = frame.columns(widths, gutter)
    assert columns[0].left == frame.left
    assert columns[-1].right == pytest.approx(frame.right)
    assert all((c.bottom, c.top) == (frame.bottom, frame.top) for c in columns)
    assert all(b.left - a.right == pytest.approx(gutter) for a, b in pairwise(columns))
    assert columns[0].width * widths[-1] == pytest.approx(columns[-1].width * widths[0])


@given(frames, shares, gutters)
def test_rows_share_the_height_from_the_top(
    frame: Frame, heights: tuple[float, ...], gutter: float
) -> None:
    rows = frame.rows(heights, gutter)
    assert rows[0].top == frame.top
    assert rows[-1].bottom == pytest.approx(frame.bottom)
    assert all((r.left, r.right) == (frame.left, frame.right) for r in rows)
    assert all(a.bottom - b.top == pytest.approx(gutter) for a, b in pairwise(rows))
    assert rows[0].height * heights[-1] == pytest.approx(rows[-1].height * heights[0])


@given(frames, st.floats(-0.2, 0.2), st.floats(-0.2, 0.2))
def test_a_negative_inset_reverses_an_inset(frame: Frame, x: float, y: float) -> None:
    inside = frame.inset(x, y)
    assert inside.width == pytest.approx(frame.width - 2 * x)
    assert inside.height == pytest.approx(frame.height - 2 * y)
    assert inside.center == pytest.approx(frame.center)
    assert near(inside.inset(-x, -y), frame)
    assert frame.inset(x) == frame.inset(x, x)


@given(frames, frames, st.floats(0.0, 1.0))
def test_toward_interpolates_between_two_rectangles(
    frame: Frame, other: Frame, share: float
) -> None:
    assert frame.toward(other, 0.0) == frame
    assert near(frame.toward(other, 1.0), other)
    assert near(frame.toward(other, share), other.toward(frame, 1 - share))


@given(frames, st.floats(-2.0, 2.0))
def test_raised_keeps_the_size(frame: Frame, by: float) -> None:
    raised = frame.raised(by)
    assert (raised.left, raised.right) == (frame.left, frame.right)
    assert raised.height == pytest.approx(frame.height)
    assert raised.center[1] - frame.center[1] == pytest.approx(by)


def test_pixels_count_from_the_upper_left() -> None:
    assert (x_at(0), x_at(960), x_at(1920)) == (-FRAME_WIDTH / 2, 0.0, FRAME_WIDTH / 2)
    assert (y_at(0), y_at(540), y_at(1080)) == (FRAME_HEIGHT / 2, 0.0, -FRAME_HEIGHT / 2)
    assert Frame.of(0, 0, 1920, 1080).center == (0.0, 0.0)


def test_areas_are_separate_and_inside_the_safe_area() -> None:
    safe = Frame.of(0, 0, 1920, 1080).inset(
        FRAME_WIDTH * 0.05 - ROUNDING, FRAME_HEIGHT * 0.05 - ROUNDING
    )
    assert safe.left <= Grid.STAGE.left < Grid.STAGE.right <= safe.right
    assert safe.bottom <= Grid.STAGE.bottom < Grid.STAGE.top <= safe.top
    assert (Grid.STAGE.left, Grid.STAGE.right) == (Grid.LEFT, Grid.RIGHT)
    assert Grid.TITLE_BASELINE > Grid.STEP_BASELINE > Grid.STAGE.top
    assert Grid.STAGE.bottom > Grid.CAPTION_BASELINE > safe.bottom


@given(frames, frames)
def test_around_is_the_smallest_rectangle_that_contains_both(frame: Frame, other: Frame) -> None:
    whole = frame.around(other)
    assert whole == other.around(frame)
    assert whole.left in (frame.left, other.left) and whole.top in (frame.top, other.top)
    for inner in (frame, other):
        assert whole.left <= inner.left and inner.right <= whole.right
        assert whole.bottom <= inner.bottom and inner.top <= whole.top
