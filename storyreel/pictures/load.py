"""From the YAML of a picture clip to its performance, or to every mistake in it."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from storyreel.base.errors import RequestError
from storyreel.pictures.board import PictureBoard, read_board
from storyreel.pictures.facts import Arithmetic
from storyreel.pictures.kinds.kind import PictureSurroundings
from storyreel.pictures.performance import Performance, beat_starts
from storyreel.pictures.score import compose_score
from storyreel.storyboard.explain import mistakes_of
from storyreel.storyboard.model import MissingCharacters
from storyreel.storyboard.source import read_source


def load_pictures(
    path: Path, shown: str, missing_characters: MissingCharacters, assets: Path
) -> tuple[PictureBoard, Performance]:
    """The board at `path` and its performance; raises RequestError with every mistake."""
    source = read_source(path, shown)
    context = PictureSurroundings(missing_characters, assets, Arithmetic())
    try:
        board = PictureBoard.model_validate(source.value, context=context)
    except ValidationError as error:
        raise RequestError(
            *source.problems, *map(source.problem, mistakes_of(error, source))
        ) from None
    changes, mistakes = read_board(board, source, context)
    score, more = compose_score(board, changes, beat_starts(board))
    found = [*mistakes, *more]
    if found or source.problems:
        raise RequestError(*source.problems, *map(source.problem, found))
    return board, Performance.of(board, score)
