"""The outlines of a card that may be a speech bubble, and of the part that has its answer."""

from __future__ import annotations

from storyreel.parts.curves import Points, closed
from storyreel.parts.shapes import QUARTER

RADIUS = 20.0


def bubble(half: float, top: float, foot: float = 0.0, tail: float = 0.0) -> Points:
    """A rounded sheet in pixels about the middle of its base, with a tail at its lower left.

    `half` is half its width, `top` and `foot` are the heights of its edges above the base, and
    `tail` is the length of its tail. A card has no foot and no tail.
    """
    r, h = RADIUS, RADIUS * (1 - QUARTER)
    return closed(
        (half - r, top),
        (-half + r, top),
        ((-half + h, top), (-half, top - h), (-half, top - r)),
        (-half, foot + r),
        ((-half, foot + h), (-half + h, foot), (-half + r, foot)),
        (-half + 44, foot),
        (-half + 30, foot - tail),
        (-half + 100, foot),
        (half - r, foot),
        ((half - h, foot), (half, foot + h), (half, foot + r)),
        (half, top - r),
        ((half, top - h), (half - h, top), (half - r, top)),
    )


def lower_part(half: float, top: float) -> Points:
    """The part of a card below `top`, in pixels about the middle of its base."""
    r, h = RADIUS, RADIUS * (1 - QUARTER)
    return closed(
        (half, top),
        (-half, top),
        (-half, r),
        ((-half, h), (-half + h, 0.0), (-half + r, 0.0)),
        (half - r, 0.0),
        ((half - h, 0.0), (half, h), (half, r)),
    )
