"""How pictures show what is made up: hollow, with dashed slate lines, and named once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from storyreel.design.layout import Frame, Grid
from storyreel.design.step_line import StepLine
from storyreel.design.text import shape_line
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, Picture, color
from storyreel.pictures.emphasis import box_of
from storyreel.pictures.forms import Number, Polyline, Rect, Typed, Words

WORD = "illustration"
DASH = px(12)
SLATE = color(Color.SLATE)
LINE = Look(stroke=SLATE, width=Weight.LINE, dash=DASH)
PAD = px(26)
FADE = 0.4
"""Seconds in which the word appears and disappears."""


def hollow(picture: Picture, room: Frame) -> Picture:
    """The elements of a thing in a room, shown as an illustration.

    Shapes keep their outline alone; where there are none, a dashed frame surrounds the words.
    """
    shapes = [each for each in picture if _is_shape(each)]
    shown = tuple(_hollow(element) for element in picture)
    box = None if shapes else box_of(picture)
    if box is None:
        return shown
    frame = Frame(
        max(box.left - PAD, room.left),
        max(box.bottom - PAD, room.bottom),
        min(box.right + PAD, room.right),
        min(box.top + PAD, room.top),
    )
    return (Element("illustration", Rect(frame, px(24)), LINE, "decor"), *shown)


def _is_shape(element: Element) -> bool:
    return isinstance(element.form, (Rect, Polyline)) and element.role != "decor"


def _hollow(element: Element) -> Element:
    if isinstance(element.form, (Words, Number, Typed)):
        return replace(element, look=replace(element.look, fill=SLATE))
    if _is_shape(element):
        return replace(element, look=LINE)
    return element


@dataclass(frozen=True, slots=True)
class IllustrationNote:
    """The word that says that something on stage is made up.

    `spans` are the seconds from when to when that is so, in order, without overlap.
    """

    word: Picture
    spans: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, line: StepLine, spans: list[tuple[float, float]]) -> IllustrationNote:
        """The note at the right end of the step line; of the title where steps are in the way."""
        width = shape_line(WORD, Type.LABEL).advance
        left = Grid.RIGHT - width - 2 * PAD
        steps = max((place.left + place.width for place in line.names), default=Grid.LEFT)
        y = (Grid.STEP_BASELINE if steps + PAD < left else Grid.TITLE_BASELINE) + px(16)
        frame = Frame(left, y - px(32), Grid.RIGHT, y + px(32))
        words = Words(WORD, Type.LABEL, frame.center, "center")
        word = (
            Element("illustration/frame", Rect(frame, px(32)), LINE, "decor"),
            Element("illustration/word", words, Look(fill=SLATE), "label"),
        )
        return cls(word, _joined(spans))

    def elements(self, now: float) -> Picture:
        """What shows of it at a time."""
        for start, stop in self.spans:
            if start <= now < stop:
                shown = min((now - start) / FADE, (stop - now) / FADE, 1.0)
                if shown >= 1:
                    return self.word
                return tuple(part.at(part.form, part.look.faded(shown)) for part in self.word)
        return ()


def _joined(spans: list[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Spans in order, those that touch as one."""
    joined: list[tuple[float, float]] = []
    for start, stop in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], stop)
        else:
            joined.append((start, stop))
    return tuple(joined)
