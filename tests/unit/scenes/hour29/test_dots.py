"""Tests as dots: as many as there are, filled as they pass."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from scenes.hour29.parts.dots import Dots
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color
from storyreel.drawing.drawing import Drawing

FRAME = Frame(-3.0, -2.0, 3.0, 2.0)
counts = pytest.mark.parametrize(("count", "columns"), [(1, 1), (12, 4), (5, 3), (20, 5)])


@counts
def test_there_is_a_ring_for_each_test(
    count: int, columns: int, draw: Callable[..., Drawing]
) -> None:
    dots = Dots(FRAME, count, columns)
    assert draw(dots).items == ()
    dots.arrive(1.0).finish()
    assert len(draw(dots).items) == count


@counts
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_share_of_them_has_passed(
    count: int, columns: int, share: float, fills: Callable[[Mobject], list[str]]
) -> None:
    dots = Dots(FRAME, count, columns)
    dots.passed(share)
    assert fills(dots).count(Color.NAVY) == -int(-count * share // 1)


@counts
def test_they_fill_their_frame_in_rows_without_touching(
    count: int, columns: int, box: Callable[[Mobject], Frame]
) -> None:
    dots = Dots(FRAME, count, columns, radius=0.3)
    rings = [box(ring) for ring in dots[::2]]
    rows = sorted({round(ring.center[1], 6) for ring in rings}, reverse=True)
    assert len(rings) == count
    assert [sum(abs(r.center[1] - y) < 1e-5 for r in rings) for y in rows[:-1]] == [columns] * (
        len(rows) - 1
    )
    for index, one in enumerate(rings):
        assert FRAME.left <= one.left and one.right <= FRAME.right
        for other in rings[:index]:
            x, y = (a - b for a, b in zip(one.center, other.center, strict=True))
            assert (x * x + y * y) ** 0.5 > 0.6
