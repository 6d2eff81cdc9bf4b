"""Extraction of styles: strokes, colours, gradients and shadows."""

from __future__ import annotations

from collections.abc import Callable

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
    Line,
    LineJointType,
    MovingCamera,
    Square,
    VMobject,
)

from storyreel.drawing.paints import Cap, Join, Paint, Shadow
from storyreel.paint.raster import paint_drawing
from storyreel.parts.fills import with_linear_fill, with_radial_fill, with_soft_edge
from storyreel.parts.marks import SoftShadow, with_shadow
from storyreel.stage.extraction import Extractor
from tests.gradients import gradient
from tests.unit.stage.extracted import LIGHT, U, card, item_of, paths


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
def test_each_joint_type_of_manim_has_its_join(joint: LineJointType, join: Join) -> None:
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
def test_each_cap_style_of_manim_has_its_cap(style: CapStyleType, cap: Cap) -> None:
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


def test_paints_are_made_once_for_a_style_and_a_scale() -> None:
    """A law of cost: what moves keeps the paints of before, which are packed once."""
    camera, extractor = MovingCamera(), Extractor()
    shape = with_shadow(card(stroke_width=4), SoftShadow(0.1, 0.1, 0.1, "#000000", 0.5))
    before, moved, nearer = [
        paths(extractor.drawing([shape.shift(step)], camera))[0]
        for step, camera in ((0 * RIGHT, camera), (RIGHT, camera), (0 * RIGHT, zoomed(0.5)))
    ]
    assert moved.path.key != before.path.key
    for name in ("fill", "stroke", "shadow"):
        assert getattr(moved, name) is getattr(before, name)
        assert getattr(moved, name).packed is getattr(before, name).packed
    assert before.stroke and nearer.stroke
    assert nearer.stroke.width == pytest.approx(2 * before.stroke.width, abs=1)


def zoomed(scale: float) -> Camera:
    camera = MovingCamera()
    camera.frame.scale(scale)
    return camera
