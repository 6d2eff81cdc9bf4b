"""Measures of the yard: where lamps hang and where letters are, in scene units."""

from __future__ import annotations

from storyreel.design.fonts import FontId
from storyreel.design.layout import Frame, Grid, x_at, y_at
from storyreel.design.tokens import TextStyle, px
from storyreel.parts.curves import Point
from storyreel.parts.text import width_of

STAGE = Grid.STAGE
"""The window in which the yard is seen."""
LAND = Frame.of(-1800, -40, 2180, 1100)
"""All of the yard."""
WALL = Frame.of(1446, 262, 1482, 868)
DOOR = y_at(540)
"""The upper edge of the doorway in the wall."""
HORIZON = y_at(712)
"""The far edge of the road, which carries wheels and feet."""
WIRE = y_at(414)
UPPER, LOWER = y_at(502), y_at(836)
"""The baselines of the text on the wire and on the road."""
RIM = y_at(360)
"""The lower edges of all lamps."""
MARK = y_at(536)
"""The height of the cursor below what the car reads."""

LETTERS = TextStyle(FontId("mono", "bold"), px(91))
ADVANCE = width_of("H", LETTERS)
_FIRST = x_at(648)
_FIRST_COLUMN, _SECOND_COLUMN, _PITCH = x_at(-1290), x_at(-1088), px(138)
COLUMNS = 11
"""How many old lamps there is room for."""


def column(index: int) -> float:
    """The middle of the piece of text below an old lamp."""
    return _SECOND_COLUMN + _PITCH * (index - 1) if index else _FIRST_COLUMN


def slot(index: float) -> float:
    """The middle of a letter of the long text."""
    return _FIRST + ADVANCE * (index + 0.5)


START = column(0) - px(160)
"""How far the car has read before it starts."""


def toward(here: Point, there: Point, share: float) -> Point:
    """A point on the way; at share 1 it is exactly `there`, so that rounding cannot move it."""
    rest = 1 - share
    return there[0] + (here[0] - there[0]) * rest, there[1] + (here[1] - there[1]) * rest
