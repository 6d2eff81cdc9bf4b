"""Facts that a clip does not use: no expression names them, and no text shows their numbers."""

from __future__ import annotations

from collections.abc import Iterator

from storyreel.pictures.board import PictureBoard
from storyreel.pictures.known_numbers import written_numbers
from storyreel.pictures.passages import text_of
from storyreel.pictures.score import Score
from storyreel.storyboard.source import Mistake


def unused_facts(board: PictureBoard, score: Score) -> Iterator[Mistake]:
    """A warning for each fact that no picture uses, located at its name."""
    named = {
        name
        for track in score.tracks
        for passage in track.passages
        for name in passage.after.stated.numbers.facts
    }
    shown = {number for text in _texts(board, score) for number in written_numbers(text)}
    for name, fact in board.facts.items():
        if name not in named and not any(number.is_one_of(fact.numbers) for number in shown):
            yield Mistake(
                ("facts", name),
                "no picture uses this fact.",
                "Use its name in a picture, or delete it.",
                at_key=True,
            )


def _texts(board: PictureBoard, score: Score) -> Iterator[str]:
    """Every text that the clip shows: in pictures, captions, the title and the wisdom."""
    yield board.title
    yield board.wisdom
    for beat in board.beats:
        yield from (caption.text for caption in beat.caption)
    for track in score.tracks:
        for passage in track.passages:
            for element in passage.after.picture:
                yield text_of(element.form) or ""
