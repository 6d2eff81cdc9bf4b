"""The final hold: whether the last picture is static for as long as it has to be."""

from __future__ import annotations

from collections.abc import Iterator

from storyreel.design.tokens import Seconds
from storyreel.pictures.board import PictureBoard
from storyreel.pictures.passages import Passage
from storyreel.pictures.performance import LAST_CAPTION, beat_starts
from storyreel.pictures.score import HOLD, Score
from storyreel.pictures.shared_elements import LEAVE
from storyreel.storyboard.source import Mistake

ROUNDING = 1 / 15
"""Seconds of the longest frame: by so much a hold may differ between storyboard and frames."""


def short_final_hold(board: PictureBoard, score: Score) -> Iterator[Mistake]:
    """A warning where the last change, or the wisdom, ends too late."""
    *_, last_start, end = beat_starts(board)
    passages = [passage for track in score.tracks for passage in track.passages]
    latest: Passage | None = max(passages, key=lambda passage: passage.stop, default=None)
    wisdom = last_start + LAST_CAPTION + LEAVE + Seconds.QUICK
    if latest is not None and latest.stop >= wisdom and latest.stop > end - HOLD + 1e-9:
        yield Mistake(
            latest.after.stated.path,
            f"changes until {end - latest.stop:.1f} s before the end of the clip, "
            f"which needs {HOLD:g} s without a change.",
            "Let it end earlier (`at`, `over`), or lengthen the last beat.",
        )
    elif wisdom > end - HOLD + ROUNDING:
        yield Mistake(
            ("beats", len(board.beats) - 1, "duration"),
            f"leaves the wisdom {end - wisdom:.1f} s without a change, and it needs {HOLD:g} s.",
            f"Make the last beat at least {wisdom - last_start + HOLD:.1f} s long.",
        )
