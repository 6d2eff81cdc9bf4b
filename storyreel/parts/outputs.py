"""The two outputs at the last place of a row, and the larger one that gives the label."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import overshoot, settle
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.design.tokens import Motion as Seconds
from storyreel.parts.marks import with_shadow
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import LIFTED_SHADOW, Plate, Strokes
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil


class Outputs(VGroup):
    """Two pills under a row, joined to the place `source` above them; equal until one is chosen."""

    def __init__(
        self, frame: Frame, source: tuple[float, float], labels: tuple[str, ...], winner: int
    ) -> None:
        super().__init__()
        self.rooms = frame.columns((1.0,) * len(labels), px(40))
        self._winner = self.rooms[winner]
        branch = (source[1] + frame.top) / 2
        for room in self.rooms:
            corners = (source, (source[0], branch), (room.center[0], branch))
            way = (*corners, (room.center[0], room.top))
            self.add(Strokes(way, color=Color.LINE, width=Weight.LINE))
        for room, label in zip(self.rooms, labels, strict=True):
            self.add(
                Plate(room, room.height / 2, Color.WHITE, Color.LINE, Weight.LINE),
                Line(label, Type.LABEL_STRONG, room.center, Color.SLATE, "center"),
            )
        self._solid = with_shadow(Plate(self._winner, self._winner.height / 2), LIFTED_SHADOW)
        self._solid.set_fill(Color.NAVY)
        text = Line(labels[winner], Type.LABEL_STRONG, self._winner.center, Color.WHITE, "center")
        self.chosen = VGroup(self._solid, text)
        self._veil = Veil(self.chosen, 0.0)

    @property
    def winner(self) -> Frame:
        """Where the chosen output stands."""
        return self._winner

    def choose(self, run_time: float = Seconds.MOVE) -> Motion:
        """The larger output becomes solid."""

        def change(progress: float) -> None:
            swell = px(26) * (1 - overshoot(progress))
            frame = self._winner.inset(-swell, -swell * 0.5)
            self._solid.fit(frame, frame.height / 2)
            self._veil.set(settle(progress * 2))

        return Motion(self.chosen, change, run_time, lambda t: t)
