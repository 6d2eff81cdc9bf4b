"""The loop as a loop: question, answer, case, training, and a check that is planned."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.tokens import Color, TextStyle, Type, px
from storyreel.parts.text import Line

from .app import OpenVerdict
from .case_file import OtherCase
from .clouds import NotRun, Storm
from .engine import Sign
from .house import dial
from .ink import lines, spot, step
from .keyed import Keyed
from .prop import Prop, Similarity
from .railway import GOLDEN

LEFT, RIGHT, TOP, BOTTOM, MIDDLE = 578, 938, 490, 682, 592
"""The pixel columns and rows of the four stations, and the row between them."""
WORD, NOTE = Type.HEADING.sized(39), Type.LABEL.sized(31)
_CORNERS = ((LEFT, TOP), (RIGHT, TOP), (RIGHT, BOTTOM), (LEFT, BOTTOM))
_ARROWS = (
    ((690, 474), (838, 474)),
    ((RIGHT, 568), (RIGHT, 608)),
    ((842, 666), (686, 666)),
    ((LEFT, 628), (LEFT, 564)),
)
CHECK, SHRUNK = spot(LEFT - 86, MIDDLE + 8), 0.62
"""Where the check is that is planned, and its size."""


class Cycle(VGroup):
    """Four stations in a ring; `drawn` counts those that are there, each with its arrow."""

    def __init__(self, words: tuple[str, ...], check: str, note: tuple[str, ...]) -> None:
        self.drawn = Keyed(0.0)
        self._stations = [
            [(prop, pose.then(Similarity(1, spot(*corner)))) for prop, pose in picture]
            for picture, corner in zip(_pictures(), _CORNERS, strict=True)
        ]
        for station, word, corner in zip(self._stations, words, _CORNERS, strict=True):
            station.append(
                (_word(word, WORD, Color.NAVY), Similarity(1, spot(*corner) - step(0, 52)))
            )
        self._arrows = [_arrow(*ends) for ends in _ARROWS]
        below = [_word(text, NOTE, Color.SLATE) for text in note]
        middle = (LEFT + RIGHT) / 2 + 8
        self._note = [
            (prop, Similarity(1, spot(middle, MIDDLE - 24 + 37 * row)))
            for row, prop in enumerate(below)
        ]
        named = _word(check, NOTE, Color.SLATE)
        self._check = [
            (OpenVerdict(), Similarity(SHRUNK, spot(LEFT, MIDDLE + 8))),
            (named, Similarity(1, CHECK)),
        ]
        props = [prop for station in self._stations for prop, _ in station]
        late = [prop for prop, _ in (*self._note, *self._check)]
        super().__init__(*self._arrows, *props, *late)

    def act(self, time: float) -> None:
        drawn = self.drawn.at(time)
        for index, (station, arrow) in enumerate(zip(self._stations, self._arrows, strict=True)):
            shown = min(max(drawn - index, 0.0), 1.0)
            for prop, pose in station:
                prop.pose(pose, shown)
            arrow.pose(Similarity(), shown)
        for prop, pose in (*self._note, *self._check):
            prop.pose(pose, min(max(drawn - len(self._stations), 0.0), 1.0))


def _pictures() -> tuple[list[tuple[Prop, Similarity]], ...]:
    """The pictures of the stations about their middles."""
    answer = Similarity(0.15, step(0, -20))
    dials = [(dial(GOLDEN), Similarity(1.1, step(x, 16))) for x in (-58, 0, 58)]
    return (
        [(Sign(), Similarity(0.8, step(0, -32)))],
        [(NotRun(), answer), (Storm(), answer)],
        [(OtherCase(), Similarity(0.95, step(0, 16)))],
        dials,
    )


def _word(text: str, style: TextStyle, color: str) -> Prop:
    return Prop(Line(text, style, (0.0, 0.0), color, "center"))


def _arrow(start: tuple[float, float], end: tuple[float, float]) -> Prop:
    """An arrow between two pixels of the world, along a row or a column."""
    first, last = spot(*start), spot(*end)
    along = (last - first) / abs(last - first)
    wings = [last - along * px(18) + side * along * 1j * px(14) for side in (1, -1)]
    ends = [[first, last], [wings[0], last, wings[1]]]
    shape = lines(
        *([(z.real / px(1), z.imag / px(1)) for z in way] for way in ends),
        color=Color.NAVY,
        width=7,
    )
    return Prop(shape)
