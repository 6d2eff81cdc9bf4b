"""The people of hour 25: how they look, and where they are."""

from __future__ import annotations

from storyreel.design.layout import x_at
from storyreel.design.tokens import px
from storyreel.parts.figure import Appearance, Pose

from .parts.plan import FEET, SHOP

YOU = Appearance(
    "swept",
    top_color="#2F5384",
    legs_color="#1B2E4C",
    hair_color="#12233F",
    scale=0.98,
    glasses=True,
    phone=False,
)
STRANGERS = (
    Appearance("curly", top_color="#8CA6C6", skin="#8EA3BE", scale=0.88),
    Appearance("bun", "coat", "#5D7FA9", hair_color="#22385A", skin="#AABBCF", scale=0.84),
    Appearance(
        "beanie", top_color="#27466F", legs_color="#5B7698", hair_color="#6F8DB3", scale=0.86
    ),
    Appearance("short", top_color="#6F8FB8", legs_color="#2B3F5E", skin="#9FB2CA", scale=0.83),
)

_DESK = SHOP.chair
SEATED = Pose(_DESK, FEET, facing=-1.0, sitting=1.0, tilt=2.0, mood=0.4, lit=0.75)
RISEN = Pose(_DESK - px(70), FEET, facing=1.0, tilt=0.0, mood=0.8, lit=0.6)
AWAY = x_at(1960)

OUTSIDE = x_at(-40)
"""Beyond the left wall."""
_WAITING = (314.0, 220.0, 130.0)
_SERVED = (644.0, 500.0, 352.0, 200.0)


def waiting(index: int) -> Pose:
    """Where a stranger waits for the app, looking at a dark phone."""
    return Pose(x_at(_WAITING[index]), FEET, tilt=9.0, mood=-0.3)


LET_DOWN = {"tilt": 19.0, "mood": -1.0, "raised": 0.55}
"""How a stranger takes it that nothing answers."""


def guest() -> Pose:
    """The stranger who comes last."""
    return Pose(served(3), FEET, tilt=9.0, mood=-0.3)


def served(index: int) -> float:
    """Where a stranger is at the end."""
    return x_at(_SERVED[index])
