"""Skia paints drawings as Manim's Cairo camera paints the mobjects they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import cos, radians, sin
from typing import Any

import numpy as np
import pytest
from manim import (
    BLACK,
    BLUE,
    DEGREES,
    DOWN,
    DR,
    GREEN,
    LEFT,
    MAROON,
    ORANGE,
    PURPLE,
    RED,
    RIGHT,
    TEAL,
    UP,
    UR,
    WHITE,
    YELLOW,
    Annulus,
    Arc,
    Arrow,
    CapStyleType,
    Circle,
    Cutout,
    DashedLine,
    Ellipse,
    Group,
    ImageMobject,
    Line,
    LineJointType,
    Mobject,
    MovingCamera,
    Rectangle,
    RegularPolygon,
    RoundedRectangle,
    Square,
    Star,
    Triangle,
    VGroup,
    VMobject,
)
from PIL.Image import Resampling

from storyreel.base.timebase import Fps
from storyreel.design.tokens import Type
from storyreel.paint.raster import paint_drawing
from storyreel.parts.clips import clipped_inside, clipped_outside, shape_clips_of
from storyreel.parts.fills import (
    Stop,
    falloff,
    with_even_odd_fill,
    with_linear_fill,
    with_radial_fill,
)
from storyreel.parts.marks import clipped
from storyreel.parts.panel import Panel
from storyreel.parts.text import Line as TextLine
from storyreel.stage.cairo_reference import CairoReference
from storyreel.stage.extraction import Extractor
from storyreel.stage.manim_config import manim_settings
from tests.gradients import gradient
from tests.pictures import AssertAlike, PaintTolerance, Rgba

ZOOM_TOLERANCE = PaintTolerance(0.4, 0.03, 0.0001)
IMAGE_TOLERANCE = PaintTolerance(0.4, 0.003, 0.001)
"""Manim places images on whole pixels with hard edges; ours are antialiased."""


@pytest.fixture(autouse=True)
def _settings() -> Iterator[None]:
    with manim_settings(1280, 720, Fps(30)):
        yield


def row(mobjects: list[Any], height: float) -> VGroup:
    """Mobjects side by side."""
    for place, mobject in enumerate(mobjects):
        mobject.move_to(((place + 0.5) * 14 / len(mobjects) - 7, height, 0))
    return VGroup(*mobjects)


def shapes() -> Group:
    kinds = [
        Circle(),
        Square(),
        Triangle(),
        Star(),
        Annulus(outer_radius=1, inner_radius=0.6),
        RoundedRectangle(width=2, height=1.5),
        Ellipse(),
        RegularPolygon(7),
        Cutout(Square(), Circle(0.5)),
        Arc(angle=2),
    ]
    rows = []
    for step, (width, opacity) in enumerate([(0, 1), (2, 0.5), (6, 0), (0.4, 0.8)]):
        copies = [kind.copy().scale(0.55).set_color(BLUE) for kind in kinds]
        for copy in copies:
            copy.set_stroke(BLACK, width).set_fill(opacity=opacity)
        rows.append(row(copies, 3 - 2 * step))
    return Group(*rows)


def strokes() -> Group:
    lines = [
        Line((-7, 3.5 - step * 0.2, 0), (7, 3.2 - step * 0.17, 0), stroke_width=0.3 + step * 0.6)
        for step in range(12)
    ]
    curves = [
        Arc(0.2 + step * 0.2, 0, 4, stroke_width=1 + step).move_to((step * 1.6 - 6, -0.6, 0))
        for step in range(8)
    ]
    rest = [
        DashedLine((-7, -2.4, 0), (7, -2.2, 0)),
        Arrow((-6, -3.4, 0), (-1, -2.9, 0)),
        Arrow((6, -3.4, 0), (1, -2.9, 0), stroke_width=2),
    ]
    return Group(*(line.set_color(BLACK) for line in [*lines, *curves, *rest]))


def joins_and_caps() -> Group:
    group = Group()
    joints = [
        LineJointType.MITER,
        LineJointType.ROUND,
        LineJointType.BEVEL,
        LineJointType.AUTO,
    ]
    for line, joint in enumerate(joints):
        corners = []
        for angle in (5, 10, 12, 20, 45, 90, 120, 170):  # the miter limit of 10 is at 11.5 degrees
            half = radians(angle) / 2
            arms = [(0.7 * cos(half), side * 0.7 * sin(half), 0) for side in (1, -1)]
            corner = VMobject(stroke_color=BLUE, stroke_width=12, joint_type=joint)
            corners.append(corner.set_points_as_corners([arms[0], (0, 0, 0), arms[1]]))
        closed = Triangle(stroke_width=12, joint_type=joint, color=GREEN).scale(0.4)
        group.add(row([*corners, closed], 3.2 - 1.3 * line))
    caps = [CapStyleType.BUTT, CapStyleType.ROUND, CapStyleType.SQUARE, CapStyleType.AUTO]
    ends = [
        Line(LEFT * 0.6, (0.6, 0.2 * step, 0), stroke_width=width, color=BLACK).set_cap_style(cap)
        for step, cap in enumerate(caps)
        for width in (4, 25)
    ]
    return group.add(row(ends, -2.5))


def gradients() -> Group:
    return Group(
        row(
            [
                Rectangle(width=3, height=2)
                .set_fill(gradient(RED, YELLOW, BLUE), 1)
                .set_stroke(width=0),
                Rectangle(width=3, height=2, stroke_width=0)
                .set_fill(gradient(RED, BLUE), 1)
                .set_sheen_direction(RIGHT),
                Square(stroke_width=20).set_stroke(gradient(GREEN, BLACK)).set_sheen_direction(UR),
                Circle(stroke_width=0)
                .set_fill(gradient(RED, BLUE), gradient(1, 0.1))
                .set_sheen_direction(DOWN),
            ],
            2,
        ),
        row(
            [
                Circle(fill_opacity=1, color=TEAL, stroke_width=0).set_sheen(0.5, DR),
                Circle(fill_opacity=0.5, color=MAROON).set_sheen(-0.3, UP),
                Star(stroke_width=3).set_fill(gradient(WHITE, PURPLE, BLACK), 0.7),
                Rectangle(width=3, height=2, stroke_width=0).set_fill(
                    gradient("#FAFAFA", "#F0F4F8"), 1
                ),
            ],
            -2,
        ),
    )


def fills() -> Group:
    """Gradients that follow their mobjects, faded, moved, scaled and stretched."""
    warm = (Stop(0, "#FFFFFF"), Stop(0.4, "#C9A227", 0.8), Stop(1, "#1A365D", 0))
    discs = [
        with_radial_fill(Circle(1.2), (0.3, 0.4), 1.4, warm),
        with_radial_fill(Circle(1.2), (0.3, 0.4), 1.4, warm).stretch(0.4, 0),
        with_radial_fill(Square(2.4), (0, 0), 1, warm).scale(0.7),
        with_linear_fill(Star(), (-1, 0), (0.5, 1), warm).scale(1.2),
        with_radial_fill(Triangle(), (0, -0.4), 2, falloff("#1A365D", 0.9)),
    ]
    for disc in discs:
        disc.set_stroke(width=0).set_fill(WHITE, 1)
    faded = [disc.copy().set_fill(opacity=0.5) for disc in discs]
    return Group(row(discs, 2), row(faded, -2))


def cuts() -> Group:
    """Even-odd fills, and mobjects inside and outside shapes, some of them several."""
    star, disc = Star(6, density=2), Circle(1)
    holed = with_even_odd_fill(star.copy().append_points(disc.points))
    ring = with_even_odd_fill(Circle(1.2).append_points(Circle(0.6).points))
    square = Square(2.2)
    photo = ImageMobject(np.full((4, 4, 4), (90, 120, 200, 255), np.uint8))
    photo.height = 2.2
    cut = [
        holed,
        clipped_inside(square.copy(), ring.copy()),
        clipped_outside(square.copy(), star.copy()),
        clipped_outside(clipped_inside(square.copy(), disc.copy()), star.copy().scale(0.5)),
    ]
    for each in cut:
        each.set_fill("#1A365D", 0.8).set_stroke(BLACK, 6)
    for place, each in enumerate(cut):
        for member in (each, *(clip.shape for clip in shape_clips_of(each))):
            member.shift((3.4 * place - 5, 2, 0))
    photo.shift(2 * DOWN)
    shape = disc.shift(2 * DOWN)
    pair = VGroup(Square(1, fill_opacity=1), Circle(0.9, stroke_width=12)).move_to((4, -2, 0))
    clipped_inside(pair, Triangle().scale(1.3).move_to((4, -2, 0)))
    return Group(*cut, clipped_inside(photo, shape), pair)


def panels() -> Group:
    """Contents of every kind in windows, seen through cameras near and far."""
    group = Group()
    for place, (center, zoom) in enumerate([((0, 0), 0.4), ((1, 0.5), 1.3), ((-0.5, 0), 2.5)]):
        window = Circle(1.9).stretch(1.1, 1).shift((4.6 * place - 4.6, 0, 0))
        contents: list[Any] = [
            *Arc(radius=1.2, angle=4, stroke_width=20, color=ORANGE).get_family(),
            with_radial_fill(Square(2, stroke_width=4), (0, 0), 1, falloff("#1A365D")),
            clipped_inside(Star(fill_opacity=1).shift(RIGHT), Circle(0.6).shift(RIGHT)),
            clipped(Square(5, stroke_width=2), (-9, -9, 2, 9)),
        ]
        contents[1].set_fill(opacity=0.9)
        panel = Panel(window, *(each.set_color(BLUE) for each in contents[2:]), *contents[:2])
        edge = window.copy().set_stroke(BLACK, 3)
        group.add(panel.look_at(center, zoom), edge)
    return group


def layers() -> Group:
    """Opacity in opacity, background strokes, z-order and clips."""
    nested = VGroup(*(Circle(1.2 - 0.2 * step, color=PURPLE) for step in range(5)))
    nested.set_fill(opacity=0.3).set_stroke(width=8, opacity=0.5)
    back = Star(fill_opacity=0.6, color=ORANGE).set_background_stroke(
        width=20, color=BLACK, opacity=0.6
    )
    upper = Square(fill_opacity=1, color=RED, z_index=2).shift(0.4 * LEFT)
    lower = Square(fill_opacity=1, color=BLUE, z_index=1).shift(0.4 * RIGHT + 0.3 * UP)
    pair = VGroup(upper, lower).scale(0.7)
    group = Group(row([nested, back, pair], 2))
    cut = Circle(fill_opacity=0.8, color=MAROON, stroke_width=10).shift(2 * DOWN)
    group.add(clipped(cut, (-0.5, -2.51, 0.77, -1.22)))
    veils = [
        Square(fill_opacity=0.2 * (step + 1), color=TEAL, stroke_width=0).shift(
            (3 + 0.4 * step, -2 + 0.2 * step, 0)
        )
        for step in range(4)
    ]
    return group.add(*veils)


def text() -> Group:
    words = "Same seed, same fingerprint: 4096 → 7c3f… ✓ (ÄÖÅ éñ) @&%"
    group = Group()
    for step, base in enumerate(
        [Type.TITLE, Type.CAPTION, Type.LABEL, Type.CODE, Type.CODE_STRONG]
    ):
        style = base.sized(24 + 20 * step)
        latin = words if base.font.face == "mono" else words.replace("→", "-").replace("✓", "+")
        group.add(TextLine(latin[: 60 - 8 * step], style, (-6.8, 3.2 - 1.4 * step), "#1A365D"))
    return group


def images() -> Group:
    rng = np.random.default_rng(3)
    noise = rng.integers(0, 256, (12, 16, 4), dtype=np.uint8)
    ramp_y, ramp_x = np.mgrid[0:60, 0:80].astype(np.uint8)
    ramp = np.stack([ramp_x * 3, ramp_y * 4, 255 - ramp_x * 3, ramp_x * 0 + 255], axis=-1)
    blocks = ImageMobject(noise, resampling_algorithm=Resampling.NEAREST)
    blocks.height = 2.4
    smooth, turned, faded = (ImageMobject(ramp) for _ in range(3))
    for image in (smooth, turned, faded):
        image.height = 2.4
    return Group(
        blocks.move_to((-4, 2, 0)),
        smooth.move_to((4, 2, 0)),
        turned.rotate(25 * DEGREES).move_to((-4, -2, 0)),
        faded.set_opacity(0.4).move_to((4, -2, 0)),
    )


SHEETS = {
    shapes: PaintTolerance(0.6, 0.035, 0.0001),
    strokes: PaintTolerance(1.1, 0.065, 0.0001),
    joins_and_caps: PaintTolerance(0.15, 0.016, 0.0001),
    gradients: PaintTolerance(0.1, 0.005, 0.0001),
    fills: PaintTolerance(0.12, 0.006, 0.0001),
    cuts: PaintTolerance(0.3, 0.014, 0.0001),
    panels: PaintTolerance(0.4, 0.02, 0.0001),
    layers: PaintTolerance(0.22, 0.014, 0.0),
    text: PaintTolerance(0.3, 0.028, 0.0),
}


def compare(
    mobjects: list[Mobject], camera: MovingCamera, size: tuple[int, int]
) -> tuple[Rgba, Rgba]:
    drawing = Extractor().drawing(mobjects, camera)
    return paint_drawing(drawing, *size), CairoReference(*size).paint(mobjects, camera)


@pytest.mark.parametrize("size", [(854, 480), (1920, 1080)], ids=["480p", "1080p"])
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.__name__)
def test_sheets_look_as_cairo_paints_them(
    sheet: Callable[[], Group], size: tuple[int, int], assert_alike: AssertAlike
) -> None:
    pictures = compare([sheet()], MovingCamera(background_color="#FAFAFA"), size)
    SHEETS[sheet].check(*pictures, f"{sheet.__name__}-{size[1]}", assert_alike)


@pytest.mark.parametrize(("zoom", "shift"), [(0.37, (1.3, -0.7)), (1.6, (-2, 0.4)), (1, (3, 2))])
def test_a_camera_that_zooms_and_pans_shows_what_cairo_paints(
    zoom: float, shift: tuple[float, float], assert_alike: AssertAlike
) -> None:
    camera = MovingCamera(background_color="#F0F4F8")
    camera.frame.scale(zoom).shift((*shift, 0))
    pictures = compare([shapes(), joins_and_caps().shift(DOWN)], camera, (854, 480))
    ZOOM_TOLERANCE.check(*pictures, f"zoom-{zoom}", assert_alike)


def test_an_image_in_a_panel(assert_alike: AssertAlike) -> None:
    sheet = images()
    panel: Any = Panel(Square(6).shift(RIGHT))
    panel.submobjects = sheet.submobjects
    panel.look_at((-1, 0.5), 0.7)
    pictures = compare([panel], MovingCamera(background_color="#FAFAFA"), (854, 480))
    IMAGE_TOLERANCE.check(*pictures, "image-in-panel", assert_alike)


def test_images_look_as_cairo_paints_them(assert_alike: AssertAlike) -> None:
    pictures = compare([images()], MovingCamera(background_color="#FAFAFA"), (854, 480))
    IMAGE_TOLERANCE.check(*pictures, "images", assert_alike)


DEFECTS: dict[str, Callable[[Mobject], object]] = {
    "everything moved by a third of a pixel": lambda sheet: sheet.shift(RIGHT * 8 / 480 / 3),
    "a colour off by three levels": lambda sheet: sheet[0].set_fill("#5BC4DD"),
    "an order changed": lambda sheet: sheet[0][0].shift(0.9 * RIGHT).set_z_index(1),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_planted_defect_is_found(defect: str, assert_alike_here: AssertAlike) -> None:
    camera = MovingCamera(background_color="#FAFAFA")
    sound, planted = shapes(), shapes()
    DEFECTS[defect](planted)
    cairos = CairoReference(854, 480).paint([sound], camera)
    ours = paint_drawing(Extractor().drawing([planted], camera), 854, 480)
    with pytest.raises(AssertionError, match="worst"):
        SHEETS[shapes].check(ours, cairos, "planted", assert_alike_here)
