"""A prompt template: its lines fold round a message, an answer is added, the prompt is cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import VGroup

from storyreel.design.easing import glide, settle, staggered, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.marks import clipped
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Plate, Strokes
from storyreel.parts.text import Line, width_of
from storyreel.parts.veil import Veil

from .browser import Message

GAP = px(8)
INDENT = px(30)


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a prompt: of the template, or (`own`) of the message."""

    text: str
    own: bool


class Strip(VGroup):
    """One line on a plate that can be folded flat against its upper or lower edge."""

    def __init__(self, frame: Frame, part: Part) -> None:
        super().__init__()
        fill, ink = (Color.NAVY, Color.WHITE) if part.own else (Color.CELL, Color.CHARCOAL)
        style = Type.LABEL_STRONG if part.own else Type.CODE
        if part.own:
            left = frame.left + INDENT
            width = width_of(part.text, style) + 2 * INDENT
            frame = Frame(left, frame.bottom, left + width, frame.top)
        self.frame = frame
        self._plate = Plate(frame, px(14), fill, None if part.own else Color.HAIRLINE, role="decor")
        at = (frame.left + INDENT, frame.center[1])
        line = Line(part.text, style, at, ink, role="token" if part.own else "code")
        self.add(self._plate, line)
        self._shapes = [(leaf, leaf.points.copy()) for leaf in (self._plate, line)]
        self._veil = Veil(self)

    def fold(self, share: float, edge: float) -> None:
        """0 lies flat on the line `edge`, 1 is unfolded."""
        for leaf, points in self._shapes:
            moved = points.copy()
            moved[:, 1] = edge + (points[:, 1] - edge) * share
            leaf.points = moved
        self._veil.set(min(share * 4, 1.0))

    def rise(self, by: float, window: Frame) -> None:
        """Move up, visible only inside a window."""
        for leaf, points in self._shapes:
            leaf.points = points + np.array([0.0, by, 0.0])
            clipped(leaf, (window.left, window.bottom, window.right, window.top))

    def grow(self, source: tuple[float, float], share: float) -> None:
        """Come out of a point: 0 is in it, 1 at its place."""
        point = np.array([*source, 0.0])
        for leaf, points in self._shapes:
            leaf.points = point + (points - point) * share
        self._veil.set(min(share * 3, 1.0))


class Prompt(VGroup):
    """The lines of a prompt from the top of a frame, and the answer below them."""

    def __init__(self, frame: Frame, parts: Sequence[Part], answer: str) -> None:
        super().__init__()
        self._window = frame
        *rooms, last = frame.rows((1.0,) * (len(parts) + 1), GAP)
        self.strips = [Strip(room, part) for room, part in zip(rooms, parts, strict=True)]
        self._own = [part.own for part in parts]
        y = last.top + GAP / 2
        self._line = Strokes(((frame.left, y), (frame.right, y)), color=Color.GOLD, width=px(8))
        self._line_veil = Veil(self._line, 0.0)
        self._line_points = self._line.points.copy()
        width = width_of(answer, Type.LABEL_STRONG) + 2 * INDENT
        self.answer = Message(
            answer, Frame(last.left, last.bottom, last.left + width, last.top), reply=True
        )
        self.add(*self.strips, self._line)
        for strip in self.strips:
            strip.fold(0.0, strip.frame.top)

    def say(self, source: tuple[float, float], run_time: float) -> Motion:
        """The lines of the message come out of a point, one after the other."""
        chosen = self._chosen(True)

        def change(progress: float) -> None:
            for index, strip in enumerate(chosen):
                strip.grow(source, settle(staggered(progress, index, len(chosen), 0.75)))

        return Motion(self, change, run_time, steady)

    def wrap(self, run_time: float) -> Motion:
        """The lines of the template fold round the message."""
        chosen = self._chosen(False)
        middle = sum(strip.frame.center[1] for strip in self.strips) / len(self.strips)

        def change(progress: float) -> None:
            for index, strip in enumerate(chosen):
                share = settle(staggered(progress, index, len(chosen), 0.6))
                above = strip.frame.center[1] > middle
                strip.fold(share, strip.frame.bottom if above else strip.frame.top)

        return Motion(self, change, run_time, steady)

    def cut(self, run_time: float) -> Motion:
        """A line is drawn under the prompt, and everything above it is pulled out of sight."""

        def change(progress: float) -> None:
            drawn, gone = settle(progress / 0.4), glide((progress - 0.35) / 0.65)
            points = self._line_points.copy()
            left = points[0, 0]
            points[:, 0] = left + (points[:, 0] - left) * drawn
            self._line.points = points
            self._line_veil.set((1.0 if drawn else 0.0) * (1 - gone))
            for strip in self.strips:
                strip.rise(self._window.height * gone, self._window)

        return Motion(self, change, run_time, steady, removes=True)

    def _chosen(self, own: bool) -> list[Strip]:
        pairs = zip(self.strips, self._own, strict=True)
        return [strip for strip, is_own in pairs if is_own is own]


def sketch(frame: Frame, owns: Sequence[bool]) -> VGroup:
    """A prompt seen from afar: one bar for each line, and the answer's below them."""
    rows = frame.rows((1.0,) * (len(owns) + 1), px(7))
    lengths = [0.78 if own else 0.5 for own in owns]
    bars = VGroup()
    for row, length, own in zip(rows, lengths, owns, strict=False):
        bar = Frame(row.left, row.bottom, row.left + row.width * length, row.top)
        bars.add(Plate(bar, px(5), Color.NAVY if own else Color.LINE, role="decor"))
    last = rows[-1]
    bars.add(
        Plate(
            Frame(last.left, last.bottom, last.left + last.width * 0.7, last.top),
            px(5),
            Color.GOLD,
            role="decor",
        )
    )
    return bars
