"""The loop as a loop: what happened in its upper row, and what is expected in its lower one."""

from __future__ import annotations

from collections.abc import Callable

from manim import VGroup, VMobject

from storyreel.design.tokens import Color, Type, px
from storyreel.parts.shapes import Strokes
from storyreel.parts.text import Line
from storyreel.parts.traces import DashedTrace

from .app import OpenVerdict
from .camera import ABOVE
from .case_card import KeptCase
from .clouds import NotRun, Storm, WhiteCloud
from .engine import Sign
from .house import DIALS, expected_dial
from .ink import Places, dashed, dot, lines, ring, spot, step
from .keyed import Keyed, KeyedPart
from .note import Note
from .prop import Prop, Similarity

COLUMNS, ROWS = (392, 960, 1528), (370, 700)
"""The columns of the stations, and the rows of their pictures, in pixels of the stage."""
WORD = Type.HEADING.sized(58)
BELOW = 116
"""How far a word is below its picture."""
_CORNERS = (
    *((x, ROWS[0]) for x in COLUMNS),
    *((x, ROWS[1]) for x in reversed(COLUMNS)),
)
_WAYS = (
    ((560, 370), (760, 370)),
    ((1160, 370), (1334, 370)),
    ((1528, 530), (1528, 612)),
    ((1330, 700), (1084, 700)),
    ((846, 700), (560, 700)),
    ((392, 596), (392, 532)),
)
HAPPENED = 2
"""The number of arrows that are solid."""
HALF, COUNT = len(COLUMNS), len(_CORNERS) + 1
"""How many things come one after another: those of the upper row, and all with the note."""


class Cycle(KeyedPart, VGroup):
    """Six stations in a ring; `drawn` counts those that are there, each with its arrow."""

    def __init__(self, words: tuple[str, ...], check: str, note: str) -> None:
        self.drawn = Keyed(0.0)
        question, answer, case, training = words
        names = (question, answer, case, training, answer, check)
        named = zip(_pictures(), names, _CORNERS, strict=True)
        self._stations = [
            [
                *((prop, pose.then(Similarity(1, _at(*corner)))) for prop, pose in picture),
                (_word(name), Similarity(1, _at(*corner) - step(0, BELOW))),
            ]
            for picture, name, corner in named
        ]
        self._arrows = [_arrow(*way, _INKS[index >= HAPPENED]) for index, way in enumerate(_WAYS)]
        self._note = Note(note)
        props = [prop for station in self._stations for prop, _ in station]
        self.values = (self.drawn,)
        super().__init__(*self._arrows, *props, self._note)

    def take(self, drawn: float) -> None:
        for index, (station, arrow) in enumerate(zip(self._stations, self._arrows, strict=True)):
            shown = min(max(drawn - index, 0.0), 1.0)
            for prop, pose in station:
                prop.pose(pose, shown)
            arrow.pose(Similarity(), shown)
        self._note.pose(Similarity(1.1, _at(960, 564)), min(max(drawn - COUNT + 1, 0.0), 1.0))


def _at(x: float, y: float) -> complex:
    return spot(x, y - ABOVE)


def _pictures() -> tuple[list[tuple[Prop, Similarity]], ...]:
    """The pictures of the stations about their middles."""
    expected = Similarity(0.29, step(0, -58))
    dials = [(expected_dial(), Similarity(1.6, step(1.5 * x, -6))) for x in DIALS]
    wrong = [
        (WhiteCloud(), Similarity(0.92, step(0, -66))),
        (_cross(), Similarity(1, step(104, -44))),
    ]
    return (
        [(Sign(), Similarity(1.6, step(0, -92)))],
        wrong,
        [(KeptCase(Color.GOLD_TEXT), Similarity(2.2))],
        dials,
        [(NotRun(), expected), (Storm(), expected)],
        [(OpenVerdict(), Similarity(1.6, step(0, -4)))],
    )


def _cross() -> Prop:
    return Prop(
        dot(0, 0, 34, Color.WHITE),
        ring(31, Color.GOLD_LINE, 6),
        lines([(-12, -12), (12, 12)], [(-12, 12), (12, -12)], color=Color.GOLD_LINE, width=7),
    )


def _word(word: str) -> Prop:
    return Prop(Line(word, WORD, (0.0, 0.0), Color.NAVY, "center"))


def _solid(way: Places) -> Strokes:
    return lines(way, color=Color.NAVY, width=9)


def _planned(way: Places) -> DashedTrace:
    return dashed(way, Color.SLATE, 9, 20, 18)


_INKS = (_solid, _planned)


def _arrow(
    start: tuple[float, float], end: tuple[float, float], ink: Callable[[Places], VMobject]
) -> Prop:
    """An arrow between two pixels of the stage, along a row or a column."""
    first, last = _at(*start), _at(*end)
    along = (last - first) / abs(last - first)
    wings = [last - along * px(24) + side * along * 1j * px(19) for side in (1, -1)]
    way, head = (
        [(z.real / px(1), z.imag / px(1)) for z in line]
        for line in ((first, last), (wings[0], last, wings[1]))
    )
    return Prop(ink(way), lines(head, color=Color.NAVY, width=9))
