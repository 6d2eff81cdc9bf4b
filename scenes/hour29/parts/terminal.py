"""A terminal: a card with a command above and lines that are printed one after the other."""

from __future__ import annotations

from dataclasses import dataclass

from manim import VGroup

from storyreel.design.easing import settle, staggered, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Space, Type, Weight, px
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Disc, Plate, Strokes, card
from storyreel.parts.text import Line, width_of
from storyreel.parts.veil import Veil

HEADER = px(76)


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed line: a word for its outcome, its text, and whether it is a failure."""

    word: str
    text: str
    failed: bool


class Terminal(VGroup):
    """The card with its header; `body` is the room for what it prints."""

    def __init__(self, frame: Frame, command: str) -> None:
        super().__init__()
        self.frame = frame
        middle = frame.top - HEADER / 2
        left = frame.left + Space.PAD
        dots = [
            Disc((left + px(14) + px(40) * i, middle), px(12), Color.HAIRLINE, role="decor")
            for i in range(3)
        ]
        edge = frame.top - HEADER
        rule = Strokes(
            ((frame.left, edge), (frame.right, edge)),
            color=Color.HAIRLINE,
            width=Weight.HAIRLINE,
            role="decor",
        )
        self.card = card(frame)
        self.command = self._command(command)
        self.header = VGroup(rule, *dots)
        self.add(self.card, self.header, self.command)
        self.body = Frame(frame.left, frame.bottom, frame.right, edge).inset(Space.PAD, px(16))

    def retitled(self, command: str) -> Line:
        """The line that another command would have, to be exchanged for `command`."""
        return self._command(command)

    def _command(self, command: str) -> Line:
        at = (self.frame.left + Space.PAD + px(140), self.frame.top - HEADER / 2)
        return Line(command, Type.CODE, at, Color.SLATE, role="code")


class Printout(VGroup):
    """Lines of an outcome and a text each, spread over the height of a frame."""

    def __init__(self, frame: Frame, lines: tuple[Printed, ...]) -> None:
        super().__init__()
        indent = max(width_of(line.word + " ", Type.CODE_STRONG) for line in lines)
        self.rows: list[VGroup] = []
        self.marks: list[Plate] = []
        failed = False
        for line, room in zip(lines, frame.rows((1.0,) * len(lines), 0.0), strict=True):
            y = room.center[1]
            color = Color.GOLD_TEXT if line.failed else Color.NAVY
            word = Line(line.word, Type.CODE_STRONG, (room.left, y), color, role="code")
            text = Line(line.text, Type.CODE, (room.left + indent, y), role="code")
            if line.failed:
                right = room.left + indent + text.advance
                around = Frame(room.left, room.bottom, right, room.top).inset(-px(14), px(2.5))
                if failed:
                    around = around.around(self.marks.pop().frame)
                self.marks.append(_mark(around))
            failed = line.failed
            self.rows.append(VGroup(word, text))
        self.add(*self.marks, *self.rows)
        self._veils = [Veil(row, 0.0) for row in self.rows]
        self._mark_veils = [Veil(mark, 0.0) for mark in self.marks]

    def print(self, run_time: float) -> Motion:
        """The lines come one after the other, each at once, as a terminal prints."""

        def change(progress: float) -> None:
            for index, veil in enumerate(self._veils):
                veil.set(1.0 if progress * len(self._veils) > index else 0.0)

        return Motion(self, change, run_time, steady)

    def mark_failures(self, run_time: float) -> Motion:
        """Gold frames appear round the failures, from top to bottom."""

        def change(progress: float) -> None:
            for index, veil in enumerate(self._mark_veils):
                veil.set(settle(staggered(progress, index, len(self._mark_veils))))

        return Motion(self, change, run_time, steady)


def _mark(frame: Frame) -> Plate:
    """A gold frame; lines that follow one another share one."""
    return Plate(frame, px(14), Color.GOLD_PALE, Color.GOLD_LINE, px(3.5), role="decor")


def last_line(text: str, frame: Frame) -> Line:
    """What a command prints at its end, in a frame of its own."""
    at = (frame.left, frame.center[1])
    return Line(text, Type.CODE_STRONG, at, Color.NAVY, role="code")
