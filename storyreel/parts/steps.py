"""The step line under the title: the names of the steps, with a bar under the current one."""

from __future__ import annotations

from dataclasses import replace

from storyreel.design.easing import glide
from storyreel.design.layout import Grid
from storyreel.design.step_line import Place, StepLine
from storyreel.design.tokens import Color, Seconds, Type, Weight, px
from storyreel.parts.motion import Motion
from storyreel.parts.shape import ShapeGroup
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line, baseline_at
from storyreel.parts.tone import between

THINNEST = 0.06
"""The shortest bar, as a share of its length."""


class Steps(ShapeGroup):
    """All steps; the bar is under one of them."""

    def __init__(self, line: StepLine, at: int = 0) -> None:
        """`at` is the step, from 0, that is marked at first."""
        super().__init__()
        self.line = line
        capsules = [
            Plate(frame, px(28), Color.WHITE, Color.HAIRLINE, Weight.HAIRLINE, "decor")
            for frame in line.capsules
        ]
        self.names = [_name(place) for place in line.names]
        self.bar = Plate(line.bar(at), px(3), Color.GOLD, role="decor")
        self.add(*capsules, *map(_name, line.joints), *self.names, self.bar)
        self._show(float(at))

    def unmark(self) -> None:
        """Mark no step until `go_to`: for a beginning that belongs to none of them."""
        self._show(self._at, marked=0.0)

    def go_to(self, step: int) -> Motion:
        """A motion of the bar to the step of this index; where none is marked, it grows there."""
        marked = self._marked
        start = self._at if marked else float(step)

        def change(progress: float) -> None:
            self._show(start + (step - start) * progress, marked + (1 - marked) * progress)

        return Motion(self, change, Seconds.MOVE, glide)

    def _show(self, at: float, marked: float = 1.0) -> None:
        self._at, self._marked = at, marked
        bar = self.line.bar(at)
        self.bar.fit(replace(bar, right=bar.left + bar.width * max(marked, THINNEST)))
        self.bar.set_fill(opacity=float(marked > 0))
        for index, name in enumerate(self.names):
            lit = max(0.0, 1 - abs(at - index)) * marked
            name.fill_rgbas[:, :3] = between(Color.SLATE, Color.NAVY, lit)


def _name(place: Place) -> Line:
    at = (place.left, baseline_at(Grid.STEP_BASELINE, Type.STEP))
    return Line(place.text, Type.STEP, at, Color.SLATE, role="rail")
