"""What must hold between the values of a picture clip's storyboard."""

from __future__ import annotations

from collections.abc import Iterator

from storyreel.base.counted import counted
from storyreel.base.presets import RATES
from storyreel.design.fonts import missing_characters
from storyreel.design.step_line import StepLine
from storyreel.pictures.facts import hole_in
from storyreel.pictures.shared_elements import title_fits
from storyreel.storyboard.catalog import ClipFiles
from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.rules import (
    LONGEST_CLIP,
    Row,
    late_cues,
    misplaced_captions,
    repeated_ids,
    written_beats,
    wrong_clip,
    wrong_lengths,
)
from storyreel.storyboard.source import Mistake, YamlSource
from storyreel.storyboard.text import character_name

FEWEST_STEPS, MOST_STEPS = 2, 6


def check_pictures(source: YamlSource, clip: ClipFiles) -> list[Mistake]:
    """Everything that is wrong between values, apart from the pictures themselves."""
    rows, count = written_beats(source)
    return [
        *check_draft(source, clip),
        *misplaced_captions(rows, last=count - 1),
        *(() if _exceeds(rows) else wrong_lengths(rows, count)),
        *_enough_steps(rows),
        *_unfilled(source, rows),
    ]


def check_draft(source: YamlSource, clip: ClipFiles) -> list[Mistake]:
    """What is wrong between values of a clip that is still being written."""
    rows, _ = written_beats(source)
    return [
        *wrong_clip(source, clip.id),
        *_title(source),
        *repeated_ids(rows),
        *late_cues(rows),
        *(wrong_lengths(rows, len(rows)) if _exceeds(rows) else ()),
        *_steps(rows),
        *_joined_layouts(source),
        *_escaped_formulas(source),
    ]


def _joined_layouts(source: YamlSource) -> Iterator[Mistake]:
    """Layouts whose rows YAML joins into one, because they lack the `|`."""
    for path, place in source.places.items():
        if place.joined and path[-1] == "layout":
            yield Mistake(path, "its rows are joined into one.", "Begin it with `layout: |`.")


def _escaped_formulas(source: YamlSource) -> Iterator[Mistake]:
    """Formulas in which double quotes make a blank of the beginning of a command."""
    for path, place in source.places.items():
        if not (place.escapes and path[-2:] == ("formula", "tex")):
            continue
        text = str(source.get(path))
        for character, escape in (("\t", r"\t"), ("\n", r"\n")):
            if character in text:
                what = f"in double quotes, {escape} is {character_name(character)}."
                yield Mistake(path, what, "Put the formula in single quotes.")


def _title(source: YamlSource) -> Iterator[Mistake]:
    title = source.get(("title",))
    if isinstance(title, str) and _can_be_drawn(title) and not title_fits(title):
        yield Mistake(("title",), "is wider than the frame.", "Shorten the title.")


def _can_be_drawn(text: str) -> bool:
    """Whether the fonts have all its characters; others are mistakes of the text itself."""
    return not missing_characters(text, "sans")


def _exceeds(rows: list[Row]) -> bool:
    """Whether beats are longer than a clip may be, or one is shorter than a frame: it cannot be
    drawn in a time that is worth the wait, or not at all."""
    durations = [row.get("duration") for _, row in rows]
    known = [float(each) for each in durations if isinstance(each, (int, float))]
    return bool(known) and (sum(known) > LONGEST_CLIP or min(known) * min(RATES) < 1)


def _unfilled(source: YamlSource, rows: list[Row]) -> Iterator[Mistake]:
    """Facts in braces in texts beside the pictures, where they would be shown as they are."""
    facts = source.get(("facts",))
    for path in _texts(rows):
        text = source.get(path)
        if isinstance(facts, dict) and isinstance(text, str) and (hole := hole_in(text, facts)):
            what = f"has {hole!r}, but facts are filled in inside pictures alone."
            yield Mistake(path, what, "Write the number.")


def _texts(rows: list[Row]) -> Iterator[KeyPath]:
    """Where a storyboard may have texts beside the pictures."""
    yield from ((key,) for key in ("title", "alt", "wisdom", "insight", "mistake", "question"))
    for index, row in rows:
        yield from (("beats", index, key) for key in ("step", "caption", "notes"))
        captions = row.get("caption")
        listed = captions if isinstance(captions, tuple) else ()
        yield ("beats", index, "caption", "text")
        yield from (("beats", index, "caption", at, "text") for at in range(len(listed)))


def _enough_steps(rows: list[Row]) -> Iterator[Mistake]:
    names, last = _step_names(rows)
    if rows and len(names) < FEWEST_STEPS:
        remedy = (
            f"Name {FEWEST_STEPS} to {MOST_STEPS} steps: `step: …` in the beats that begin them."
        )
        yield Mistake(("beats", last), f"the clip has {counted(len(names), 'step')}.", remedy)


def _steps(rows: list[Row]) -> Iterator[Mistake]:
    names, last = _step_names(rows)
    if len(names) > MOST_STEPS:
        what = f"the clip has {len(names)} steps; {MOST_STEPS} at most."
        yield Mistake(("beats", last, "step"), what, "Give several beats the same step.")
    elif names and all(map(_can_be_drawn, names)) and not StepLine.of(names).fits:
        what = "the names of the steps do not fit side by side."
        yield Mistake(("beats", last, "step"), what, "Shorten the names of the steps.")


def _step_names(rows: list[Row]) -> tuple[tuple[str, ...], int]:
    """The names of all steps, and the place of the last beat that has one."""
    steps = [(index, step) for index, row in rows if isinstance(step := row.get("step"), str)]
    names = tuple(dict.fromkeys(step for _, step in steps))
    return names, steps[-1][0] if steps else 0
