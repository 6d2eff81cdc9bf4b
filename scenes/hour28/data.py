"""What the storyboard of hour 28 must give its scene: a note, its terms, and their tokens."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from storyreel.storyboard.agreement import same_value
from storyreel.storyboard.record import Contradiction, Model, SceneData
from storyreel.storyboard.values import Count, Counting, Positive, SansText

COLUMNS, ROWS = 22, 7
"""Of the folded line; 153 tokens fill it but for a place, and 103 less than five rows."""


class Excerpt(Model):
    """Two words of the note that are seen from close by: one of one token, and a term."""

    at: Annotated[Count, Field(description="Index of the first word's token in the note.")]
    first: Annotated[SansText, Field(max_length=5, description="The word of one token.")]
    term: Annotated[
        tuple[Annotated[SansText, Field(max_length=4)], ...],
        Field(min_length=2, max_length=7, description="The tokens of the term."),
    ]

    @property
    def text(self) -> str:
        """Both words."""
        return " ".join((self.first, "".join(self.term)))


class Term(Model):
    """A term that becomes one token, and where the note uses it."""

    name: Annotated[SansText, Field(max_length=22, description="The term.")]
    pieces: Annotated[Positive, Field(ge=2, le=7, description="Its tokens before.")]
    uses: Annotated[
        tuple[Count, ...],
        Field(min_length=1, max_length=6, description="Index of the first token of each use."),
    ]

    def contradictions(self) -> Iterator[Contradiction]:
        for index, (one, other) in enumerate(pairwise(self.uses)):
            if other < one + self.pieces:
                what = f"{other} is not after the use above, which ends before {one + self.pieces}."
                yield Contradiction(("uses", index + 1), what, "Write the uses in order.")


class Note(Model):
    """A text of which some terms become one token each."""

    page: Annotated[
        tuple[Annotated[SansText, Field(max_length=34)], ...],
        Field(min_length=2, max_length=4, description="The lines of the text that are shown."),
    ]
    unit: Annotated[SansText, Field(max_length=10, description="Below the number of tokens.")]
    before: Annotated[Positive, Field(description="Tokens without the new terms.")]
    after: Annotated[Positive, Field(description="Tokens with them.")]
    terms: Annotated[
        tuple[Term, ...],
        Field(min_length=2, max_length=6, description="The new terms, in the order shown."),
    ]

    def contradictions(self) -> Iterator[Contradiction]:
        most = COLUMNS * ROWS
        if not most - COLUMNS < self.before <= most:
            what = f"{self.before} tokens do not fill {ROWS} rows of {COLUMNS}."
            remedy = f"Choose a note of {most - COLUMNS + 1} to {most} tokens."
            yield Contradiction(("before",), what, remedy)
        taken: dict[int, int] = {}
        for index, term in enumerate(self.terms):
            yield from self._of_term(index, term, taken)
        left = self.before - sum((term.pieces - 1) * len(term.uses) for term in self.terms)
        yield from same_value(("after",), self.after, left, "what the terms leave")

    def _of_term(self, index: int, term: Term, taken: dict[int, int]) -> Iterator[Contradiction]:
        """What contradicts the length of the note, and the tokens that other terms have taken."""
        for number, at in enumerate(term.uses):
            where = ("terms", index, "uses", number)
            if at + term.pieces > self.before:
                what = f"ends at {at + term.pieces}, beyond the {self.before} tokens of the note."
                yield Contradiction(where, what, "Write a smaller number.")
            other = next((taken[k] for k in range(at, at + term.pieces) if k in taken), None)
            if other is not None:
                what = f"shares tokens with a use of term {other + 1}."
                yield Contradiction(where, what, "Write where this term begins.")
            taken.update(dict.fromkeys(range(at, at + term.pieces), index))


class Work(Model):
    """What a pass over the note costs."""

    heading: Annotated[SansText, Field(max_length=32, description="Above the bars.")]
    name: Annotated[SansText, Field(max_length=8, description="What becomes less.")]
    unit: Annotated[SansText, Field(max_length=12, description="Beside the figures.")]
    before: Annotated[float, Field(gt=0, description="Without the new terms, in GFLOP.")]
    after: Annotated[float, Field(gt=0, description="With them, in GFLOP.")]

    def contradictions(self) -> Iterator[Contradiction]:
        if self.after >= self.before:
            what = f"{self.after} is not less than {self.before} before."
            yield Contradiction(("after",), what, "Write the work of the shorter note.")

    @property
    def saving(self) -> str:
        """How much less it is, as a percentage."""
        return f"−{round(100 * (1 - self.after / self.before))}%"


class Data(SceneData):
    """Everything that the scene shows beside captions and wisdom."""

    shelf: Annotated[SansText, Field(max_length=14, description="What the upper shelf holds.")]
    size: Annotated[Positive, Field(le=999_999, description="How many tokens it holds.")]
    grown: Annotated[Positive, Field(description="How many it holds with the new terms.")]
    holds: Annotated[
        SansText,
        Counting,
        Field(max_length=18, description="{count} is how many tokens the shelf holds."),
    ]
    excerpt: Annotated[Excerpt, Field(description="What is seen from close by.")]
    note: Annotated[Note, Field(description="The whole text, and how it shortens.")]
    work: Annotated[Work, Field(description="The work of one pass, before and after.")]
    cost: Annotated[
        SansText,
        Counting,
        Field(max_length=22, description="How many are learned; {count} is how many there are."),
    ]
    learned: Annotated[SansText, Field(max_length=8, description="At the level of full jars.")]
    uses: Annotated[SansText, Field(max_length=8, description="Below the number of uses.")]
    quality: Annotated[
        tuple[Annotated[SansText, Field(max_length=14)], ...],
        Field(min_length=1, max_length=2, description="What the pharmacist says."),
    ]

    @property
    def sizes(self) -> tuple[str, ...]:
        """How much the shelf holds, without new terms and with each more."""
        counts = range(self.size, self.size + len(self.note.terms) + 1)
        return tuple(self.holds.format(count=f"{count:,}") for count in counts)

    def contradictions(self) -> Iterator[Contradiction]:
        excerpt, first = self.excerpt, self.note.terms[0]
        grown = self.size + len(self.note.terms)
        yield from same_value(("grown",), self.grown, grown, "the size and the new terms")
        pieces, name = len(excerpt.term), "".join(excerpt.term)
        yield from same_value(("note", "terms", 0, "name"), first.name, name, "its tokens")
        yield from same_value(
            ("note", "terms", 0, "pieces"), first.pieces, pieces, "the number of its tokens"
        )
        if not any(excerpt.text in line for line in self.note.page):
            what = f"no line of the page has {excerpt.text!r}."
            yield Contradiction(("excerpt", "first"), what, "Write the word before the term.")
        row = (self.note.before - 1) // COLUMNS * COLUMNS
        if not row <= excerpt.at < self.note.before - pieces:
            what = f"is not in the last row, which begins at {row}, with all of its tokens."
            yield Contradiction(("excerpt", "at"), what, "Choose a word of the last row.")
        if excerpt.at + 1 not in first.uses:
            what = f"no use of the first term begins at {excerpt.at + 1}, after the first word."
            yield Contradiction(("excerpt", "at"), what, "Choose a word before a use.")
