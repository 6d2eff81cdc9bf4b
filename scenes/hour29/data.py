"""What the storyboard of hour 29 must give its scene: real lines, tests, numbers and digests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from storyreel.storyboard.agreement import different, number_named
from storyreel.storyboard.model import (
    Contradiction,
    Counting,
    Hex64,
    Model,
    MonoText,
    SansText,
    SceneData,
)
from storyreel.storyboard.text import numbers_in


class Line(Model):
    """One line that the environment check prints."""

    status: Annotated[Literal["ok", "fail"], Field(description="Whether the line is an OK.")]
    text: Annotated[MonoText, Field(max_length=16, description="The package, as printed.")]


class Words(Model):
    """How the check prints its two outcomes."""

    ok: Annotated[MonoText, Field(max_length=6, description="Before a package that is there.")]
    fail: Annotated[MonoText, Field(max_length=6, description="Before a package that is missing.")]


class Saying(Model):
    """Who reports to the gate, and what."""

    who: Annotated[SansText, Field(max_length=20, description="The one who reports.")]
    says: Annotated[MonoText, Field(max_length=16, description="The report.")]


class CountingSaying(Model):
    """Who reports to the gate how many tests there are."""

    who: Annotated[SansText, Field(max_length=20, description="The one who reports.")]
    says: Annotated[
        MonoText,
        Counting,
        Field(max_length=16, description="The report; {count} is the number of tests."),
    ]


class Preflight(Model):
    """The environment check and the two ways to read it."""

    command: Annotated[MonoText, Field(max_length=22, description="Heading of the terminal.")]
    lines: Annotated[
        tuple[Line, ...], Field(min_length=1, max_length=10, description="What it prints.")
    ]
    words: Annotated[Words, Field(description="How it prints its outcomes.")]
    script: Annotated[Saying, Field(description="What the exit code says.")]
    wrapper: Annotated[Saying, Field(description="What the test that reads the lines says.")]

    def contradictions(self) -> Iterator[Contradiction]:
        if not any(line.status == "fail" for line in self.lines):
            what = "has no line that fails, but the test that reads the lines does."
            yield Contradiction(("lines",), what, "Give a line the status fail.")
        yield from different(("words", "fail"), self.words.fail, (self.words.ok,))
        success = "the exit code that the script reports as success"
        yield from number_named(("script", "says"), self.script.says, 0, success)
        numbers = numbers_in(self.wrapper.says)
        if numbers and not any(numbers):
            what = f"{self.wrapper.says!r} has a cross beside it."
            yield Contradiction(("wrapper", "says"), what, "Write how many have failed.")


class Tests(Model):
    """The suite that runs at the second gate."""

    command: Annotated[MonoText, Field(max_length=22, description="Heading of the terminal.")]
    count: Annotated[int, Field(ge=1, le=20, description="How many tests run, all passing.")]
    columns: Annotated[int, Field(ge=1, le=5, description="Dots in a row.")]
    suite: Annotated[CountingSaying, Field(description="What the suite says to the gate.")]
    result: Annotated[
        MonoText,
        Counting,
        Field(max_length=30, description="The last line; {count} is the number of tests."),
    ]


Draw = Annotated[MonoText, Field(pattern=r"^0\.[0-9]{6}$")]


class SeedLock(Model):
    """Two runs drawing random numbers, before and after the seed is set."""

    heading: Annotated[SansText, Field(max_length=40, description="What the reels show.")]
    runs: Annotated[
        tuple[Annotated[SansText, Field(max_length=8)], ...],
        Field(min_length=2, max_length=2, description="Names of the two runs."),
    ]
    seed: Annotated[SansText, Field(max_length=10, description="The word under the lock.")]
    locked: Annotated[
        tuple[Draw, ...],
        Field(min_length=3, max_length=3, description="The draws that both runs give."),
    ]
    free: Annotated[
        tuple[Draw, ...],
        Field(min_length=6, max_length=24, description="Draws that pass by while unseeded."),
    ]

    def contradictions(self) -> Iterator[Contradiction]:
        yield from different(("runs", 1), self.runs[1], self.runs[:1])
        for index, draw in enumerate(self.free):
            if draw in self.locked:
                what = f"{draw} is a draw of the seed, but passes by while there is none."
                yield Contradiction(("free", index), what, "Write another draw.")


class CheckpointHash(Model):
    """Two digests of two runs."""

    heading: Annotated[SansText, Field(max_length=40, description="What the digests are.")]
    names: Annotated[
        tuple[Annotated[SansText, Field(max_length=2)], ...],
        Field(min_length=2, max_length=2, description="The text before the two digests."),
    ]
    first: Annotated[Hex64, Field(description="SHA-256 of the first run.")]
    second: Annotated[Hex64, Field(description="SHA-256 of the second run.")]

    def contradictions(self) -> Iterator[Contradiction]:
        yield from different(("names", 1), self.names[1], self.names[:1])
        if self.second != self.first:
            what = "is not the digest of the first run, but both are shown as equal and approved."
            yield Contradiction(("second",), what, f"Write {self.first}.")


class ApprovedRun(Model):
    """A third run with another seed, against the first."""

    heading: Annotated[SansText, Field(max_length=40, description="What is compared now.")]
    name: Annotated[SansText, Field(max_length=2, description="The text before its digest.")]
    other: Annotated[Hex64, Field(description="SHA-256 of the run with another seed.")]


class Verdict(Model):
    """One card of the summary."""

    title: Annotated[SansText, Field(max_length=24, description="What was compared.")]
    verdict: Annotated[SansText, Field(max_length=16, description="What came of it.")]


class Summary(Model):
    """The two comparisons side by side."""

    same: Annotated[Verdict, Field(description="The two runs with one seed.")]
    other: Annotated[Verdict, Field(description="The runs with two seeds.")]


class Data(SceneData):
    """Everything that the scene shows beside captions and wisdom."""

    preflight: Annotated[Preflight, Field(description="The first gate.")]
    tests: Annotated[Tests, Field(description="The second gate.")]
    seed_lock: Annotated[SeedLock, Field(description="The third gate.")]
    checkpoint_hash: Annotated[CheckpointHash, Field(description="The fourth gate.")]
    approved_run: Annotated[ApprovedRun, Field(description="The fifth gate.")]
    summary: Annotated[Summary, Field(description="The picture that stays.")]

    def contradictions(self) -> Iterator[Contradiction]:
        other, hashes = self.approved_run, self.checkpoint_hash
        if other.other == hashes.first:
            what = "is the digest of the first run, but is shown as different and not approved."
            yield Contradiction(("approved_run", "other"), what, "Write that of another seed.")
        yield from different(("approved_run", "name"), other.name, hashes.names)
        for seed in numbers_in(self.seed_lock.seed)[:1]:
            yield from self._seeds(float(seed))

    def _seeds(self, seed: float) -> Iterator[Contradiction]:
        """Headings and titles that name another seed than the lock or the third run."""
        locked, summary = "the seed under the lock", self.summary
        heading = self.checkpoint_hash.heading
        yield from number_named(("checkpoint_hash", "heading"), heading, seed, locked)
        for name, verdict in (("same", summary.same), ("other", summary.other)):
            yield from number_named(("summary", name, "title"), verdict.title, seed, locked)
        for other in numbers_in(self.approved_run.heading)[:1]:
            if other == numbers_in(self.seed_lock.seed)[0]:
                what = f"names {other}, the seed under the lock, but the third run has another."
                yield Contradiction(("approved_run", "heading"), what, "Write its own seed.")
            third = "the seed of the third run"
            title = summary.other.title
            yield from number_named(("summary", "other", "title"), title, float(other), third)
