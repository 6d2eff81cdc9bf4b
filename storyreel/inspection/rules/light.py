"""Rules about the decoded pictures: whether any is empty, harms, or stands where it should move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from storyreel.drawing.drawing import Box, Drawing
from storyreel.inspection.file_case import FileCase
from storyreel.inspection.findings import Fault, Rule, Severity
from storyreel.inspection.frame_sample import MOST_FLAT
from storyreel.inspection.light_meter import FLASH_AREA, GOOD_SWINGS, MOST_SWINGS, Light
from storyreel.inspection.text_samples import SampleRenderer

MOST_DARK = 0.98
WINDOW_AREA = 341 * 256

MOST_HELD_CHANGE = 25.0
"""Of 255, in the mean of a block: an encoder refines a picture that is held, and does no more."""

_VISIBLE_STEP = 40
_LEAST_MOTION = 0.5
"""Mean change of a picture, of 255, from which on a repeat among moving frames is seen."""

_AROUND = 2
"""Frames on either side that must move for a repeat to be a stumble."""


def _blank(case: FileCase) -> Iterator[Fault]:
    light = case.facts.light
    kinds = [_kind(flat, dark) for flat, dark in zip(light.flat, light.dark, strict=True)]
    for kind, start, stop in _stretches(kinds):
        if kind is None:
            continue
        first = " The first frame is what a paused player shows." if start == 0 else ""
        share = light.dark[start] if kind == "black" else light.flat[start]
        yield Fault(
            f"{_frames(stop - start)} {kind}.{first}",
            start,
            measured=round(share, 3),
            limit=MOST_DARK if kind == "black" else MOST_FLAT,
        )


def _kind(flat: float, dark: float) -> str | None:
    if dark > MOST_DARK:
        return "black"
    return "empty" if flat > MOST_FLAT else None


def _flash(case: FileCase) -> Iterator[Fault]:
    light = case.facts.light
    worst = dict.fromkeys(range(len(light.flat)), 0)
    area = {flashing.frame: flashing.area for flashing in light.flashes}
    worst |= {flashing.frame: flashing.swings for flashing in light.flashes}
    for flashing, start, stop in _stretches([worst[frame] > 0 for frame in sorted(worst)]):
        if not flashing:
            continue
        peak = max(range(start, stop), key=lambda frame: (worst[frame], area[frame]))
        share = area[peak] / WINDOW_AREA
        yield Fault(
            f"The picture flashes {worst[peak] / 2:g} times in a second, over {share:.0%} of the "
            f"field of view.",
            start,
            measured=worst[peak] / 2,
            limit=(MOST_SWINGS if worst[peak] > MOST_SWINGS else GOOD_SWINGS) / 2,
            severity=Severity.FAIL if worst[peak] > MOST_SWINGS else Severity.WARN,
        )


def _freeze(case: FileCase) -> Iterator[Fault]:
    light = case.facts.light
    if case.drawn is None:
        yield from _stumbles(light)
        return
    frames = min(len(case.drawn), len(light.repeated))
    stuck = [
        frame
        for frame in range(1, frames)
        if light.repeated[frame] and case.drawn[frame] != case.drawn[frame - 1]
    ]
    moving = visible_moves(case.drawn, stuck)
    for is_stuck, start, stop in _stretches([frame in moving for frame in range(frames)]):
        if is_stuck:
            yield Fault(
                f"{_frames(stop - start)} a repeat of the one before, where the drawing moves.",
                start,
                measured=stop - start,
                limit=0,
            )
    restless = [
        frame > 0
        and light.change[frame] > MOST_HELD_CHANGE
        and case.drawn[frame] == case.drawn[frame - 1]
        for frame in range(frames)
    ]
    for moves, start, stop in _stretches(restless):
        if moves:
            yield Fault(
                f"{_frames(stop - start)} another picture than the one before, where the drawing "
                "stands still.",
                start,
                measured=round(light.change[start], 1),
                limit=MOST_HELD_CHANGE,
            )


def _stumbles(light: Light) -> Iterator[Fault]:
    """In a film of unknown origin: one picture twice, between pictures that all move."""
    found = []
    for frame in range(_AROUND, len(light.repeated) - _AROUND):
        around = [frame + by for by in range(-_AROUND, _AROUND + 1) if by]
        moving = all(light.moved[near] >= _LEAST_MOTION for near in around)
        if light.repeated[frame] and moving:
            found.append(frame)
    if found:
        yield Fault(
            f"{_frames(len(found))} a repeat of the one before, inside a movement.",
            found[0],
            measured=len(found),
            limit=0,
            severity=Severity.WARN,
        )


def visible_moves(drawings: Sequence[Drawing], frames: Iterable[int]) -> frozenset[int]:
    """Those of the frames in which something can be seen to differ from the frame before."""
    sketchbook, whole = SampleRenderer(), Box(-(2**31), -(2**31), 2**31 - 1, 2**31 - 1)
    found = set()
    for frame in frames:
        before, now = (
            sketchbook.cut(drawings[at].items, drawings[at].background, whole).astype("int16")
            for at in (frame - 1, frame)
        )
        if abs(now - before).max() >= _VISIBLE_STEP:
            found.add(frame)
    return frozenset(found)


def _stretches(values: Sequence[object]) -> Iterator[tuple[object, int, int]]:
    """Equal values in a row, with where they start and stop."""
    start = 0
    for value, group in groupby(values):
        stop = start + sum(1 for _ in group)
        yield value, start, stop
        start = stop


def _frames(count: int) -> str:
    return "A frame is" if count == 1 else f"{count} frames are"


LIGHT_RULES: tuple[Rule[FileCase], ...] = (
    Rule(
        "blank",
        Severity.FAIL,
        f"structure on {1 - MOST_FLAT:.0%} of every frame; black on no more than {MOST_DARK:.0%}",
        "an empty picture is a fault of the scene or of the encoder, and a poor poster",
        "Let what comes overlap with what goes, and begin with the title.",
        _blank,
    ),
    Rule(
        "flash",
        Severity.FAIL,
        f"{MOST_SWINGS // 2} flashes in any second ({GOOD_SWINGS // 2} without a warning) over "
        f"{FLASH_AREA} of {WINDOW_AREA} pixels at 1024x768",
        "WCAG 2.2, 2.3.1: a general flash is a pair of opposing swings of 10 % of luminance, the "
        "darker below 0.80; saturated red is not measured apart",
        "Slow the change down, or make its area smaller or its contrast lower.",
        _flash,
    ),
    Rule(
        "freeze",
        Severity.FAIL,
        "a picture repeats where the drawing is held, and nowhere else",
        "a dropped or doubled frame is seen as a stumble",
        "Render again with --force; if it comes back, report it: the encoder is at fault.",
        _freeze,
    ),
)
