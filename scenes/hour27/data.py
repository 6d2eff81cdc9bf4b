"""What the storyboard of hour 27 must give its scene: template, rows, tokens and checks."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from storyreel.storyboard.model import Count, Model, MonoText, Positive, SansText, SceneData


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


class Row(Model):
    """One row of the data set."""

    name: Annotated[SansText, Field(max_length=10, description="Words of its question.")]
    tokens: Annotated[Count, Field(le=600, description="Length of its answer.")]


class Drafts(Model):
    """The rows that the model writes."""

    unit: Annotated[SansText, Field(max_length=8, description="What the numbers count.")]
    rows: Annotated[
        tuple[Row, ...], Field(min_length=5, max_length=5, description="The rows, in order.")
    ]


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
    kept: Annotated[SansText, Field(max_length=16, description="{count} is the rows kept.")]
    refused: Annotated[SansText, Field(max_length=16, description="{count} is the rows refused.")]


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
