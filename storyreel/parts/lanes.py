"""Lanes of a triage, one below the other; a failure goes down past them to where it belongs."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import settle, staggered, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Space, Type, Weight, px
from storyreel.parts.marks import with_shadow
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import CARD_SHADOW, Disc, Plate
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

GAP = px(12)
RADIUS = px(33)
BAY = px(540)
"""Where a lane's bay is, from its left edge."""


class Lane(VGroup):
    """A lane: a plate with a name, and a bay for what belongs there."""

    def __init__(self, frame: Frame, name: str) -> None:
        super().__init__()
        self.frame = frame
        self.bay = (frame.left + BAY, frame.center[1])
        plate = Plate(frame, px(20), Color.WHITE, Color.HAIRLINE, role="decor")
        self.plate = with_shadow(plate, CARD_SHADOW)
        at = (frame.left + Space.PAD, frame.center[1])
        self.title = Line(name, Type.LABEL_STRONG, at, Color.NAVY)
        self.ring = Disc(self.bay, RADIUS - Weight.LINE / 2, Color.CELL, Color.LINE)
        self.add(self.plate, self.title, self.ring)

    def remark(self, text: str, color: str) -> Line:
        """A word beside the bay."""
        at = (self.bay[0] + RADIUS + px(32), self.bay[1])
        return Line(text, Type.LABEL_STRONG, at, color)


class Lanes(VGroup):
    """The lanes that a card splits into."""

    def __init__(self, frame: Frame, names: tuple[str, ...]) -> None:
        super().__init__()
        whole = (1.0,) * len(names)
        self._joined = frame.rows(whole, 0.0)
        self.lanes = [
            Lane(row, name) for row, name in zip(frame.rows(whole, GAP), names, strict=True)
        ]
        self.add(*self.lanes)
        self._veils = [
            (Veil(lane.plate, 0.0), Veil(VGroup(lane.title, lane.ring), 0.0)) for lane in self.lanes
        ]

    def part(self, run_time: float) -> Motion:
        """The lanes part from one another, and their names come."""

        def change(progress: float) -> None:
            apart = settle(progress)
            for index, lane in enumerate(self.lanes):
                lane.plate.fit(self._joined[index].toward(lane.frame, apart))
                plate, words = self._veils[index]
                plate.set(min(progress * 4, 1.0))
                words.set(settle(staggered(progress, index, len(self.lanes), 0.7)))

        return Motion(self, change, run_time, steady)
