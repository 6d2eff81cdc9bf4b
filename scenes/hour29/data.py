"""What the storyboard of hour 29 must give its scene: a score, a test, draws and digests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from storyreel.storyboard.record import Contradiction, Model, SceneData
from storyreel.storyboard.values import Hex64, MonoText, SansText

from .ridges import RIDGES

FIELD = 1 / 12
"""The width of a field of the wheels of chance, in turns."""


class Opening(Model):
    """Two runs with the same score and different digests."""

    score: Annotated[SansText, Field(max_length=5, description="The score of every run.")]
    seed: Annotated[SansText, Field(max_length=9, description="The seed of the other run.")]
    first: Annotated[Hex64, Field(description="SHA-256 of the weights of one run.")]
    other: Annotated[Hex64, Field(description="SHA-256 of the weights of a run with another seed.")]

    def contradictions(self) -> Iterator[Contradiction]:
        yield from _without_print("first", self.first)
        yield from _without_print("other", self.other)
        if self.other == self.first:
            what = "is the digest of the first run, but the two are shown as different."
            yield Contradiction(("other",), what, "Write that of another seed.")


class Preflight(Model):
    """The check of the tools at the first gate."""

    tool: Annotated[SansText, Field(max_length=7, description="The tool that both runs get.")]
    version: Annotated[SansText, Field(max_length=7, description="The version of the tool.")]


Word = Annotated[SansText, Field(max_length=5)]


class Tests(Model):
    """The tests at the second gate, and one of them: the tokens of a text."""

    count: Annotated[int, Field(ge=3, le=12, description="How many tests run, all passing.")]
    text: Annotated[
        tuple[Word, ...],
        Field(min_length=2, max_length=4, description="The words that go into both runs."),
    ]
    tokens: Annotated[
        tuple[Annotated[int, Field(ge=0, le=99999)], ...],
        Field(min_length=2, max_length=4, description="The tokens that are expected."),
    ]

    def contradictions(self) -> Iterator[Contradiction]:
        if len(self.tokens) != len(self.text):
            what = f"{len(self.tokens)} tokens for {len(self.text)} words."
            yield Contradiction(("tokens",), what, "Write a text whose words are one token each.")


Draw = Annotated[MonoText, Field(pattern=r"^0\.[0-9]{6}$")]


class SeedLock(Model):
    """The first random number of two runs, without and with a seed."""

    seed: Annotated[SansText, Field(max_length=9, description="The words on the card of a run.")]
    # Where the marked field of each wheel stops: a share of a turn.
    free: Annotated[
        tuple[Draw, ...],
        Field(min_length=2, max_length=2, description="First draws of two runs without a seed."),
    ]
    locked: Annotated[Draw, Field(description="The first draw of every run with the seed.")]

    def contradictions(self) -> Iterator[Contradiction]:
        if _apart(*map(float, self.free)) < FIELD:
            what = f"{self.free[1]} is too close to {self.free[0]} to be seen as another number."
            yield Contradiction(("free", 1), what, "Write the draw of another launch.")
        for index, draw in enumerate(self.free):
            if draw == self.locked:
                what = f"{draw} is the draw of the seed, but is shown without one."
                yield Contradiction(("free", index), what, "Write another draw.")


class CheckpointHash(Model):
    """The digests of two runs with the same seed."""

    weights: Annotated[int, Field(ge=1, le=1000, description="How many weights a run has.")]
    first: Annotated[Hex64, Field(description="SHA-256 of the weights of the first run.")]
    second: Annotated[Hex64, Field(description="SHA-256 of the weights of the second run.")]

    def contradictions(self) -> Iterator[Contradiction]:
        yield from _without_print("first", self.first)
        if self.second != self.first:
            what = "is not the digest of the first run, but both are shown as equal and approved."
            yield Contradiction(("second",), what, f"Write {self.first}.")


class Data(SceneData):
    """Everything that the scene shows beside captions and wisdom."""

    opening: Annotated[Opening, Field(description="Two runs that differ.")]
    preflight: Annotated[Preflight, Field(description="The first gate.")]
    tests: Annotated[Tests, Field(description="The second gate.")]
    seed_lock: Annotated[SeedLock, Field(description="The third gate.")]
    checkpoint_hash: Annotated[CheckpointHash, Field(description="The fourth gate.")]


def _apart(first: float, second: float) -> float:
    """The distance of two places on a circle, in turns."""
    distance = abs(first - second) % 1
    return min(distance, 1 - distance)


def _without_print(key: str, digest: str) -> Iterator[Contradiction]:
    if digest not in RIDGES:
        remedy = "Grow its print: python3 -m scenes.hour29.growth, with all digests."
        yield Contradiction((key,), "no fingerprint of this digest is stored.", remedy)
