"""A picture clip, frame by frame: a function of time, without Manim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate
from math import inf

from storyreel.base.timebase import Fps, exact_seconds
from storyreel.design.step_line import StepLine, bar_position
from storyreel.design.tokens import Seconds
from storyreel.drawing.drawing import Drawing
from storyreel.pictures.board import PictureBoard
from storyreel.pictures.drawing_items import DrawingBuilder
from storyreel.pictures.elements import Picture
from storyreel.pictures.emphasis import resolved
from storyreel.pictures.illustration import IllustrationNote
from storyreel.pictures.score import Score
from storyreel.pictures.shared_elements import Sentence, steps_at, title_and_background

LAST_CAPTION = 0.2
"""Seconds after the start of a beat at which its caption begins to enter, at the latest."""


@dataclass(frozen=True, slots=True)
class Performance:
    """Everything that a clip shows, as a function of time in seconds."""

    title: str
    line: StepLine
    steps: tuple[tuple[float, int | None], ...]
    sentences: tuple[Sentence, ...]
    score: Score
    note: IllustrationNote

    @classmethod
    def of(cls, board: PictureBoard, score: Score) -> Performance:
        """The performance of a board with its score."""
        starts = beat_starts(board)
        names = board.steps
        steps = tuple(
            (start, names.index(beat.step) if beat.step else None)
            for start, beat in zip(starts, board.beats, strict=False)
        )
        line = StepLine.of(names)
        spans = [span for track in score.tracks for span in track.illustrated()]
        note = IllustrationNote.of(line, spans)
        return cls(board.title, line, steps, _sentences(board, starts, score), score, note)

    def picture(self, now: float) -> Picture:
        """Every element at a time, from bottom to top."""
        elements = [*title_and_background(self.title)]
        elements += steps_at(self.line, bar_position(self.steps, now, Seconds.QUICK))
        elements += self.note.elements(now)
        elements += self.score.picture(now)
        for sentence in self.sentences:
            elements += sentence.elements(now)
        return resolved(tuple(elements))

    def drawings(self, fps: Fps, frames: Iterable[int]) -> Iterator[tuple[int, Drawing]]:
        """The drawings of some frames; a held frame is the same object as the one before it."""
        builder = DrawingBuilder()
        for frame in frames:
            yield frame, builder.drawing(self.picture(float(Fraction(frame, fps.rate))))


def _sentences(board: PictureBoard, starts: Sequence[float], score: Score) -> tuple[Sentence, ...]:
    """The captions of all beats, and the wisdom in a last beat that has none.

    A caption that shows from the start of its beat waits until the picture is changing, and the one
    before it stays until then.
    """
    moments = [passage.start for track in score.tracks for passage in track.passages]
    captions: list[Sentence] = []
    for start, beat in zip(starts, board.beats, strict=False):
        first = min((at - start for at in moments if at >= start), default=0.0)
        wait = min(first + LAST_CAPTION / 2, LAST_CAPTION) if start else 0.0
        for each in beat.caption_times:
            begin = start + (each.start or wait)
            if captions and not each.start and captions[-1].stop == start:
                captions[-1] = replace(captions[-1], stop=begin)
            captions.append(Sentence(each.text, begin, start + each.stop))
    if not board.beats[-1].caption:
        captions.append(Sentence(board.wisdom, starts[-2], inf, wise=True))
    begins = {round(each.start, 6) for each in captions}
    return tuple(replace(each, follows=round(each.stop, 6) in begins) for each in captions)


def beat_starts(board: PictureBoard) -> tuple[float, ...]:
    """The seconds at which beats begin, and at which the last one ends."""
    durations = (exact_seconds(beat.duration) for beat in board.beats)
    return tuple(map(float, accumulate(durations, initial=Fraction(0))))
