"""From a storyboard file to a clip: a scene that performs it, or pictures in YAML alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from pydantic import ValidationError

from storyreel.base.errors import RequestError
from storyreel.base.project import Project
from storyreel.pictures.board import PictureBoard
from storyreel.pictures.changes import read_board
from storyreel.pictures.checks.final_hold import short_final_hold
from storyreel.pictures.checks.links import link_mistakes
from storyreel.pictures.checks.rules import check_pictures
from storyreel.pictures.checks.unsourced_texts import unsourced_texts
from storyreel.pictures.checks.untied_figures import untied_figures
from storyreel.pictures.checks.unused_facts import unused_facts
from storyreel.pictures.clips import PictureClip, SharedClip
from storyreel.pictures.kinds.fields import PictureSurroundings
from storyreel.pictures.live import BoardPictures, LivePictures
from storyreel.pictures.performance import Performance, beat_starts
from storyreel.pictures.score import compose_score
from storyreel.storyboard.captions import check_caption_times
from storyreel.storyboard.catalog import ClipFiles, clip_of_source
from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.contract import scene_contract
from storyreel.storyboard.explain import misspelt_keys, mistakes_of
from storyreel.storyboard.load import (
    Loaded,
    LoadedScene,
    in_file_order,
    load_storyboard,
    new_mistakes,
    no_missing_characters,
)
from storyreel.storyboard.match import match_shared_beats
from storyreel.storyboard.source import Mistake, YamlSource, read_source
from storyreel.storyboard.values import MissingCharacters

Check: TypeAlias = Callable[[YamlSource, ClipFiles], list[Mistake]]

SCENE_KEYS = ("data", "rail")
"""Keys of storyboards that a scene performs."""


def load_clip(
    path: Path,
    project: Project,
    missing_characters: MissingCharacters = no_missing_characters,
) -> Loaded:
    """The clip whose storyboard is at `path`, checked completely.

    A storyboard without a scene is a clip of pictures, and so is one with beats of pictures. Raises
    RequestError that carries every problem of the file, in the order of the file.
    """
    source = read_source(path, project.shown(path))
    if not _may_have_pictures(source):
        return load_storyboard(path, project, missing_characters)
    clip = clip_of_source(project, path, source)
    if not is_picture_clip(source, clip):
        return load_storyboard(path, project, missing_characters)
    return load_pictures(source, clip, PictureSurroundings(missing_characters, project.assets))


def is_picture_clip(source: YamlSource, clip: ClipFiles) -> bool:
    """Whether a storyboard is one of pictures, rather than one that a scene performs."""
    if not _may_have_pictures(source):
        return False
    if _has_pictures(source):
        return not (_has_scene_keys(source) and clip.performed)
    return not clip.scene.is_file()


def _may_have_pictures(source: YamlSource) -> bool:
    return isinstance(source.value, dict) and (_has_pictures(source) or not _has_scene_keys(source))


def _has_scene_keys(source: YamlSource) -> bool:
    return isinstance(source.value, dict) and any(key in source.value for key in SCENE_KEYS)


def pictures_of(loaded: LoadedScene) -> LivePictures:
    """The pictures of a clip, for one performance by its scene."""
    around = PictureSurroundings(loaded.context.missing_characters, loaded.context.assets)
    if isinstance(loaded, SharedClip):
        return BoardPictures(loaded.board, loaded.source, around)
    return LivePictures(loaded.storyboard.beats, {}, loaded.source, around)


def load_pictures(
    source: YamlSource,
    clip: ClipFiles,
    context: PictureSurroundings,
    check: Check = check_pictures,
) -> Loaded:
    """A clip of pictures; raises RequestError that carries every problem of its storyboard.

    `check` finds what is wrong between values.
    """
    contract = scene_contract(clip.scene, clip.shown(clip.scene)) if clip.scene.is_file() else None
    stages: list[list[Mistake]] = [
        check(source, clip),
        match_shared_beats(contract, clip.shown(clip.scene), source),
    ]
    misspelt: set[KeyPath] = set()
    try:
        board = PictureBoard.model_validate(source.value, context=context)
    except ValidationError as error:
        stages.insert(0, mistakes_of(error, source))
        misspelt = misspelt_keys(error, source)
    else:
        changes, mistakes = read_board(board, source, context)
        score, more = compose_score(board, changes, beat_starts(board))
        stages += [mistakes, more, check_caption_times(board.beats, source)]
        if not (mistakes or more):
            stages.append(list(link_mistakes(board, changes, score)))
    problems = [*source.problems, *new_mistakes(stages, source, misspelt)]
    if problems:
        raise RequestError(*in_file_order(problems, source.shown))
    if contract is not None:
        return SharedClip(board.storyboard(), source, clip, contract, context, board)
    doubtful = [
        *unused_facts(board, score),
        *untied_figures(score),
        *unsourced_texts(board, score, source),
        *short_final_hold(board, score),
    ]
    source = replace(source, warnings=(*source.warnings, *map(source.problem, doubtful)))
    return PictureClip(board.storyboard(), source, clip, Performance.of(board, score))


def _has_pictures(source: YamlSource) -> bool:
    """Whether a beat has a picture, or shares its performance with one."""
    beats = source.get(("beats",))
    return isinstance(beats, tuple) and any(
        isinstance(beat, dict) and ("picture" in beat or "scene" in beat) for beat in beats
    )
