"""Motions: where they begin and end."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from manim import Mobject, VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Type
from storyreel.drawing.drawing import Drawing
from storyreel.parts.motion import Appear, Motion, Shift, Stamp, Vanish, exchange
from storyreel.parts.shapes import Disc, card
from storyreel.parts.text import Line

Draw = Callable[..., Drawing]
Box = Callable[[Mobject], Frame]
ROOM = Frame(-3.0, -1.0, 3.0, 1.0)


class Wings:
    """As much of a scene as a motion needs: it is told what leaves."""

    def __init__(self) -> None:
        self.left: list[Mobject] = []

    def remove(self, mobject: Mobject) -> None:
        self.left.append(mobject)


def group() -> VGroup:
    """A card, a disc that is half opaque, and a line of text."""
    faint = Disc((1.0, 0.0), 0.5).set_fill(opacity=0.5)
    return VGroup(card(ROOM), faint, Line("Seed", Type.LABEL, (-2.0, 0.0)))


def at(motion: Motion, progress: float) -> Mobject:
    """The mobject at a progress of the change, with any easing."""
    motion.remember()
    motion.change(progress)
    assert isinstance(motion.mobject, Mobject)
    return motion.mobject


def test_appear_goes_from_invisible_to_the_original_state(draw: Draw, box: Box) -> None:
    assert draw(at(Appear(group()), 0.0)).items == ()
    assert draw(at(Appear(group()), 1.0)) == draw(group())
    assert box(at(Appear(group(), (0.5, -0.25)), 0.0)).center == pytest.approx((0.5, -0.25))
    assert box(at(Appear(group(), scale=0.5), 0.0)).width == pytest.approx(3.0)


def test_vanish_goes_from_the_original_state_to_invisible_and_leaves_the_scene(
    draw: Draw, box: Box
) -> None:
    assert draw(at(Vanish(group()), 0.0)) == draw(group())
    gone = Vanish(group(), (0.5, 0.0))
    assert draw(at(gone, 1.0)).items == ()
    assert box(*gone.changing).center == pytest.approx((0.5, 0.0))
    leaves(gone)


def test_shift_moves_without_other_changes(draw: Draw) -> None:
    moved = at(Shift(group(), (1.0, -0.5)), 1.0)
    assert draw(moved) == draw(group().shift((1.0, -0.5, 0.0)))


def test_stamp_shrinks_from_large_and_overshoots(draw: Draw, box: Box) -> None:
    assert draw(at(Stamp(group()), 0.0)).items == ()
    assert box(at(Stamp(group()), 0.0)).width == pytest.approx(6.0 * 1.45)
    assert draw(at(Stamp(group()), 1.0)) == draw(group())
    stamp = Stamp(group())
    stamp.begin()
    widths = []
    for moment in np.linspace(0, 1, 101):
        stamp.interpolate(float(moment))
        widths.append(box(*stamp.changing).width)
    assert 5.7 < min(widths) < 6.0


def test_only_motions_that_leave_remove_their_mobject() -> None:
    wings = Wings()
    for motion in (Appear(group()), Shift(group(), (1.0, 0.0)), Stamp(group())):
        motion.clean_up_from_scene(wings)  # type: ignore[arg-type]
    assert wings.left == []


def test_a_motion_starts_from_the_state_when_it_begins() -> None:
    """It may be made long before: in between its mobject may have moved."""
    disc = Disc((0.0, 0.0), 1.0)
    shift = Shift(disc, (1.0, 0.0))
    disc.shift((0.0, 2.0, 0.0))
    shift.begin()
    shift.finish()
    assert disc.get_center()[:2] == pytest.approx((1.0, 2.0))


def test_a_motion_copies_no_mobject(monkeypatch: pytest.MonkeyPatch) -> None:
    motion = Appear(group())
    monkeypatch.setattr(Mobject, "copy", None)
    motion.begin()


def test_an_empty_group_can_move(draw: Draw) -> None:
    assert draw(at(Appear(VGroup()), 0.5)).items == ()


def leaves(motion: Motion) -> None:
    wings = Wings()
    motion.clean_up_from_scene(wings)  # type: ignore[arg-type]
    assert wings.left == [*motion.changing]


def test_exchange_never_shows_both_mobjects(draw: Draw) -> None:
    old, new = group(), group()
    gone, late = exchange(old, new)
    for motion in (gone, late):
        motion.begin()
    for moment in (0.0, gone.run_time / 2, gone.run_time, late.run_time):
        gone.interpolate(min(moment / gone.run_time, 1.0))
        late.interpolate(moment / late.run_time)
        assert () in (draw(old).items, draw(new).items)
    assert draw(new) == draw(group())
    leaves(gone)
