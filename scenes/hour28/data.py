"""What the storyboard of hour 28 must give its scene: real merges, ids, tokens and costs."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from storyreel.storyboard.model import Count, Model, MonoText, Positive, SansText, SceneData


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


class Words(Model):
    """A word that stays in pieces and one that does not."""

    rare: Annotated[Word, Field(description="The word that stays in pieces.")]
    common: Annotated[Word, Field(description="The word that becomes one token.")]
    ladder: Annotated[SansText, Field(max_length=12, description="What the ranks are.")]


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


class After(Model):
    """The word with its own token."""

    count: Annotated[SansText, Field(max_length=12, description="How many tokens it is now.")]


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

    @model_validator(mode="after")
    def _adds_up(self) -> Note:
        end = 0
        for term in self.terms:
            if term.at < end or term.at + term.pieces > self.before:
                raise ValueError(f"the term at {term.at} is out of order or beyond the text")
            end = term.at + term.pieces
        left = self.before - sum(term.pieces - 1 for term in self.terms)
        if left != self.after:
            raise ValueError(f"the terms leave {left} tokens, not {self.after}")
        return self


class Saving(Model):
    """A cost before and after, drawn to scale."""

    name: Annotated[SansText, Field(max_length=20, description="What is counted.")]
    before: Annotated[float, Field(gt=0, description="Its length before.")]
    after: Annotated[float, Field(gt=0, description="Its length after.")]
    before_text: Annotated[SansText, Field(max_length=16, description="In the first bar.")]
    after_text: Annotated[SansText, Field(max_length=10, description="In the second bar.")]
    less: Annotated[SansText, Field(max_length=8, description="The difference in per cent.")]


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


class Data(SceneData):
    """Everything that the scene shows beside captions and wisdom."""

    words: Annotated[Words, Field(description="Two words and how they merge.")]
    extend: Annotated[Extend, Field(description="The table and its new row.")]
    after: Annotated[After, Field(description="The word as one token.")]
    note: Annotated[Note, Field(description="A text that gets shorter.")]
    cost: Annotated[Cost, Field(description="What that saves.")]
    summary: Annotated[Summary, Field(description="The picture that stays.")]
