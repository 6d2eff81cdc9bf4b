"""From a storyboard file to a storyboard that fits its scene, or to every mistake in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from storyreel.base.errors import Location, Problem, RequestError
from storyreel.base.project import Project
from storyreel.storyboard.catalog import ClipFiles, clip_of_source
from storyreel.storyboard.clip_package import load_clip_module, location_in
from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.contract import SceneContract, scene_contract
from storyreel.storyboard.explain import misspelt_keys, mistakes_of, shown
from storyreel.storyboard.match import match_contract
from storyreel.storyboard.model import Covers, Face, SceneData, Storyboard, Surroundings
from storyreel.storyboard.rules import check_rules
from storyreel.storyboard.source import Mistake, Source, read_source

MAX_PROBLEMS = 40


@dataclass(frozen=True)
class Loaded:
    """A storyboard without mistakes, with its text, its files and its scene's contract."""

    storyboard: Storyboard[Any]
    source: Source
    clip: ClipFiles
    contract: SceneContract


def covers_everything(text: str, face: Face) -> Iterable[str]:
    """No character is missing: for callers that draw nothing."""
    return ()


def load_storyboard(path: Path, project: Project, covers: Covers = covers_everything) -> Loaded:
    """The storyboard at `path`, checked against its own model, its scene and the fonts.

    Raises RequestError that carries every problem of the file, in the order of the file.
    """
    source = read_source(path, project.shown(path))
    if not isinstance(source.value, dict):
        what = f"must be a mapping, not {shown(source.value)}."
        raise RequestError(
            *source.problems, source.problem(Mistake((), what, "Write `key: value` lines."))
        )
    clip = clip_of_source(project, path, source)
    problems = [*source.problems, *clip.missing_modules(project)]
    stages: list[list[Mistake]] = []
    misspelt: set[KeyPath] = set()
    storyboard: Storyboard[Any] | None = None
    contract: SceneContract | None = None
    try:
        data_model = load_data_model(clip) if clip.data_module.is_file() else None
    except RequestError as error:
        problems += error.problems
        data_model = None
    try:
        model = Storyboard.__class_getitem__(data_model or SceneData)
        surroundings = Surroundings(covers, project.assets)
        storyboard = cast(type[Storyboard[Any]], model).model_validate(
            source.value, context=surroundings
        )
    except ValidationError as error:
        found, misspelt = mistakes_of(error, source), misspelt_keys(error, source)
        stages.append([m for m in found if data_model or m.path[:1] != ("data",)])
    stages.append(_clip_named(clip, source))
    stages.append(check_rules(source))
    if clip.scene.is_file():
        try:
            contract = scene_contract(clip.scene, project.shown(clip.scene))
        except RequestError as error:
            problems += error.problems
        else:
            stages.append(match_contract(contract, source))
    problems += _new_mistakes(stages, source, misspelt)
    if problems or storyboard is None or contract is None:
        raise RequestError(*_presented(problems, source.shown))
    return Loaded(storyboard, source, clip, contract)


def load_data_model(clip: ClipFiles) -> type[SceneData]:
    """The model of a clip's own data: the class `Data` of its data module, loaded without Manim.

    Raises RequestError if the module fails or has no such class.
    """
    here = Location(clip.shown(clip.data_module))
    try:
        module = load_clip_module(clip, clip.data_module.stem)
    except Exception as error:
        # The module is the author's code: it may raise anything.
        what = f"the data module cannot be loaded: {type(error).__name__}: {error}."
        where = location_in(clip, error) or here
        raise RequestError(Problem(what, "Fix the module.", where)) from error
    model = getattr(module, "Data", None)
    if not (isinstance(model, type) and issubclass(model, SceneData)):
        raise RequestError(
            Problem("the data module has no class Data(SceneData).", "Declare it.", here)
        )
    return model


def _clip_named(clip: ClipFiles, source: Source) -> list[Mistake]:
    written = source.get(("clip",))
    if not isinstance(written, str) or written == clip.id:
        return []
    what = f"{written!r} is not the clip of this file, {clip.id!r}."
    return [Mistake(("clip",), what, f"Write `clip: {clip.id}`, or rename the file.")]


def _new_mistakes(
    stages: list[list[Mistake]], source: Source, misspelt: set[KeyPath]
) -> list[Problem]:
    """The mistakes of all stages, but none about a value that an earlier one complained about, or
    whose key was misspelt."""
    places = {problem.where for problem in source.problems}
    paths = set(misspelt)
    problems: list[Problem] = []
    for stage in stages:
        new = [
            mistake
            for mistake in stage
            if mistake.path not in paths
            and not (mistake.path in source.places and source.locate(mistake.path) in places)
        ]
        problems += map(source.problem, new)
        paths |= {mistake.path for mistake in new}
    return problems


def _presented(problems: list[Problem], shown_path: str) -> list[Problem]:
    """Problems in the order of the file, each once, cut to a number that can be read."""
    home = Location(shown_path)
    ordered = sorted(
        dict.fromkeys(problems),
        key=lambda problem: (
            (problem.where or home).path != shown_path,
            (problem.where or home).line or 0,
            (problem.where or home).column or 0,
        ),
    )
    if len(ordered) > MAX_PROBLEMS:
        rest = len(ordered) - MAX_PROBLEMS
        ordered[MAX_PROBLEMS:] = [Problem(f"and {rest} more.", "Mend these first.", home)]
    return ordered
