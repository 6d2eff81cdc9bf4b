"""From a storyboard file to a storyboard that fits its scene, or to every mistake in it."""

from __future__ import annotations

import hashlib
import sys
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from storyreel.base.errors import Location, Problem, RequestError
from storyreel.base.project import Project
from storyreel.storyboard.catalog import ClipFiles, clip_of_source
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
        data_model = load_data_model(clip, project) if clip.data_module.is_file() else None
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


def load_data_model(clip: ClipFiles, project: Project) -> type[SceneData]:
    """The model of a clip's own data: the class `Data` of its data module, without Manim.

    The module is taken from the project's folder, whatever else Python could import under its
    name. Raises RequestError where it fails or has no such class.
    """
    path, where = clip.data_module, Location(project.shown(clip.data_module))
    try:
        digest = hashlib.sha256(path.read_bytes() + bytes(path)).hexdigest()[:16]
        name = f"storyreel_scene_data_{path.stem}_{digest}"
        module = sys.modules.get(name)
        if module is None:
            spec = spec_from_file_location(name, path)
            if spec is None or spec.loader is None:
                raise ImportError("not a Python module")
            # Pydantic looks names up in the registered module while the class is made.
            module = sys.modules[name] = module_from_spec(spec)
            spec.loader.exec_module(module)
    except Exception as error:
        # The module is the author's code: it may raise anything.
        sys.modules.pop(name, None)
        raise RequestError(
            Problem(
                f"the data module cannot be loaded: {type(error).__name__}: {error}.",
                "Mend it.",
                Location(where.path, _line_in(path, error)),
            )
        ) from error
    model = getattr(module, "Data", None)
    if not (isinstance(model, type) and issubclass(model, SceneData)):
        raise RequestError(
            Problem("the data module has no class Data(SceneData).", "Declare it.", where)
        )
    return model


def _line_in(path: Path, error: Exception) -> int | None:
    if isinstance(error, SyntaxError):
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == str(path)]
    return lines[-1] if lines else None


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
