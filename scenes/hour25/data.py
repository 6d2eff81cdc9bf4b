"""What the storyboard of hour 25 must give its scene: real messages, tokens and replies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from storyreel.storyboard.agreement import (
    below,
    different,
    number_named,
    one_id_for_each_text,
    same_value,
)
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
from storyreel.storyboard.text import numbers_in

Short = Annotated[SansText, Field(max_length=14)]


class Token(Model):
    """A token as the tokenizer cuts it."""

    text: Annotated[MonoText, Field(max_length=14, description="Its text, with leading space.")]
    id: Annotated[Count, Field(description="Its id.")]


Tokens = Annotated[tuple[Token, ...], Field(min_length=1, max_length=24)]


class Doorway(Model):
    """The app as seen from outside."""

    address: Annotated[MonoText, Field(max_length=16, description="What the browser opens.")]
    name: Annotated[Short, Field(description="The framework, over the door.")]
    number: Annotated[Short, Field(description="The port, as the number of the house.")]
    rooms: Annotated[
        tuple[Short, ...],
        Field(min_length=3, max_length=3, description="The rooms behind the door."),
    ]

    def contradictions(self) -> Iterator[Contradiction]:
        for port in numbers_in(self.address)[-1:]:
            yield from number_named(
                ("number",), self.number, float(port), "the port of the address"
            )


class Message(Model):
    """The message that is sent at first, and its tokens."""

    text: Annotated[SansText, Field(max_length=24, description="As written in the browser.")]
    tokens: Annotated[Tokens, Field(description="The tokens that it is cut into.")]

    def contradictions(self) -> Iterator[Contradiction]:
        spelt = "".join(token.text for token in self.tokens)
        yield from same_value(("text",), self.text, spelt, "what the tokens spell")
        yield from one_id_for_each_text((("tokens", i), t) for i, t in enumerate(self.tokens))


class Generate(Model):
    """The first room: token by token."""

    passes: Annotated[Positive, Field(le=60, description="New tokens, one for each pass.")]
    positions: Annotated[Positive, Field(description="Positions read in all passes together.")]
    cached: Annotated[Positive, Field(description="Positions read with a cache.")]
    new: Annotated[Short, Field(description="The word below the number of new tokens.")]
    read: Annotated[Short, Field(description="The word below the number of positions.")]
    kept: Annotated[Short, Field(description="The word below the number with a cache.")]

    def read_from(self, first: int) -> Iterator[Contradiction]:
        """What contradicts a first pass that reads `first` positions: each reads one more."""
        later = self.passes - 1
        without = self.passes * first + later * self.passes // 2
        passes = f"{first} tokens and {self.passes} passes"
        where = f"what is read in {passes}"
        yield from same_value(("positions",), self.positions, without, where)
        yield from same_value(("cached",), self.cached, first + later, f"{where} with a cache")


class Classify(Model):
    """The second room: padded to a fixed length, read once."""

    tokens: Annotated[
        tuple[Annotated[MonoText, Field(max_length=14)], ...],
        Field(min_length=1, max_length=24, description="The message as tokens."),
    ]
    length: Annotated[Positive, Field(le=160, description="Places of the row.")]
    own: Annotated[Short, Field(description="What the first places hold.")]
    pads: Annotated[SansText, Field(max_length=24, description="What the other places hold.")]
    labels: Annotated[
        tuple[Short, ...],
        Field(min_length=2, max_length=2, description="What the two outputs stand for."),
    ]
    winner: Annotated[Count, Field(le=1, description="Which of the two is larger.")]

    def contradictions(self) -> Iterator[Contradiction]:
        count = len(self.tokens)
        if self.length <= count:
            what = f"the row has {self.length} places for {count} tokens and at least one pad."
            yield Contradiction(("length",), what, "Write a larger number.")
        yield from number_named(("own",), self.own, count, "the number of tokens")
        pads = self.length - count
        yield from number_named(("pads",), self.pads, pads, "the number of pads")
        yield from different(("labels", 1), self.labels[1], self.labels[:1])


class Part(Model):
    """One line of a prompt."""

    text: Annotated[SansText, Field(max_length=40, description="The line.")]
    own: Annotated[bool, Field(description="Whether it is the user's, not the template's.")]


class Row(Model):
    """A prompt as tokens, and who made it."""

    name: Annotated[Short, Field(description="Who wraps it like this.")]
    tokens: Annotated[Positive, Field(le=60, description="How many tokens it has.")]


class Instruct(Model):
    """The third room: wrapped in a template, and what a wrong template does."""

    prompt: Annotated[
        tuple[Part, ...], Field(min_length=2, max_length=5, description="The prompt's lines.")
    ]
    answer: Annotated[SansText, Field(max_length=40, description="The answer.")]
    heading: Annotated[SansText, Field(max_length=40, description="What the two rows are.")]
    trained: Annotated[Row, Field(description="The prompt as in training.")]
    sent: Annotated[Row, Field(description="The prompt as the app sends it.")]
    equal: Annotated[
        Positive, Field(description="How many tokens at the beginning are the same in both.")
    ]
    agreed: Annotated[
        SansText,
        Counting,
        Field(max_length=30, description="Below what agrees; {count} is how many."),
    ]

    def contradictions(self) -> Iterator[Contradiction]:
        shorter, longer = sorted((self.trained.tokens, self.sent.tokens))
        if self.equal > shorter:
            what = f"is more than the {shorter} tokens of the shorter prompt."
            yield Contradiction(("equal",), what, "Write a smaller number.")
        if self.equal == longer:
            what = "makes both prompts the same; the picture shows where they differ."
            yield Contradiction(("equal",), what, "Write a smaller number.")


class Summary(Model):
    """Two ways to one model."""

    browser: Annotated[Short, Field(description="The one way.")]
    script: Annotated[Short, Field(description="The other way.")]
    prompt: Annotated[MonoText, Field(max_length=3, description="What a script's window shows.")]
    model: Annotated[MonoText, Field(max_length=22, description="The file both lead to.")]
    reply: Annotated[Short, Field(description="What both get.")]


class Data(SceneData):
    """Everything that the scene shows beside captions and wisdom."""

    doorway: Annotated[Doorway, Field(description="The door, its number and the rooms behind it.")]
    message: Annotated[Message, Field(description="The first message.")]
    generate: Annotated[Generate, Field(description="The first room.")]
    classify: Annotated[Classify, Field(description="The second room.")]
    instruct: Annotated[Instruct, Field(description="The third room.")]
    summary: Annotated[Summary, Field(description="The picture that stays.")]

    def contradictions(self) -> Iterator[Contradiction]:
        first = len(self.message.tokens)
        yield from below(("generate",), self.generate.read_from(first))
        reply = self.classify.labels[self.classify.winner]
        yield from same_value(("summary", "reply"), self.summary.reply, reply, "the winning label")
