"""Extraction of what is cut by shapes, or seen in a panel."""

from __future__ import annotations

from typing import Any

import pytest
from manim import BLUE, RED, RIGHT, Camera, Circle, Dot, Group, MovingCamera, Square, VGroup

from storyreel.drawing.drawing import ImageItem, Tag
from storyreel.drawing.path import FillRule
from storyreel.drawing.quanta import Box
from storyreel.parts.clips import clipped_inside, clipped_outside
from storyreel.parts.fills import with_even_odd_fill, with_radial_fill
from storyreel.parts.marks import SoftShadow, clipped, tagged, with_shadow
from storyreel.parts.panel import Panel
from storyreel.stage import sight
from storyreel.stage.extraction import Extractor
from tests.gradients import gradient
from tests.unit.stage.extracted import LIGHT, U, card, counted_calls, item_of, photo


def test_clip_and_tag_come_along() -> None:
    tag = Tag("graphic")
    item = item_of(tagged(clipped(card(), (-1, -1, 0, 0)), tag))
    assert item.tag is tag
    (clip,) = item.clips
    assert (clip.path.box.right, clip.inside) == (0, True)


def test_a_shape_cuts_by_its_outline_and_its_rule() -> None:
    lens = with_even_odd_fill(Circle(0.5))
    item = item_of(
        clipped_outside(clipped_inside(clipped(card(), (-1, -1, 0, 0)), lens), Square(4))
    )
    assert [clip.inside for clip in item.clips] == [True, True, False]
    assert [clip.path.box.right for clip in item.clips] == [0, U // 2, 2 * U]
    assert [clip.path.rule for clip in item.clips][1] is FillRule.EVEN_ODD
    assert item.path.rule is FillRule.NON_ZERO


def test_members_that_one_shape_cuts_share_its_path(extractor: Extractor) -> None:
    group = clipped_inside(VGroup(card(), card().scale(0.5)), Circle())
    one, other = extractor.drawing([group], Camera()).items
    assert one.clips[0].path is other.clips[0].path


def test_nothing_is_seen_inside_a_shape_without_area(extractor: Extractor) -> None:
    shape = Circle()
    group = clipped_inside(VGroup(card()), shape)
    for change in (shape.scale, lambda _: shape.clear_points()):
        assert len(extractor.drawing([group], Camera()).items) == 1
        kept = shape.points.copy()
        change(0)
        assert extractor.drawing([group], Camera()).items == ()
        shape.points = kept


@pytest.mark.parametrize("named", ["shape", "group"])
def test_a_shape_that_moves_moves_the_cut(named: str, extractor: Extractor) -> None:
    shape, still = Circle(), Dot()
    group = clipped_inside(Group(card(), photo()), shape)
    before = extractor.drawing([still, group], Camera())
    shape.shift(0.1 * RIGHT)
    changing = {"shape": shape, "group": group}[named]
    after = extractor.drawing([still, group], Camera(), [changing])
    assert after.items[0] is before.items[0]
    assert after == Extractor().drawing([still, group], Camera()) != before


def test_a_panel_moves_and_scales_all_of_its_contents() -> None:
    shadow = SoftShadow(0.1, 0, 0.1, "#000000", 1)
    inside = clipped_inside(with_shadow(Square(fill_opacity=1), shadow), Square(1))
    with_radial_fill(clipped(inside, (-9, -9, 0, 9)), (0, 0), 1, LIGHT)
    item = item_of(Panel(Square(8).shift(2 * RIGHT), inside).look_at((0.5, 0), 2))
    assert item.path.box == Box(-U, -2 * U, 3 * U, 2 * U)
    assert item.stroke is not None
    assert item.stroke.width == round(0.08 * U)
    assert item.shadow is not None
    assert (item.shadow.dx, item.shadow.sigma) == (round(0.2 * U), round(0.2 * U))
    assert item.fill is not None
    assert (item.fill.start, item.fill.end) == ((U, 0), (3 * U, 0))
    assert [clip.path.box.right for clip in item.clips] == [6 * U, U, 2 * U]


def test_a_panel_is_seen_through_the_camera_of_the_scene() -> None:
    camera = MovingCamera()
    camera.frame.scale(0.5).shift(RIGHT)
    item = item_of(Panel(Square(2), card()).look_at((0.5, 0), 2), camera)
    assert item.path.box.left == 2 * round((-3 - 1) * U)
    assert item.clips[0].path.box == Box(-4 * U, -2 * U, 0, 2 * U)


def test_contents_of_an_unchanged_panel_are_kept_and_a_look_changes_them(
    extractor: Extractor,
) -> None:
    still, window = Dot(), Square(6)
    panel = Panel(window, card(), card().shift(RIGHT))
    stage = [still, Group(panel), photo()]
    before = extractor.drawing(stage, Camera())
    assert extractor.drawing(stage, Camera(), [panel]) is before
    for change in (
        lambda: panel.look_at((0.2, 0)),
        lambda: panel.look_at((0.2, 0), 1.5),
        lambda: window.shift(0.1 * RIGHT),
        lambda: window.stretch(0.5, 0),
    ):
        change()
        after = extractor.drawing(stage, Camera(), [panel])
        assert [one is other for one, other in zip(before.items, after.items, strict=True)] == [
            True, False, False, True,
        ]  # fmt: skip
        assert after == Extractor().drawing(stage, Camera())
        before = after


def test_a_style_that_is_kept_moves_with_its_panel(extractor: Extractor) -> None:
    lit = with_radial_fill(card(), (0, 0), 1, LIGHT)
    faded = card().set_fill(gradient(RED, BLUE), 1).set_sheen_direction(RIGHT)
    cut = clipped(clipped_inside(Square(fill_opacity=1), Circle()), (-9, -9, 0, 9))
    panel = Panel(Square(6), lit, faded, cut)
    for place in ((0.0, 0.0), (0.2, 0.1), (50.0, 0.0), (0.4, 0.1)):
        panel.look_at(place)
        assert extractor.drawing([panel], Camera(), [panel]) == Extractor().drawing(
            [panel], Camera()
        )


def test_a_panel_is_examined_once_for_all_of_its_contents(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A law of cost: what a moving camera of a panel costs is not counted by its contents."""
    examined = counted_calls(monkeypatch, sight, "middle_of")
    panel = Panel(Square(6), *(card() for _ in range(50)))
    for step in range(3):
        panel.look_at((0.137 * step + 0.011, 0))
        extractor.drawing([panel], Camera(), [panel])
    assert len(examined) == 3


def test_an_image_in_a_panel_moves_with_it(extractor: Extractor) -> None:
    picture = photo()
    panel: Any = Panel(Square(8))
    panel.submobjects = [picture]
    panel.look_at((1, 0), 0.5)
    (item,) = extractor.drawing([panel], Camera()).items
    assert isinstance(item, ImageItem)
    left, top, _ = picture.points[0]
    assert item.corners[0] == (round((left - 1) * U / 2), round(top * U / 2))
