"""Match a storyboard with its scene: beats, their order, and the cues of each beat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from storyreel.base.errors import nearest
from storyreel.storyboard.compose import KeyPath, Value
from storyreel.storyboard.contract import SceneContract
from storyreel.storyboard.source import Mistake, YamlSource
from storyreel.storyboard.values import MAX_SECONDS

SHORTEST_SPAN = 0.1
"""Seconds that a movement takes at least: more than a frame at the lowest rate, 15 a second."""


def match_contract(contract: SceneContract, source: YamlSource) -> list[Mistake]:
    """Where the storyboard and its scene disagree; unreadable values are skipped.

    Beats and cues must have the same names in both, beats the order of the scene, and cues moments
    in the order in which the scene declares them.
    """
    rows = source.get(("beats",))
    if not isinstance(rows, tuple):
        return []
    ids = [row.get("id") if isinstance(row, dict) else None for row in rows]
    written = {
        name: index for index, name in reversed(list(enumerate(ids))) if isinstance(name, str)
    }
    required = [beat.name for beat in contract.beats]
    mistakes = [*_out_of_order(required, sorted(written, key=written.__getitem__), written)]
    unknown, missing = _compare(written, required)
    for name, meant in unknown.items():
        hint = f"Did you mean {meant!r}? " if meant else ""
        mistakes.append(
            Mistake(
                ("beats", written[name], "id"),
                f"the scene has no beat {name!r}.",
                f"{hint}Its beats are {', '.join(required)}.",
            )
        )
    if all(isinstance(name, str) for name in ids):
        mistakes += [
            Mistake(("beats",), f"the scene's beat {name!r} is missing.", _where(name, required))
            for name in missing
        ]
    for beat in contract.beats:
        if beat.name in written:
            home = ("beats", written[beat.name], "cues")
            mistakes += _cue_names(source, home, beat.cues)
            mistakes += _cue_order(source, home, beat.cues) or _cue_spans(source, home, beat.spans)
    return mistakes


def match_shared_beats(
    contract: SceneContract | None, scene: str, source: YamlSource
) -> list[Mistake]:
    """Where a storyboard of pictures and the scene that performs some of its beats disagree.

    `scene` is what messages call the module; without a contract, it does not exist. The scene's
    beats are those with `scene: true`, which have at least its cues, in its order.
    """
    rows = source.get(("beats",))
    beats = rows if isinstance(rows, tuple) else ()
    missing = {beat.name: beat for beat in contract.beats} if contract else {}
    mistakes: list[Mistake] = []
    for index, row in enumerate(beats):
        beat: Mapping[str, Value] = row if isinstance(row, dict) else {}
        name, home = beat.get("id"), ("beats", index)
        declared = missing.pop(name, None) if isinstance(name, str) else None
        if beat.get("scene") is not True:
            if declared is not None:
                what = f"the scene performs the beat {name!r}, but its `scene` is not true."
                mistakes.append(Mistake(home, what, "Add `scene: true`, or delete the method."))
        elif contract is None:
            remedy = f"Write it with a method `{name}` marked @beat(), or delete this line."
            mistakes.append(Mistake((*home, "scene"), f"{scene} does not exist.", remedy))
        elif declared is None:
            names = ", ".join(each.name for each in contract.beats)
            what = f"the scene has no beat {name!r}."
            mistakes.append(Mistake((*home, "id"), what, f"Its beats are {names}."))
        else:
            mistakes += _shared_cues(source, (*home, "cues"), declared.cues)
    for name in missing:
        what = f"the scene's beat {name!r} is missing."
        mistakes.append(Mistake(("beats",), what, f"Add `- id: {name}` with `scene: true`."))
    return mistakes


def _shared_cues(source: YamlSource, home: KeyPath, required: Sequence[str]) -> Iterator[Mistake]:
    """Cues of a scene's beat that the storyboard lacks, or has in another order."""
    cues = source.get(home)
    for name in required:
        if not isinstance(cues, dict) or name not in cues:
            yield _missing_cue(home, name)
    yield from _cue_order(source, home, required)


def _missing_cue(home: KeyPath, name: str) -> Mistake:
    what = f"the cue {name!r} is missing."
    return Mistake(home, what, f"Add `{name}: …`, in seconds from the beat's start.")


def _cue_names(source: YamlSource, home: KeyPath, required: Sequence[str]) -> Iterator[Mistake]:
    cues = source.get(home)
    if not (cues is None or isinstance(cues, dict)):
        return
    unknown, missing = _compare(cues or {}, required)
    valid = f"It uses {', '.join(required)}." if required else "It uses none: delete this cue."
    for name, meant in unknown.items():
        hint = f"Did you mean {meant!r}? " if meant else ""
        what = f"the scene uses no cue {name!r} in this beat."
        yield Mistake((*home, name), what, hint + valid, at_key=True)
    yield from (_missing_cue(home, name) for name in missing)


def _cue_order(source: YamlSource, home: KeyPath, declared: Sequence[str]) -> list[Mistake]:
    """Cues that come before one that the scene declares earlier; equal moments are in order."""
    moments = [(name, _moment(source.get((*home, name)))) for name in declared]
    known = [(name, moment) for name, moment in moments if moment is not None]
    return [
        Mistake(
            (*home, later),
            f"cue {later!r} at {second:.10g} s comes before cue {earlier!r} at {first:.10g} s.",
            f"The scene needs this order: {', '.join(declared)}.",
        )
        for (earlier, first), (later, second) in pairwise(known)
        if second < first
    ]


def _cue_spans(
    source: YamlSource, home: KeyPath, spans: Sequence[tuple[str, str]]
) -> Iterator[Mistake]:
    """Cues without time between them, where something moves from the one to the other."""
    for cue, later in spans:
        first, second = (_moment(source.get((*home, name))) for name in (cue, later))
        if first is not None and second is not None and second - first < SHORTEST_SPAN - 1e-9:
            yield Mistake(
                (*home, later),
                f"cue {later!r} is {second - first:.10g} s after cue {cue!r}, but something moves "
                "from the one to the other.",
                f"Leave at least {SHORTEST_SPAN:g} s between them.",
            )


def _moment(value: Value) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value <= MAX_SECONDS else None


def _compare(
    written: Mapping[str, object], required: Sequence[str]
) -> tuple[dict[str, str | None], list[str]]:
    """Unknown names with the missing name that each may mean, and the names that remain missing.

    A misspelt name is one mistake, not an unknown name and a missing one. So is a renamed one: if
    one name is unknown and one missing, they belong together however different they are.
    """
    missing = [name for name in required if name not in written]
    unknown: dict[str, str | None] = dict.fromkeys(n for n in written if n not in required)
    renamed = len(unknown) == len(missing) == 1
    for name in unknown:
        meant = missing[0] if renamed else nearest(name, missing)
        if meant:
            unknown[name] = meant
            missing.remove(meant)
    return unknown, missing


def _out_of_order(
    required: Sequence[str], names: Sequence[str], written: Mapping[str, int]
) -> Iterator[Mistake]:
    """The first beat that comes before one that the scene plays earlier."""
    actual = [name for name in names if name in required]
    expected = [name for name in required if name in written]
    for name, first in zip(actual, expected, strict=True):
        if name != first:
            what = f"the beat {name!r} is out of order: {first!r} comes first."
            remedy = f"The scene plays {', '.join(required)}."
            yield Mistake(("beats", written[name], "id"), what, remedy)
            return


def _where(name: str, required: Sequence[str]) -> str:
    index = required.index(name)
    return f"Add `- id: {name}` " + (f"after {required[index - 1]!r}." if index else "at the top.")
