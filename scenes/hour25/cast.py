"""The people of hour 25: how they look, and where they are."""

from __future__ import annotations

from storyreel.design.layout import x_at, y_at
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
    Appearance("curly", top_color="#9AB6DA", legs_color="#5E7EA9", skin="#B9C8DA", scale=0.88),
    Appearance("bun", "coat", "#C3D2E6", "#7F9BC2", "#1B2E4C", "#C9D5E4", 0.84),
    Appearance("beanie", "jumper", "#DCE6F2", "#8FA9CC", "#9DB6D8", "#C9D5E4", 0.8),
)

_DESK = SHOP.chair
SEATED = Pose(_DESK, FEET, facing=-1.0, sitting=1.0, tilt=2.0, mood=0.4, lit=0.75)
RISEN = Pose(_DESK - px(70), FEET, facing=1.0, tilt=0.0, mood=0.8, lit=0.6)
AWAY = x_at(2060)
NAMED = SEATED.x, y_at(446)
"""Where your name is, above you."""

GUESTS = (
    Appearance("swept", "coat", "#C3D2E6", "#7F9BC2", "#1B2E4C", "#C9D5E4", 0.88),
    Appearance("bun", "jumper", "#9AB6DA", "#5E7EA9", "#1B2E4C", "#C9D5E4", 0.86),
    Appearance("curly", "jumper", "#DCE6F2", "#8FA9CC", "#1B2E4C", "#C9D5E4", 0.84),
)
"""More strangers, who come while you sleep."""

OUTSIDE = x_at(-140)
"""Beyond the left wall."""
NEAR = x_at(150)
"""Where the first one is seen first, on the way."""
FRONT, SECOND = x_at(326), x_at(150)
"""Where a stranger is served, and where the next one waits."""
GONE = x_at(880)
"""Behind the case, out of sight."""
_SERVED = (650.0, 430.0, 210.0)


def waiting(x: float) -> Pose:
    """A stranger who waits, looking at a dark phone."""
    return Pose(x, FEET, tilt=9.0, mood=-0.3)


_GLAD = {"lit": 1.0, "mood": 1.0, "tilt": 3.0}


def glad(pose: Pose) -> Pose:
    """The same person in the light of an answer."""
    return pose.but(**_GLAD)


LET_DOWN = {"tilt": 19.0, "mood": -1.0, "raised": 0.55}
"""How a stranger takes it that nothing answers."""


def served(index: int) -> float:
    """Where one of those is who are served while you sleep."""
    return x_at(_SERVED[index])


def coming(index: int) -> float:
    """Where one of them comes from, as far outside as all others."""
    return served(index) - px(800)
