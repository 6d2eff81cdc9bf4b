"""The step line on stage: one step is marked, and the bar glides to another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from storyreel.design.step_line import StepLine
from storyreel.design.tokens import Color
from storyreel.drawing.drawing import Drawing
from storyreel.parts.steps import Steps

NAMES = ("Preflight", "Tests", ("Generate", "Classify"))


def at(steps: Steps, step: int) -> Steps:
    motion = steps.go_to(step)
    motion.begin()
    motion.finish()
    return steps


@pytest.mark.parametrize("step", range(4))
def test_one_name_is_navy_and_nothing_is_ticked(
    step: int, fills: Callable[[Mobject], list[str]]
) -> None:
    shown = fills(at(Steps(StepLine.of(NAMES)), step))
    assert shown.count(Color.NAVY) == 1
    assert shown.count(Color.GOLD) == 1, "the bar"
    assert shown.count(Color.SLATE) == 3 + 1, "three names and the word between alternatives"


def test_several_steps_can_be_taken_at_once(draw: Callable[..., Drawing]) -> None:
    slowly = Steps(StepLine.of(NAMES))
    for step in range(3):
        at(slowly, step)
    assert draw(slowly) == draw(at(Steps(StepLine.of(NAMES)), 2))


def test_before_the_first_step_none_is_marked(
    draw: Callable[..., Drawing], fills: Callable[[Mobject], list[str]]
) -> None:
    steps = Steps(StepLine.of(NAMES))
    steps.unmark()
    assert not {Color.NAVY, Color.GOLD} & set(fills(steps))
    motion = steps.go_to(1)
    motion.begin()
    motion.change(0.5)
    assert steps.bar.frame.left == steps.line.bar(1).left, "it grows where it belongs"
    motion.finish()
    assert draw(steps) == draw(at(Steps(StepLine.of(NAMES)), 1))
