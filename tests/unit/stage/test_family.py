"""The family on stage: its order, and when it no longer holds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import RIGHT, Circle, Dot, Mobject, Square, VGroup

from storyreel.parts.clips import clipped_inside, clipped_outside, without_shape_clips
from storyreel.stage.family import Family


def test_a_mobject_that_is_met_twice_counts_where_it_is_met_last() -> None:
    first, second = Square(), Circle()
    assert Family([first, second, first]).members == [second, first]


def test_equal_heights_keep_their_order_and_higher_ones_come_last() -> None:
    high, first, second = Square().set_z_index(1), Circle(), Dot()
    assert Family([high, VGroup(first, second)]).members == [first, second, high]


def test_places_are_those_of_the_roots_and_all_below_them() -> None:
    still, group = Square(), VGroup(Circle(), VGroup(Dot(), Dot()))
    family = Family([still, group])
    assert sorted(family.places_below([group]) or ()) == [1, 2, 3]
    assert family.places_below([still]) == [0]
    assert family.places_below([]) == []


def test_a_parent_with_points_is_looked_at_whatever_changes() -> None:
    parent, other = Square().add(Circle()), Dot()
    assert sorted(Family([parent, other]).places_below([other]) or ()) == [0, 2]


def test_what_is_not_on_stage_has_no_place() -> None:
    assert Family([Square()]).places_below([Mobject(), VGroup()]) == []


def test_what_a_shape_clips_is_looked_at_when_the_shape_changes() -> None:
    lens, visible = Circle(), Circle()
    group = VGroup(clipped_inside(Square(), lens), clipped_outside(Square(), visible), Dot())
    family = Family([group, visible])
    assert family.places_below([lens]) == [0]
    assert sorted(family.places_below([visible]) or ()) == [1, 3]
    assert family.places_below([Circle()]) is None


CHANGES: dict[str, Callable[[VGroup], object]] = {
    "one joins": lambda group: group.add(Dot()),
    "one joins below": lambda group: group[1].add(Dot()),
    "one leaves": lambda group: group.remove(group[0]),
    "two change places": lambda group: group.submobjects.reverse(),
    "one rises": lambda group: group[0].set_z_index(1),
    "one loses its points": lambda group: group[0].clear_points(),
    "one gains points": lambda group: group[2].set_points(Square().points),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_family_that_has_changed_no_longer_holds(change: str) -> None:
    group = VGroup(Square(), VGroup(Circle()), VGroup())
    roots = [Dot(), group]
    family = Family(roots)
    assert family.places_below([group]) is not None
    group.shift(RIGHT)
    assert family.places_below([group]) is not None
    assert family.renewed(roots) is family
    CHANGES[change](group)
    assert family.places_below([group]) is None
    assert family.renewed(roots).members == Family(roots).members
    assert family.renewed(roots) is not family


def test_other_roots_are_another_family() -> None:
    one, other = Square(), Circle()
    family = Family([one, other])
    assert family.renewed([one, other]) is family
    assert family.renewed([other, one]).members == [other, one]
    assert family.renewed([one]).members == [one]


def test_a_renewed_family_knows_what_a_shape_clips_now() -> None:
    shape, square = Circle(), Square()
    family = Family([square, Dot()])
    clipped_inside(square, shape)
    assert family.renewed([square, family.members[1]]) is family
    assert family.places_below([shape]) == [0]
    without_shape_clips(square)
    family.renewed(family.members)
    assert family.places_below([shape]) is None
