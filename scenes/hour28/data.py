"""What the storyboard of hour 28 must give its scene: real merges, ids, tokens and costs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from storyreel.storyboard.agreement import below, number_named, same_value
from storyreel.storyboard.model import (
    Contradiction,
    Count,
    Model,
    MonoText,
    Positive,
    SansText,
    SceneData,
)
from storyreel.storyboard.text import numbers_in

from .spans import letters_of, merge_spans


class Merge(Model):
    """One rule of the vocabulary, at its place in the list of rules."""

    rank: Annotated[Count, Field(description="The place of the rule; lower ones go first.")]
    left: Annotated[MonoText, Field(max_length=16, description="The text on the left.")]
    right: Annotated[MonoText, Field(max_length=16, description="The text on the right.")]


class Word(Model):
    """A word, the rules that apply to it in order, and the tokens that are left."""

    letters: Annotated[MonoText, Field(max_length=18, description="Its letters; ␣ is a space.")]
    merges: Annotated[
        tuple[Merge, ...], Field(min_length=1, max_length=12, description="Rules, by rank.")
    ]
    ids: Annotated[
        tuple[Count, ...], Field(min_length=1, max_length=8, description="Ids of its tokens.")
    ]
    spelt: Annotated[SansText, Field(max_length=16, description="How many letters it has.")]
    count: Annotated[SansText, Field(max_length=12, description="How many tokens it becomes.")]

    def contradictions(self) -> Iterator[Contradiction]:
        for index, (one, other) in enumerate(pairwise(self.merges)):
            if other.rank <= one.rank:
                what = f"{other.rank} does not come after {one.rank}."
                remedy = "Write the rules in the order of their ranks."
                yield Contradiction(("merges", index + 1, "rank"), what, remedy)
        spans = letters_of(self.letters)
        for index, merge in enumerate(self.merges):
            try:
                spans = merge_spans(self.letters, spans, (merge.left, merge.right))
            except ValueError as error:
                remedy = "Write a rule that applies to what the rules above leave."
                yield Contradiction(("merges", index), f"{error}.", remedy)
                return
        if len(self.ids) != len(spans):
            left = [self.letters[start:stop] for start, stop in spans]
            what = f"has {len(self.ids)} ids for the {len(left)} tokens that the rules leave: "
            remedy = "Give one id for each token."
            yield Contradiction(("ids",), f"{what}{', '.join(left)}.", remedy)
        letters = "the number of letters"
        yield from number_named(("spelt",), self.spelt, len(self.letters), letters)
        yield from number_named(("count",), self.count, len(self.ids), "the number of ids")


class Words(Model):
    """A word that stays in pieces and one that does not."""

    rare: Annotated[Word, Field(description="The word that stays in pieces.")]
    common: Annotated[Word, Field(description="The word that becomes one token.")]
    ladder: Annotated[SansText, Field(max_length=12, description="What the ranks are.")]

    def contradictions(self) -> Iterator[Contradiction]:
        if len(self.rare.ids) < 2:
            what = "the word becomes one token already; the clip shows one that stays in pieces."
            yield Contradiction(("rare", "ids"), what, "Choose another word.")
        if len(self.common.ids) > 1:
            what = (
                f"the word has {len(self.common.ids)} tokens; the clip shows one that becomes one."
            )
            yield Contradiction(("common", "ids"), what, "Choose another word.")


class Extend(Model):
    """The embedding table before and after it gains a row."""

    ids: Annotated[
        tuple[Count, ...],
        Field(min_length=2, max_length=2, description="Ids of the last rows there are."),
    ]
    new_id: Annotated[Count, Field(description="The id that has no row yet.")]
    numbers: Annotated[Positive, Field(le=1024, description="Numbers in a row.")]
    inside: Annotated[SansText, Field(max_length=16, description="What a row holds.")]
    error: Annotated[MonoText, Field(max_length=14, description="What a missing row gives.")]
    rows: Annotated[SansText, Field(max_length=10, description="After the number of rows.")]
    noise: Annotated[SansText, Field(max_length=12, description="What the new row holds.")]

    def contradictions(self) -> Iterator[Contradiction]:
        before = self.new_id - 1, self.new_id - 2
        for index, id_ in enumerate(reversed(before)):
            rows = "the id of its row, counted from the new one,"
            yield from same_value(("ids", index), self.ids[index], id_, rows)
        numbers = "the number of numbers in a row"
        yield from number_named(("inside",), self.inside, self.numbers, numbers)


class After(Model):
    """The word with its own token."""

    count: Annotated[SansText, Field(max_length=12, description="How many tokens it is now.")]

    def contradictions(self) -> Iterator[Contradiction]:
        yield from number_named(("count",), self.count, 1, "the number of tokens of a new term")


class Term(Model):
    """A use of a new term in the note."""

    at: Annotated[Count, Field(description="Index of its first token.")]
    pieces: Annotated[Positive, Field(description="Its tokens before the extension.")]


class Note(Model):
    """A text whose terms become one token each."""

    words: Annotated[SansText, Field(max_length=12, description="How long the text is.")]
    tokens: Annotated[SansText, Field(max_length=12, description="After the count of tokens.")]
    cells: Annotated[SansText, Field(max_length=18, description="After the count of cells.")]
    before: Annotated[Positive, Field(le=200, description="Tokens without the new terms.")]
    after: Annotated[Positive, Field(description="Tokens with them.")]
    per_line: Annotated[Positive, Field(le=24, description="Tokens drawn in a line.")]
    terms: Annotated[
        tuple[Term, ...], Field(min_length=1, max_length=24, description="Uses, in order.")
    ]

    def contradictions(self) -> Iterator[Contradiction]:
        end = 0
        for index, term in enumerate(self.terms):
            if term.at < end:
                what = f"{term.at} is within the term above, which ends before {end}."
                yield Contradiction(("terms", index, "at"), what, "Write the terms in order.")
            end = term.at + term.pieces
            if end > self.before:
                what = f"the term ends at {end}, beyond the {self.before} tokens of the text."
                yield Contradiction(("terms", index), what, "Write smaller numbers.")
        left = self.before - sum(term.pieces - 1 for term in self.terms)
        yield from same_value(("after",), self.after, left, "what the terms leave")


class Saving(Model):
    """A cost before and after, drawn to scale."""

    name: Annotated[SansText, Field(max_length=20, description="What is counted.")]
    before: Annotated[float, Field(gt=0, description="Its length before.")]
    after: Annotated[float, Field(gt=0, description="Its length after.")]
    before_text: Annotated[SansText, Field(max_length=16, description="In the first bar.")]
    after_text: Annotated[SansText, Field(max_length=10, description="In the second bar.")]
    less: Annotated[SansText, Field(max_length=8, description="The difference in per cent.")]

    def contradictions(self) -> Iterator[Contradiction]:
        if self.after >= self.before:
            what = f"{self.after:g} is not less than before, {self.before:g}."
            yield Contradiction(("after",), what, "Write a smaller number.")
        yield from number_named(("before_text",), self.before_text, self.before, "the bar before")
        yield from number_named(("after_text",), self.after_text, self.after, "the bar after")
        per_cent = 100 * (self.after / self.before - 1)
        yield from number_named(("less",), self.less, per_cent, "the difference in per cent")


class Sliver(Model):
    """The quadratic part of the work, in the unit of the whole."""

    before: Annotated[float, Field(gt=0, description="Before.")]
    after: Annotated[float, Field(gt=0, description="After.")]
    text: Annotated[SansText, Field(max_length=20, description="Its share, in words.")]


class Cost(Model):
    """What the shorter sequence saves, and what it does not give."""

    attention: Annotated[Saving, Field(description="Cells of the attention square.")]
    forward: Annotated[Saving, Field(description="Work of a whole forward pass.")]
    sliver: Annotated[Sliver, Field(description="The part of attention in that work.")]
    untrained: Annotated[SansText, Field(max_length=12, description="What the new row is.")]

    def contradictions(self) -> Iterator[Contradiction]:
        for name in ("before", "after"):
            part, whole = getattr(self.sliver, name), getattr(self.forward, name)
            if part >= whole:
                what = f"{part:g} is not a part of the whole, {whole:g}."
                yield Contradiction(("sliver", name), what, "Write a smaller number.")
        share = 100 * self.sliver.before / self.forward.before
        yield from number_named(
            ("sliver", "text"), self.sliver.text, share, "its share in per cent"
        )

    def of_note(self, note: Note) -> Iterator[Contradiction]:
        """What contradicts the tokens of the note: attention costs their square."""
        cells = "the square of the note's tokens"
        before, after = self.attention.before, self.attention.after
        yield from same_value(("attention", "before"), before, float(note.before**2), cells)
        yield from same_value(("attention", "after"), after, float(note.after**2), cells)


class Figure(Model):
    """A figure of the summary."""

    figure: Annotated[SansText, Field(max_length=8, description="The figure.")]
    unit: Annotated[SansText, Field(max_length=16, description="Of what.")]


class Summary(Model):
    """What is won and what it costs."""

    gain: Annotated[SansText, Field(max_length=18, description="Over what is won.")]
    figures: Annotated[
        tuple[Figure, ...], Field(min_length=3, max_length=3, description="What is won.")
    ]
    price: Annotated[SansText, Field(max_length=18, description="Over the new row.")]

    def of_costs(self, note: Note, cost: Cost) -> Iterator[Contradiction]:
        """What contradicts the tokens of the note and the costs, in this order."""
        tokens, attention, forward = self.figures
        home: tuple[str | int, ...] = ("figures",)
        after, before = "the note's tokens after", "the note's tokens before"
        yield from number_named((*home, 0, "figure"), tokens.figure, note.after, after)
        yield from number_named((*home, 0, "unit"), tokens.unit, note.before, before)
        for index, figure, saving in ((1, attention, cost.attention), (2, forward, cost.forward)):
            for number in numbers_in(saving.less)[:1]:
                what = f"the difference of {saving.name!r}"
                yield from number_named(
                    (*home, index, "figure"), figure.figure, float(number), what
                )


class Data(SceneData):
    """Everything that the scene shows beside captions and wisdom."""

    words: Annotated[Words, Field(description="Two words and how they merge.")]
    extend: Annotated[Extend, Field(description="The table and its new row.")]
    after: Annotated[After, Field(description="The word as one token.")]
    note: Annotated[Note, Field(description="A text that gets shorter.")]
    cost: Annotated[Cost, Field(description="What that saves.")]
    summary: Annotated[Summary, Field(description="The picture that stays.")]

    def contradictions(self) -> Iterator[Contradiction]:
        pieces, ids = max(term.pieces for term in self.note.terms), len(self.words.rare.ids)
        if pieces != ids:
            what = f"its longest term has {pieces} tokens, but the rare word of the note has {ids}."
            yield Contradiction(("note", "terms"), what, f"Give that term {ids} pieces.")
        yield from below(("cost",), self.cost.of_note(self.note))
        yield from below(("summary",), self.summary.of_costs(self.note, self.cost))
