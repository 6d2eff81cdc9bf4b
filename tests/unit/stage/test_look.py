"""Looks: the styles of many mobjects are what they are alone, and what has changed is looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from manim import (
    BLUE,
    RED,
    CapStyleType,
    Circle,
    Group,
    LineJointType,
    Mobject,
    Square,
    VGroup,
    VMobject,
)

from storyreel.drawing.drawing import Tag
from storyreel.native import extension
from storyreel.parts.clips import clipped_inside
from storyreel.parts.fills import with_soft_edge
from storyreel.parts.marks import SoftShadow, clipped, tagged, with_shadow
from storyreel.stage.look import MobjectLook, changed_looks, style_states
from storyreel.stage.sight import Sight
from storyreel.stage.view import View
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


compiled = pytest.mark.skipif(extension is None, reason="the extension is not compiled")

SIGHT, OTHER_SIGHT = Sight(View(0, 0, 1), None), Sight(View(1, 0, 1), None)

MOVED: dict[str, Callable[[VMobject], object]] = {
    "points": lambda m: m.points.__setitem__((-1, -1), 0.5),
    "number of points": lambda m: m.set_points(m.points[:4]),
    "signs of zeros": lambda m: m.set_points(m.points * (1, 1, -1)),
    "points in columns": lambda m: m.__setattr__("points", np.asfortranarray(m.points)),
    "points in a list": lambda m: m.__setattr__("points", [[0, 0, 0]]),
    "no points": lambda m: m.__delattr__("points"),
}
RESTYLED: dict[str, Callable[[VMobject], object]] = {
    "fill": lambda m: m.fill_rgbas.__setitem__((0, 3), 0.5),
    "stroke": lambda m: m.stroke_rgbas.__setitem__((0, 0), 0.5),
    "another stroke": lambda m: m.background_stroke_rgbas.__setitem__((0, 0), 0.5),
    "two colours": lambda m: m.__setattr__("fill_rgbas", np.ones((2, 4))),
    "no colour": lambda m: m.__delattr__("fill_rgbas"),
    "width": lambda m: m.__setattr__("stroke_width", 9),
    "background width": lambda m: m.__setattr__("background_stroke_width", 9),
    "a width that cannot be compared": lambda m: m.__setattr__("stroke_width", np.ones(2)),
    "join": lambda m: m.__setattr__("joint_type", LineJointType.ROUND),
    "cap": lambda m: m.__setattr__("cap_style", CapStyleType.ROUND),
    "background image": lambda m: m.__setattr__("background_image", "x.png"),
    "tag": lambda m: tagged(m, Tag("label")),
    "shadow": lambda m: with_shadow(m, SoftShadow(0, 0, 0.1, "#000000", 1)),
    "box": lambda m: clipped(m, (0, 0, 1, 1)),
    "soft edge": lambda m: with_soft_edge(m, 0.1),
    "shape clip": lambda m: clipped_inside(m, Circle()),
}


def look_of(mobject: Mobject, sight: Sight = SIGHT) -> MobjectLook:
    return MobjectLook(style_states([mobject])[0], mobject.points.tobytes(), sight)


@compiled
@pytest.mark.parametrize("change", RESTYLED)
def test_another_style_is_noticed(change: str) -> None:
    assert changed_by(RESTYLED[change]) == ([1], [])


@compiled
@pytest.mark.parametrize("change", MOVED)
def test_other_points_are_noticed(change: str) -> None:
    restyled, ((place, _),) = changed_by(MOVED[change])
    assert (restyled, place) == ([], 1)


@compiled
def test_points_are_read_as_they_are() -> None:
    """Those that stay the same are the same object."""
    still, moved, unreadable = mobjects = [card(), card(), card()]
    looks = [look_of(mobject) for mobject in mobjects]
    moved.shift((1.0, 0.0, 0.0))
    unreadable.points = np.asfortranarray(unreadable.points)
    _, found = changed_looks(mobjects, looks, [OTHER_SIGHT] * 3)
    assert found == [(0, still.points.tobytes()), (1, moved.points.tobytes()), (2, None)]
    assert found[0][1] is looks[0].points


def changed_by(change: Callable[[VMobject], object]) -> Any:
    """The changed looks of three mobjects when the second one has changed."""
    mobjects = [card(), card(), Circle()]
    looks = [look_of(mobject) for mobject in mobjects]
    assert changed_looks(mobjects, looks, [SIGHT] * 3) == ([], [])
    change(mobjects[1])
    return changed_looks(mobjects, looks, [SIGHT] * 3)


@compiled
def test_what_was_never_seen_has_another_style_and_what_is_seen_otherwise_has_moved() -> None:
    mobjects = [card(), card(), card()]
    looks = [None, look_of(card()), look_of(card())]
    points = looks[1].points if looks[1] else None
    assert changed_looks(mobjects, looks, [SIGHT, OTHER_SIGHT, SIGHT]) == ([0], [(1, points)])


@compiled
def test_transparent_mobjects_are_looked_at_only_for_their_style() -> None:
    hidden = card(fill_opacity=0)
    look = look_of(hidden)._replace(points=None)
    hidden.shift((1.0, 0.0, 0.0))
    assert changed_looks([hidden], [look], [OTHER_SIGHT]) == ([], [])
    hidden.set_fill(opacity=1)
    assert changed_looks([hidden], [look], [SIGHT]) == ([0], [])


SLOPED: dict[str, Callable[[VMobject], object]] = {
    "direction": lambda m: m.set_sheen_direction((1.0, 0.0, 0.0)),
    "a direction in a list": lambda m: m.__setattr__("sheen_direction", [-1, 1, 0]),
    "a shape below it": lambda m: m.add(card()),
    "three dimensions": lambda m: m.__setattr__("shade_in_3d", True),
    "half a curve": lambda m: m.__setattr__("points", m.points[:6]),
    "no points": lambda m: m.__delattr__("points"),
}
"""What else a gradient depends on, apart from the points of a single shape."""


@compiled
@pytest.mark.parametrize("change", SLOPED)
def test_gradients_that_may_run_otherwise_are_noticed(change: str) -> None:
    shaded = card().set_fill(gradient(RED, BLUE), 1)
    looks = [look_of(shaded)]
    assert changed_looks([shaded], looks, [SIGHT]) == ([], [])
    SLOPED[change](shaded)
    assert changed_looks([shaded], looks, [SIGHT]) == ([0], [])


@compiled
def test_a_gradient_that_moves_keeps_its_style() -> None:
    shaded = card().set_fill(gradient(RED, BLUE), 1)
    looks = [look_of(shaded)]
    shaded.shift((1.0, 0.0, 0.0))
    assert changed_looks([shaded], looks, [SIGHT]) == ([], [(0, shaded.points.tobytes())])


@compiled
def test_styles_of_images_wide_gradients_and_what_shapes_clip_are_always_read() -> None:
    shaded = card().set_fill(gradient(RED, BLUE), 1).add(card())
    mobjects = [shaded, clipped_inside(card(), Circle()), photo(), card()]
    looks = [look_of(mobject) for mobject in mobjects]
    assert changed_looks(mobjects, looks, [SIGHT] * 4) == ([0, 1, 2], [])


@compiled
def test_a_comparison_may_change_the_lists() -> None:
    """They are read as they were at the start."""

    class Emptying:
        def __eq__(self, other: object) -> bool:
            for places in lists:
                places.clear()
            return True

        __hash__ = None  # type: ignore[assignment]

    values: list[Any] = [{"width": value} for value in (Emptying(), 1, 2)]
    looks: list[Any] = [((1, None), None, SIGHT, None) for _ in values]
    lists = (values, looks, [SIGHT] * 3)
    assert extension.changed_looks(*lists, (), ("width",), ()) == ([2], [])
    assert lists == ([], [], [])


@compiled
@pytest.mark.parametrize(
    "arguments",
    [
        ([{}], [], [SIGHT], (), (), ()),
        ([{}], [None], [], (), (), ()),
        (({},), [None], [SIGHT], (), (), ()),
        ([{}], [None], [SIGHT], [], (), ()),
    ],
)
def test_lists_of_different_lengths_and_other_types_are_refused(arguments: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        extension.changed_looks(*arguments)


@compiled
@pytest.mark.parametrize(
    "look", [(), ((), b""), ((), b"", SIGHT, None), ((None,), b"", SIGHT), 7, None]
)
def test_what_is_no_look_may_have_another_style(look: Any) -> None:
    assert extension.changed_looks([{}], [look], [SIGHT], (), (), ()) == ([0], [])


@compiled
def test_points_that_are_no_bytes_may_have_moved() -> None:
    look: Any = ((None,), 5, SIGHT, None)
    assert extension.changed_looks([{}], [look], [SIGHT], (), (), ()) == ([], [(0, None)])
