"""Rules between the values of a storyboard: unique names, references and durations.

Rules read plain data and skip unreadable values, so that their mistakes are reported together with
those of single values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias

from storyreel.base.counted import shortly
from storyreel.base.errors import did_you_mean
from storyreel.base.presets import RATES
from storyreel.base.timebase import exact_seconds
from storyreel.storyboard.compose import KeyPath, Value
from storyreel.storyboard.source import Mistake, YamlSource
from storyreel.storyboard.values import CLIP, MAX_SECONDS, PATTERNS

SHORTEST_CLIP = 28
LONGEST_CLIP = 32
"""Seconds: short enough to watch at once, and the time that a lesson plans for a clip."""

Row: TypeAlias = tuple[int, dict[str, Value]]
"""A beat as it is written, with its place among all beats."""


def check_rules(source: YamlSource) -> list[Mistake]:
    """The mistakes between values."""
    rows, count = written_beats(source)
    steps = _steps(source.get(("rail",)))
    return [
        *repeated_ids(rows),
        *_unique_steps(steps),
        *_known_steps(rows, [name for _, name in steps]),
        *misplaced_captions(rows, last=count - 1),
        *late_cues(rows),
        *wrong_lengths(rows, count),
    ]


def wrong_clip(source: YamlSource, id: str) -> Iterator[Mistake]:
    """A mistake where `clip` names another clip than the file, whose clip has this id."""
    written = source.get(("clip",))
    if not isinstance(written, str) or written == id:
        return
    what = f"this file belongs to the clip {id!r}, not to {written!r}."
    remedy = f"Write `clip: {id}`, or rename the file."
    if not re.search(CLIP, id):
        remedy = f"Rename the file: the id of a clip is {PATTERNS[CLIP]}."
    yield Mistake(("clip",), what, remedy)


def written_beats(source: YamlSource) -> tuple[list[Row], int]:
    """The beats that are mappings, and the number of all."""
    beats = source.get(("beats",))
    rows = beats if isinstance(beats, tuple) else ()
    return [(index, row) for index, row in enumerate(rows) if isinstance(row, dict)], len(rows)


def repeated_ids(rows: list[Row]) -> Iterator[Mistake]:
    """Ids that an earlier beat has."""
    first: dict[str, int] = {}
    for index, row in rows:
        if isinstance(name := row.get("id"), str) and first.setdefault(name, index) != index:
            yield Mistake(
                ("beats", index, "id"),
                f"beat {first[name] + 1} has the same id, {name!r}.",
                "Rename one of them.",
            )


def _steps(rail: Value) -> list[tuple[KeyPath, str]]:
    """The names of all steps, alternatives included, each with its place."""
    found: list[tuple[KeyPath, str]] = []
    for index, step in enumerate(rail if isinstance(rail, tuple) else ()):
        if isinstance(step, str):
            found.append((("rail", index), step))
        elif isinstance(step, tuple):
            names = enumerate(step)
            found += [(("rail", index, at), name) for at, name in names if isinstance(name, str)]
    return found


def _unique_steps(steps: list[tuple[KeyPath, str]]) -> Iterator[Mistake]:
    seen: set[str] = set()
    for path, step in steps:
        if step in seen:
            yield Mistake(path, f"{step!r} is already a step.", "Rename or delete one of them.")
        seen.add(step)


def _known_steps(rows: list[Row], steps: list[str]) -> Iterator[Mistake]:
    for index, row in rows:
        if isinstance(step := row.get("step"), str) and steps and step not in steps:
            yield Mistake(
                ("beats", index, "step"),
                f"{step!r} is not among the steps of `rail`.",
                f"{did_you_mean(step, steps)}They are {', '.join(steps)}.",
            )


def misplaced_captions(rows: list[Row], last: int) -> Iterator[Mistake]:
    """A caption in the last beat, and beats before it without one."""
    for index, row in rows:
        if index == last and row.get("caption") is not None:
            yield Mistake(
                ("beats", index, "caption"),
                "the last beat cannot have a caption: it shows the wisdom instead.",
                "Delete the caption, or move it to an earlier beat.",
            )
        if index != last and row.get("caption") is None:
            yield Mistake(("beats", index, "caption"), "this key is missing.", "Add `caption: …`.")


def late_cues(rows: list[Row]) -> Iterator[Mistake]:
    """Cues that are not before the end of their beat."""
    for index, row in rows:
        duration, cues = _seconds(row.get("duration")), row.get("cues")
        if duration is None or not isinstance(cues, dict):
            continue
        for name, value in cues.items():
            moment = _seconds(value)
            if moment is not None and moment >= duration > 0:
                yield Mistake(
                    ("beats", index, "cues", name),
                    f"{shortly(moment)} s is not before the beat's end at {shortly(duration)} s.",
                    "Move the cue, or lengthen the beat.",
                )


def wrong_lengths(rows: list[Row], count: int) -> Iterator[Mistake]:
    """Beats shorter than a frame, or the beat to change where the clip is too long or too short.

    `count` is the number of all beats: the length of a clip with an unreadable one is unknown.
    """
    durations = {index: _seconds(row.get("duration")) for index, row in rows}
    known = {index: value for index, value in durations.items() if value is not None and value > 0}
    slowest = min(RATES)
    too_short = [index for index, value in known.items() if value * slowest < 1]
    for index in too_short:
        yield Mistake(
            ("beats", index, "duration"),
            f"{shortly(known[index])} s is shorter than one frame at {slowest} frames per second.",
            "Lengthen the beat.",
        )
    total = sum(known.values(), Fraction(0))
    if too_short or not known or len(known) < count or SHORTEST_CLIP <= total <= LONGEST_CLIP:
        return
    too_long = total > LONGEST_CLIP
    index = (max if too_long else min)(known, key=known.__getitem__)
    yield Mistake(
        ("beats", index, "duration"),
        f"{shortly(known[index])} s makes the clip {shortly(total)} s long; "
        f"{SHORTEST_CLIP} to {LONGEST_CLIP} s are allowed.",
        "Shorten a beat." if too_long else "Lengthen a beat.",
    )


def _seconds(value: Value) -> Fraction | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return exact_seconds(value) if abs(value) <= MAX_SECONDS else None
