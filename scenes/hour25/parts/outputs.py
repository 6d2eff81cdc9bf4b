"""The two outputs at the last place of a row, and the larger one that gives the label."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from storyreel.design.easing import overshoot, settle, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Seconds, Type, Weight, px
from storyreel.parts.marks import with_shadow
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import LIFTED_SHADOW, Plate, Strokes
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

BRANCH = 0.62
"""Where the fork parts, as a share of the way down; above it is room for a label."""

ARRIVAL = 0.45
"""When the way to the chosen output has been gone, as a share of the time."""


class Outputs(VGroup):
    """Two pills under a row, at the ends of a fork from `source` above them.

    They are equal until one is chosen: then it and its way are solid.
    """

    def __init__(
        self, frame: Frame, source: tuple[float, float], labels: tuple[str, ...], winner: int
    ) -> None:
        super().__init__()
        self.rooms = frame.columns((1.0,) * len(labels), px(40))
        self._winner = self.rooms[winner]
        branch = source[1] + (frame.top - source[1]) * BRANCH
        ways = [
            (source, (source[0], branch), (room.center[0], branch), (room.center[0], room.top))
            for room in self.rooms
        ]
        # One outline for the whole fork: where the ways share a stretch, it is drawn once.
        self.add(Strokes(*ways, color=Color.LINE, width=Weight.LINE))
        for room, label in zip(self.rooms, labels, strict=True):
            self.add(
                Plate(room, room.height / 2, Color.WHITE, Color.LINE, Weight.LINE),
                Line(label, Type.LABEL_STRONG, room.center, Color.SLATE, "center"),
            )
        self._solid = with_shadow(Plate(self._winner, self._winner.height / 2), LIFTED_SHADOW)
        self._solid.set_fill(Color.NAVY)
        text = Line(labels[winner], Type.LABEL_STRONG, self._winner.center, Color.WHITE, "center")
        self._way = ways[winner]
        self._taken = Strokes(self._way, color=Color.NAVY, width=Weight.STRONG)
        self.chosen = VGroup(self._taken, self._solid, text)
        self._veil = Veil(VGroup(self._solid, text), 0.0)
        self._take(0.0)

    @property
    def winner(self) -> Frame:
        """The place of the chosen output."""
        return self._winner

    def choose(self, run_time: float = Seconds.MOVE) -> Motion:
        """The way to the larger output is taken, and the output becomes solid."""

        def change(progress: float) -> None:
            arrived = (progress - ARRIVAL) / (1 - ARRIVAL)
            swell = px(26) * (1 - overshoot(arrived))
            frame = self._winner.inset(-swell, -swell * 0.5)
            self._solid.fit(frame, frame.height / 2)
            self._veil.set(settle(arrived * 2))
            self._take(steady(progress / ARRIVAL))

        return Motion(self.chosen, change, run_time, steady)

    def _take(self, share: float) -> None:
        """The way to the winner is solid up to a share of its length."""
        corners = np.array(self._way)
        lengths = np.linalg.norm(np.diff(corners, axis=0), axis=1)
        ends = np.concatenate([[0.0], np.cumsum(lengths)])
        gone = share * ends[-1]
        x, y = (float(np.interp(gone, ends, corners[:, axis])) for axis in (0, 1))
        passed = [corner for corner, end in zip(self._way, ends, strict=True) if end < gone]
        taken = Strokes((*passed, (x, y)), color=Color.NAVY, width=Weight.STRONG)
        self._taken.points = taken.points if share else taken.points[:0]
