"""How much room a thing needs that does not fit into its own."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from math import ceil, sqrt

from storyreel.design.layout import Frame
from storyreel.pictures.kinds.kind import NoRoomError
from storyreel.pictures.passages import drawn
from storyreel.pictures.shared_elements import STAGE
from storyreel.pictures.stated import Stated
from storyreel.storyboard.source import Mistake

CLOSE = 1.06
"""How many times the room that it needs a thing may be said to need."""

Size = tuple[float, float]
SIDES = ("width", "height")


def without_room(stated: Stated, error: NoRoomError) -> Mistake:
    """The mistake of a thing that does not fit its frame: how much room it needs, and what helps.

    More room is a remedy only where the stage has enough.
    """
    needs = room_needed(stated, (STAGE.width, STAGE.height))
    if needs is None:
        what = f"{error.what} It does not fit the whole stage either."
        return Mistake(stated.path, what, error.remedy)
    remedy = f"Give it more cells of the layout, or {error.remedy[0].lower()}{error.remedy[1:]}"
    return Mistake(stated.path, f"{error.what} {_shortage(stated, needs)}", remedy)


def _shortage(stated: Stated, needs: Size) -> str:
    """A sentence about the sides of its frame that are too short for a thing, and what it needs."""
    has = (stated.frame.width, stated.frame.height)
    short = [side for side in (0, 1) if needs[side] > has[side]]
    if len(short) == 2:
        times = " and ".join(
            f"{_times(needs[side], has[side])} the {SIDES[side]}" for side in short
        )
        return f"It needs about {times} of its place."
    (side,) = short
    return f"It needs about {_times(needs[side], has[side])} the {SIDES[side]} of its place."


def room_needed(stated: Stated, largest: Size) -> Size | None:
    """Width and height at which a thing fits that does not fit its frame.

    One side is enlarged where that is enough, else both, up to the largest ones; None where the
    thing does not fit those.
    """
    width, height = stated.frame.width, stated.frame.height
    for end in ((largest[0], height), (width, largest[1]), largest):
        if _fits(stated, end):
            return _least(stated, (width, height), end)
    return None


def _least(stated: Stated, small: Size, large: Size) -> Size:
    """A size between one at which a thing does not fit and one at which it does; it fits."""
    while any(b > a * CLOSE for a, b in zip(small, large, strict=True)):
        middle = (sqrt(small[0] * large[0]), sqrt(small[1] * large[1]))
        if _fits(stated, middle):
            large = middle
        else:
            small = middle
    return large


def _fits(stated: Stated, size: Size) -> bool:
    frame = Frame(0.0, 0.0, *size)
    try:
        with suppress(KeyError):  # an emphasis of a part that does not exist
            drawn(replace(stated, frame=frame))
    except NoRoomError:
        return False
    return True


def _times(needs: float, has: float) -> str:
    """How many times as long a side must be, rounded up to a tenth."""
    return f"{ceil(10 * needs / has) / 10:g} times"
