"""A picture clip, frame by frame: a function of time, without Manim."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from storyreel.base.timebase import Fps, exact_seconds
from storyreel.drawing.drawing import Drawing
from storyreel.pictures.board import PictureBoard
from storyreel.pictures.elements import Picture
from storyreel.pictures.emphasis import resolved
from storyreel.pictures.house import Sentence, StepLine, bar_position, title_and_background
from storyreel.pictures.illustration import IllustrationNote
from storyreel.pictures.ink import Printer
from storyreel.pictures.score import Score


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
        sentences = []
        for at, beat in enumerate(board.beats):
            last = at == len(board.beats) - 1
            for each in beat.caption_times:
                sentences.append(
                    Sentence(each.text, starts[at] + each.start, starts[at] + each.stop)
                )
            if last and not beat.caption:
                sentences.append(Sentence(board.wisdom, starts[at], float("inf"), wise=True))
        line = StepLine.of(names)
        spans = [span for track in score.tracks for span in track.illustrated()]
        note = IllustrationNote.of(line, spans)
        return cls(board.title, line, steps, tuple(sentences), score, note)

    def picture(self, now: float) -> Picture:
        """Every element at a time, from bottom to top."""
        elements = [*title_and_background(self.title)]
        elements += self.line.elements(bar_position(self.steps, now))
        elements += self.note.elements(now)
        elements += self.score.picture(now)
        for sentence in self.sentences:
            elements += sentence.elements(now, first=sentence.start == 0)
        return resolved(tuple(elements))

    def drawings(self, fps: Fps, frames: Collection[int]) -> Iterator[tuple[int, Drawing]]:
        """The drawings of some frames, in order; a held frame is the same object."""
        printer = Printer()
        for frame in sorted(frames):
            yield frame, printer.drawing(self.picture(float(Fraction(frame, fps.rate))))


def beat_starts(board: PictureBoard) -> tuple[float, ...]:
    """The seconds at which beats begin, and at which the last one ends."""
    durations = (exact_seconds(beat.duration) for beat in board.beats)
    return tuple(map(float, accumulate(durations, initial=Fraction(0))))
