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
