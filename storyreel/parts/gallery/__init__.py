"""The gallery: every part once, by subject, so that an author sees what there is."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from storyreel.parts.gallery import (
    basics,
    cost,
    dataset,
    dialogue,
    feedback,
    figures,
    furniture,
    gates,
    house,
    passes,
    runs,
    suites,
    tokens,
    vocabulary,
)
from storyreel.parts.gallery.sample import Sample, samples_of

_ROOMS = (
    basics,
    furniture,
    figures,
    suites,
    runs,
    gates,
    dialogue,
    tokens,
    vocabulary,
    cost,
    passes,
    house,
    dataset,
    feedback,
)


@dataclass(frozen=True, slots=True)
class Subject:
    """One folder of `storyreel.parts`: its name, what it is about, and its parts."""

    name: str
    says: str
    samples: tuple[Sample, ...]


def subjects() -> tuple[Subject, ...]:
    """All subjects, from what every part is made of to what one clip alone has needed so far."""
    found = []
    for room in _ROOMS:
        name = room.__name__.rpartition(".")[2]
        about = import_module(f"storyreel.parts.{name}").__doc__ or ""
        found.append(Subject(name, about.strip(), samples_of(room)))
    return tuple(found)
