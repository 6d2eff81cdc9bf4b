"""Extraction of images."""

from __future__ import annotations

import pytest
from manim import RIGHT, UP, Camera
from PIL.Image import Resampling

from storyreel.base.errors import RequestError
from storyreel.drawing.drawing import ImageItem, Sampling
from storyreel.stage.extraction import Extractor
from tests.unit.stage.extracted import U, photo


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
