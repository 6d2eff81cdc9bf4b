"""What the storyboard of hour 25 must give its scene: real messages, tokens and replies."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from storyreel.storyboard.model import Count, Model, MonoText, Positive, SansText, SceneData

Short = Annotated[SansText, Field(max_length=14)]


class Token(Model):
    """A token as the tokenizer cuts it."""

    text: Annotated[MonoText, Field(max_length=14, description="Its text, with leading space.")]
    id: Annotated[Count, Field(description="Its id.")]


Tokens = Annotated[tuple[Token, ...], Field(min_length=1, max_length=24)]
Ids = Annotated[tuple[Count, ...], Field(min_length=1, max_length=60)]


class Doorway(Model):
    """The app as seen from outside."""

    address: Annotated[MonoText, Field(max_length=16, description="What the browser opens.")]
    name: Annotated[Short, Field(description="The framework, over the door.")]
    number: Annotated[Short, Field(description="The port, as the number of the house.")]
    rooms: Annotated[
        tuple[Short, ...],
        Field(min_length=3, max_length=3, description="The rooms behind the door."),
    ]


class Message(Model):
    """The message that is sent at first, and its tokens."""

    text: Annotated[SansText, Field(max_length=24, description="As written in the browser.")]
    tokens: Annotated[Tokens, Field(description="The tokens that it is cut into.")]


class Generate(Model):
    """The first room: token by token."""

    passes: Annotated[Positive, Field(le=60, description="New tokens, one for each pass.")]
    positions: Annotated[Positive, Field(description="Positions read in all passes together.")]
    cached: Annotated[Positive, Field(description="Positions read with a cache.")]
    new: Annotated[Short, Field(description="The word below the number of new tokens.")]
    read: Annotated[Short, Field(description="The word below the number of positions.")]
    kept: Annotated[Short, Field(description="The word below the number with a cache.")]


class Classify(Model):
    """The second room: padded to a fixed length, read once."""

    tokens: Annotated[Tokens, Field(description="The message as tokens.")]
    length: Annotated[Positive, Field(le=160, description="Places of the row.")]
    own: Annotated[Short, Field(description="What the first places hold.")]
    pads: Annotated[SansText, Field(max_length=24, description="What the other places hold.")]
    labels: Annotated[
        tuple[Short, ...],
        Field(min_length=2, max_length=2, description="What the two outputs stand for."),
    ]
    winner: Annotated[Count, Field(le=1, description="Which of the two is larger.")]


class Part(Model):
    """One line of a prompt."""

    text: Annotated[SansText, Field(max_length=40, description="The line.")]
    own: Annotated[bool, Field(description="Whether it is the user's, not the template's.")]


class Row(Model):
    """A prompt as ids, and who made it."""

    name: Annotated[Short, Field(description="Who wraps it like this.")]
    ids: Annotated[Ids, Field(description="The ids of its tokens.")]


class Instruct(Model):
    """The third room: wrapped in a template, and what a wrong template does."""

    prompt: Annotated[
        tuple[Part, ...], Field(min_length=2, max_length=5, description="The prompt's lines.")
    ]
    answer: Annotated[SansText, Field(max_length=40, description="The answer.")]
    heading: Annotated[SansText, Field(max_length=40, description="What the two rows are.")]
    trained: Annotated[Row, Field(description="The prompt as in training.")]
    sent: Annotated[Row, Field(description="The prompt as the app sends it.")]
    agreed: Annotated[
        SansText,
        Field(max_length=30, description="Below what agrees; {count} is how many."),
    ]


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
