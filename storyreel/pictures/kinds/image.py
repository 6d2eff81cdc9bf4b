"""`image`: a photograph or a screenshot from the project's assets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from pydantic import Field, ValidationInfo, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Weight, px
from storyreel.drawing.drawing import Pixels
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Photo, Rect
from storyreel.pictures.kinds.chart import Pair
from storyreel.pictures.kinds.fields import PictureSurroundings, Quantity
from storyreel.pictures.kinds.kind import Kind, NoRoomError
from storyreel.storyboard.values import AssetPath, mistake

SHOWN = Look(fill=color(Color.WHITE))
EDGE = Look(stroke=color(Color.HAIRLINE), width=Weight.HAIRLINE)
RADIUS = px(16)
SMALLEST = px(90)


def read_pixels(path: Path) -> Pixels:
    """The pixels of an image file, upright; the same object as long as the file is the same."""
    stat = path.stat()
    return _decoded(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=32)
def _decoded(path: Path, modified: int, size: int) -> Pixels:
    """The pixels of a file that was last modified then and has that size."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - few clips show images

    with Image.open(path) as image:
        upright = ImageOps.exif_transpose(image).convert("RGBA")
    return Pixels(np.ascontiguousarray(upright))


class ImageState(Kind):
    """An image from assets/, cropped to its place or shown whole."""

    name: ClassVar[str] = "image"
    example: ClassVar[str] = "{file: pictures/hour25.png}"

    file: Annotated[AssetPath, Field(description="A PNG, JPEG or WebP file below assets/.")]
    fit: Annotated[
        Literal["cover", "contain"], Field(description="Fill the place, or show all of the image.")
    ] = "cover"
    center: Annotated[
        Pair,
        Field(description="The point that stays in sight when it is cropped, from 0 to 1."),
    ] = (0.5, 0.5)
    zoom: Annotated[
        Quantity, Field(ge=1, le=8, description="How much closer than it has to be.")
    ] = 1.0
    pixels: Annotated[Any, Field(exclude=True)] = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any, info: ValidationInfo) -> Any:
        """Read the file once, where the folder of assets is known."""
        if not isinstance(value, dict):
            return value
        if "pixels" in value:
            raise mistake("unknown key 'pixels'.", "Delete it.")
        file, context = value.get("file"), info.context
        if isinstance(file, str) and isinstance(context, PictureSurroundings):
            path = context.assets / file
            if path.is_file():
                try:
                    return {**value, "pixels": read_pixels(path)}
                except OSError:
                    return value  # the field's own validator says what is wrong
        return value

    @model_validator(mode="after")
    def _consistent(self) -> ImageState:
        if not all(0 <= share <= 1 for share in self.center):
            raise mistake(
                "`center` is outside 0 to 1.", "Write shares from the upper left corner.", "center"
            )
        return self

    def draw(self, room: Frame) -> Iterator[Element]:
        if min(room.width, room.height) < SMALLEST:
            raise NoRoomError("an image is too small to be seen here.")
        high, wide = self.pixels.rgba.shape[:2]
        scales = room.width / wide, room.height / high
        scale = (max(scales) if self.fit == "cover" else min(scales)) * self.zoom
        x, y = room.center
        half = min(wide * scale, room.width) / 2, min(high * scale, room.height) / 2
        window = Frame(x - half[0], y - half[1], x + half[0], y + half[1])
        left = _kept(x - wide * scale * self.center[0], window.left, window.right - wide * scale)
        top = _kept(y + high * scale * self.center[1], window.bottom + high * scale, window.top)
        frame = Frame(left, top - high * scale, left + wide * scale, top)
        shape = Rect(window, RADIUS)
        slit = replace(window, right=window.left + px(1))
        born = Photo(self.pixels, frame, Rect(slit, RADIUS))
        yield Element("image", Photo(self.pixels, frame, shape), SHOWN, "graphic", born)
        yield Element("edge", shape, EDGE, "decor")


def _kept(value: float, largest: float, smallest: float) -> float:
    """A place between the two at which the image still fills its window."""
    return min(max(value, smallest), largest)
