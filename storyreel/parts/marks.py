"""What a mobject carries beside its shape and style: its tag, its soft shadow, its clip.

Marks are plain attributes with immutable values. Manim's `copy()` takes them along, and
`Transform` and `become` leave a mobject its own: a card that turns into another keeps its shadow.
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
    """A blurred shadow below a filled mobject: offset and blur in scene units.

    It is as opaque as `opacity` times the fill that casts it, so that it fades with its card.
    """

    dx: float
    dy: float
    sigma: float
    color: str | ManimColor
    opacity: float


def tagged(mobject: M, tag: Tag) -> M:
    """The same mobject, which now says what it is; its submobjects are not touched."""
    setattr(mobject, TAG, tag)
    return mobject


def with_shadow(mobject: M, shadow: SoftShadow) -> M:
    """The same mobject, which now casts a shadow; its submobjects are not touched."""
    setattr(mobject, SHADOW, shadow)
    return mobject


def clipped(mobject: M, box: ClipBox | None) -> M:
    """The same mobject, which now shows only inside `box`, with all that it contains.

    The box stands still when the mobject moves; None takes the clip away.
    """
    for member in mobject.get_family():
        setattr(member, CLIP, box)
    return mobject


def tag_of(mobject: Mobject) -> Tag | None:
    """The tag that `tagged` gave, or None."""
    tag: Tag | None = _mark(mobject, TAG)
    return tag


def shadow_of(mobject: Mobject) -> SoftShadow | None:
    """The shadow that `with_shadow` gave, or None."""
    shadow: SoftShadow | None = _mark(mobject, SHADOW)
    return shadow


def clip_of(mobject: Mobject) -> ClipBox | None:
    """The clip that `clipped` gave, or None."""
    box: ClipBox | None = _mark(mobject, CLIP)
    return box


def _mark(mobject: Mobject, name: str) -> Any:
    # Not getattr: Manim answers `getattr(mobject, anything)` for names that begin with get_ or
    # set_, and the dictionary is quicker, which counts at some hundred mobjects a frame.
    return mobject.__dict__.get(name)
