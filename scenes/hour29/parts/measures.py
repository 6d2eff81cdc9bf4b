"""Where things are on the road, and how large they are."""

from __future__ import annotations

from typing import TypeAlias

from storyreel.design.layout import y_at
from storyreel.design.tokens import px

Place: TypeAlias = tuple[float, float]

FLOOR = y_at(850)
RADIUS = px(230)
"""Of a medal."""
MIDDLE = FLOOR + RADIUS
"""The height of a medal's centre."""
PRINT = px(186)
"""Half the height of a fingerprint."""
FIELD = px(200)
"""The radius of what is drawn on the face of a medal."""
CLEAR = y_at(330)
"""The height of plates and cards above the medals."""


def arc(begin: Place, end: Place, share: float, height: float) -> Place:
    """A place on the way from one to another, which is raised by `height` in the middle."""
    (x, y), (to_x, to_y), rest = begin, end, 1 - share
    return x * rest + to_x * share, y * rest + to_y * share + 4 * height * share * rest
