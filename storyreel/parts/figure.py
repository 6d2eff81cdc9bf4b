"""How a person looks, and poses as numbers that interpolate; the shapes of the body."""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from functools import cache
from typing import Literal

from storyreel.parts.curves import Points, closed, ellipse, joined

Hair = Literal["short", "swept", "bun", "curly", "beanie"]
Top = Literal["jumper", "coat"]


@dataclass(frozen=True, slots=True)
class Appearance:
    """What distinguishes one person from another; `scale` is 1 for a height of 430 pixels."""

    hair: Hair = "short"
    top: Top = "jumper"
    top_color: str = "#3E628F"
    legs_color: str = "#22416B"
    hair_color: str = "#1B2E4C"
    skin: str = "#C4D0DF"
    scale: float = 1.0
    glasses: bool = False
    phone: bool = True


@dataclass(frozen=True, slots=True)
class Pose:
    """One moment of a person: where the feet are, and how body, arms and face are held.

    `x` and `floor` are scene units; a sitting person sits on a chair whose column is at `x`.
    `facing` is 1 to the right and -1 to the left. `walking` is the size of the stride from 0 to 1
    and `phase` its place in turns. `sitting`, `reaching` (both hands forward), `raised` (the hand
    with the phone at the chest) and `lit` (the phone's light on the face) are shares from 0 to 1.
    `mood` goes from -1, disappointed, to 1, relieved. `tilt` turns the head down, in degrees.
    """

    x: float
    floor: float
    facing: float = 1.0
    walking: float = 0.0
    phase: float = 0.0
    sitting: float = 0.0
    reaching: float = 0.0
    raised: float = 1.0
    tilt: float = 6.0
    mood: float = 0.0
    lit: float = 0.0

    def toward(self, other: Pose, share: float) -> Pose:
        """The interpolation between this pose (share 0) and another (share 1)."""
        pairs = zip(astuple(self), astuple(other), strict=True)
        return Pose(*(mine + (theirs - mine) * share for mine, theirs in pairs))

    def but(self, **changes: float) -> Pose:
        """The same pose with some of its numbers changed."""
        return replace(self, **changes)


# Shapes of the body in pixels at scale 1, y up from the floor below a standing person.

THIGH, SHIN = 82.0, 78.0
HIP = 148.0
"""The height of the hip in the coordinates of the shapes; a pose lifts or lowers it."""

NECK = (2.0, 310.0)
"""The point that the head turns about."""


@cache
def torso(top: Top) -> Points:
    """A jumper to the hip, or a coat to the knee."""
    low, flare = (130.0, 0.0) if top == "jumper" else (72.0, 13.0)
    return closed(
        (-44, 262),
        ((-46, 290), (-28, 300), (-10, 302)),
        (14, 302),
        ((34, 300), (48, 288), (49, 264)),
        (44 + flare, low + 10),
        ((44 + flare, low + 2), (38 + flare, low), (32 + flare, low)),
        (-32 - flare, low),
        ((-40 - flare, low), (-45 - flare, low + 3), (-45 - flare, low + 12)),
    )


@cache
def shoe() -> Points:
    """A shoe whose ankle is at the origin, 14 above its sole."""
    return closed((-18, 2), (10, 3), ((24, 0), (36, -3), (36, -14)), (-18, -14))


@cache
def face() -> Points:
    """The head with its nose, in profile."""
    nose = closed(
        (33, 356), ((40, 346), (45, 340), (40, 335)), ((38, 333), (34, 333), (32, 334)), (20, 344)
    )
    return joined(ellipse((2, 347), 33, 39), nose[::-1])


def hair(kind: Hair) -> tuple[Points, ...]:
    """The hair as one or two outlines; of a beanie, the second is its brim."""
    return _HAIR[kind]


_CURLS = (
    (-24, 384, 20),
    (0, 396, 22),
    (22, 386, 18),
    (-36, 360, 19),
    (-34, 334, 17),
    (34, 372, 12),
    (-26, 314, 14),
)

_HAIR: dict[Hair, tuple[Points, ...]] = {
    "short": (
        closed(
            (34, 362),
            ((36, 390), (10, 400), (-8, 394)),
            ((-34, 388), (-38, 356), (-30, 326)),
            ((-22, 330), (-20, 342), (-16, 352)),
            ((0, 356), (20, 360), (34, 362)),
        ),
    ),
    "swept": (
        closed(
            (34, 360),
            ((46, 378), (34, 402), (8, 400)),
            ((-22, 408), (-42, 384), (-35, 346)),
            ((-34, 336), (-30, 332), (-26, 334)),
            ((-26, 346), (-20, 352), (-15, 360)),
            ((-4, 366), (16, 368), (34, 360)),
        ),
    ),
    "bun": (
        joined(
            ellipse((-30, 388), 19, 19),
            closed(
                (36, 358),
                ((40, 388), (16, 398), (-2, 396)),
                ((-32, 394), (-40, 362), (-34, 330)),
                ((-30, 318), (-22, 314), (-16, 318)),
                ((-20, 334), (-14, 350), (-2, 360)),
                ((12, 366), (26, 364), (36, 358)),
            ),
        ),
    ),
    "curly": (
        joined(
            *(ellipse((x, y), radius, radius) for x, y, radius in _CURLS),
            closed(
                (36, 362),
                ((30, 396), (-30, 400), (-32, 350)),
                (-26, 316),
                (-14, 324),
                ((-18, 344), (-10, 356), (4, 360)),
            ),
        ),
    ),
    "beanie": (
        joined(
            closed((-36, 356), ((-40, 402), (36, 412), (38, 362))),
            closed(
                (-20, 322),
                ((-34, 326), (-36, 350), (-32, 364)),
                (-12, 352),
                ((-16, 344), (-14, 330), (-20, 322)),
            ),
        ),
        closed(
            (-38, 352),
            ((-44, 354), (-44, 372), (-38, 374)),
            (37, 381),
            ((45, 379), (45, 361), (38, 359)),
        ),
    ),
}
