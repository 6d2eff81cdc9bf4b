"""What the storyboard of hour 29 must give its scene: real lines, tests, numbers and digests."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from storyreel.storyboard.model import Hex64, Model, MonoText, SansText, SceneData


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
    says: Annotated[
        MonoText, Field(max_length=16, description="The report; {count} is the number of tests.")
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


class Tests(Model):
    """The suite that runs at the second gate."""

    command: Annotated[MonoText, Field(max_length=22, description="Heading of the terminal.")]
    count: Annotated[int, Field(ge=1, le=20, description="How many tests run, all passing.")]
    columns: Annotated[int, Field(ge=1, le=5, description="Dots in a row.")]
    suite: Annotated[Saying, Field(description="What the suite says to the gate.")]
    result: Annotated[
        MonoText, Field(max_length=30, description="The last line; {count} is the number of tests.")
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


class CheckpointHash(Model):
    """Two digests of two runs."""

    heading: Annotated[SansText, Field(max_length=40, description="What the digests are.")]
    names: Annotated[
        tuple[Annotated[SansText, Field(max_length=2)], ...],
        Field(min_length=2, max_length=2, description="The text before the two digests."),
    ]
    first: Annotated[Hex64, Field(description="SHA-256 of the first run.")]
    second: Annotated[Hex64, Field(description="SHA-256 of the second run.")]


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
