"""Looks: all that the item of a mobject depends on, as values that compare quickly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from manim import Mobject, VMobject
from manim.mobject.types.image_mobject import ImageMobject

from storyreel.native import extension
from storyreel.parts.clips import SHAPE_CLIPS, shape_clips_of
from storyreel.parts.fills import FILL, fill_style_of
from storyreel.parts.marks import CLIP, SHADOW, TAG
from storyreel.stage.sight import Sight
from storyreel.stage.style import gradient_state, is_single_shape

StyleState: TypeAlias = tuple[Any, ...]
"""Colours, widths and marks, and what else an item depends on apart from points and sight."""

_COLORS = ("fill_rgbas", "stroke_rgbas", "background_stroke_rgbas")
_VALUES = (
    "stroke_width",
    "background_stroke_width",
    "joint_type",
    "cap_style",
    "background_image",
    TAG,
    SHADOW,
    CLIP,
    FILL,
)
_OTHERS = (SHAPE_CLIPS, "pixel_array")
"""Attributes of mobjects whose styles depend on more than these."""

_NO_COLOR = np.zeros((0, 4))
_ONE_COLOR = 32
"""Bytes of four floating-point numbers."""


class MobjectLook(NamedTuple):
    """What a mobject looks like; equal looks of a mobject give equal items."""

    style: StyleState
    points: bytes | None
    """None where the style is transparent: then only that counts."""

    sight: Sight
    hidden_reach: float | None = None
    """How far a mobject that is out of sight paints beyond its points, in scene units."""


def changed_looks(
    mobjects: Sequence[Mobject], looks: Sequence[MobjectLook | None], sights: Sequence[Sight]
) -> tuple[Sequence[int], Sequence[tuple[int, bytes | None]]]:
    """The places of mobjects that may have another style, and of others that may have moved.

    The latter come with their points where these could be read: the object of before where they
    are the same. All others surely look as before, or are out of sight as before. The mobjects are
    seen by `sights`. Without the extension, comparing their styles finds that out.
    """
    if not extension:
        return range(len(mobjects)), ()
    attributes = [mobject.__dict__ for mobject in mobjects]
    return extension.changed_looks(attributes, [*looks], [*sights], _COLORS, _VALUES, _OTHERS)


def style_states(mobjects: Sequence[Mobject]) -> list[StyleState]:
    """The styles of mobjects; those of many together take half the time.

    Colours are bytes, as animations write into the arrays of mobjects in place.
    """
    attributes = [mobject.__dict__ for mobject in mobjects]
    colors = [[own.get(name, _NO_COLOR).tobytes() for own in attributes] for name in _COLORS]
    values = [[own.get(name) for own in attributes] for name in _VALUES]
    several = [max(map(len, own)) > _ONE_COLOR for own in zip(*colors, strict=True)]
    rest = [
        _rest(mobject, is_gradient) if is_gradient or not own.keys().isdisjoint(_OTHERS) else None
        for mobject, own, is_gradient in zip(mobjects, attributes, several, strict=True)
    ]
    return list(zip(*colors, *values, rest, strict=True))


def _rest(mobject: Mobject, is_gradient: bool) -> object:
    """What the item of an image, a gradient, or what shapes clip depends on besides.

    The direction alone of a gradient over a single shape, which the extension can compare.
    """
    clips = tuple(
        (clip.inside, clip.shape.points.tobytes(), fill_style_of(clip.shape).rule)
        for clip in shape_clips_of(mobject)
    )
    if isinstance(mobject, ImageMobject):
        return clips, mobject.pixel_array.tobytes(), mobject.resampling_algorithm
    if is_gradient and isinstance(mobject, VMobject):
        state = gradient_state(mobject)
        return state if is_single_shape(mobject) and not clips else (clips, state)
    return (clips,)
