"""Marks of a mobject beside shape and style: its tag, its soft shadow and its clip.

Marks are plain attributes with immutable values. Manim's `copy()` copies them; `Transform` and
`become` do not change them, so a card that turns into another one keeps its shadow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from storyreel.drawing.drawing import Tag

if TYPE_CHECKING:
    from manim import ManimColor, Mobject

M = TypeVar("M", bound="Mobject")
ClipBox: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right and top of a rectangle in scene units."""

TAG, SHADOW, CLIP = "storyreel_tag", "storyreel_shadow", "storyreel_clip"


@dataclass(frozen=True, slots=True)
class SoftShadow:
    """A blurred shadow below a filled mobject; offset and blur are in scene units.

    Its opacity is `opacity` times that of the fill, so the shadow fades with its card.
    """

    dx: float
    dy: float
    sigma: float
    color: str | ManimColor
    opacity: float


def tagged(mobject: M, tag: Tag) -> M:
    """Tag a mobject, without its submobjects, and return it."""
    setattr(mobject, TAG, tag)
    return mobject


def with_shadow(mobject: M, shadow: SoftShadow) -> M:
    """Give a mobject, without its submobjects, a shadow, and return it."""
    setattr(mobject, SHADOW, shadow)
    return mobject


def clipped(mobject: M, box: ClipBox | None) -> M:
    """Clip a mobject and its submobjects to `box`, and return it.

    The box does not move with the mobject. None removes the clip.
    """
    for member in mobject.get_family():
        setattr(member, CLIP, box)
    return mobject


def tag_of(mobject: Mobject) -> Tag | None:
    """The tag of a mobject, or None."""
    tag: Tag | None = mark_of(mobject, TAG)
    return tag


def shadow_of(mobject: Mobject) -> SoftShadow | None:
    """The shadow of a mobject, or None."""
    shadow: SoftShadow | None = mark_of(mobject, SHADOW)
    return shadow


def clip_of(mobject: Mobject) -> ClipBox | None:
    """The box that a mobject is clipped to, or None."""
    box: ClipBox | None = mark_of(mobject, CLIP)
    return box


def mark_of(mobject: Mobject, name: str) -> Any:
    """The value of a mark, or None."""
    # Mobject.__getattr__ makes getattr slow for missing names; a frame has hundreds of mobjects.
    return mobject.__dict__.get(name)
