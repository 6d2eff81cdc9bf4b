"""Looks: the styles of many mobjects are what they are alone."""

from __future__ import annotations

from manim import BLUE, RED, Circle, Group, Mobject, Square, VGroup

from storyreel.parts.clips import clipped_inside
from storyreel.stage.look import style_states
from tests.gradients import gradient
from tests.unit.stage.extracted import card, photo


def test_styles_of_many_mobjects_are_those_of_each() -> None:
    shaded = card().set_fill(gradient(RED, BLUE), 1)
    group = VGroup(card(), Square())
    every = [card(), shaded, clipped_inside(card(), Circle()), photo(), Mobject(), group, Group()]
    states = style_states(every)
    assert states == [style_states([mobject])[0] for mobject in every]
    assert len(set(states)) == len(every) - 1, "two have no style"


def test_the_line_of_a_gradient_is_part_of_the_style_where_it_reaches_over_others() -> None:
    parent = card().set_fill(gradient(RED, BLUE), 1).add(child := card())
    before = style_states([parent])
    child.shift((3.0, 0.0, 0.0))
    assert style_states([parent]) != before
