"""What the storyboard of hour 26 must give its scene: real tokens, ids, a score and field names."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from storyreel.storyboard.model import Count, Model, MonoText, Positive, SansText, SceneData


class Token(Model):
    """One token: its text with the leading space, and its id."""

    text: Annotated[MonoText, Field(max_length=14, description="The text, space included.")]
    id: Annotated[Count, Field(lt=50257, description="Its id in the vocabulary of GPT-2.")]


Tokens = Annotated[tuple[Token, ...], Field(min_length=2, max_length=16)]


class Ask(Model):
    """The question and where its second line begins."""

    tokens: Annotated[Tokens, Field(description="The question as the tokenizer cuts it.")]
    second_line: Annotated[Positive, Field(description="The first token of the second line.")]
    count: Annotated[
        SansText, Field(max_length=16, description="How many; {count} is their number.")
    ]


class Answer(Model):
    """The reply, the reference, and the token after which they part."""

    reply: Annotated[Tokens, Field(description="What the model said.")]
    reference: Annotated[Tokens, Field(description="What it should have said.")]
    fork: Annotated[MonoText, Field(max_length=14, description="The last token before they part.")]
    names: Annotated[
        tuple[Annotated[SansText, Field(max_length=12)], ...],
        Field(min_length=2, max_length=2, description="Names of the two branches."),
    ]


class Judge(Model):
    """The score of the reply."""

    name: Annotated[SansText, Field(max_length=14, description="Who judges.")]
    score: Annotated[Count, Field(le=100, description="The score given.")]
    total: Annotated[Positive, Field(le=100, description="The best score there is.")]


class Record(Model):
    """The card, its fields, the app that keeps nothing and the store that keeps the card."""

    fields: Annotated[
        tuple[Annotated[SansText, Field(max_length=12)], ...],
        Field(min_length=4, max_length=4, description="Prompt, reply, correction, version."),
    ]
    version: Annotated[MonoText, Field(max_length=24, description="The version that answered.")]
    app: Annotated[SansText, Field(max_length=14, description="The window without a floor.")]
    keeps: Annotated[SansText, Field(max_length=18, description="What it keeps.")]
    store: Annotated[SansText, Field(max_length=14, description="The drawer.")]


class Retrain(Model):
    """The same question before and after retraining."""

    again: Annotated[SansText, Field(max_length=24, description="While the old version answers.")]
    came: Annotated[SansText, Field(max_length=24, description="What that ride shows.")]
    after: Annotated[SansText, Field(max_length=24, description="While the new one answers.")]
    illustration: Annotated[SansText, Field(max_length=16, description="It was not measured.")]
    gate: Annotated[SansText, Field(max_length=8, description="What compares old and new.")]
    versions: Annotated[
        tuple[Annotated[SansText, Field(max_length=8)], ...],
        Field(min_length=2, max_length=2, description="The old version and the new one."),
    ]


class Summary(Model):
    """The words at the fork at the end."""

    chat: Annotated[SansText, Field(max_length=24, description="What a chat changes.")]


class Data(SceneData):
    """Everything that the scene shows beside captions and wisdom."""

    ask: Annotated[Ask, Field(description="The first step.")]
    answer: Annotated[Answer, Field(description="The second step.")]
    judge: Annotated[Judge, Field(description="The third step.")]
    record: Annotated[Record, Field(description="The fourth step.")]
    retrain: Annotated[Retrain, Field(description="The fifth step.")]
    summary: Annotated[Summary, Field(description="The picture that stays.")]
