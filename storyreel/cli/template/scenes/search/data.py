"""What the storyboard gives this clip's scene. Loads without Manim."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from pydantic import Field, model_validator

from storyreel.storyboard.model import Model, SansText, SceneData, mistake


class Methods(Model):
    """The names of the two ways to search."""

    walk: Annotated[SansText, Field(max_length=12, description="Looking at every number.")]
    halves: Annotated[SansText, Field(max_length=12, description="Looking in the middle.")]


class Data(SceneData):
    """A sorted row of numbers, and the one to find."""

    numbers: Annotated[
        tuple[Annotated[int, Field(ge=0, le=99)], ...],
        Field(min_length=7, max_length=15, description="The row, sorted."),
    ]
    target: Annotated[int, Field(description="The number to find; one of the row.")]
    methods: Annotated[Methods, Field(description="The names of the two ways to search.")]
    rows: Annotated[
        tuple[Annotated[int, Field(ge=1, le=1_000_000)], ...],
        Field(min_length=3, max_length=3, description="Lengths of rows on the last picture."),
    ]

    @model_validator(mode="after")
    def _searchable(self) -> Data:
        if sorted(set(self.numbers)) != list(self.numbers):
            raise mistake("numbers are not sorted, or repeat.", "Sort them.")
        if self.target not in self.numbers:
            raise mistake(f"{self.target} is not among the numbers.", "Choose one of them.")
        return self


class Probe(NamedTuple):
    """One look: the card that is looked at, and the cards that it rules out, by index."""

    card: int
    ruled_out: range


def search_one_by_one(numbers: tuple[int, ...], target: int) -> list[Probe]:
    """The steps of a walk from the left, up to the target."""
    place = numbers.index(target)
    return [Probe(i, range(i, i + (i < place))) for i in range(place + 1)]


def search_by_halves(numbers: tuple[int, ...], target: int) -> list[Probe]:
    """The steps of a binary search, up to the target."""
    first, last = 0, len(numbers) - 1
    steps: list[Probe] = []
    while not steps or numbers[steps[-1].card] != target:
        middle = (first + last) // 2
        if numbers[middle] < target:
            steps.append(Probe(middle, range(first, middle + 1)))
            first = middle + 1
        elif numbers[middle] > target:
            steps.append(Probe(middle, range(middle, last + 1)))
            last = middle - 1
        else:
            steps.append(Probe(middle, range(0)))
    return steps
