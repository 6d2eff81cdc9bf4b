"""The places of doorway and rooms: from outside, from within, and at the end."""

from __future__ import annotations

from storyreel.design.layout import Frame
from storyreel.design.tokens import Space, px

OUTSIDE = Frame.of(96, 262, 776, 868)
DOOR_OUTSIDE = Frame.of(846, 262, 1106, 868)
DOOR = Frame.of(96, 262, 356, 868)
DOOR_BETWEEN = Frame.of(444, 262, 704, 808)
THIRDS = (1.0, 1.0, 1.0)
ROOMS = Frame.of(1176, 262, 1824, 868).rows(THIRDS, Space.GUTTER)
ROOMS_ASIDE = Frame.of(1540, 262, 1824, 868).rows(THIRDS, Space.GUTTER)
ROOMS_BETWEEN = Frame.of(744, 262, 1424, 808).rows((150.0, 210.0, 150.0), px(18))
NAME_DROPS = None, px(66), None
UPPER = ROOMS_BETWEEN[1].rows((132.0, 78.0), 0.0)[0]
"""The upper part of the room in the middle, above the file that it names."""

VIEWS_BETWEEN = ROOMS_BETWEEN[0], UPPER, ROOMS_BETWEEN[2]

ROOM = Frame.of(388, 262, 1824, 868)
HALL = Frame.of(388, 262, 1508, 868)
WAYS = Frame.of(96, 412, 424, 658), Frame.of(1496, 412, 1824, 658)
