"""What every clip shares: background, title, rail, caption and the wisdom box."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import DOWN, Animation, ManimColor, VGroup

from storyreel.design.easing import after, settle
from storyreel.design.layout import COLUMNS, Frame, Grid
from storyreel.design.tokens import LINES, Color, Motion, Space, Type, Weight, px
from storyreel.parts.basics.marks import with_shadow
from storyreel.parts.basics.motion import Appear, Vanish
from storyreel.parts.basics.shapes import LIFTED_SHADOW, Plate
from storyreel.parts.basics.text import Line, baseline_at
from storyreel.parts.furniture.rail import Rail
from storyreel.storyboard.model import Storyboard, Wisdom
from storyreel.storyboard.text import caption_lines
from storyreel.storyboard.timeline import TimedBeat

LONGEST_WISDOM = 34
"""Characters on one line of the wisdom box; a longer sentence stands better on two."""


class Caption(VGroup):
    """One sentence under the stage, on one line or two, centred."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        lines = caption_lines(sentence)
        middle = baseline_at(Grid.CAPTION_BASELINE, Type.CAPTION)
        for index, text in enumerate(lines):
            y = middle + ((len(lines) - 1) / 2 - index) * Grid.CAPTION_LEADING
            self.add(Line(text, Type.CAPTION, (0.0, y), anchor="center", role="caption"))


class WisdomBox(VGroup):
    """The sentence that stays: in a gold frame, behind a word, on one line or two."""

    def __init__(self, wisdom: Wisdom) -> None:
        super().__init__()
        frame = Grid.WISDOM
        plate = Plate(frame, Space.RADIUS, Color.WHITE, Color.GOLD, Weight.STRONG, role="decor")
        left, middle = frame.left + Space.PAD, frame.center[1]
        label = Line(wisdom.label, Type.LABEL_STRONG, (left, middle), Color.GOLD_TEXT, role="label")
        self.add(with_shadow(plate, LIFTED_SHADOW), label)
        left += label.advance + px(56)
        lines = caption_lines(wisdom.text, LONGEST_WISDOM)
        for index, text in enumerate(lines):
            at = (left, middle + ((len(lines) - 1) / 2 - index) * Grid.CAPTION_LEADING)
            self.add(Line(text, Type.WISDOM, at, Color.NAVY, role="wisdom"))


class Furniture:
    """Puts the shared parts on stage and changes them at the start of each beat."""

    def __init__(self, storyboard: Storyboard[Any]) -> None:
        self.background = _background()
        baseline = (Grid.LEFT, baseline_at(Grid.TITLE_BASELINE, Type.TITLE))
        self.title = Line(storyboard.title, Type.TITLE, baseline, Color.NAVY, role="title")
        self.rail = Rail(storyboard.rail)
        self.wisdom = WisdomBox(storyboard.wisdom)
        opening = storyboard.beats[0].caption
        self.caption = Caption(opening) if opening else None

    def first_frame(self) -> tuple[VGroup | Line | Plate, ...]:
        """What is there from the first frame on: a paused clip must say what it is."""
        return (self.background, self.title, self.rail, *([self.caption] if self.caption else []))

    def enter(self, beat: TimedBeat) -> list[Animation]:
        """The changes that a beat begins with: its caption, its step of the rail."""
        changes: list[Animation] = []
        if beat.index:
            if self.caption is not None:
                changes.append(Vanish(self.caption, run_time=Motion.QUICK / 2))
            self.caption = Caption(beat.caption) if beat.caption else None
            if self.caption is not None:
                late = after(0.25, settle)  # when the last caption has gone
                changes.append(Appear(self.caption, (0.0, -px(14)), ease=late))
        if beat.step is not None or self.caption is None:  # after the last caption all is done
            done = len(self.rail.steps)
            changes.append(self.rail.go_to(done if beat.step is None else beat.step))
        return changes

    def reveal_wisdom(self) -> Animation:
        """The box rises into the place of the caption."""
        return Appear(self.wisdom, (0.0, -px(60)), run_time=Motion.SLOW)


def _background() -> Plate:
    """Pearl white at the top to soft grey at the bottom, a little larger than the frame."""
    plate = Plate(Frame.of(-8, -8, COLUMNS + 8, LINES + 8), 0.0, role="background")
    plate.fill_rgbas = np.array([ManimColor(c).to_rgba() for c in (Color.PEARL, Color.SOFT_GREY)])
    plate.set_sheen_direction(DOWN)
    plate.z_index = -100
    return plate
