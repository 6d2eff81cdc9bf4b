"""Beads that roll along a curve and lie on one another."""

from __future__ import annotations

import math
from itertools import combinations, pairwise

import pytest
from pydantic import ValidationError

from storyreel.design.tokens import px
from storyreel.pictures.forms import Words
from storyreel.pictures.kinds.heap import heaped
from storyreel.pictures.shared_elements import STAGE
from tests.unit.pictures.drawn_kinds import drawn, ends, frame, state

SLOPE = "x: [-1, 4], y: [0, 2], line: ln(1 + exp(-x))"


def test_beads_at_one_place_are_all_seen_and_those_that_pass_do_not_jump() -> None:
    slope = drawn("curve", f"{{{SLOPE}, beads: [1, 1, 1]}}")
    heights = [frame(slope[f"bead/{at}"]).center[1] for at in (1, 2, 3)]
    assert min(b - a for a, b in pairwise(heights)) > px(10)

    start, stop = (state("curve", f"{{{SLOPE}, beads: {beads}}}") for beads in ([1, 1], [1, 2]))
    passing = [
        frame(element).center[1]
        for step in range(1, 100)
        for element in (start.between(stop, step / 100) or stop).draw(STAGE)
        if element.key == "bead/2"
    ]
    assert max(abs(b - a) for a, b in pairwise(passing)) < px(8)


def test_a_bead_fills_the_lowest_place_that_is_free() -> None:
    radius = 0.1
    lifts = heaped(((0.0, 0.0), (0.05, 0.0), (0.5, 0.0), (0.4, 0.0), (0.2, 0.0)), radius)
    assert lifts[0] == lifts[2] == 0.0
    assert lifts[1] > 0 and lifts[3] > 0 and lifts[4] == 0.0


@pytest.mark.parametrize("spread", [0.0, 0.05, 0.3, 2.0])
def test_beads_do_not_cover_one_another(spread: float) -> None:
    count = 12
    beads = [2 + spread * ((7 * at) % count - count / 2) / count for at in range(count)]
    slope = drawn("curve", f"{{{SLOPE}, beads: {beads}}}")
    discs = [frame(slope[f"bead/{at}"]) for at in range(1, count + 1)]
    nearest = min(math.dist(a.center, b.center) for a, b in combinations(discs, 2))
    assert nearest >= discs[0].width * 0.98


def test_words_name_the_sides_of_a_wall_at_its_foot() -> None:
    slope = drawn("curve", f"{{{SLOPE}, wall: 0, sides: [wrong, right]}}")
    left, right = slope["side/wrong"].form, slope["side/right"].form
    assert isinstance(left, Words) and isinstance(right, Words)
    assert left.left + left.advance < ends(slope["wall"])[0][0] < right.left


def test_a_bead_outside_its_chart_is_refused() -> None:
    with pytest.raises(ValidationError, match="9 is not on the x axis"):
        state("curve", f"{{{SLOPE}, beads: [1, 9]}}")
