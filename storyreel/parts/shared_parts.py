"""The parts that every clip shows: background, title, step line, captions and wisdom."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
from manim import DOWN, ManimColor, VGroup, VMobject

from storyreel.design.easing import after, leave, settle, steady
from storyreel.design.layout import COLUMNS, Frame, Grid
from storyreel.design.step_line import StepLine
from storyreel.design.tokens import LINES, Color, Seconds, Type, px
from storyreel.parts.caption import Caption, WisdomBox
from storyreel.parts.motion import Appear, Motion, Reshaping, Vanish
from storyreel.parts.shapes import Plate
from storyreel.parts.steps import Steps
from storyreel.parts.text import Line, baseline_at
from storyreel.parts.tone import opacities
from storyreel.storyboard.model import CaptionTime, Storyboard
from storyreel.storyboard.timeline import TimedBeat

_GONE = Seconds.QUICK / 2
"""Seconds in which a caption leaves."""

_COME = 0.4
"""Seconds in which a caption enters."""


class SharedParts:
    """The shared parts of one clip, and how they change from beat to beat."""

    def __init__(self, storyboard: Storyboard[Any]) -> None:
        self._beats = storyboard.beats
        self.background = _background()
        baseline = (Grid.LEFT, baseline_at(Grid.TITLE_BASELINE, Type.TITLE))
        self.title = Line(storyboard.title, Type.TITLE, baseline, Color.NAVY, role="title")
        named = [storyboard.steps.index(beat.step) for beat in self._beats if beat.step]
        self.steps = Steps(StepLine.of(storyboard.rail), named[0] if named else 0)
        self.wisdom = WisdomBox(storyboard.wisdom)
        opening = self._beats[0].caption_times[:1]
        begins = bool(opening) and opening[0].start == 0
        self.caption = Caption(opening[0].text) if begins else None
        self._last: Caption | None = None
        """The caption that leaves at the start of the beat."""

    def first_frame(self) -> tuple[VGroup | Line | Plate, ...]:
        """Everything that the first frame shows: a paused clip must say what it is about."""
        return (self.background, self.title, self.steps, *([self.caption] if self.caption else []))

    def enter(self, beat: TimedBeat) -> list[Motion]:
        """The animations that a beat begins with: its captions and its step."""
        own = self._beats[beat.index]
        changes: list[Motion] = []
        shown, self.caption = self.caption, None
        self._last = shown if beat.index else None
        if self._last is not None:
            changes.append(Vanish(self._last, run_time=_GONE))
        for time, later in pairwise((*own.caption_times, None)):
            assert time is not None
            there = shown if not (beat.index or time.start) else None
            caption = there or Caption(time.text)
            if time.stop >= own.duration:
                self.caption = caption
            if not (there and self.caption):
                began = replace(time, start=-_COME) if there else time
                changes.append(_Passage(caption, began, own.duration, later))
        if beat.step is not None:
            changes.append(self.steps.go_to(beat.step))
        return changes

    def reveal_wisdom(self) -> Motion:
        """The wisdom box rises into the place of the last caption, when that has left."""
        waits = self._last is not None and _shows(self._last)
        ease = after(_GONE / Seconds.MOVE, settle) if waits else settle
        return Appear(self.wisdom, (0.0, -px(36)), run_time=Seconds.MOVE, ease=ease)


class _Passage(Reshaping):
    """A caption in its beat: it enters, and leaves where it ends before the beat.

    It makes room for a `later` caption that follows at once after its end, else before it. While
    the caption waits or is read, nothing is posed, and the motion names nothing that changes.
    """

    def __init__(
        self, caption: Caption, time: CaptionTime, length: float, later: CaptionTime | None
    ) -> None:
        self._in = time.start + (_GONE if time.start >= 0 else 0.0)
        self._out = time.stop - (0.0 if later and later.start <= time.stop else _GONE)
        ends = time.stop < length
        end = self._out + _GONE if ends else max(self._in + _COME, _GONE)
        super().__init__(caption, run_time=min(end, length), ease=steady, removes=ends)
        self._caption = caption

    def remember(self) -> None:
        super().remember()
        self._state: tuple[float, float] | None = None

    def change(self, progress: float) -> None:
        now = progress * self.run_time
        entered = settle((now - self._in) / _COME)
        gone = leave((now - self._out) / _GONE)
        stays = self._state == (entered, gone)
        self.changing = () if stays else (self._caption,)
        if stays:
            return
        self._state = entered, gone
        drop = -px(14) * (1 - entered)
        self.reshape(min(entered * 1.4, 1.0) * (1 - gone), (0.0, drop))


def _shows(caption: Caption) -> bool:
    """Whether anything of a caption is visible."""
    lines = caption.family_members_with_points()
    return any(isinstance(each, VMobject) and np.any(opacities(each.fill_rgbas)) for each in lines)


def _background() -> Plate:
    """Pearl white at the top to soft grey at the bottom, a little larger than the frame."""
    plate = Plate(Frame.of(-8, -8, COLUMNS + 8, LINES + 8), 0.0, role="background")
    plate.fill_rgbas = np.array([ManimColor(c).to_rgba() for c in (Color.PEARL, Color.SOFT_GREY)])
    plate.set_sheen_direction(DOWN)
    plate.z_index = -100
    return plate
