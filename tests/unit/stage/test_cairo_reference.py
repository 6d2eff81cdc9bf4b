"""The reference: Manim's camera, looking where the scene's camera looks."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from manim import RED, RIGHT, Camera, ImageMobject, MovingCamera, Square

from storyreel.paint.raster import paint_drawing
from storyreel.parts.fills import Stop, with_linear_fill, with_radial_fill
from storyreel.parts.marks import clipped
from storyreel.stage.cairo_reference import CairoReference
from storyreel.stage.extraction import Extractor

SIZE = 426, 240


def card() -> Square:
    return Square(side_length=2, stroke_width=0, fill_color=RED, fill_opacity=1)


def test_it_shows_the_background_and_the_mobjects() -> None:
    pixels = CairoReference(*SIZE).paint([card()], Camera(background_color="#F0F4F8"))
    assert pixels.shape == (240, 426, 4)
    assert pixels[0, 0].tolist() == [0xF0, 0xF4, 0xF8, 255]
    assert pixels[120, 213].tolist() == [*RED.to_int_rgb().tolist(), 255]


def test_it_follows_zoom_pan_and_background() -> None:
    reference = CairoReference(*SIZE)
    reference.paint([card()], Camera())
    camera = MovingCamera(background_color="#FFFFFF")
    camera.frame.scale(2).shift(RIGHT)
    pixels = reference.paint([card()], camera)
    ys, xs = np.nonzero(pixels[..., 1] < 200)
    assert (xs.min(), xs.max()) == (213 - 30, 213 - 1)
    assert (ys.min(), ys.max()) == (120 - 15, 120 + 14)


def test_it_honours_clips() -> None:
    half = clipped(card(), (-1, -1, 0, 1))
    pixels = CairoReference(*SIZE).paint([half, card().shift(4 * RIGHT)], Camera())
    assert pixels[120, 200, 0] > 200
    assert pixels[120, 226, 0] == 0
    assert pixels[120, 213 + 120, 0] > 200


def test_it_honours_clips_of_images() -> None:
    image = ImageMobject(np.full((4, 4, 4), 255, np.uint8))
    image.height = 2
    pixels = CairoReference(*SIZE).paint([clipped(image, (-1, -1, 0, 1))], Camera())
    assert pixels[120, 200, 0] == 255
    assert pixels[120, 226, 0] == 0


STOPS = (Stop(0.0, "#FF0000"), Stop(1.0, "#0000FF"))


@pytest.mark.parametrize(
    "filled",
    [
        lambda square: with_radial_fill(square, (0, 0), 0.0, STOPS),
        lambda square: with_radial_fill(square, (0, 0), 1e-9, STOPS),
        lambda square: with_radial_fill(square, (0, 0), 1.0, STOPS).stretch(0.0, 0),
        lambda square: with_radial_fill(square, (0, 0), 1.0, STOPS).scale(0.0),
        lambda square: with_linear_fill(square, (0, 0), (0, 0), STOPS),
        lambda square: with_linear_fill(square, (0, 0), (1e-9, 0), STOPS),
    ],
)
def test_a_gradient_of_no_size_is_its_last_colour_as_in_drawings(
    filled: Callable[[Square], Square],
) -> None:
    mobject = filled(Square(2, stroke_width=0, fill_opacity=1))
    drawn = paint_drawing(Extractor().drawing([mobject], Camera()), 64, 36)
    painted = CairoReference(64, 36).paint([mobject], Camera())
    middle = np.s_[15:21, 29:35, :3]  # within the edges of the square
    assert np.array_equal(painted[middle], drawn[middle])
