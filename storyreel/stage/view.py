"""The view: how a scene's camera maps scene units to the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from math import isnan
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
from manim import Camera, ManimColor, MovingCamera

from storyreel.base.errors import Problem, RequestError
from storyreel.drawing.paints import Rgba
from storyreel.drawing.quanta import (
    FRAME_HEIGHT,
    FRAME_WIDTH,
    QUANTA_PER_UNIT,
    Box,
    Points,
    quantise,
    quantum,
)

Floats: TypeAlias = npt.NDArray[np.float64]

_BEYOND = QUANTA_PER_UNIT // 4
WIDE = FRAME_WIDTH / FRAME_HEIGHT
"""The aspect of a picture, its width to its height, unless a scene has another."""


def visible_part(aspect: float) -> Box:
    """What can be seen at any quality.

    Some pictures are a little wider, and an edge smears over a pixel, which is 0.03 units in the
    smallest.
    """
    right = round(FRAME_HEIGHT * aspect / 2 * QUANTA_PER_UNIT)
    top = FRAME_HEIGHT // 2 * QUANTA_PER_UNIT
    return Box(-right, -top, right, top).grown(_BEYOND)


_REFUSED = {"ThreeDCamera", "MappingCamera", "OldMultiCamera", "MultiCamera"}


class View(NamedTuple):
    """What the camera looks at: the centre of its frame, and drawing units per scene unit."""

    x: float
    y: float
    scale: float

    def place(self, points: Floats) -> Points:
        """Scene points, x and y first, as quanta of the drawing."""
        flat = points[:, :2]
        return quantise(flat if self == STRAIGHT else (flat - (self.x, self.y)) * self.scale)

    def place_one(self, point: Sequence[float]) -> tuple[int, int]:
        """One point, as `place` does it; many times faster than an array of one."""
        x, y = point[0], point[1]
        if isnan(x) or isnan(y):
            ((x, y),) = self.place(np.array([point])).tolist()
            return x, y
        return quantum((x - self.x) * self.scale), quantum((y - self.y) * self.scale)

    def length(self, length: float) -> int:
        return round(length * self.scale * QUANTA_PER_UNIT)


STRAIGHT = View(0.0, 0.0, 1.0)
"""The view of a camera that nothing has moved: drawing units are scene units."""


def view_of(camera: Camera, aspect: float = WIDE) -> View:
    """Where a camera looks; raises RequestError for a camera that does more than zoom and pan.

    Also for one whose frame does not have the aspect of the picture.
    """
    if _does_more(type(camera)):  # type: ignore[arg-type]
        raise refusal(camera, "does more than zoom and pan")
    if camera.background_image is not None or camera.background_opacity != 1:
        raise refusal(camera, "has a background that is not an opaque colour")
    if isinstance(camera, MovingCamera):
        x, y, width, height = _middle_and_size(np.asarray(camera.frame.points, float).tobytes())
    else:
        width, height = float(camera.frame_width), float(camera.frame_height)
        x, y = (float(value) for value in camera.frame_center[:2])
    if abs(width - height * aspect) > 0.01 * height * aspect:
        shape = "16:9" if aspect == WIDE else f"{aspect:.3g}:1"
        raise refusal(camera, f"looks through a frame of {width:.3g} by {height:.3g}, not {shape},")
    return View(x, y, FRAME_HEIGHT / height)


@cache
def _does_more(kind: type[Camera]) -> bool:
    return not {base.__name__ for base in kind.__mro__}.isdisjoint(_REFUSED)


@lru_cache(maxsize=4)
def _middle_and_size(packed: bytes) -> tuple[float, float, float, float]:
    """The centre, the width and the height of a frame with these points, (n, 3).

    Each of Manim's three properties walks over all points.
    """
    points = np.frombuffer(packed).reshape(-1, 3)
    low, high = points.min(axis=0), points.max(axis=0)
    (x, y), (width, height) = ((low + high) / 2)[:2].tolist(), (high - low)[:2].tolist()
    return x, y, width, height


def background_of(camera: Camera) -> Rgba:
    """The colour behind everything."""
    color = ManimColor(camera.background_color)  # which scenes often set to the name of a colour
    return _opaque(color.to_rgb().tobytes())


@lru_cache(maxsize=4)
def _opaque(packed: bytes) -> Rgba:
    """A colour of three packed floating-point numbers from 0 to 1."""
    red, green, blue = (round(value * 65535) for value in np.frombuffer(packed).tolist())
    return red, green, blue, 65535


USE_FLAT_SHAPES = "Use flat shapes or images."
"""The remedy for what Manim paints and a drawing cannot describe."""


def refusal(thing: Any, why: str) -> RequestError:
    """The error for a mobject or camera that cannot become part of a drawing."""
    return RequestError(
        Problem(f"{type(thing).__name__} {why} and cannot be drawn.", USE_FLAT_SHAPES)
    )
