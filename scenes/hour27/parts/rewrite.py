"""The planned rewrite: words are struck, those that stay slide into a dashed turn below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from manim import VGroup

from storyreel.design.easing import glide, steady
from storyreel.design.tokens import Color, px
from storyreel.parts.curves import outline
from storyreel.parts.motion import Motion
from storyreel.parts.rigid import Rigid
from storyreel.parts.text import Line, width_of
from storyreel.parts.traces import DashedTrace
from storyreel.parts.veil import Veil

from .dashes import dashed, planned_sheet
from .spot import FIRST_LINE, INDENT, PITCH, Spot
from .turn import STYLE

_INSIDE = 44.0
"""Pixels between the note and the right edge of the turn."""
_STRIKE = px(7)
_SLID = 0.7
"""The share of the time in which words slide; the new ones come after that."""
_MARKS = ".,;:?!"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its line, and where it begins and ends, in pixels from the left edge."""

    text: str
    line: int
    left: float
    right: float

    @property
    def height(self) -> float:
        """The middle of its capitals, in pixels below the upper edge of the turn."""
        return FIRST_LINE + PITCH * self.line


def words_of(question: Sequence[str]) -> tuple[Word, ...]:
    """The words of a question, each with its place."""
    words = []
    for line, text in enumerate(question):
        at = 0
        for word in text.split():
            at = text.index(word, at)
            left = INDENT + width_of(text[:at], STYLE) / px(1)
            words.append(Word(word, line, left, left + width_of(word, STYLE) / px(1)))
            at += len(word)
    return tuple(words)


def kept_words(before: Sequence[Word], after: Sequence[Word]) -> dict[int, int]:
    """For each word of a new text that is kept, by its index: that in the text before."""
    old, new = ([word.text.strip(_MARKS).casefold() for word in words] for words in (before, after))
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {block.b + at: block.a + at for block in blocks for at in range(block.size)}


class Rewrite(VGroup):
    """A dashed turn with a note, below a turn whose words it takes.

    `lay` sets how much of the turn is seen, `strike` how far the words that go are struck, and
    `word` how far the others have come. The `strikes` belong in front of the original, and all else
    behind it: words come out from there.
    """

    def __init__(
        self, texts: tuple[Sequence[str], Sequence[str]], note: str, original: Spot, plan: Spot
    ) -> None:
        """`texts` are the question and the new one, in the turns at `original` and at `plan`."""
        before, after = (words_of(text) for text in texts)
        kept = kept_words(before, after)
        self._spots = original, plan
        gone = [word for at, word in enumerate(before) if at not in kept.values()]
        self.strikes = VGroup(*(_strike(group, original) for group in _runs(gone)))
        self._slides = [(_shown(after[new]), before[old], after[new]) for new, old in kept.items()]
        fresh = [word for at, word in enumerate(after) if at not in kept]
        self._fresh = [_placed(word, plan) for word in fresh]
        corner = plan.at(plan.width - _INSIDE, FIRST_LINE + PITCH * (len(texts[1]) - 1))
        tag = Line(note, STYLE, corner, Color.SLATE, "right")
        sheet = planned_sheet(plan.outline())
        moving = [slide for slide, _, _ in self._slides]
        super().__init__(sheet, tag, *self._fresh, *moving, self.strikes)
        self._veil = Veil(VGroup(sheet, tag), 0.0)
        self.strike(0.0)
        self.word(0.0)

    def lay(self, share: float) -> None:
        """Show the turn and its note to a share of their opacity."""
        self._veil.set(share)

    def strike(self, share: float) -> None:
        """Strike the words that go up to a share of their length."""
        for line in self.strikes:
            line.show_part(0.0, share)

    def word(self, share: float) -> None:
        """Slide the words that stay to their places, and show the new ones."""
        original, plan = self._spots
        way = glide(min(share / _SLID, 1.0))
        for shown, start, stop in self._slides:
            ax, ay = original.at(start.left, start.height)
            bx, by = plan.at(stop.left, stop.height)
            shown.place((ax + (bx - ax) * way, ay + (by - ay) * way), plan.scale)
            shown.set_fill(opacity=min(share * 10, 1.0))
        for new in self._fresh:
            new.set_fill(opacity=max(0.0, (share - _SLID) / (1 - _SLID)))

    def lay_down(self, seconds: float) -> Motion:
        """Show the turn with its note, without words."""
        return Motion(self, self.lay, seconds, glide)

    def strike_out(self, seconds: float) -> Motion:
        """Strike the words that go."""
        return Motion(self, self.strike, seconds, glide)

    def write(self, seconds: float) -> Motion:
        """Move the words that stay, and add the new ones."""
        return Motion(self, self.word, seconds, steady)


def _runs(words: Sequence[Word]) -> list[list[Word]]:
    """Words of one line that follow one another."""
    return [list(run) for _, run in groupby(words, lambda word: word.line)]


def _strike(run: Sequence[Word], spot: Spot) -> DashedTrace:
    start, stop = run[0], run[-1]
    ends = spot.at(start.left - 4, start.height), spot.at(stop.right + 4, stop.height)
    return dashed(outline(*ends), _STRIKE, role="decor")


def _shown(word: Word) -> Rigid:
    return Rigid(Line(word.text, STYLE, (0.0, 0.0), Color.SLATE))


def _placed(word: Word, spot: Spot) -> Rigid:
    shown = _shown(word)
    shown.place(spot.at(word.left, word.height), spot.scale)
    return shown
