"""Marks: Manim's copies have them, and Manim's transformations do not change them."""

from __future__ import annotations

import pytest
from manim import Circle, FadeIn, Mobject, Square, Transform, VGroup

from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import (
    SoftShadow,
    clip_of,
    clipped,
    shadow_of,
    tag_of,
    tagged,
    with_shadow,
)

TAG = Tag("graphic", owner="card")
SHADOW = SoftShadow(0, -0.05, 0.1, "#1A365D", 0.2)
CLIP = (-1.0, -1.0, 1.0, 1.0)


def marked() -> Square:
    return clipped(with_shadow(tagged(Square(), TAG), SHADOW), CLIP)


def marks(mobject: Mobject) -> tuple[object, ...]:
    return tag_of(mobject), shadow_of(mobject), clip_of(mobject)


def test_an_unmarked_mobject_has_no_marks() -> None:
    assert marks(Square()) == (None, None, None)


def test_marking_returns_the_same_mobject() -> None:
    square = Square()
    assert tagged(square, TAG) is with_shadow(square, SHADOW) is clipped(square, CLIP) is square


def test_a_copy_has_the_same_marks() -> None:
    assert marks(marked().copy()) == (TAG, SHADOW, CLIP)
    assert marks(VGroup(marked()).copy()[0]) == (TAG, SHADOW, CLIP)


def test_become_does_not_change_marks() -> None:
    assert marks(marked().become(Circle())) == (TAG, SHADOW, CLIP)
    assert marks(Circle().become(marked())) == (None, None, None)


@pytest.mark.parametrize("alpha", [0, 0.3, 1])
def test_marks_stay_during_an_animation(alpha: float) -> None:
    square = marked()
    transform = Transform(square, Circle(), run_time=1)
    transform.begin()
    transform.interpolate(alpha)
    assert marks(square) == (TAG, SHADOW, CLIP)
    fade = FadeIn(square, run_time=1)
    fade.begin()
    fade.interpolate(alpha)
    assert marks(square) == (TAG, SHADOW, CLIP)


def test_a_clip_applies_to_submobjects_and_can_be_removed() -> None:
    inner = Square()
    group = clipped(VGroup(VGroup(inner)), CLIP)
    assert clip_of(inner) == CLIP
    clipped(group, None)
    assert clip_of(inner) is None
