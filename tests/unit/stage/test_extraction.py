"""Extraction: what is left out, what is refused, what is kept."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import cast

import numpy as np
import pytest
from manim import (
    BLUE,
    LEFT,
    RED,
    RIGHT,
    UP,
    Camera,
    CapStyleType,
    Circle,
    Dot,
    Group,
    LineJointType,
    Mobject,
    MovingCamera,
    Point,
    PointCloudDot,
    Square,
    Transform,
    ValueTracker,
    VGroup,
    VMobject,
)
from manim.mobject.opengl.opengl_mobject import OpenGLMobject

from storyreel.base.errors import RequestError
from storyreel.drawing.drawing import Drawing, Item, PathItem, Tag
from storyreel.parts.clips import clipped_inside, clipped_outside
from storyreel.parts.fills import falloff, with_even_odd_fill, with_radial_fill, with_soft_edge
from storyreel.parts.marks import SoftShadow, clipped, tagged, with_shadow
from storyreel.stage import item_making
from storyreel.stage.extraction import Extractor
from tests.gradients import gradient
from tests.unit.stage.extracted import card, counted_calls, paths, photo

# Left out


@pytest.mark.parametrize(
    "mobject",
    [
        card(fill_opacity=0),
        Square(stroke_opacity=0),
        Square(stroke_width=0),
        VMobject(),
        ValueTracker(1),
        Mobject(),
        Group(),
        card().shift(20 * RIGHT),
        clipped(card(), (5, 0, 6, 1)),
        card().apply_function(lambda point: point * np.nan),
    ],
    ids=str,
)
def test_what_paints_nothing_is_left_out(mobject: Mobject, extractor: Extractor) -> None:
    assert extractor.drawing([mobject], Camera()).items == ()


def test_what_reaches_the_edge_of_the_widest_picture_is_kept(extractor: Extractor) -> None:
    wide = 854 / 480 * 4  # half the width of the 480p picture, which is more than 16:9
    edge = card().move_to((wide + 0.99, 0, 0))
    assert extractor.drawing([edge], Camera()).items


def test_a_text_outside_the_frame_is_listed_apart(extractor: Extractor) -> None:
    text = tagged(card().shift(10 * RIGHT), Tag("label", "far"))
    graphic = tagged(card().shift(10 * RIGHT), Tag("graphic"))
    stage = [text, graphic, card()]
    before = extractor.drawing(stage, Camera())
    assert [item.tag and item.tag.text for item in before.outside] == ["far"]
    assert len(before.items) == 1
    assert extractor.drawing(stage, Camera()) is before
    text.shift(RIGHT)
    farther = extractor.drawing(stage, Camera())
    assert farther == before and farther.outside != before.outside
    text.shift(11 * LEFT)
    within = extractor.drawing(stage, Camera())
    assert (len(within.items), within.outside) == (2, ())


# Refused


class Shaded(VMobject):
    pass


@pytest.mark.parametrize(
    ("mobject", "name"),
    [
        (PointCloudDot(density=2), "PointCloudDot"),
        (Point(), "Point"),
        (card().color_using_background_image("x.png"), "Square"),
    ],
)
def test_what_cannot_be_drawn_is_refused_by_name(mobject: Mobject, name: str) -> None:
    with pytest.raises(RequestError, match=name):
        Extractor().drawing([mobject], Camera())


def test_mobjects_of_another_renderer_are_refused() -> None:
    with pytest.raises(RequestError, match="OpenGLMobject"):
        Extractor().drawing([cast(Mobject, OpenGLMobject())], Camera())


def test_all_refusals_are_reported_together() -> None:
    scene = [PointCloudDot(density=2), card(), Point(), PointCloudDot(density=2)]
    with pytest.raises(RequestError) as caught:
        Extractor().drawing(scene, Camera())
    assert len(caught.value.problems) == 2


# Kept


def test_nothing_changed_gives_the_same_drawing(extractor: Extractor) -> None:
    scene = [card(), Circle(), photo()]
    assert extractor.drawing(scene, Camera()) is extractor.drawing(scene, Camera())


CHANGES: dict[str, Callable[[VMobject], object]] = {
    "points in place": lambda m: m.points.__setitem__((0, 0), 0.5),
    "moved": lambda m: m.shift(RIGHT),
    "fill": lambda m: m.set_fill(RED),
    "fill in place": lambda m: m.fill_rgbas.__setitem__((0, 3), 0.5),
    "stroke colour": lambda m: m.set_stroke(RED),
    "stroke width": lambda m: m.set_stroke(width=9),
    "background stroke": lambda m: m.set_background_stroke(width=9, color=RED),
    "join": lambda m: setattr(m, "joint_type", LineJointType.ROUND),
    "cap": lambda m: m.set_cap_style(CapStyleType.ROUND),
    "gradient": lambda m: m.set_fill(gradient(RED, BLUE)),
    "shadow": lambda m: with_shadow(m, SoftShadow(0, 0, 0.1, "#000000", 1)),
    "radial fill": lambda m: with_radial_fill(m, (0, 0), 1, falloff("#000000")),
    "soft edge": lambda m: with_soft_edge(m, 0.1),
    "clip": lambda m: clipped(m, (0, 0, 1, 1)),
    "even-odd fill": with_even_odd_fill,
    "inside a shape": lambda m: clipped_inside(m, Circle()),
    "outside a shape": lambda m: clipped_outside(m, Circle()),
    "transform": lambda m: interpolated(Transform(m, Circle())),
    "become": lambda m: m.become(Circle()),
}


def interpolated(animation: Transform) -> None:
    animation.begin()
    animation.interpolate(0.5)


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_seen_and_only_its_item_is_new(change: str, extractor: Extractor) -> None:
    square, still = Square(fill_opacity=1), Circle()
    before = extractor.drawing([square, still], Camera())
    CHANGES[change](square)
    after = extractor.drawing([square, still], Camera())
    assert after.items[0].key != before.items[0].key
    assert after.items[1] is before.items[1]
    assert after == Extractor().drawing([square, still], Camera())


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_said_to_change_is_looked_at(change: str, extractor: Extractor) -> None:
    square, still = Square(fill_opacity=1), Circle()
    before = extractor.drawing([still, VGroup(square)], Camera())
    CHANGES[change](square)
    after = extractor.drawing([still, VGroup(square)], Camera(), [square])
    assert after.key != before.key
    assert after.items[0] is before.items[0]
    assert after == Extractor().drawing([still, VGroup(square)], Camera())


def test_what_is_not_said_to_change_is_not_looked_at(extractor: Extractor) -> None:
    scene = [Square(), Circle()]
    before = extractor.drawing(scene, Camera())
    scene[0].shift(RIGHT)
    assert extractor.drawing(scene, Camera(), [scene[1]]) is before
    assert extractor.drawing(scene, Camera(), []) is before
    assert extractor.drawing(scene, Camera()).key != before.key


def test_all_is_looked_at_when_one_joins_or_the_camera_moves(extractor: Extractor) -> None:
    first, group, camera = Square(), VGroup(Circle()), MovingCamera()
    extractor.drawing([first, group], camera)
    first.shift(RIGHT)
    group.add(Dot())
    joined = extractor.drawing([first, group], camera, [group])
    assert joined == Extractor().drawing([first, group], camera)
    first.shift(RIGHT)
    camera.frame.shift(UP)
    moved = extractor.drawing([first, group], camera, [camera.frame])
    assert moved == Extractor().drawing([first, group], camera)


def test_after_a_refusal_nothing_is_known(extractor: Extractor) -> None:
    square, cloud = Square(), PointCloudDot()
    extractor.drawing([square], Camera())
    with pytest.raises(RequestError):
        extractor.drawing([square, cloud], Camera())
    square.shift(RIGHT)
    assert extractor.drawing([square], Camera(), []) == Extractor().drawing([square], Camera())


def test_a_gradient_of_a_parent_is_looked_at_when_its_child_moves(extractor: Extractor) -> None:
    parent, child = card().set_fill(gradient(RED, BLUE), 1).set_sheen_direction(RIGHT), card()
    parent.add(child)
    before = extractor.drawing([parent], Camera())
    child.shift(3 * RIGHT)
    assert extractor.drawing([parent], Camera(), [child]).items[0].key != before.items[0].key


def test_a_gradient_of_a_parent_follows_its_submobjects(extractor: Extractor) -> None:
    parent = card().set_fill(gradient(RED, BLUE), 1).set_sheen_direction(RIGHT)
    child = card()
    parent.add(child)
    before = extractor.drawing([parent], Camera())
    child.shift(3 * RIGHT)
    assert extractor.drawing([parent], Camera()).items[0].key != before.items[0].key


def test_a_fade_keeps_the_path(extractor: Extractor) -> None:
    square = card()
    before = item_in(extractor.drawing([square], Camera()))
    after = item_in(extractor.drawing([square.set_fill(opacity=0.5)], Camera()))
    assert after.path is before.path


def item_in(drawing: Drawing) -> PathItem:
    (item,) = paths(drawing)
    return item


def test_a_mobject_that_takes_the_place_of_a_dead_one_is_not_mistaken_for_it() -> None:
    extractor = Extractor()
    seen: list[Item] = []
    for step in range(50):
        seen += extractor.drawing([Dot().shift(0.01 * step * RIGHT)], Camera()).items
        gc.collect(1)  # all that is young
    assert len({item.key for item in seen}) == 50
    assert extractor.remembered <= 1


def test_what_is_transparent_is_placed_when_it_shows(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A law of cost: invisible movers cost no path, and are looked at once."""
    extracted = counted_calls(monkeypatch, item_making, "outline")
    examined = counted_calls(monkeypatch, item_making, "style_of")
    hidden = card(fill_opacity=0)
    for _ in range(3):
        assert extractor.drawing([hidden.shift(RIGHT)], Camera()).items == ()
    assert extracted == []
    assert len(examined) == 1
    shown = extractor.drawing([hidden.set_fill(opacity=1)], Camera())
    assert shown == Extractor().drawing([card().shift(3 * RIGHT)], Camera())


def test_unchanged_mobjects_are_not_extracted_again(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A law of cost: what a frame costs depends on what has changed since the frame before."""
    extracted = counted_calls(monkeypatch, item_making, "outline")
    scene = [Circle(fill_opacity=0.5).shift(0.01 * step * RIGHT) for step in range(200)]
    camera = MovingCamera()
    first = extractor.drawing(scene, camera)
    assert len(extracted) == 200
    assert extractor.drawing(scene, camera) is first
    assert len(extracted) == 200
    scene[7].shift(UP)
    scene[8].set_fill(opacity=0.25)
    second = extractor.drawing(scene, camera)
    assert len(extracted) == 201, "the path of the one that moved; the other keeps its own"
    changed = [a is not b for a, b in zip(first.items, second.items, strict=True)]
    assert sum(changed) == 2
