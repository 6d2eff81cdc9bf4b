"""What the storyboard of hour 26 must give its scene: real tokens, ids, a score and field names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from storyreel.storyboard.agreement import different, one_id_for_each_text
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
        SansText, Counting, Field(max_length=16, description="How many; {count} is their number.")
    ]

    def contradictions(self) -> Iterator[Contradiction]:
        if self.second_line >= len(self.tokens):
            what = f"is not the index of a token: there are {len(self.tokens)}."
            yield Contradiction(("second_line",), what, "Write a smaller number.")


class Answer(Model):
    """The reply, the reference, and the token after which they part."""

    reply: Annotated[Tokens, Field(description="What the model said.")]
    reference: Annotated[Tokens, Field(description="What it should have said.")]
    fork: Annotated[MonoText, Field(max_length=14, description="The last token before they part.")]
    names: Annotated[
        tuple[Annotated[SansText, Field(max_length=12)], ...],
        Field(min_length=2, max_length=2, description="Names of the two branches."),
    ]

    def contradictions(self) -> Iterator[Contradiction]:
        after: list[str] = []
        for name, tokens in (("reply", self.reply), ("reference", self.reference)):
            texts = [token.text for token in tokens]
            if self.fork not in texts[:-1]:
                what = f"the {name} has no token {self.fork!r} that another one follows."
                remedy = "Write the last token before they part, with its leading space."
                yield Contradiction(("fork",), what, remedy)
                return
            after.append(texts[texts.index(self.fork) + 1])
        if after[0] == after[1]:
            what = f"both texts go on with {after[0]!r} after {self.fork!r}."
            yield Contradiction(("fork",), what, "Write the last token before they part.")
        yield from different(("names", 1), self.names[1], self.names[:1])


class Judge(Model):
    """The score of the reply."""

    name: Annotated[SansText, Field(max_length=14, description="Who judges.")]
    score: Annotated[Count, Field(le=100, description="The score given.")]
    total: Annotated[Positive, Field(le=100, description="The best score there is.")]

    def contradictions(self) -> Iterator[Contradiction]:
        if self.score > self.total:
            what = f"is more than the best score, {self.total}."
            yield Contradiction(("score",), what, "Write a smaller number.")


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

    def contradictions(self) -> Iterator[Contradiction]:
        yield from different(("versions", 1), self.versions[1], self.versions[:1])


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

    def contradictions(self) -> Iterator[Contradiction]:
        ask, answer = self.ask.tokens, self.answer
        yield from one_id_for_each_text(
            (
                *((("ask", "tokens", i), token) for i, token in enumerate(ask)),
                *((("answer", "reply", i), token) for i, token in enumerate(answer.reply)),
                *((("answer", "reference", i), token) for i, token in enumerate(answer.reference)),
            )
        )
