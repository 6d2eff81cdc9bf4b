"""A rail whose names do not fit side by side sets the widest on two lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from storyreel.design.layout import Frame, Grid
from storyreel.design.tokens import Type, px
from storyreel.parts.rail import Rail
from storyreel.parts.shapes import Strokes
from storyreel.parts.text import Line, baseline_at

Box = Callable[[Mobject], Frame]
NAMES = ("Seed set", "Synthetic expansion", "Reflection cleanup", "Quality gate", "Training-ready")
SHORT = ("Preflight", "Tests", "Seed lock", "Checkpoint hash", "Approved run")


def lines(rail: Rail) -> list[list[Line]]:
    return [[part for part in step if isinstance(part, Line)] for step in rail.steps]


def test_as_few_names_as_possible_are_broken() -> None:
    shown = [[line.text for line in step] for step in lines(Rail(NAMES))]
    assert shown == [
        ["Seed set"],
        ["Synthetic", "expansion"],
        ["Reflection", "cleanup"],
        ["Quality gate"],
        ["Training-ready"],
    ]


def test_a_rail_that_fits_is_not_lowered() -> None:
    assert all([line.at[1] for line in step] == [Grid.RAIL_CENTER] for step in lines(Rail(SHORT)))


def test_links_have_equal_lengths_between_the_edges(box: Box) -> None:
    rail = Rail(NAMES)
    links = sorted((box(p) for p in rail if isinstance(p, Strokes)), key=lambda link: link.left)
    steps = [box(step) for step in rail.steps]
    assert len({round(link.width, 9) for link in links}) == 1
    for step, link, following in zip(steps, links, steps[1:], strict=False):
        assert step.right < link.left < link.right < following.left
    assert steps[-1].right == pytest.approx(Grid.RIGHT, abs=0.1)


def test_two_lines_are_centred_at_the_disc_between_title_and_stage(box: Box) -> None:
    upper, lower = lines(Rail(NAMES))[1]
    (single,) = lines(Rail(NAMES))[0]
    assert upper.at[0] == lower.at[0]
    assert upper.at[1] + lower.at[1] == pytest.approx(2 * single.at[1])
    title = Line("g", Type.TITLE, (0.0, baseline_at(Grid.TITLE_BASELINE, Type.TITLE)))
    assert box(title).bottom - box(upper).top > px(8)
    assert box(upper).bottom > box(lower).top
    assert box(lower).bottom > Grid.STAGE.top - px(6)


def test_names_without_spaces_are_not_broken() -> None:
    long = tuple(letter * 24 for letter in "abcde")
    assert [len(step) for step in lines(Rail(long))] == [1] * 5
