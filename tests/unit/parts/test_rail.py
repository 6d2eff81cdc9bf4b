"""The rail: evenly spaced steps, at most one of them current."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from storyreel.design.layout import Frame, Grid
from storyreel.design.tokens import Color
from storyreel.drawing.drawing import Drawing
from storyreel.parts.motion import Motion
from storyreel.parts.rail import Rail
from storyreel.parts.shapes import Strokes

Box = Callable[[Mobject], Frame]
NAMES = ("Preflight", "Tests", "Seed lock", "Checkpoint hash", "Approved run")
rails = pytest.mark.parametrize("names", [NAMES, NAMES[:2], ("A", "Long name", "I", "Middle")])


def at(rail: Rail, step: int) -> Rail:
    motion: Motion = rail.go_to(step)
    motion.begin()
    motion.finish()
    return rail


@rails
def test_links_have_equal_lengths(names: tuple[str, ...], box: Box) -> None:
    links = [part for part in Rail(names) if isinstance(part, Strokes)]
    assert len(links) == len(names) - 1
    assert len({round(box(link).width, 9) for link in links}) == 1
    assert box(links[0]).width > 0


@rails
def test_links_and_steps_alternate_from_edge_to_edge(names: tuple[str, ...], box: Box) -> None:
    rail = Rail(names)
    steps = [box(step) for step in rail.steps]
    links = sorted((box(p) for p in rail if isinstance(p, Strokes)), key=lambda link: link.left)
    for step, link, following in zip(steps, links, steps[1:], strict=False):
        assert step.right < link.left < link.right < following.left
    assert steps[0].left == pytest.approx(Grid.LEFT, abs=0.1)
    assert steps[-1].right == pytest.approx(Grid.RIGHT, abs=0.1)


@pytest.mark.parametrize(
    ("step", "current", "done"), [(-1, 0, 0), (0, 1, 0), (2, 1, 2), (4, 1, 4), (5, 0, 5)]
)
def test_one_step_is_current_and_those_before_it_are_done(
    step: int, current: int, done: int, fills: Callable[[Mobject], list[str]]
) -> None:
    shown = fills(at(Rail(NAMES), step))
    discs = shown.count(Color.NAVY) - current  # the name of the current step is navy too
    assert shown.count(Color.GOLD) == current
    assert discs == current + done
    assert shown.count(Color.WHITE) == len(NAMES) - current - done
    assert shown.count(Color.CHARCOAL) == done, "names of what is done"


def test_several_steps_can_be_taken_at_once(draw: Callable[..., Drawing]) -> None:
    slowly = Rail(NAMES)
    for step in range(3):
        at(slowly, step)
    assert draw(slowly) == draw(at(Rail(NAMES), 2))
