"""Clips: mobjects that show only inside or outside the shape of another mobject.

They are marks: copies have them, `Transform` and `become` leave them (`storyreel.parts.marks`). A
shape cuts where it is in each frame, and need not be on stage: a motion that changes it alone is a
motion of what it clips, with the shape `beside`. `marks.clipped` is cheaper for a rectangle that
stays where it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from storyreel.parts.marks import mark_of

if TYPE_CHECKING:
    from manim import Mobject, VMobject

    M = TypeVar("M", bound=Mobject)

SHAPE_CLIPS = "storyreel_shape_clips"


@dataclass(frozen=True, slots=True)
class ShapeClip:
    """The outline of a mobject, without its submobjects, and the side of it that shows."""

    shape: VMobject
    inside: bool


ShapeClips: TypeAlias = tuple[ShapeClip, ...]


def clipped_inside(mobject: M, shape: VMobject) -> M:
    """Show a mobject and its submobjects only inside a shape, and return it.

    Clips add up, so a group may be clipped as a whole and in parts. The shape itself is not
    clipped. What joins the mobject later is not clipped either; a copy is clipped to a copy.
    """
    return _with(mobject, ShapeClip(shape, inside=True))


def clipped_outside(mobject: M, shape: VMobject) -> M:
    """Show a mobject and its submobjects only outside a shape, and return it.

    As `clipped_inside`.
    """
    return _with(mobject, ShapeClip(shape, inside=False))


def without_shape_clips(mobject: M) -> M:
    """Show a mobject and its submobjects whole again, and return it."""
    for member in mobject.get_family():
        vars(member).pop(SHAPE_CLIPS, None)
    return mobject


def shape_clips_of(mobject: Mobject) -> ShapeClips:
    """The shapes that a mobject is clipped to."""
    clips: ShapeClips | None = mark_of(mobject, SHAPE_CLIPS)
    return clips or ()


def _with(mobject: M, clip: ShapeClip) -> M:
    for member in mobject.get_family():
        if member is not clip.shape:
            setattr(member, SHAPE_CLIPS, (*shape_clips_of(member), clip))
    return mobject
