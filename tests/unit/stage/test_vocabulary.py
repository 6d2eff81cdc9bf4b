"""Manim's own animations on our stage: they begin, pass and end as they do on Manim's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from storyreel.drawing.drawing import Drawing, PathItem

Own = Callable[[Drawing], list[PathItem]]
SQUARE = "square, circle = Square(fill_opacity=1), Circle(color=BLUE).shift(RIGHT)\n"
SHOWN = SQUARE + "self.add(square)\n"

# Name: what is played within two seconds, and what it shows in the end.
ANIMATIONS = {
    "FadeIn": (SQUARE + "self.play(FadeIn(square))", SHOWN),
    "FadeOut": (SHOWN + "self.play(FadeOut(square))", ""),
    "Create": (SQUARE + "self.play(Create(square))", SHOWN),
    "Uncreate": (SHOWN + "self.play(Uncreate(square))", ""),
    "DrawBorderThenFill": (SQUARE + "self.play(DrawBorderThenFill(square))", SHOWN),
    "GrowFromCenter": (SQUARE + "self.play(GrowFromCenter(square))", SHOWN),
    "Transform": (
        SHOWN + "self.play(Transform(square, circle))",
        SHOWN + "square.become(circle)",
    ),
    "ReplacementTransform": (
        SHOWN + "self.play(ReplacementTransform(square, circle))",
        SQUARE + "self.add(circle)",
    ),
    "animate": (
        SHOWN + "self.play(square.animate.shift(UP).scale(2).set_color(RED))",
        SHOWN + "square.shift(UP).scale(2).set_color(RED)",
    ),
    "Rotate": (SHOWN + "self.play(Rotate(square, PI / 6))", SHOWN + "square.rotate(PI / 6)"),
    "Indicate": (SHOWN + "self.play(Indicate(square))", SHOWN),
    "MoveAlongPath": (
        SHOWN + "self.play(MoveAlongPath(square, Line(ORIGIN, UP)))",
        SHOWN + "square.shift(UP)",
    ),
    "LaggedStart": (
        SQUARE + "self.play(LaggedStart(FadeIn(square), Create(circle), lag_ratio=0.5))",
        SQUARE + "self.add(square, circle)",
    ),
    "LaggedStartMap": (
        SQUARE + "self.play(LaggedStartMap(FadeIn, VGroup(square, circle)))",
        SQUARE + "self.add(VGroup(square, circle))",
    ),
    "Succession": (
        SQUARE
        + "self.play(Succession(FadeIn(square), FadeOut(square), Create(circle)), run_time=2)",
        SQUARE + "self.add(circle)",
    ),
    "AnimationGroup": (
        SHOWN + "self.play(AnimationGroup(square.animate.shift(UP), FadeIn(circle)))",
        SHOWN + "self.add(circle)\nsquare.shift(UP)",
    ),
    "camera": (
        SHOWN + "self.play(self.camera.frame.animate.scale(0.5).shift(RIGHT))",
        SHOWN + "self.camera.frame.scale(0.5).shift(RIGHT)",
    ),
    "ValueTracker": (
        SHOWN + "tracker = ValueTracker(0)\n"
        "square.add_updater(lambda m: m.set_x(tracker.get_value()))\n"
        "self.play(tracker.animate.set_value(2))",
        SHOWN + "square.set_x(2)",
    ),
    "always_redraw": (
        "tracker = ValueTracker(1)\n"
        "self.add(always_redraw(lambda: Square(side_length=tracker.get_value())))\n"
        "self.play(tracker.animate.set_value(2))",
        "self.add(Square(side_length=2))",
    ),
    "UpdateFromAlphaFunc": (
        SHOWN + "self.play(UpdateFromAlphaFunc(square, lambda m, a: m.set_opacity(1 - a / 2)))",
        SHOWN + "square.set_opacity(0.5)",
    ),
    "Wait": (SHOWN + "self.play(Wait(1))", SHOWN),
    "apply_method": (
        SHOWN + "self.play(ApplyMethod(square.shift, UP))",
        SHOWN + "square.shift(UP)",
    ),
}
by_name = pytest.mark.parametrize("name", ANIMATIONS)
LAST = 31
"""A frame at 15 frames per second when everything has ended."""


@by_name
def test_it_ends_where_it_should_and_is_the_same_at_twice_the_rate(stage: Any, name: str) -> None:
    played, end = ANIMATIONS[name]
    drawings = stage.perform(15, LAST + 1, opening=played)
    assert drawings[LAST] == stage.perform(15, LAST + 1, opening=end)[LAST]
    twice = stage.perform(30, 2 * LAST + 1, opening=played)
    assert twice[::2] == drawings
    moments = {drawing.key for drawing in drawings[:30]}
    assert len(moments) >= (1 if name == "Wait" else 8), "it moves on the way"


def test_the_camera_sees_everything_larger(stage: Any, own: Own) -> None:
    drawings = stage.perform(15, LAST + 1, opening=ANIMATIONS["camera"][0])
    (before,), (after,) = own(drawings[0]), own(drawings[LAST])
    assert after.path.box.width == pytest.approx(2 * before.path.box.width, abs=2)


def test_what_has_left_is_gone_from_the_stage(stage: Any, own: Own) -> None:
    body = SHOWN + "self.play(FadeOut(square))\nassert square not in self.mobjects"
    assert own(stage.perform(15, 30, opening=body)[-1]) == []
