"""Pictures that a scene changes while it is performed: the score grows as the scene goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Any

from storyreel.base.errors import Problem, RequestError
from storyreel.base.timebase import exact_seconds
from storyreel.drawing.drawing import Drawing
from storyreel.pictures.board import PictureBeat, PictureBoard
from storyreel.pictures.changes import ChangeReader
from storyreel.pictures.clips import PictureError
from storyreel.pictures.drawing_items import DrawingBuilder
from storyreel.pictures.elements import Picture
from storyreel.pictures.emphasis import resolved
from storyreel.pictures.facts import Fact
from storyreel.pictures.kinds.fields import PictureSurroundings
from storyreel.pictures.performance import Performance
from storyreel.pictures.score import Score, ScoreComposer
from storyreel.pictures.stated import StageChange
from storyreel.storyboard.model import BeatBoard
from storyreel.storyboard.source import Mistake, YamlSource


class LivePictures:
    """The things of pictures that a scene shows; times are seconds of the clip.

    Changes come in the order in which they happen.
    """

    furnished = False
    """Whether title, steps and captions are drawn, too."""

    def __init__(
        self,
        beats: Sequence[PictureBeat | BeatBoard],
        facts: Mapping[str, Fact],
        source: YamlSource,
        surroundings: PictureSurroundings,
    ) -> None:
        durations = (exact_seconds(beat.duration) for beat in beats)
        starts = tuple(map(float, accumulate(durations, initial=Fraction(0))))
        self._source = source
        self._reader = ChangeReader(facts, source, surroundings)
        self._composer = ScoreComposer(beats, starts)
        self._builder = DrawingBuilder()
        self._score = Score(())

    def begin(self, beat: int) -> None:
        """Change what the storyboard says at the start of a beat: nothing, for a scene's own."""

    def show(self, beat: int, at: float, picture: Mapping[str, Any], layout: str | None) -> None:
        """Change what a picture says, `at` seconds from the start of a beat.

        Raises PictureError, without the place of the mistake, where the picture is wrong.
        """
        mistakes = self._take([self._reader.change(beat, at, picture, layout)])
        if mistakes:
            names = (self._source.name(mistake.path) for mistake in mistakes)
            raise PictureError(
                *(
                    Problem(f"{name}: {mistake.what}", mistake.remedy)
                    for name, mistake in zip(names, mistakes, strict=True)
                )
            )

    def drawing(self, now: float) -> Drawing | None:
        """What shows at a time; the same object while that stays equal, None for nothing."""
        picture = self._picture(now)
        return self._builder.drawing(picture) if picture else None

    def _picture(self, now: float) -> Picture:
        return resolved(self._score.picture(now)) if self._score.tracks else ()

    def _take(self, changes: Sequence[StageChange]) -> list[Mistake]:
        """Add changes to the score; returns what is wrong with them."""
        for change in changes:
            self._composer.take(change)
        self._score = self._composer.score
        return [*self._reader.mistakes, *self._composer.mistakes]


class BoardPictures(LivePictures):
    """The pictures of a storyboard of which a scene performs some beats."""

    furnished = True

    def __init__(
        self, board: PictureBoard, source: YamlSource, surroundings: PictureSurroundings
    ) -> None:
        super().__init__(board.beats, board.facts, source, surroundings)
        self._board = board
        self._performance = Performance.of(board, self._score)

    def begin(self, beat: int) -> None:
        """Change what a beat of the storyboard says, over what the scene has shown."""
        mistakes = self._take(list(self._reader.beat(beat, self._board)))
        if mistakes:
            raise RequestError(*map(self._source.problem, mistakes))

    def _picture(self, now: float) -> Picture:
        return self._performance.picture(now)

    def _take(self, changes: Sequence[StageChange]) -> list[Mistake]:
        mistakes = super()._take(changes)
        self._performance = Performance.of(self._board, self._score)
        return mistakes
