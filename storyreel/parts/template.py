"""A prompt template: its lines fold round a message, an answer is added, the prompt is cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from manim import VGroup

from storyreel.design.easing import glide, settle, staggered, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Plate, Strokes
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

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
        self.frame = frame
        self._plate = Plate(frame, px(14), fill, None if part.own else Color.HAIRLINE, role="decor")
        at = (frame.left + INDENT, frame.center[1])
        line = Line(part.text, style, at, ink, role="token" if part.own else "code")
        self.add(self._plate, line)
        self._shapes = [(leaf, leaf.points.copy()) for leaf in (self._plate, line)]
        self._veil = Veil(self)

    def fold(self, share: float, edge: float, rise: float = 0.0) -> None:
        """0 lies flat on the line `edge`, 1 is unfolded; `rise` lifts it and makes it fade."""
        for leaf, points in self._shapes:
            moved = points.copy()
            moved[:, 1] = edge + (points[:, 1] - edge) * share + px(220) * rise
            leaf.points = moved
        self._veil.set(min(share * 4, 1.0) * (1 - rise))


class Prompt(VGroup):
    """The lines of a prompt from the top of a frame, and the answer below them."""

    def __init__(self, frame: Frame, parts: Sequence[Part], answer: str) -> None:
        super().__init__()
        *rooms, last = frame.rows((1.0,) * (len(parts) + 1), GAP)
        self.strips = [Strip(room, part) for room, part in zip(rooms, parts, strict=True)]
        self._own = [part.own for part in parts]
        y = last.top + GAP / 2
        self._line = Strokes(((frame.left, y), (frame.right, y)), color=Color.GOLD, width=px(8))
        self._line_veil = Veil(self._line, 0.0)
        self._line_points = self._line.points.copy()
        self.answer = Answer(last, answer)
        self.add(*self.strips, self._line)
        for strip in self.strips:
            strip.fold(0.0, strip.frame.top)

    def own_frames(self) -> tuple[Frame, ...]:
        """Where the lines of the message stand."""
        return tuple(strip.frame for strip, own in zip(self.strips, self._own, strict=True) if own)

    def say(self, run_time: float) -> Motion:
        """The lines of the message unfold."""
        return self._unfold(True, run_time)

    def wrap(self, run_time: float) -> Motion:
        """The lines of the template fold round them."""
        return self._unfold(False, run_time)

    def cut(self, run_time: float) -> Motion:
        """A line is drawn under the prompt, and everything above it goes away."""

        def change(progress: float) -> None:
            drawn, gone = glide(progress / 0.45), settle((progress - 0.5) / 0.5)
            points = self._line_points.copy()
            left = points[0, 0]
            points[:, 0] = left + (points[:, 0] - left) * drawn
            self._line.points = points
            self._line_veil.set((1.0 if drawn else 0.0) * (1 - gone))
            for strip in self.strips:
                strip.fold(1.0, strip.frame.top, gone)

        return Motion(self, change, run_time, steady, removes=True)

    def _unfold(self, own: bool, run_time: float) -> Motion:
        chosen = [
            strip for strip, is_own in zip(self.strips, self._own, strict=True) if is_own is own
        ]
        middle = sum(strip.frame.center[1] for strip in self.strips) / len(self.strips)

        def change(progress: float) -> None:
            for index, strip in enumerate(chosen):
                share = settle(staggered(progress, index, len(chosen), 0.6))
                above = strip.frame.center[1] > middle
                strip.fold(share, strip.frame.bottom if above else strip.frame.top)

        return Motion(self, change, run_time, steady)


class Answer(VGroup):
    """The answer, on a plate with a gold edge; it can move to another place."""

    def __init__(self, frame: Frame, text: str) -> None:
        super().__init__()
        line = Line(text, Type.LABEL_STRONG, (frame.left + INDENT, frame.center[1]), Color.NAVY)
        wide = Frame(frame.left, frame.bottom, frame.left + line.advance + 2 * INDENT, frame.top)
        self.frame = wide
        plate = Plate(wide, px(14), Color.GOLD_PALE, Color.GOLD, Weight.LINE, role="decor")
        self.add(plate, line)


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
