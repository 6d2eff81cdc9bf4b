"""Extraction: what becomes of mobjects, what is left out, what is refused, what is kept."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any, cast

import numpy as np
import pytest
from manim import (
    BLUE,
    LEFT,
    PI,
    RED,
    RIGHT,
    UP,
    WHITE,
    Camera,
    CapStyleType,
    Circle,
    Dot,
    Group,
    ImageMobject,
    Line,
    LineJointType,
    Mobject,
    MovingCamera,
    Point,
    PointCloudDot,
    Sphere,
    Square,
    ThreeDCamera,
    Transform,
    ValueTracker,
    VGroup,
    VMobject,
)
from manim.mobject.opengl.opengl_mobject import OpenGLMobject
from PIL.Image import Resampling

from storyreel.base.errors import RequestError
from storyreel.drawing.drawing import (
    QUANTA_PER_UNIT,
    Box,
    Cap,
    Drawing,
    FillRule,
    ImageItem,
    Item,
    Join,
    Paint,
    PathItem,
    Sampling,
    Shadow,
    Tag,
)
from storyreel.paint.raster import paint_drawing
from storyreel.parts.clips import clipped_inside, clipped_outside
from storyreel.parts.fills import (
    Stop,
    falloff,
    with_even_odd_fill,
    with_linear_fill,
    with_radial_fill,
    with_soft_edge,
)
from storyreel.parts.marks import SoftShadow, clipped, tagged, with_shadow
from storyreel.parts.panel import Panel
from storyreel.stage import extraction
from storyreel.stage.extraction import Extractor
from storyreel.stage.outline import outline
from tests.gradients import gradient

U = QUANTA_PER_UNIT


@pytest.fixture
def extractor() -> Extractor:
    return Extractor()


def item_of(mobject: Mobject, camera: Camera | None = None) -> PathItem:
    (item,) = Extractor().drawing([mobject], camera or Camera()).items
    assert isinstance(item, PathItem)
    return item


def card(**style: Any) -> Square:
    return Square(**{"stroke_width": 0, "fill_opacity": 1, "fill_color": WHITE, **style})


# Style


def test_stroke_width_is_in_hundredths_of_a_unit() -> None:
    item = item_of(Square(stroke_width=4))
    assert item.stroke is not None
    assert item.stroke.width == round(0.04 * U)
    assert item.fill is None


@pytest.mark.parametrize(
    ("joint", "join"),
    [
        (LineJointType.AUTO, Join.MITER),
        (LineJointType.MITER, Join.MITER),
        (LineJointType.ROUND, Join.ROUND),
        (LineJointType.BEVEL, Join.BEVEL),
    ],
)
def test_joins(joint: LineJointType, join: Join) -> None:
    stroke = item_of(Square(joint_type=joint)).stroke
    assert stroke is not None
    assert stroke.join is join


@pytest.mark.parametrize(
    ("style", "cap"),
    [
        (CapStyleType.AUTO, Cap.BUTT),
        (CapStyleType.BUTT, Cap.BUTT),
        (CapStyleType.ROUND, Cap.ROUND),
        (CapStyleType.SQUARE, Cap.SQUARE),
    ],
)
def test_caps(style: CapStyleType, cap: Cap) -> None:
    stroke = item_of(Square(cap_style=style)).stroke
    assert stroke is not None
    assert stroke.cap is cap


def test_a_point_with_square_caps_is_blank_as_in_cairo(extractor: Extractor) -> None:
    point = Line(UP, UP, stroke_width=60)
    drawn = {}
    for cap in (CapStyleType.BUTT, CapStyleType.ROUND, CapStyleType.SQUARE):
        drawing = extractor.drawing([point.set_cap_style(cap)], Camera())
        drawn[cap] = len(drawing.items) and paint_drawing(drawing, 64, 36)[..., :3].any()
    assert drawn == {CapStyleType.BUTT: 0, CapStyleType.ROUND: 1, CapStyleType.SQUARE: 0}


def test_of_a_path_with_square_caps_only_points_are_left_out() -> None:
    path = Line(LEFT, RIGHT, cap_style=CapStyleType.SQUARE)
    path.append_points(Line(UP, UP).points).append_points(Line(UP, RIGHT).points)
    assert len(item_of(path).path.starts) == 2


def test_colours_are_straight_and_have_sixteen_bits() -> None:
    item = item_of(card(fill_color="#1A365D", fill_opacity=0.5))
    assert item.fill is not None
    assert item.fill.colors == ((0x1A1A, 0x3636, 0x5D5D, 32768),)


def test_a_gradient_runs_along_the_sheen_direction() -> None:
    square = card().set_fill(gradient(RED, BLUE), 1).set_sheen_direction(RIGHT).shift(2 * UP)
    fill = item_of(square).fill
    assert fill is not None
    assert len(fill.colors) == 2
    assert (fill.start, fill.end) == ((-U, 2 * U), (U, 2 * U))


def test_equal_stops_are_one_colour() -> None:
    fill = item_of(card().set_fill(gradient(RED, RED, RED), 1)).fill
    assert fill is not None
    assert len(fill.colors) == 1


def test_a_background_stroke_lies_below() -> None:
    item = item_of(card().set_background_stroke(width=10, color=RED, opacity=0.5))
    assert item.stroke is None
    assert item.back_stroke is not None
    assert item.back_stroke.width == round(0.1 * U)


def test_a_shadow_is_as_opaque_as_its_fill() -> None:
    shadow = SoftShadow(0.1, -0.2, 0.3, "#000000", 0.4)
    item = item_of(with_shadow(card(fill_opacity=0.5), shadow))
    assert item.shadow is not None
    assert item.shadow.color == (0, 0, 0, round(0.2 * 65535))
    assert (item.shadow.dx, item.shadow.dy) == (round(0.1 * U), -round(0.2 * U))
    assert item.shadow.sigma == round(0.3 * U)
    assert item_of(with_shadow(Square(), shadow)).shadow is None  # no fill casts it


def test_a_blurred_fill_is_a_shadow_of_nothing() -> None:
    item = item_of(with_soft_edge(card(fill_opacity=0.5), 0.1))
    assert item.fill is None
    assert item.shadow == Shadow(0, 0, round(0.1 * U), (65535, 65535, 65535, 32768))


LIGHT = (Stop(0.2, "#FFFFFF"), Stop(1, "#000000", 0.5))


@pytest.mark.parametrize(
    ("change", "center", "radii"),
    [
        (lambda m: m, (0.5, 0), ((2, 0), (0, 2))),
        (lambda m: m.shift(2 * RIGHT), (2.5, 0), ((2, 0), (0, 2))),
        (lambda m: m.scale(2), (1, 0), ((4, 0), (0, 4))),
        (lambda m: m.stretch(0.5, 0), (0.25, 0), ((1, 0), (0, 2))),
        (lambda m: m.flip(UP), (-0.5, 0), ((-2, 0), (0, 2))),
        (lambda m: m.rotate(PI / 2), (0, 0.5), ((0, 2), (-2, 0))),
        (lambda m: m.become(Square(4).append_points(Square().points)), (1, 0), ((4, 0), (0, 4))),
    ],
    ids=["still", "moved", "scaled", "stretched", "flipped", "turned", "another shape"],
)
def test_a_gradient_moves_with_its_mobject(
    change: Callable[[VMobject], VMobject],
    center: tuple[float, float],
    radii: tuple[tuple[float, float], ...],
) -> None:
    square = change(with_radial_fill(card(), (0.5, 0), 2, LIGHT)).set_fill(WHITE, 1)
    x, y = center
    start, end, side = ((round((x + dx) * U), round((y + dy) * U)) for dx, dy in ((0, 0), *radii))
    colors = (65535, 65535, 65535, 65535), (0, 0, 0, 32768)
    assert item_of(square).fill == Paint(colors, start, end, side, (13107, 65535))


def test_a_gradient_fades_with_the_fill() -> None:
    fill = item_of(with_linear_fill(card(fill_opacity=0.5), (-1, 0), (1, 0), LIGHT)).fill
    assert fill is not None
    assert [color[3] for color in fill.colors] == [32768, 16384]
    assert (fill.start, fill.end, fill.side) == ((-U, 0), (U, 0), None)


def test_a_gradient_comes_back_when_its_mobject_has_been_a_line(extractor: Extractor) -> None:
    medal = with_radial_fill(card(), (0, 0), 1, LIGHT)
    points = medal.points.copy()
    for width in (1, 1e-5, 1):
        medal.points = points * (width, 1, 1)
        (item,) = extractor.drawing([medal], Camera()).items
        assert item.key == item_of(medal).key


def test_a_gradient_on_a_line_is_its_last_colour() -> None:
    turned = with_radial_fill(card(), (0, 0), 1, LIGHT).stretch(1e-5, 0)
    assert item_of(turned).fill == Paint(((0, 0, 0, 32768),))


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


# Panels


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


def test_an_image_in_a_panel_moves_with_it(extractor: Extractor) -> None:
    picture = photo()
    panel: Any = Panel(Square(8))
    panel.submobjects = [picture]
    panel.look_at((1, 0), 0.5)
    (item,) = extractor.drawing([panel], Camera()).items
    assert isinstance(item, ImageItem)
    left, top, _ = picture.points[0]
    assert item.corners[0] == (round((left - 1) * U / 2), round(top * U / 2))


# The camera


def test_zoom_and_pan_scale_everything() -> None:
    camera = MovingCamera()
    camera.frame.scale(0.5).shift(RIGHT)
    shadow = SoftShadow(0.1, 0, 0.1, "#000000", 1)
    item = item_of(clipped(with_shadow(Square(fill_opacity=1), shadow), (0, 0, 1, 1)), camera)
    assert item.path.box.left == -4 * U
    assert item.stroke is not None
    assert item.stroke.width == round(0.08 * U)
    assert item.shadow is not None
    assert item.shadow.sigma == round(0.2 * U)
    assert item.clips[0].path.box.top == 2 * U


def test_the_background_is_the_cameras() -> None:
    drawing = Extractor().drawing([], Camera(background_color="#F0F4F8"))
    assert drawing == Drawing((), (0xF0F0, 0xF4F4, 0xF8F8, 65535))


@pytest.mark.parametrize(
    "camera",
    [
        ThreeDCamera(),
        MovingCamera(background_opacity=0.5),
    ],
)
def test_cameras_that_do_more_are_refused_by_name(camera: Camera) -> None:
    with pytest.raises(RequestError, match=type(camera).__name__):
        Extractor().drawing([], camera)


def test_a_stretched_frame_is_refused() -> None:
    camera = MovingCamera()
    camera.frame.stretch_to_fit_height(2)
    with pytest.raises(RequestError, match="not 16:9"):
        Extractor().drawing([], camera)


def test_a_camera_that_cannot_move_keeps_its_first_view_as_in_manim(extractor: Extractor) -> None:
    camera, square = Camera(), Square()
    first = extractor.drawing([square], camera)
    camera.frame_center = RIGHT
    camera.frame_width, camera.frame_height = 7.0, 7.0 * 9 / 16
    assert extractor.drawing([square], camera) is first
    assert Extractor().drawing([square], camera) != first


def test_solids_are_drawn_flat_without_a_camera_for_them(extractor: Extractor) -> None:
    items = extractor.drawing([Sphere(resolution=(4, 4))], Camera()).items
    assert len(items) == 16


# Order


def test_order_is_that_of_manims_camera(extractor: Extractor) -> None:
    parts = [card().shift(0.1 * step * RIGHT) for step in range(6)]
    group = VGroup(parts[0], VGroup(parts[1], parts[2]), parts[3])
    parts[1].set_z_index(2)
    parts[4].set_z_index(-1)
    scene = [parts[5], group, parts[0], parts[4], parts[5]]
    camera = Camera()
    manims = [part.points[0, 0] for part in camera.get_mobjects_to_display(scene)]
    ours = [item.path.points[0, 0] / U for item in paths(extractor.drawing(scene, camera))]
    assert ours == pytest.approx(manims)


def paths(drawing: Drawing) -> list[PathItem]:
    return [item for item in drawing.items if isinstance(item, PathItem)]


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


# Images


def photo(**style: Any) -> ImageMobject:
    rgba = np.random.default_rng(0).integers(0, 256, (4, 8, 4), dtype=np.uint8)
    image = ImageMobject(rgba, **style)
    image.height = 2
    return image


def test_an_image_lies_between_its_corners(extractor: Extractor) -> None:
    image = photo(resampling_algorithm=Resampling.NEAREST).shift(UP)
    (item,) = extractor.drawing([image], Camera()).items
    assert isinstance(item, ImageItem)
    assert item.corners == ((-2 * U, 2 * U), (2 * U, 2 * U), (-2 * U, 0))
    assert item.sampling is Sampling.NEAREST
    assert (item.pixels.rgba == image.pixel_array).all()


@pytest.mark.parametrize(
    ("algorithm", "sampling"),
    [
        (Resampling.NEAREST, Sampling.NEAREST),
        (Resampling.BILINEAR, Sampling.LINEAR),
        (Resampling.BICUBIC, Sampling.SHARP_CUBIC),
    ],
)
def test_an_image_is_sampled_as_its_algorithm_says(
    algorithm: Resampling, sampling: Sampling, extractor: Extractor
) -> None:
    (item,) = extractor.drawing([photo(resampling_algorithm=algorithm)], Camera()).items
    assert isinstance(item, ImageItem)
    assert item.sampling is sampling


def test_a_moving_image_keeps_its_pixels(extractor: Extractor) -> None:
    image = photo()
    (before,) = extractor.drawing([image], Camera()).items
    (after,) = extractor.drawing([image.shift(RIGHT)], Camera()).items
    assert isinstance(before, ImageItem)
    assert isinstance(after, ImageItem)
    assert before.pixels is after.pixels
    (faded,) = extractor.drawing([image.set_opacity(0.5)], Camera()).items
    assert isinstance(faded, ImageItem)
    assert faded.pixels is not after.pixels


def test_an_image_in_perspective_is_refused(extractor: Extractor) -> None:
    image = photo()
    image.points[3] += (0.5, 0, 0)
    with pytest.raises(RequestError, match="perspective"):
        extractor.drawing([image], Camera())


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


def test_unchanged_mobjects_are_not_extracted_again(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A law of cost: what a frame costs depends on what has changed since the frame before."""
    extracted: list[object] = []

    def counting(points: Any, tolerance: float, view: Any) -> Any:
        extracted.append(points)
        return outline(points, tolerance, view)

    monkeypatch.setattr(extraction, "outline", counting)
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
