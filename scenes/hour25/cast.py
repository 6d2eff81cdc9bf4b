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
        "beanie", top_color="#A9BFDC", legs_color="#5B7698", hair_color="#6F8DB3", scale=0.86
    ),
)

_DESK = SHOP.chair
SEATED = Pose(_DESK, FEET, facing=-1.0, sitting=1.0, tilt=2.0, mood=0.4, lit=0.75)
RISEN = Pose(_DESK - px(70), FEET, facing=1.0, tilt=0.0, mood=0.8, lit=0.6)
AWAY = x_at(2060)

GUESTS = (
    Appearance("swept", "coat", "#5D7FA9", hair_color="#22385A", skin="#AABBCF", scale=0.88),
    Appearance("bun", top_color="#A9BFDC", legs_color="#3D5A86", skin="#8EA3BE", scale=0.86),
)
"""More strangers, who come while you sleep."""

OUTSIDE = x_at(-140)
"""Beyond the left wall."""
FRONT, SECOND = x_at(326), x_at(150)
"""Where a stranger is served, and where the next one waits."""
GONE = x_at(640)
"""Behind the case, out of sight."""
_SERVED = (650.0, 430.0, 210.0)


def waiting(x: float) -> Pose:
    """A stranger who waits, looking at a dark phone."""
    return Pose(x, FEET, tilt=9.0, mood=-0.3)


LET_DOWN = {"tilt": 19.0, "mood": -1.0, "raised": 0.55}
"""How a stranger takes it that nothing answers."""


def served(index: int) -> float:
    """Where one of those is who are served while you sleep."""
    return x_at(_SERVED[index])


def coming(index: int) -> float:
    """Where one of them comes from, as far outside as all others."""
    return served(index) - px(800)
