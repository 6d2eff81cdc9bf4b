"""Extraction of what a camera sees, in its order."""

from __future__ import annotations

import pytest
from manim import RIGHT, Camera, MovingCamera, Sphere, Square, ThreeDCamera, VGroup

from storyreel.base.errors import RequestError
from storyreel.drawing.drawing import Drawing
from storyreel.parts.marks import SoftShadow, clipped, with_shadow
from storyreel.stage.extraction import Extractor
from tests.unit.stage.extracted import U, card, item_of, paths


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
