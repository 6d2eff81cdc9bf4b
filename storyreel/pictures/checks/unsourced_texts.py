"""Numbers of captions, steps and the wisdom that no fact or source carries and no picture shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from storyreel.pictures.board import PictureBoard
from storyreel.pictures.known_numbers import KnownNumbers, written_numbers
from storyreel.pictures.passages import text_of
from storyreel.pictures.score import Score
from storyreel.pictures.tallies import counts
from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.source import Mistake, YamlSource


def unsourced_texts(board: PictureBoard, score: Score, source: YamlSource) -> Iterator[Mistake]:
    """A warning for each such text, with its first number."""
    known = _known(board, score)
    for path, text in _sentences(board, source):
        number = known.unknown_in(text)
        if number is not None:
            yield Mistake(
                path,
                f"{number} is neither a fact nor shown by a picture.",
                "Correct it, or add it to `facts:` with its source.",
            )


def _known(board: PictureBoard, score: Score) -> KnownNumbers:
    """The numbers of all facts and sources, and those that pictures are given, calculate or
    show."""
    numbers = {number for fact in board.facts.values() for number in fact.numbers}
    sources = (*board.sources, *(fact.source or "" for fact in board.facts.values()))
    numbers |= {each.value for text in sources for each in written_numbers(text)}
    for track in score.tracks:
        for passage in track.passages:
            stated = passage.after.stated
            numbers |= stated.numbers.known
            if stated.state is not None:
                numbers |= set(_numbers(stated.state.model_dump()))
            numbers |= {float(count) for count in counts(passage.after.picture).values()}
            for element in passage.after.picture:
                numbers |= {each.value for each in written_numbers(text_of(element.form) or "")}
    return KnownNumbers(frozenset(numbers))


def _numbers(value: object) -> Iterator[float]:
    """Every number in a value, also in its texts, and the lengths of its lists."""
    if isinstance(value, (int, float)):
        yield float(value)
    elif isinstance(value, str):
        yield from (each.value for each in written_numbers(value))
    elif isinstance(value, Mapping):
        yield float(len(value))
        for key, part in value.items():
            yield from _numbers(key)
            yield from _numbers(part)
    elif isinstance(value, (list, tuple)):
        yield float(len(value))
        for part in value:
            yield from _numbers(part)


def _sentences(board: PictureBoard, source: YamlSource) -> Iterator[tuple[KeyPath, str]]:
    """The captions, the steps and the wisdom, with their places."""
    for index, beat in enumerate(board.beats):
        home: KeyPath = ("beats", index, "caption")
        for at, caption in enumerate(beat.caption):
            listed = isinstance(source.get(home), tuple)
            yield ((*home, at, "text") if listed else home), caption.text
        if beat.step:
            yield ("beats", index, "step"), beat.step
    yield ("wisdom",), board.wisdom
