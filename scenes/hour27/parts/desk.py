"""The desk below everything, and the rail above it that the lamp hangs from."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import COLUMNS, Frame, y_at
from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import tagged
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Plate
from storyreel.parts.solid import shaded

DESK_BACK, DESK_FRONT = 786, 900
RAIL = y_at(264)
_BEYOND = 40
"""Pixels by which both reach beyond the frame."""


class Desk(VGroup):
    """A desk from edge to edge of the frame, with its front."""

    def __init__(self) -> None:
        top = shaded(Plate(_band(DESK_BACK, DESK_FRONT), 0.0, role="decor"), "#F1F5F9", "#E3EAF2")
        front = Plate(_band(DESK_FRONT - 8, DESK_FRONT), 0.0, "#CBD6E3", role="decor")
        super().__init__(top, front)


class Rail(VMobject):
    """A rail from edge to edge, which extends from the left."""

    def __init__(self) -> None:
        super().__init__(fill_color="#B3C1D2", fill_opacity=1.0, stroke_width=0.0)
        self._plate = Plate(_band(260, 268), 0.0)
        tagged(self, Tag("decor"))

    def extend(self, seconds: float) -> Motion:
        """Cross the whole frame."""
        full = self._plate.frame

        def change(share: float) -> None:
            right = full.left + (full.right - full.left) * share
            self.points = self._plate.fit(Frame(full.left, full.bottom, right, full.top)).points

        return Motion(self, change, seconds)


def _band(top: float, bottom: float) -> Frame:
    return Frame.of(-_BEYOND, top, COLUMNS + _BEYOND, bottom)
