"""Drafts: clips that are still being written, shown with what is missing.

A draft may have another length than a clip, too few steps, a caption in its last beat, or no
wisdom or alternative text. It can be looked at; `check` and `render` refuse it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from storyreel.base.errors import RequestError
from storyreel.base.project import Project
from storyreel.pictures.checks.rules import FEWEST_STEPS, check_draft
from storyreel.pictures.clips import Draft
from storyreel.pictures.kinds.fields import PictureSurroundings
from storyreel.pictures.load import is_picture_clip, load_clip, load_pictures
from storyreel.storyboard.catalog import clip_of_source
from storyreel.storyboard.compose import Value
from storyreel.storyboard.load import Loaded, in_file_order, no_missing_characters
from storyreel.storyboard.source import YamlSource, read_source
from storyreel.storyboard.values import MissingCharacters

PLACEHOLDERS = {"wisdom": "The wisdom is still missing.", "alt": "A clip that is being written."}
REST: dict[str, Value] = {"id": "still_to_be_written", "duration": 2.0}
"""The closing beat of a clip that has only one."""


def load_draft(
    path: Path,
    project: Project,
    missing_characters: MissingCharacters = no_missing_characters,
) -> Draft:
    """The clip at `path`, or the draft of one.

    Raises RequestError that carries every problem of the file if one of them keeps it from being
    drawn.
    """
    try:
        return Draft(load_clip(path, project, missing_characters))
    except RequestError as error:
        return Draft(_drawable(path, project, missing_characters, error), error.problems)


def _drawable(
    path: Path, project: Project, missing_characters: MissingCharacters, error: RequestError
) -> Loaded:
    """The clip with placeholders for what is missing; raises the error if that is not enough."""
    source = read_source(path, project.shown(path))
    clip = clip_of_source(project, path, source)
    if not is_picture_clip(source, clip):
        raise error
    around = PictureSurroundings(missing_characters, project.assets)
    try:
        return load_pictures(_completed(source), clip, around, check_draft)
    except RequestError as other:
        problems = [*error.problems, *other.problems]
        raise RequestError(*in_file_order(problems, source.shown)) from None


def _completed(source: YamlSource) -> YamlSource:
    """The storyboard with placeholders for what every clip has."""
    assert isinstance(source.value, dict)
    beats = source.value.get("beats")
    value = {**PLACEHOLDERS, **source.value}
    if isinstance(beats, tuple) and beats:
        value["beats"] = _with_steps((*beats, REST) if len(beats) == 1 else beats)
    return replace(source, value=value)


def _with_steps(beats: tuple[Value, ...]) -> tuple[Value, ...]:
    """The beats with a step for the first and the last one, where they have fewer than two."""
    steps = {beat.get("step") for beat in beats if isinstance(beat, dict)} - {None}
    if len(steps) >= FEWEST_STEPS:
        return beats
    first, *between, last = beats
    if isinstance(first, dict) and isinstance(last, dict):
        first = {"step": "First step", **first}
        last = {**last, "step": "Next step"}
    return (first, *between, last)
