"""What the storyboard of hour 27 must give its scene: template, rows, tokens and checks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from storyreel.storyboard.agreement import same_value
from storyreel.storyboard.model import (
    Contradiction,
    Count,
    Counting,
    Model,
    MonoText,
    Positive,
    SansText,
    SceneData,
)


class Seed(Model):
    """The open turn of the chat template, and the question that the model writes into it."""

    header: Annotated[
        tuple[Annotated[MonoText, Field(max_length=20)], ...],
        Field(min_length=1, max_length=3, description="Tokens of the header, in order."),
    ]
    speaker: Annotated[Count, Field(description="Index of the token that says whose turn it is.")]
    empty: Annotated[SansText, Field(max_length=10, description="What the slot says at first.")]
    unknown: Annotated[
        SansText, Field(max_length=1, description="What stands in the place of each draft to come.")
    ]
    question: Annotated[
        tuple[tuple[Annotated[SansText, Field(max_length=16)], ...], ...],
        Field(
            min_length=1,
            max_length=3,
            description="The words of the first question, row by row; the name of the first draft "
            "is one of them.",
        ),
    ]

    def contradictions(self) -> Iterator[Contradiction]:
        if self.speaker >= len(self.header):
            what = f"is not the index of a token: the header has {len(self.header)}."
            yield Contradiction(("speaker",), what, "Write a smaller number; 0 is the first.")


class Row(Model):
    """One row of the data set."""

    name: Annotated[SansText, Field(max_length=10, description="Words of its question.")]
    tokens: Annotated[Count, Field(le=600, description="Length of its answer.")]


class Drafts(Model):
    """The rows that the model writes."""

    unit: Annotated[SansText, Field(max_length=8, description="What the numbers count.")]
    rows: Annotated[
        tuple[Row, ...],
        Field(
            min_length=5,
            max_length=5,
            description="The rows, in order; one in the middle has no answer.",
        ),
    ]

    def contradictions(self) -> Iterator[Contradiction]:
        empty = [index for index, row in enumerate(self.rows) if not row.tokens]
        if not empty:
            what = "has no row of 0 tokens, which the gate refuses."
            yield Contradiction(("rows",), what, "Set `tokens: 0` in the row without an answer.")
        for index in empty[1:]:
            what = f"is 0, as in row {empty[0] + 1}; the gate refuses one row."
            yield Contradiction(("rows", index, "tokens"), what, "Write its number of tokens.")
        if empty and empty[0] in (0, len(self.rows) - 1):
            what = "is 0 in the first or the last row; rows pass the gate before and after it."
            yield Contradiction(("rows", empty[0], "tokens"), what, "Reorder the rows.")


class Reflection(Model):
    """An answer, its rewrite, and what is left where the rewrite cannot be read."""

    heading: Annotated[SansText, Field(max_length=40, description="Whose answer it is.")]
    original: Annotated[
        tuple[Annotated[MonoText, Field(max_length=14)], ...],
        Field(min_length=2, max_length=8, description="Tokens of the answer."),
    ]
    rewritten: Annotated[Positive, Field(le=92, description="Tokens of the rewrite.")]
    kept: Annotated[
        tuple[Count, ...],
        Field(description="The places of the tokens of the answer in the rewrite, one for each."),
    ]
    missing: Annotated[MonoText, Field(max_length=20, description="Why it cannot be read.")]
    fallback: Annotated[MonoText, Field(max_length=1, description="What is kept instead.")]

    def contradictions(self) -> Iterator[Contradiction]:
        count, written = len(self.original), "".join(self.original)
        if self.rewritten <= count:
            what = f"is not more than the {count} tokens of the answer."
            yield Contradiction(("rewritten",), what, "Write the length of a longer rewrite.")
        if len(self.kept) != count:
            what = f"has {len(self.kept)} places for the {count} tokens of the answer."
            yield Contradiction(("kept",), what, "Give one place for each token.")
        for index, (one, other) in enumerate(pairwise(self.kept)):
            if other <= one:
                yield Contradiction(
                    ("kept", index + 1), f"{other} does not come after {one}.", "Order the places."
                )
        if self.kept and self.kept[-1] >= self.rewritten:
            what = f"{self.kept[-1]} is beyond the {self.rewritten} tokens of the rewrite."
            yield Contradiction(("kept", len(self.kept) - 1), what, "Write a smaller number.")
        first = "the first character of the answer"
        yield from same_value(("fallback",), self.fallback, written[0], first)


class Gate(Model):
    """The checks, the field that the rows lack, and why a row is refused."""

    locks: Annotated[
        tuple[Annotated[SansText, Field(max_length=10)], ...],
        Field(min_length=4, max_length=4, description="Names of the checks."),
    ]
    field: Annotated[MonoText, Field(max_length=7, description="The field that is set in.")]
    reason: Annotated[SansText, Field(max_length=10, description="Why a row is refused.")]


class Ready(Model):
    """The sealed artefact."""

    title: Annotated[SansText, Field(max_length=20, description="Its name and version.")]
    kept: Annotated[
        SansText, Counting, Field(max_length=16, description="{count} is the rows kept.")
    ]
    refused: Annotated[
        SansText, Counting, Field(max_length=16, description="{count} is the rows refused.")
    ]


class Summary(Model):
    """The picture that stays."""

    insight: Annotated[SansText, Field(max_length=40, description="The sentence above it.")]


class Data(SceneData):
    """Everything that the scene shows beside captions and wisdom."""

    seed: Annotated[Seed, Field(description="The empty turn.")]
    drafts: Annotated[Drafts, Field(description="The five drafts.")]
    reflection: Annotated[Reflection, Field(description="The rewrite and its trap.")]
    gate: Annotated[Gate, Field(description="The four checks.")]
    ready: Annotated[Ready, Field(description="The artefact.")]
    summary: Annotated[Summary, Field(description="What to take away.")]

    def contradictions(self) -> Iterator[Contradiction]:
        name = self.drafts.rows[0].name
        if name not in [words for row in self.seed.question for words in row]:
            what = f"{name!r}, the name of the first draft, is none of the words of the question."
            yield Contradiction(("seed", "question"), what, "Write it as one entry of a row.")
