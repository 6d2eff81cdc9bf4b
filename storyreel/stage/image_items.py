"""Image items: Manim's images as those of a drawing, with the same pixels for equal images."""

from __future__ import annotations

import weakref

import numpy as np
from manim.mobject.types.image_mobject import ImageMobject
from PIL.Image import Resampling

from storyreel.drawing.drawing import ImageItem, Pixels, Sampling
from storyreel.parts.marks import tag_of
from storyreel.stage.sight import Sight
from storyreel.stage.style import clips_on
from storyreel.stage.view import refusal

_SAMPLINGS: dict[int, Sampling] = {
    Resampling.NEAREST: Sampling.NEAREST,
    Resampling.BILINEAR: Sampling.LINEAR,
}


class ImageItems:
    """Makes items of images; equal images on stage share their pixels."""

    def __init__(self) -> None:
        self._pixels: weakref.WeakValueDictionary[bytes, Pixels] = weakref.WeakValueDictionary()

    def item_of(self, image: ImageMobject, sight: Sight) -> ImageItem | None:
        """The item of an image; None where nothing would be seen.

        Raises RequestError for an image that is not a parallelogram.
        """
        corners = image.points
        if not np.isfinite(corners).all() or not image.pixel_array[..., 3].any():
            return None
        if not np.allclose(corners[0] + corners[3], corners[1] + corners[2], atol=1e-3):
            raise refusal(image, "is distorted in perspective")
        left_top, right_top, left_bottom = corners[:3].tolist()
        pixels, view = Pixels(np.array(image.pixel_array, np.uint8)), sight.view
        return ImageItem(
            self._pixels.setdefault(pixels.key, pixels),
            (view.place_one(left_top), view.place_one(right_top), view.place_one(left_bottom)),
            _SAMPLINGS.get(image.resampling_algorithm, Sampling.SHARP_CUBIC),
            clips_on(image, sight),
            tag_of(image),
        )
