"""What the speaker says: the storyboard's own words, beat by beat with their times."""

from __future__ import annotations

from fractions import Fraction

from storyreel.storyboard.load import Loaded
from storyreel.timeline import Timeline

def speaker_notes(loaded: Loaded, timeline: Timeline) -> tuple[str, ...]:
    """Paragraphs: the title, one for each beat, the insight, the common mistake, the sources."""
    board = loaded.storyboard
    paragraphs = [board.title]
    for written, timed in zip(board.beats, timeline.beats, strict=True):
        start = clock(timeline.fps.seconds(timed.frames.start))
        stop = clock(timeline.fps.seconds(timed.frames.stop))
        said = " ".join((written.notes or "").split())
        words = f"{timed.sentence} {said}".strip()
        paragraphs.append(f"{start}–{stop}  {beat_name(timed.id)}: {words}")
    if board.insight:
        paragraphs.append(f"Insight: {_one_line(board.insight)}")
    if board.mistake:
        paragraphs.append(f"Common mistake: {_one_line(board.mistake)}")
    if board.sources:
        paragraphs.append("Sources:")
        paragraphs += [f"• {_one_line(source)}" for source in board.sources]
    return tuple(paragraphs)


def clock(seconds: Fraction) -> str:
    """`0:02.4`, as a player shows it."""
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02}.{tenths % 10}"


def beat_name(identifier: str) -> str:
    """`seed_lock` as people write it."""
    return identifier.replace("_", " ").capitalize()


def _one_line(text: str) -> str:
    return " ".join(text.split())
