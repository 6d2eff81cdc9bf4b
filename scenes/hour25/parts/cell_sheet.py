"""Cells: hundreds of small rectangles in one mobject, so that they can be drawn to scale."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from manim import VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color
from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import tagged
from storyreel.parts.tone import between

Boxes = npt.NDArray[np.float64]
"""One row per cell: left, bottom, right and top, in scene units."""

_CORNERS = ((0, 1), (2, 1), (2, 3), (0, 3))
"""Which of a box's four numbers are x and y of each corner, anticlockwise from the lower left."""


class Cells(VMobject):
    """Rectangles of one colour; `lie` says where they are."""

    def __init__(self, color: str, edge: float = 0.0, edge_color: str = Color.GOLD_LINE) -> None:
        super().__init__(
            fill_color=color,
            fill_opacity=1.0,
            stroke_color=edge_color,
            stroke_width=edge * 100,
            stroke_opacity=1.0 if edge else 0.0,
        )
        tagged(self, Tag("decor"))

    def lie(self, boxes: Boxes) -> Cells:
        """Be the given rectangles."""
        corners = np.stack([boxes[:, list(corner)] for corner in _CORNERS], axis=1)
        ends = np.roll(corners, -1, axis=1)
        curves = np.zeros((len(boxes), 4, 4, 3))
        for step in range(4):
            curves[:, :, step, :2] = corners + (ends - corners) * (step / 3)
        self.points = curves.reshape(-1, 3)
        return self

    def tint(self, color: str, other: str, share: float) -> None:
        """A colour on the way from one (0) to another (1)."""
        self.fill_rgbas[0, :3] = between(color, other, min(max(share, 0.0), 1.0))


def boxes_of(frames: Sequence[Frame]) -> Boxes:
    """Frames as boxes."""
    rows = [(frame.left, frame.bottom, frame.right, frame.top) for frame in frames]
    return np.array(rows, dtype=float).reshape(-1, 4)


def row_of(room: Frame, count: int, gap: float) -> Boxes:
    """The boxes of `count` equal cells that fill a room from left to right."""
    return boxes_of(room.columns((1.0,) * count, gap))
