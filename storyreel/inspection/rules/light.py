"""Rules about the decoded pictures: none is blank, flashes, or freezes during a movement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from storyreel.base.counted import counted
from storyreel.inspection.file_case import FileCase
from storyreel.inspection.findings import Rule, Severity, Violation
from storyreel.inspection.frame_sample import MAX_FLAT
from storyreel.inspection.light_meter import FLASH_AREA, MAX_SWINGS, SAFE_SWINGS, Light
from storyreel.inspection.motion import DrawnMotion

MAX_DARK = 0.98
"""Share of a picture from which on it counts as black."""

ALL_FLAT = 0.999
"""The share without structure of a picture that shows nothing: less than one of 576 blocks differs,
which even a dot touches."""

WINDOW_AREA = 341 * 256
"""Pixels of ten degrees of the field of view, in a picture of 1024x768."""

MAX_HELD_CHANGE = 25.0
"""Of 255, in the mean of a block: how far an encoder may refine a picture that is held."""

_MIN_MOTION = 0.5
"""Mean change of a picture, of 255, from which on a repeat among moving frames can be seen."""

_NEIGHBOURS = 2
"""Frames on either side of a repeat that must move for it to be a stutter."""

Value = TypeVar("Value")


def _blank(case: FileCase) -> Iterator[Violation]:
    light = case.facts.light
    kinds = [_blank_kind(flat, dark) for flat, dark in zip(light.flat, light.dark, strict=True)]
    for kind, frames in _stretches(kinds):
        if kind is None:
            continue
        black = kind == "black"
        yield Violation(
            f"{_count(frames)} {kind} or almost {kind}.{_shown_when_paused(frames)}",
            frames.start,
            measured=round(light.dark[frames.start] if black else light.flat[frames.start], 3),
            limit=MAX_DARK if black else MAX_FLAT,
        )


def _blank_kind(flat: float, dark: float) -> str | None:
    if dark > MAX_DARK:
        return "black"
    return "empty" if flat > MAX_FLAT else None


def _nothing(case: FileCase) -> Iterator[Violation]:
    for empty, frames in _stretches([flat > ALL_FLAT for flat in case.facts.light.flat]):
        if empty:
            yield Violation(
                f"{_count(frames)} empty.{_shown_when_paused(frames)}",
                frames.start,
                measured=round(case.facts.light.flat[frames.start], 3),
                limit=ALL_FLAT,
            )


def _shown_when_paused(frames: range) -> str:
    return " A paused player shows the first frame." if frames.start == 0 else ""


def _flash(case: FileCase) -> Iterator[Violation]:
    light = case.facts.light
    swings, area = [0] * len(light.flat), [0] * len(light.flat)
    for flashing in light.flashes:
        swings[flashing.frame], area[flashing.frame] = flashing.swings, flashing.area
    for flashes, frames in _stretches([count > 0 for count in swings]):
        if not flashes:
            continue
        worst = max(frames, key=lambda frame: (swings[frame], area[frame]))
        fails = swings[worst] > MAX_SWINGS
        yield Violation(
            f"The picture flashes {swings[worst] / 2:g} times in a second, over "
            f"{area[worst] / WINDOW_AREA:.0%} of the central field of view.",
            frames.start,
            measured=swings[worst] / 2,
            limit=(MAX_SWINGS if fails else SAFE_SWINGS) / 2,
            severity=Severity.FAIL if fails else Severity.WARN,
        )


def _freeze(case: FileCase) -> Iterator[Violation]:
    if case.motion is None:
        yield from _stutters(case.facts.light)
    else:
        yield from _frozen_movements(case.facts.light, case.motion)
        yield from _unsteady_holds(case.facts.light, case.motion)


def _frozen_movements(light: Light, motion: DrawnMotion) -> Iterator[Violation]:
    """Pictures that repeat the one before although the drawing visibly differs."""
    frames = range(min(len(motion.held), len(light.repeated)))
    for is_frozen, stretch in _stretches([f in motion.missed for f in frames]):
        if is_frozen:
            repeat = "repeats" if len(stretch) == 1 else "repeat"
            yield Violation(
                f"{_number(stretch)} {repeat} the one before, although the drawing moves.",
                stretch.start,
                measured=len(stretch),
                limit=0,
            )


def _unsteady_holds(light: Light, motion: DrawnMotion) -> Iterator[Violation]:
    """Pictures that differ from the one before although the drawing is the same."""
    frames = range(min(len(motion.held), len(light.repeated)))
    unsteady = [motion.held[f] and light.change[f] > MAX_HELD_CHANGE for f in frames]
    for is_unsteady, stretch in _stretches(unsteady):
        if is_unsteady:
            differ = "differs" if len(stretch) == 1 else "differ"
            yield Violation(
                f"{_number(stretch)} {differ} from the one before, although the drawing is static.",
                stretch.start,
                measured=round(light.change[stretch.start], 1),
                limit=MAX_HELD_CHANGE,
            )


def _stutters(light: Light) -> Iterator[Violation]:
    """Single repeats between pictures that all move, in a video of unknown origin."""
    found = []
    for frame in range(_NEIGHBOURS, len(light.repeated) - _NEIGHBOURS):
        around = [frame + by for by in range(-_NEIGHBOURS, _NEIGHBOURS + 1) if by]
        if light.repeated[frame] and all(light.moved[near] >= _MIN_MOTION for near in around):
            found.append(frame)
    if found:
        repeat = "repeats" if len(found) == 1 else "repeat"
        yield Violation(
            f"{_number(found)} {repeat} the one before in the middle of a movement.",
            found[0],
            measured=len(found),
            limit=0,
            severity=Severity.WARN,
        )


def _stretches(values: Sequence[Value]) -> Iterator[tuple[Value, range]]:
    """Equal values in a row, each with its range of frames."""
    start = 0
    for value, group in groupby(values):
        stop = start + sum(1 for _ in group)
        yield value, range(start, stop)
        start = stop


def _number(frames: Sequence[int]) -> str:
    return counted(len(frames), "frame")


def _count(frames: Sequence[int]) -> str:
    return f"{_number(frames)} {'is' if len(frames) == 1 else 'are'}"


LIGHT_RULES: tuple[Rule[FileCase], ...] = (
    Rule(
        "blank",
        Severity.FAIL,
        f"structure on {1 - MAX_FLAT:.0%} of every frame; black on no more than {MAX_DARK:.0%}",
        "a blank picture is a mistake of the scene or of the encoder, and a poor poster",
        "Let what appears overlap with what disappears, and begin with the title.",
        _blank,
    ),
    Rule(
        "flash",
        Severity.FAIL,
        f"{MAX_SWINGS // 2} flashes in any second ({SAFE_SWINGS // 2} without a warning) over "
        f"{FLASH_AREA} of {WINDOW_AREA} pixels at 1024x768",
        "WCAG 2.2, 2.3.1: a general flash is a pair of opposing swings of 10% of luminance, the "
        "darker below 0.80; saturated red is not measured separately",
        "Slow the change down, or reduce its area or its contrast.",
        _flash,
    ),
    Rule(
        "freeze",
        Severity.FAIL,
        "a picture repeats where the drawing is held, and nowhere else",
        "a dropped or doubled frame is seen as a stutter",
        "Render again with --force. If it happens again, report it: it is an encoder error.",
        _freeze,
    ),
)

SCENE_BLANK_RULE: Rule[FileCase] = Rule(
    "blank",
    Severity.WARN,
    "something in every frame",
    "an empty picture may be a mistake of the scene, and is a poor poster",
    "Let what appears overlap with what disappears, and begin with something on the stage.",
    _nothing,
)
"""The rule about blank pictures of plain scenes, which often show a few lines on black."""
