"""What the storyboard of hour 25 must give its scene: real messages, tokens and answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from storyreel.storyboard.agreement import below, different, same_value
from storyreel.storyboard.record import Contradiction, Model, SceneData
from storyreel.storyboard.values import Count, Counting, Positive, SansText

Short = Annotated[SansText, Field(max_length=14)]
Word = Annotated[SansText, Field(max_length=14)]
Words = Annotated[tuple[Word, ...], Field(min_length=1, max_length=10)]
BubbleLines = Annotated[
    tuple[Annotated[SansText, Field(max_length=16)], ...],
    Field(min_length=1, max_length=4, description="As it is broken in the bubble."),
]


def spelt(pieces: tuple[str, ...]) -> str:
    """Tokens or lines as one text; a token that is a full stop follows without a space."""
    return " ".join(pieces).replace(" .", ".")


class House(Model):
    """The words that are fixed to things."""

    models: Annotated[
        tuple[Short, ...], Field(min_length=3, max_length=3, description="On the models.")
    ]
    trained: Annotated[Short, Field(description="Above the models while they are on your side.")]
    sign: Annotated[Short, Field(description="On the case.")]
    shelves: Annotated[
        tuple[Short, ...], Field(min_length=3, max_length=3, description="On the shelves.")
    ]
    apps: Annotated[
        tuple[Short, ...],
        Field(min_length=3, max_length=3, description="On the case while that shelf is at work."),
    ]
    you: Annotated[Short, Field(description="On the back of the chair.")]
    asleep: Annotated[SansText, Field(max_length=2, description="Each letter of your sleep.")]
    send: Annotated[Short, Field(description="On the button of an app's page.")]
    cutter: Annotated[Short, Field(description="On the cutter that makes tokens of a text.")]
    more: Annotated[
        SansText,
        Counting,
        Field(max_length=16, description="{count} is how many tokens are not written out."),
    ]
    reads: Annotated[
        SansText,
        Counting,
        Field(max_length=16, description="{count} is how often a model has read a text."),
    ]

    def contradictions(self) -> Iterator[Contradiction]:
        for index in range(1, 3):
            yield from different(("models", index), self.models[index], self.models[:index])
        for index, (app, shelf) in enumerate(zip(self.apps, self.shelves, strict=True)):
            if shelf not in app:
                what = f"{app!r} does not name the shelf {shelf!r}."
                yield Contradiction(("apps", index), what, f"Write a name with {shelf!r} in it.")


class Generate(Model):
    """The first stranger: a text that is continued token by token."""

    bubble: BubbleLines
    tokens: Annotated[Words, Field(description="The tokens that it is cut into.")]
    added: Annotated[Words, Field(description="The first tokens that the model adds.")]
    line_breaks: Annotated[
        Positive, Field(le=9, description="How many tokens without a word begin the next line.")
    ]
    next_line: Annotated[Words, Field(description="The tokens that follow on the next line.")]
    count: Annotated[Positive, Field(le=60, description="How many it adds in all.")]
    reply: BubbleLines

    def contradictions(self) -> Iterator[Contradiction]:
        yield from same_value(
            ("tokens",), spelt(self.tokens), spelt(self.bubble), "what the bubble says"
        )
        line = spelt((*self.tokens, *self.added))
        begun = spelt(self.reply)
        if not begun.endswith(" …") or not f"{line} ".startswith(begun[:-1]):
            what = f"{begun!r} is not the beginning of {line!r} with an ellipsis."
            remedy = "Write how the first line begins, and an ellipsis."
            yield Contradiction(("reply",), what, remedy)
        shown = len(self.added) + self.line_breaks + len(self.next_line)
        if self.count <= shown:
            what = f"{self.count} is at most the {shown} tokens that are written out."
            yield Contradiction(("count",), what, "Write a larger number.")


class Classify(Model):
    """The second stranger: a text that is read once and gets one of two labels."""

    wish: Annotated[SansText, Field(max_length=16, description="What the stranger wants to know.")]
    bubble: BubbleLines
    tokens: Annotated[Words, Field(description="Its first tokens.")]
    count: Annotated[Positive, Field(le=1024, description="How many tokens it has in all.")]
    labels: Annotated[
        tuple[Short, ...],
        Field(min_length=2, max_length=2, description="What the two outputs stand for."),
    ]
    winner: Annotated[Count, Field(le=1, description="Which of the two is larger.")]

    def contradictions(self) -> Iterator[Contradiction]:
        begun = f"{spelt(self.tokens)} …"
        yield from same_value(("bubble",), spelt(self.bubble), begun, "the tokens and an ellipsis")
        yield from different(("labels", 1), self.labels[1], self.labels[:1])
        if not any(label in self.wish for label in self.labels):
            what = f"{self.wish!r} names none of the labels."
            yield Contradiction(("wish",), what, "Write a question with a label in it.")
        if self.count <= len(self.tokens):
            what = f"{self.count} is at most the {len(self.tokens)} tokens that are written out."
            yield Contradiction(("count",), what, "Write a larger number.")


class Instruct(Model):
    """The third stranger: an instruction in a form, and an answer that is torn off."""

    bubble: BubbleLines
    headings: Annotated[
        tuple[Short, ...],
        Field(min_length=3, max_length=3, description="What is printed on the form."),
    ]
    lines: Annotated[
        tuple[Annotated[SansText, Field(max_length=30)], ...],
        Field(min_length=2, max_length=2, description="The instruction and its input."),
    ]
    answer: Annotated[Words, Field(description="The tokens of the answer.")]
    end: Annotated[
        Short, Field(description="On the token that ends the answer and is not part of it.")
    ]
    reply: BubbleLines

    def contradictions(self) -> Iterator[Contradiction]:
        yield from same_value(
            ("lines",), spelt(self.lines), spelt(self.bubble), "what the bubble says"
        )
        yield from same_value(
            ("reply",), spelt(self.reply), spelt(self.answer), "what the tokens spell"
        )


class Data(SceneData):
    """Everything that the scene shows beside captions and wisdom."""

    house: Annotated[House, Field(description="The words on things.")]
    generate: Annotated[Generate, Field(description="The first shelf.")]
    classify: Annotated[Classify, Field(description="The second shelf.")]
    instruct: Annotated[Instruct, Field(description="The third shelf.")]

    def contradictions(self) -> Iterator[Contradiction]:
        yield from below(("house",), different(("sign",), self.house.sign, self.house.models))
