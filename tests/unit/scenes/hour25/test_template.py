"""A prompt that is wrapped and cut, and two wrappings that are compared."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from scenes.hour25.parts.mismatch import Mismatch
from scenes.hour25.parts.template import Part, Prompt, sketch
from scenes.hour25.parts.wrapping import Wrapping
from storyreel.design.layout import Frame, Grid

ROOM = Frame(-5.0, -2.0, 5.0, 2.0)
PARTS = (Part("### Instruction:", False), Part("Be brief.", True), Part("### Response:", False))
Texts = Callable[[Mobject], list[str]]


def test_first_the_message_then_the_template(texts: Texts) -> None:
    prompt = Prompt(ROOM, PARTS, "Yes.")
    assert texts(prompt) == []
    prompt.say((-6.0, 0.0), 1.0).interpolate(1.0)
    assert texts(prompt) == ["Be brief."]
    prompt.wrap(1.0).interpolate(1.0)
    assert texts(prompt) == [part.text for part in PARTS]
    assert texts(prompt.answer) == ["Yes."]


def test_the_cut_takes_the_prompt_away_and_leaves_the_answer() -> None:
    prompt = Prompt(ROOM, PARTS, "Yes.")
    assert prompt.cut(1.0).remover
    assert prompt.answer not in prompt.get_family()


def test_a_sketch_has_a_bar_for_each_line_and_one_for_the_answer() -> None:
    assert len(sketch(ROOM, [part.own for part in PARTS])) == len(PARTS) + 1


@pytest.mark.parametrize(
    ("upper", "lower", "agreed"),
    [((1, 2, 3), (1, 2, 4, 5), 2), ((1, 2), (1, 2, 3), 2), ((9,), (1, 2), 0)],
)
def test_the_first_difference_ends_the_agreement(
    upper: tuple[int, ...], lower: tuple[int, ...], agreed: int
) -> None:
    assert Mismatch(ROOM, upper, lower).agreed == agreed


def test_every_cell_is_drawn_before_and_after_the_comparison() -> None:
    rows = Mismatch(ROOM, (1, 2, 3), (1, 2, 4, 5))
    cells = rows.submobjects[:5]
    rows.arrived(1.0)
    assert sum(len(sheet.points) // 16 for sheet in cells) == 7
    rows.compared(1.0)
    assert [len(sheet.points) // 16 for sheet in cells] == [0, 0, 1, 2, 2]


def test_a_wrapping_shows_names_lengths_and_agreement(texts: Texts) -> None:
    wrapping = Wrapping(
        Grid.STAGE, "Tokens", ("mine", "yours"), ((1, 2, 3), (1, 2, 4, 5)), "{count} agree"
    )
    for motion in (*wrapping.lay_out(1.0), wrapping.agree(), wrapping.judge()):
        motion.begin()
        motion.finish()
    assert texts(wrapping) == ["Tokens", "mine", "3", "yours", "4", "2 agree"]
