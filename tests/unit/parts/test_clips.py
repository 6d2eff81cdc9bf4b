"""Clips by shapes: what is clipped, what copies are clipped to, and how it ends."""

from __future__ import annotations

from manim import Circle, Square, VGroup

from storyreel.parts.clips import (
    clipped_inside,
    clipped_outside,
    shape_clips_of,
    without_shape_clips,
)


def test_an_unmarked_mobject_is_whole() -> None:
    assert shape_clips_of(Square()) == ()


def test_a_group_is_clipped_with_all_below_it_and_clips_add_up() -> None:
    shape, hole = Circle(), Circle()
    inner = clipped_outside(Square(), hole)
    group = VGroup(VGroup(inner))
    assert clipped_inside(group, shape) is group
    assert [(clip.shape, clip.inside) for clip in shape_clips_of(inner)] == [
        (hole, False),
        (shape, True),
    ]
    assert shape_clips_of(without_shape_clips(group)[0][0]) == ()


def test_the_shape_itself_is_whole() -> None:
    lens = Circle()
    group = clipped_inside(VGroup(Square(), lens), lens)
    assert shape_clips_of(lens) == ()
    assert len(shape_clips_of(group[0])) == 1


def test_a_copy_is_clipped_to_a_copy_of_the_shape() -> None:
    lens = Circle()
    group = clipped_inside(VGroup(Square(), lens), lens)
    copy = group.copy()
    assert shape_clips_of(copy[0])[0].shape is copy[1]
    assert copy[1] is not lens


def test_become_leaves_clips() -> None:
    lens = Circle()
    assert shape_clips_of(clipped_inside(Square(), lens).become(Circle()))[0].shape is lens
