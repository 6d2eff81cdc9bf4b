"""Lines along a path that show a share of it: whole, or in dashes that run."""

from __future__ import annotations

from manim import VMobject

from storyreel.drawing.drawing import Tag
from storyreel.parts.arc_length import MeasuredPath
from storyreel.parts.marks import tag_of, tagged
from storyreel.parts.shape import Shape


class Trace(Shape):
    """The line of a shape, of which `show_part` shows a part by arc length.

    It has the stroke of the shape, as it is now, and no fill.
    """

    def __init__(self, shape: VMobject) -> None:
        super().__init__()
        self.stroke_width = shape.stroke_width
        self.stroke_rgbas = shape.stroke_rgbas.copy()
        self.cap_style, self.joint_type = shape.cap_style, shape.joint_type
        self.path = MeasuredPath(shape.points)
        tagged(self, tag_of(shape) or Tag("graphic"))
        self.show_part()

    def show_part(self, start: float = 0.0, end: float = 1.0) -> Trace:
        """Show the part between two shares of the length, from 0 to 1."""
        length = self.path.length
        self.points = self.path.part(start * length, end * length)
        return self


class DashedTrace(Trace):
    """The line of a shape in dashes, of which `show_part` shows a part by arc length.

    Lengths are scene units: dashes are `dash` long and `gap` apart.
    """

    def __init__(self, shape: VMobject, dash: float, gap: float) -> None:
        self._dash, self._gap, self.phase = dash, gap, 0.0
        super().__init__(shape)

    def show_part(self, start: float = 0.0, end: float = 1.0) -> DashedTrace:
        """Show the dashes between two shares of the length; they stay where they are."""
        length = self.path.length
        span = start * length, end * length
        self.points = self.path.dashes_between(span, self._dash, self._gap, self.phase)
        return self

    def run(self, distance: float) -> DashedTrace:
        """Move all dashes to `distance` along the path from where they began; shows all of it."""
        self.phase = -distance
        return self.show_part()
