"""Lanes of a triage: one road goes down past them all, and a side road leads into each."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import settle, staggered, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Disc, Plate
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

ROAD = px(20)
RADIUS = px(31)
"""Of what travels on the roads."""

BAY = px(378)
"""Where the bay at the end of a side road is, from the left edge of the lanes."""


class Lane(VGroup):
    """A name, a bay for what belongs there, and a place beyond the road for a passing remark."""

    def __init__(self, frame: Frame, name: str, trunk: float) -> None:
        super().__init__()
        y = frame.center[1]
        self.bay = (frame.left + BAY, y)
        self.crossing = (trunk, y)
        title = Line(name, Type.LABEL_STRONG, (frame.left, y), Color.NAVY)
        ring = Disc(self.bay, RADIUS - Weight.LINE / 2, Color.WHITE, Color.LINE)
        self.road = Frame(self.bay[0] - ROAD / 2, y - ROAD / 2, trunk + ROAD / 2, y + ROAD / 2)
        self.add(title, ring)


class Lanes(VGroup):
    """Lanes from the top to the bottom of a frame; the road past them goes down at `trunk`."""

    def __init__(self, frame: Frame, names: tuple[str, ...], trunk: float) -> None:
        super().__init__()
        rows = frame.rows((1.0,) * len(names), 0.0)
        self.lanes = [Lane(row, name, trunk) for row, name in zip(rows, names, strict=True)]
        last = self.lanes[-1].road
        self._trunk = Frame(trunk - ROAD / 2, last.bottom, trunk + ROAD / 2, frame.top)
        self._down = Plate(self._trunk, ROAD / 2, Color.HAIRLINE, role="decor")
        self._sides = [
            Plate(lane.road, ROAD / 2, Color.HAIRLINE, role="decor") for lane in self.lanes
        ]
        self.add(self._down, *self._sides, *self.lanes)
        self._veils = [Veil(lane, 0.0) for lane in self.lanes]
        self._roads = Veil(VGroup(self._down, *self._sides), 0.0)

    def open(self, run_time: float) -> Motion:
        """The road runs down, and from it a side road into each lane, one after the other."""

        def change(progress: float) -> None:
            self._roads.set(min(progress * 5, 1.0))
            room = self._trunk
            long = ROAD + (room.height - ROAD) * settle(progress * 1.4)
            self._down.fit(Frame(room.left, room.top - long, room.right, room.top))
            for index, (lane, side) in enumerate(zip(self.lanes, self._sides, strict=True)):
                share = settle(staggered(progress, index, len(self.lanes), 0.85))
                road = lane.road
                long = ROAD + (road.width - ROAD) * share
                bottom = max(road.bottom, self._down.frame.bottom)
                side.fit(Frame(road.right - long, bottom, road.right, bottom + road.height))
                self._veils[index].set(settle(share * 2 - 1))

        return Motion(self, change, run_time, steady)
