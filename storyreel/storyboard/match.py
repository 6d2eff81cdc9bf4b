"""Storyboard against scene, both ways: beats, their order, and the cues of each beat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from storyreel.base.errors import nearest
from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.contract import SceneContract
from storyreel.storyboard.source import Mistake, Source


def match_contract(contract: SceneContract, source: Source) -> list[Mistake]:
    """Where the storyboard and its scene disagree.

    Looks only at what is readable, so that it can speak beside other mistakes in the file.
    """
    rows = source.get(("beats",))
    if not isinstance(rows, tuple):
        return []
    ids = [row.get("id") if isinstance(row, dict) else None for row in rows]
    written = {
        name: index for index, name in reversed(list(enumerate(ids))) if isinstance(name, str)
    }
    asked = [beat.name for beat in contract.beats]
    mistakes = [*_disorder(asked, sorted(written, key=written.__getitem__), written)]
    misspelt, missing = _pair(written, asked)
    for name, meant in misspelt.items():
        hint = f"Did you mean {meant!r}? " if meant else ""
        mistakes.append(
            Mistake(
                ("beats", written[name], "id"),
                f"the scene has no beat {name!r}.",
                f"{hint}Its beats are {', '.join(asked)}.",
            )
        )
    if all(isinstance(name, str) for name in ids):
        mistakes += [
            Mistake(("beats",), f"beat {name!r} of the scene is missing.", _where(name, asked))
            for name in missing
        ]
    for beat in contract.beats:
        if beat.name in written:
            mistakes += _cues(source, ("beats", written[beat.name], "cues"), beat.name, beat.cues)
    return mistakes


def _cues(source: Source, home: KeyPath, beat: str, asked: Sequence[str]) -> Iterator[Mistake]:
    cues = source.get(home)
    if not (cues is None or isinstance(cues, dict)):
        return
    misspelt, missing = _pair(cues or {}, asked)
    valid = f"It uses {', '.join(asked)}." if asked else "It uses none: delete this one."
    for name, meant in misspelt.items():
        hint = f"Did you mean {meant!r}? " if meant else ""
        what = f"the scene uses no cue {name!r} in beat {beat!r}."
        yield Mistake((*home, name), what, hint + valid, at_key=True)
    for name in missing:
        what = f"cue {name!r} of beat {beat!r} is missing."
        yield Mistake(home, what, f"Add `{name}: …`, in seconds from the beat's start.")


def _pair(
    written: Mapping[str, object], asked: Sequence[str]
) -> tuple[dict[str, str | None], list[str]]:
    """Written names that nobody asks for, with what each may mean; and what is missing besides.

    A name that was misspelt is one mistake, not an unknown name and a missing one.
    """
    missing = [name for name in asked if name not in written]
    misspelt: dict[str, str | None] = {}
    for name in written:
        if name not in asked:
            meant = nearest(name, missing)
            misspelt[name] = meant or nearest(name, asked)
            if meant:
                missing.remove(meant)
    return misspelt, missing


def _disorder(
    asked: Sequence[str], names: Sequence[str], written: Mapping[str, int]
) -> Iterator[Mistake]:
    """The first beat that stands before one that the scene plays earlier."""
    here = [name for name in names if name in asked]
    there = [name for name in asked if name in written]
    for name, expected in zip(here, there, strict=True):
        if name != expected:
            what = f"beat {name!r} is out of order: {expected!r} comes first."
            yield Mistake(("beats", written[name], "id"), what, f"Order: {', '.join(asked)}.")
            return


def _where(name: str, asked: Sequence[str]) -> str:
    index = asked.index(name)
    return f"Add `- id: {name}` " + (f"after {asked[index - 1]!r}." if index else "at the top.")
