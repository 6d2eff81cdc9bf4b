"""The step line: names side by side, alternatives in a capsule, and the bar under one of them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from storyreel.design.layout import Grid
from storyreel.design.step_line import StepLine, bar_position

NAMES = ("Preflight", "Tests", "Seed lock", "Checkpoint hash", "Approved run")
LONG = ("Seed set", "Synthetic expansion", "Reflection cleanup", "Quality gate", "Training-ready")


@pytest.mark.parametrize("names", [NAMES, LONG, NAMES[:2]])
def test_names_are_side_by_side_between_the_margins(names: tuple[str, ...]) -> None:
    line = StepLine.of(names)
    assert line.fits
    assert line.names[0].left == Grid.LEFT
    assert line.names[-1].left + line.names[-1].width <= Grid.RIGHT + 1e-9


def test_gaps_are_equal() -> None:
    places = StepLine.of(NAMES).names
    gaps = [two.left - one.left - one.width for one, two in pairwise(places)]
    assert gaps == pytest.approx([gaps[0]] * 4)


def test_names_that_do_not_fit_are_noticed() -> None:
    assert not StepLine.of(tuple(f"A very long name {n}" for n in range(6))).fits


def test_alternatives_are_joined_in_a_capsule() -> None:
    line = StepLine.of(("Message", ("Generate", "Classify", "Instruct")))
    assert [place.text for place in line.names] == ["Message", "Generate", "Classify", "Instruct"]
    assert [joint.text for joint in line.joints] == ["or", "or"]
    (capsule,) = line.capsules
    assert capsule.left < line.names[1].left
    assert line.names[3].left + line.names[3].width < capsule.right
    assert line.fits


def test_the_bar_is_under_a_name_and_slides_to_the_next() -> None:
    line = StepLine.of(NAMES)
    one, two = line.names[1], line.names[2]
    assert (line.bar(1).left, line.bar(1).width) == pytest.approx((one.left, one.width))
    assert one.left < line.bar(1.5).left < two.left
    assert line.bar(4).right == pytest.approx(line.names[4].left + line.names[4].width)


STEPS = [(0.0, None), (2.0, 0), (5.0, None), (8.0, 1), (12.0, None)]


@pytest.mark.parametrize(
    ("now", "at"), [(0.0, 0.0), (2.2, 0.0), (7.9, 0.0), (8.0, 0.0), (8.7, 1.0), (20.0, 1.0)]
)
def test_the_first_step_is_marked_from_the_start_and_the_last_one_to_the_end(
    now: float, at: float
) -> None:
    assert bar_position(STEPS, now) == pytest.approx(at)


def test_the_bar_is_on_its_way_after_a_change() -> None:
    assert 0 < bar_position(STEPS, 8.3) < 1
