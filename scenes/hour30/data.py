"""What the storyboard of hour 30 must give its scene: a suite, a text with tokens, two lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from storyreel.storyboard.agreement import same_value
from storyreel.storyboard.record import Contradiction, Model, SceneData
from storyreel.storyboard.values import MonoText, SansText

Name = Annotated[SansText, Field(max_length=7)]


class Suite(Model):
    """How many tests there are; each is a lamp."""

    before: Annotated[int, Field(ge=1, le=11, description="Tests at first, all passing.")]
    after: Annotated[int, Field(ge=2, le=12, description="Tests with the new one.")]
    of: Annotated[Name, Field(description="Between passed tests and all tests.")]
    example: Annotated[MonoText, Field(max_length=3, description="The text of the first test.")]

    def contradictions(self) -> Iterator[Contradiction]:
        if self.after != self.before + 1:
            what = f"{self.after} is not one more than before, {self.before}."
            yield Contradiction(("after",), what, "Write one more: one lamp is added.")


class Token(Model):
    """An id and the characters that it stands for."""

    id: Annotated[int, Field(ge=0, description="The id of the token.")]
    text: Annotated[str, Field(min_length=1, max_length=12, description="Its characters.")]


class RoundTrip(Model):
    """A text, and its tokens as code writes them that writes one of them too late."""

    text: Annotated[MonoText, Field(max_length=14, description="The text that goes in.")]
    into: Annotated[Name, Field(description="The name of the upper row.")]
    out: Annotated[Name, Field(description="The name of the lower row.")]
    label: Annotated[SansText, Field(max_length=12, description="What the golden box means.")]
    tokens: Annotated[
        tuple[Token, ...],
        Field(min_length=2, max_length=6, description="The tokens in the wrong order."),
    ]
    fixed: Annotated[tuple[int, ...], Field(description="The ids in the right order.")]

    def contradictions(self) -> Iterator[Contradiction]:
        written = [token.id for token in self.tokens]
        if sorted(written) != sorted(self.fixed) or len(set(written)) != len(written):
            what = "does not have the ids of tokens."
            yield Contradiction(("fixed",), what, "Give each id once in both.")
            return
        spelt = "".join(self._texts[id_] for id_ in self.fixed)
        yield from same_value(("text",), self.text, spelt, "what the tokens spell in order")
        if self._texts[self.fixed[0]] != " ":
            what = "does not begin with the token of one space; the clip follows that space."
            yield Contradiction(("fixed",), what, "Write a text with two spaces in front.")
        first, second, *others = self.fixed
        if written != [second, first, *others]:
            what = "must be the right order with its first two tokens exchanged."
            yield Contradiction(("tokens",), what, "Write the first space after the first word.")

    @property
    def order(self) -> tuple[int, ...]:
        """For each character of the text, where the wrong order puts it."""
        starts, at = {}, 0
        for token in self.tokens:
            starts[token.id] = at
            at += len(token.text)
        return tuple(starts[id_] + i for id_ in self.fixed for i in range(len(self._texts[id_])))

    @property
    def _texts(self) -> dict[int, str]:
        return {token.id: token.text for token in self.tokens}


class Program(Model):
    """The program, and the two of its lines that change places."""

    name: Annotated[SansText, Field(max_length=9, description="Its name, on the car.")]
    verb: Annotated[Name, Field(description="What both lines do.")]
    word: Annotated[Name, Field(description="What one line writes, with a space before it.")]
    space: Annotated[Name, Field(description="What the other writes: the spaces left over.")]


class Data(SceneData):
    """Everything that the scene shows beside captions and wisdom."""

    suite: Annotated[Suite, Field(description="The tests.")]
    round_trip: Annotated[RoundTrip, Field(description="The text that they should guard.")]
    program: Annotated[Program, Field(description="What the fix changes.")]
