"""What the storyboard of hour 30 must give its scene: a suite, a text and its ids, lanes, runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from storyreel.storyboard.agreement import same_value
from storyreel.storyboard.model import (
    Contradiction,
    Counting,
    Model,
    MonoText,
    SansText,
    SceneData,
)

Pair = Annotated[
    tuple[Annotated[SansText, Field(max_length=5)], ...], Field(min_length=2, max_length=2)
]
Report = Annotated[MonoText, Counting, Field(max_length=16)]


class Suite(Model):
    """How many tests there are, and how their outcome is printed."""

    before: Annotated[int, Field(ge=1, le=14, description="Tests at first, all passing.")]
    after: Annotated[int, Field(ge=2, le=15, description="Tests with the new one.")]
    waiting: Annotated[Report, Field(description="Before a run; {count} is a number of tests.")]
    passed: Annotated[Report, Field(description="What passed; {count} is a number of tests.")]
    failed: Annotated[Report, Field(description="What failed; {count} is a number of tests.")]

    def contradictions(self) -> Iterator[Contradiction]:
        if self.after <= self.before:
            what = f"{self.after} is not more than before, {self.before}."
            yield Contradiction(("after",), what, "Write a larger number: a test is added.")

    @property
    def history(self) -> tuple[tuple[int, int, str], ...]:
        """Passed, failed and the report: of the first suite, and of the new one before the fix."""
        new = self.after - self.before
        return (
            (self.before, 0, self.said(self.passed, self.before)),
            (self.before, new, self.said(self.failed, new)),
        )

    def said(self, report: str, count: int) -> str:
        """A report with its number of tests."""
        return report.replace("{count}", str(count))


class Token(Model):
    """An id and the characters that it stands for."""

    id: Annotated[int, Field(ge=0, description="The id of the token.")]
    text: Annotated[str, Field(min_length=1, max_length=12, description="Its characters.")]


class RoundTrip(Model):
    """A text, encoded and decoded by code that writes one token too late."""

    text: Annotated[MonoText, Field(max_length=14, description="The text that goes in.")]
    space: Annotated[MonoText, Field(max_length=1, description="How a space is shown.")]
    hint: Annotated[SansText, Field(max_length=24, description="Under the spaces in front.")]
    rows: Annotated[Pair, Field(description="Names of the text before and after.")]
    between: Annotated[SansText, Field(max_length=24, description="What happens between them.")]
    kept: Annotated[SansText, Field(max_length=16, description="What the text is at last.")]
    tokens: Annotated[
        tuple[Token, ...],
        Field(min_length=2, max_length=6, description="The tokens in the wrong order."),
    ]
    fixed: Annotated[tuple[int, ...], Field(description="The ids in the right order.")]

    def contradictions(self) -> Iterator[Contradiction]:
        texts = {token.id: token.text for token in self.tokens}
        written = [token.id for token in self.tokens]
        if sorted(written) != sorted(self.fixed) or len(texts) != len(written):
            what = "does not have the ids of tokens."
            yield Contradiction(("fixed",), what, "Give each id once in both.")
            return
        spelt = "".join(texts[id_] for id_ in self.fixed)
        yield from same_value(("text",), self.text, spelt, "what the tokens spell in order")
        moved = [id_ for id_ in written if id_ != written[self.stray]]
        moved.insert(self.home, written[self.stray])
        if list(self.fixed) == written:
            what = "has the tokens in the right order already; the clip shows how that is found."
            yield Contradiction(("tokens",), what, "Write the tokens in a wrong order.")
        elif moved != list(self.fixed):
            what = "needs more than one token to be moved; the clip moves one."
            yield Contradiction(("tokens",), what, "Write an order in which one token is late.")
        if len(self.tokens[self.stray].text) > 1:
            what = f"{self.tokens[self.stray].text!r} is late, but has more than one character."
            remedy = "Let a token of one character be late: it is shown as one tile."
            yield Contradiction(("tokens", self.stray, "text"), what, remedy)
        if self.space in self.text:
            what = f"{self.space!r} is a character of the text."
            yield Contradiction(("space",), what, "Write another sign.")
        if not self.leading:
            what = "begins without a space; the clip shows those in front."
            yield Contradiction(("text",), what, "Write a text that begins with a space.")

    @property
    def stray(self) -> int:
        """The index, among the tokens as written, of the one that comes too late."""
        written = [token.id for token in self.tokens]
        pairs = zip(self.fixed, written, strict=True)
        return written.index(next((a for a, b in pairs if a != b), written[0]))

    @property
    def home(self) -> int:
        """The index that the stray token should have."""
        return self.fixed.index(self.tokens[self.stray].id)

    @property
    def late(self) -> int:
        """The index of the stray token's character in the text."""
        texts = {token.id: token.text for token in self.tokens}
        return sum(len(texts[id_]) for id_ in self.fixed[: self.home])

    @property
    def order(self) -> tuple[int, ...]:
        """For each character of the text, where the wrong order puts it."""
        starts, at = {}, 0
        for token in self.tokens:
            starts[token.id] = at
            at += len(token.text)
        texts = {token.id: token.text for token in self.tokens}
        return tuple(starts[id_] + i for id_ in self.fixed for i in range(len(texts[id_])))

    @property
    def leading(self) -> int:
        """How many spaces the text begins with."""
        return len(self.text) - len(self.text.lstrip(" "))

    def shown(self, text: str) -> str:
        """A text with its spaces made visible."""
        return text.replace(" ", self.space)


class Triage(Model):
    """Where a failure may belong, in the order in which it is asked."""

    lanes: Annotated[
        tuple[Annotated[SansText, Field(max_length=14)], ...],
        Field(min_length=5, max_length=5, description="The lanes; the second is where it stops."),
    ]
    fine: Annotated[SansText, Field(max_length=10, description="What the first lane says.")]
    found: Annotated[SansText, Field(max_length=22, description="What the second lane says.")]


class Fix(Model):
    """The tokens, put into order."""

    rows: Annotated[Pair, Field(description="Names of the two rows: ids and characters.")]
    same: Annotated[SansText, Field(max_length=22, description="What the ids are equal to.")]


class Release(Model):
    """The record of the runs, and what would be no evidence."""

    runs: Annotated[
        tuple[Annotated[SansText, Field(max_length=14)], ...],
        Field(min_length=3, max_length=3, description="Names of the three runs."),
    ]
    done: Annotated[SansText, Field(max_length=14, description="Beside the goal, at last.")]
    shortcuts: Annotated[
        tuple[Annotated[SansText, Field(max_length=22)], ...],
        Field(min_length=3, max_length=3, description="What is struck out."),
    ]


class Data(SceneData):
    """Everything that the scene shows beside captions and wisdom."""

    suite: Annotated[Suite, Field(description="The tests.")]
    round_trip: Annotated[RoundTrip, Field(description="The text that they should guard.")]
    triage: Annotated[Triage, Field(description="The way to the cause.")]
    fix: Annotated[Fix, Field(description="The cause removed.")]
    release: Annotated[Release, Field(description="The record and the gate.")]
