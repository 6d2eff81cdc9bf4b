"""How pictures show what is made up: hollow, with dashed lines, and named once.

Emphasis stays: what is gold has gold dashes on a pale tint, or gold words, and what steps back is
as faint as elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from storyreel.design.layout import Frame, Grid
from storyreel.design.step_line import StepLine
from storyreel.design.text import shape_line
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, Picture, color
from storyreel.pictures.emphasis import box_of
from storyreel.pictures.forms import Number, Polyline, Rect, Typed, Words

WORD = "illustration"
DASH = px(12)
SLATE = color(Color.MUTED)
LINE = Look(stroke=SLATE, width=Weight.LINE, dash=DASH)
GOLD_DASHES = Look(
    fill=color(Color.GOLD_PALE), stroke=color(Color.DEEP_GOLD), width=Weight.STRONG, dash=DASH
)
GOLDS = frozenset(
    color(name)[:3] for name in (Color.GOLD, Color.GOLD_PALE, Color.DEEP_GOLD, Color.GOLD_INK)
)
PAD = px(26)
FADE = 0.4
"""Seconds in which the word appears and disappears."""


def hollow(picture: Picture, room: Frame) -> Picture:
    """The elements of a thing in a room, shown as an illustration.

    Shapes keep their outline alone; where there are none, a dashed frame surrounds the words.
    """
    shown = tuple(_hollow(element) for element in picture)
    box = box_of(picture) if words_alone(picture) else None
    if box is None:
        return shown
    frame = Frame(
        max(box.left - PAD, room.left),
        max(box.bottom - PAD, room.bottom),
        min(box.right + PAD, room.right),
        min(box.top + PAD, room.top),
    )
    gold = any(_is_gold(element.look) for element in picture)
    look = GOLD_DASHES._replace(fill=None) if gold else LINE
    return (Element("illustration", Rect(frame, px(24)), look, "decor"), *shown)


def words_alone(picture: Picture) -> bool:
    """Whether a thing has no shapes that could be dashed."""
    return not any(_is_shape(element) for element in picture)


def _is_shape(element: Element) -> bool:
    return isinstance(element.form, (Rect, Polyline)) and element.role != "decor"


def _hollow(element: Element) -> Element:
    look = element.look
    if isinstance(element.form, (Words, Number, Typed)):
        return element if _is_gold(look) else element._replace(look=_repainted(look, Look(SLATE)))
    if not _is_shape(element):
        return element
    dashes = GOLD_DASHES if _is_gold(look) else LINE
    if look.fill is None:  # a line, which has no area to tint
        dashes = dashes._replace(fill=None, width=look.width)
    return element._replace(look=_repainted(look, dashes))


def _is_gold(look: Look) -> bool:
    """Whether a look says where to look."""
    return any(paint is not None and paint[:3] in GOLDS for paint in (look.fill, look.stroke))


def _repainted(look: Look, other: Look) -> Look:
    """Another look, as faint as this one."""
    paints = [paint for paint in (look.fill, look.stroke) if paint is not None]
    return other.faded(max((paint[3] for paint in paints), default=0) / 65535)


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
