"""The parts that every clip shows: background, title, rail, caption and wisdom box."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import DOWN, ManimColor, VGroup

from storyreel.design.easing import after, settle
from storyreel.design.layout import COLUMNS, Frame, Grid
from storyreel.design.tokens import LINES, Color, Seconds, Type, px
from storyreel.parts.caption import Caption
from storyreel.parts.motion import Appear, Motion, Vanish
from storyreel.parts.rail import Rail
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line, baseline_at
from storyreel.parts.wisdom_box import WisdomBox
from storyreel.storyboard.model import Storyboard
from storyreel.storyboard.timeline import TimedBeat


class SharedParts:
    """The shared parts of one clip, and how they change from beat to beat."""

    def __init__(self, storyboard: Storyboard[Any]) -> None:
        self.background = _background()
        baseline = (Grid.LEFT, baseline_at(Grid.TITLE_BASELINE, Type.TITLE))
        self.title = Line(storyboard.title, Type.TITLE, baseline, Color.NAVY, role="title")
        self.rail = Rail(storyboard.rail)
        self.wisdom = WisdomBox(storyboard.wisdom)
        opening = storyboard.beats[0].caption
        self.caption = Caption(opening) if opening else None

    def first_frame(self) -> tuple[VGroup | Line | Plate, ...]:
        """Everything that the first frame shows: a paused clip must say what it is about."""
        return (self.background, self.title, self.rail, *([self.caption] if self.caption else []))

    def enter(self, beat: TimedBeat) -> list[Motion]:
        """The animations that a beat begins with: its caption and its step of the rail."""
        changes: list[Motion] = []
        if beat.index:
            if self.caption is not None:
                changes.append(Vanish(self.caption, run_time=Seconds.QUICK / 2))
            self.caption = Caption(beat.caption) if beat.caption else None
            if self.caption is not None:
                late = after(0.25, settle)  # when the last caption has gone
                changes.append(Appear(self.caption, (0.0, -px(14)), ease=late))
        if beat.step is not None or self.caption is None:  # without a caption, all steps are done
            done = len(self.rail.steps)
            changes.append(self.rail.go_to(done if beat.step is None else beat.step))
        return changes

    def reveal_wisdom(self) -> Motion:
        """The wisdom box rises into the place of the caption."""
        return Appear(self.wisdom, (0.0, -px(60)), run_time=Seconds.SLOW)


def _background() -> Plate:
    """Pearl white at the top to soft grey at the bottom, a little larger than the frame."""
    plate = Plate(Frame.of(-8, -8, COLUMNS + 8, LINES + 8), 0.0, role="background")
    plate.fill_rgbas = np.array([ManimColor(c).to_rgba() for c in (Color.PEARL, Color.SOFT_GREY)])
    plate.set_sheen_direction(DOWN)
    plate.z_index = -100
    return plate
