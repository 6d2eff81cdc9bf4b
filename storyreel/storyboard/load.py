"""Load a storyboard and check it against its model, its scene and the fonts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from storyreel.base.errors import Location, Problem, RequestError
from storyreel.base.project import Project
from storyreel.base.user_code import contained
from storyreel.storyboard.captions import check_caption_times
from storyreel.storyboard.catalog import ClipFiles, clip_of_source
from storyreel.storyboard.clip_package import described, load_clip_module, location_in
from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.contract import SceneContract, scene_contract
from storyreel.storyboard.explain import misspelt_keys, mistakes_of, shown
from storyreel.storyboard.match import match_contract
from storyreel.storyboard.model import Storyboard
from storyreel.storyboard.record import SceneData
from storyreel.storyboard.rules import check_rules, wrong_clip
from storyreel.storyboard.source import Mistake, YamlSource, read_source
from storyreel.storyboard.values import Face, MissingCharacters, ValidationContext

MAX_PROBLEMS = 40

T = TypeVar("T")


@dataclass(frozen=True)
class Loaded:
    """A valid storyboard with its source and its files."""

    storyboard: Storyboard[Any]
    source: YamlSource
    clip: ClipFiles


@dataclass(frozen=True)
class LoadedScene(Loaded):
    """A storyboard that a scene performs, with the scene's contract."""

    contract: SceneContract
    context: ValidationContext
    """What the storyboard was validated against."""


def no_missing_characters(text: str, face: Face) -> Iterable[str]:
    """Report every character as available: for callers that draw nothing."""
    return ()


def load_storyboard(
    path: Path,
    project: Project,
    missing_characters: MissingCharacters = no_missing_characters,
) -> LoadedScene:
    """The storyboard at `path`, checked against its model, its scene and the fonts.

    Raises RequestError with every problem of the file, in the order of the file.
    """
    source = _read_mapping(path, project)
    clip = clip_of_source(project, path, source)
    problems = [*source.problems, *clip.missing_modules(project)]
    data_model: type[SceneData] | None = None
    contract: SceneContract | None = None
    if clip.data_module.is_file():
        data_model = _collect(problems, lambda: load_data_model(clip))
    if clip.scene.is_file():
        contract = _collect(problems, lambda: scene_contract(clip.scene, clip.shown(clip.scene)))
    context = ValidationContext(missing_characters, project.assets)
    storyboard, mistakes, misspelt = _validate(source, data_model, context)
    stages = [mistakes, list(wrong_clip(source, clip.id)), check_rules(source)]
    if contract:
        stages.append(match_contract(contract, source))
    if storyboard:
        stages.append(check_caption_times(storyboard.beats, source))
    problems += new_mistakes(stages, source, misspelt)
    if problems or storyboard is None or contract is None:
        raise RequestError(*in_file_order(problems, source.shown))
    return LoadedScene(storyboard, source, clip, contract, context)


def _read_mapping(path: Path, project: Project) -> YamlSource:
    source = read_source(path, project.shown(path))
    if not isinstance(source.value, dict):
        what = f"a storyboard must be a mapping, not {shown(source.value)}."
        mistake = Mistake((), what, "Write lines of `key: value`.")
        raise RequestError(*source.problems, source.problem(mistake))
    return source


def _collect(problems: list[Problem], load: Callable[[], T]) -> T | None:
    """What `load` returns; where it raises RequestError, None, and its problems are added."""
    try:
        return load()
    except RequestError as error:
        problems += error.problems
        return None


def _validate(
    source: YamlSource, data_model: type[SceneData] | None, context: ValidationContext
) -> tuple[Storyboard[Any] | None, list[Mistake], set[KeyPath]]:
    """The storyboard, or its mistakes and the keys that misspelt ones mean.

    Without a data model everything but `data` is validated.
    """
    model = cast(type[Storyboard[Any]], Storyboard.__class_getitem__(data_model or SceneData))
    try:
        return model.model_validate(source.value, context=context), [], set()
    except ValidationError as error:
        mistakes = mistakes_of(error, source)
        readable = [each for each in mistakes if data_model or each.path[:1] != ("data",)]
        return None, readable, misspelt_keys(error, source)


def load_data_model(clip: ClipFiles) -> type[SceneData]:
    """The model of a clip's own data: the class `Data` of its data module, loaded without Manim.

    Raises RequestError if the module fails or has no such class.
    """
    here = Location(clip.shown(clip.data_module))
    try:
        with contained():
            module = load_clip_module(clip, clip.data_module.stem)
    except (Exception, SystemExit) as error:
        # The module is the author's code: it may raise anything.
        what = f"the data module cannot be loaded: {described(error)}."
        where = location_in(clip, error) or here
        raise RequestError(Problem(what, "Fix the module.", where)) from error
    model = getattr(module, "Data", None)
    if not (isinstance(model, type) and issubclass(model, SceneData)):
        raise RequestError(
            Problem("the data module has no class Data(SceneData).", "Declare it.", here)
        )
    return model


def new_mistakes(
    stages: list[list[Mistake]], source: YamlSource, misspelt: set[KeyPath]
) -> list[Problem]:
    """The mistakes of all stages without those that follow from earlier ones.

    Those concern a value that an earlier stage or the source has reported, or a missing key that
    is only misspelt or that may come from a merge key.
    """
    places = {problem.where for problem in source.problems}
    reported = set(misspelt)
    problems: list[Problem] = []
    for stage in stages:
        new = [
            mistake
            for mistake in stage
            if mistake.path not in reported
            and not (
                source.locate(mistake.path) in places
                if mistake.path in source.places
                else mistake.path[:-1] in source.merged
            )
        ]
        problems += map(source.problem, new)
        reported |= {mistake.path for mistake in new}
    return problems


def in_file_order(problems: list[Problem], shown_path: str) -> list[Problem]:
    """The first MAX_PROBLEMS problems in the order of the file, each once."""
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
        more = Problem(f"there are {rest} more problems.", "Fix these first.", home)
        ordered[MAX_PROBLEMS:] = [more]
    return ordered
