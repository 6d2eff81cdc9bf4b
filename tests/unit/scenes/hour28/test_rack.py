"""The rack: which jars it shows, and where new ones are on their way to their uses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from manim import Mobject

from scenes.hour28.outlines import body
from scenes.hour28.parts.rack import Rack, RackState
from scenes.hour28.token_line import TokenLine, Use
from scenes.hour28.view import View, folded
from storyreel.design.layout import Frame, x_at

Box = Callable[[Mobject], Frame]
OPEN = RackState(View(0.0), (0.0, 0.0), counted=200.0)


@pytest.fixture
def rack() -> Rack:
    return Rack(TokenLine(60, (Use(10, 4, 0), Use(30, 3, 1), Use(50, 6, 0))))


def jars(rack: Rack) -> tuple[int, int]:
    """The full and the new jars that it shows."""
    each = len(body())
    return len(rack.full[0].points) // each, len(rack.new[0].points) // each


def test_every_token_has_a_full_jar(rack: Rack) -> None:
    rack.present(OPEN)
    assert jars(rack) == (60, 0)


def test_tokens_get_their_jars_in_order_while_they_are_counted(rack: Rack) -> None:
    rack.present(replace(OPEN, counted=20.0))
    assert jars(rack) == (20, 0)
    rack.present(replace(OPEN, counted=20.0, kept=range(40, 44)))
    assert jars(rack) == (24, 0)


def test_jars_that_are_elsewhere_are_left_out(rack: Rack) -> None:
    rack.present(replace(OPEN, absent=range(5, 8)))
    assert jars(rack) == (57, 0)


def test_a_new_jar_takes_the_place_of_the_old_ones_of_each_use(rack: Rack) -> None:
    rack.present(replace(OPEN, left=(1.0, 0.0)))
    assert jars(rack) == (50, 2)
    rack.present(replace(OPEN, left=(1.0, 1.0), closed=(1.0, 1.0)))
    assert jars(rack) == (47, 3)


def test_old_jars_shrink_before_the_new_one_is_there(rack: Rack) -> None:
    rack.present(replace(OPEN, left=(0.5, 0.0)))
    assert jars(rack) == (60, 0)
    heights = rack.full[0].points[:, 1].reshape(60, -1)
    sizes = heights.max(axis=1) - heights.min(axis=1)
    assert sizes[10] == pytest.approx(sizes[0] / 2)


def test_pieces_draw_together_while_what_follows_stays(rack: Rack) -> None:
    rack.present(OPEN)
    before = rack.full[0].points.reshape(60, -1, 3)[:, 0].copy()
    rack.present(replace(OPEN, gathered=(1.0, 0.0, 0.0)))
    after = rack.full[0].points.reshape(60, -1, 3)[:, 0]
    assert after[11:14] == pytest.approx(np.repeat(before[10:11], 3, axis=0))
    assert (after[14:] == before[14:]).all()


def test_the_rail_keeps_its_length_when_the_line_shortens(rack: Rack) -> None:
    rack.present(OPEN)
    whole = rack.rail.points[-1][0]
    rack.present(replace(OPEN, left=(1.0, 1.0), closed=(1.0, 1.0)))
    assert rack.rail.points[-1][0] == whole


def test_places_are_lit_from_their_middle(rack: Rack, box: Box) -> None:
    rack.present(replace(OPEN, lit=(0.0, 0.5, 0.0)))
    half = box(rack.light).width
    rack.present(replace(OPEN, lit=(0.0, 1.0, 0.0)))
    assert box(rack.light).width == pytest.approx(2 * half)
    rack.present(OPEN)
    assert len(rack.light.points) == 0


def test_jars_hop_where_a_pass_goes_over_them(rack: Rack) -> None:
    rack.present(OPEN)
    still = rack.full[0].points.copy()
    rack.present(replace(OPEN, pass_at=20.0))
    moved = np.flatnonzero((rack.full[0].points != still).any(axis=1)) // len(body())
    assert set(moved) == set(range(14, 20))


def test_a_pass_lights_the_places_that_it_is_on_until_it_has_left_the_line(
    rack: Rack, box: Box
) -> None:
    rack.present(replace(OPEN, pass_at=12.0))
    left, right = (folded(np.array([place]))[0][0] for place in (5.0, 12.0))
    lit = box(rack.light)
    assert (lit.left, lit.right) == pytest.approx((x_at(left), x_at(right)))
    for outside in (-1.0, 67.0):
        rack.present(replace(OPEN, pass_at=outside))
        assert len(rack.light.points) == 0
