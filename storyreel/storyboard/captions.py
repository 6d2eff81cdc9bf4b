"""The times of captions: what is wrong with them in a storyboard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.model import TimedCaption, caption_times
from storyreel.storyboard.source import Mistake, YamlSource


class _Beat(Protocol):
    @property
    def caption(self) -> tuple[TimedCaption, ...]: ...
    @property
    def cues(self) -> dict[str, float]: ...
    @property
    def duration(self) -> float: ...


def check_caption_times(beats: Sequence[_Beat], source: YamlSource) -> list[Mistake]:
    """What is wrong with the times of captions, each at the place where it is written."""
    found = []
    for index, beat in enumerate(beats):
        home: KeyPath = ("beats", index, "caption")
        several = isinstance(source.get(home), tuple)
        for number, mistake in _mistakes(beat.caption, beat.cues, beat.duration):
            path = (*home, number) if several else home
            found.append(replace(mistake, path=(*path, *mistake.path)))
    return found


def _mistakes(
    captions: Sequence[TimedCaption], cues: Mapping[str, float], duration: float
) -> Iterator[tuple[int, Mistake]]:
    """Unknown cues, and times that are out of order or outside the beat.

    Each has the number of its caption, from 0, and a path below it.
    """
    latest = 0.0
    times = caption_times(captions, cues, duration)
    for number, (caption, time) in enumerate(zip(captions, times, strict=True)):
        for key, at in (("from", caption.start), ("to", caption.stop)):
            if isinstance(at, str) and at not in cues:
                names = ", ".join(cues) or "none"
                yield number, Mistake((key,), f"unknown cue {at!r}.", f"The beat's cues: {names}.")
        if time.start < latest:
            what = f"begins at {time.start:g} s, before the caption above it ends, at {latest:g} s."
            yield number, Mistake(("from",), what, "Let it begin later, or the other end earlier.")
        if time.stop > duration:
            what = f"ends at {time.stop:g} s, after the beat's end at {duration:g} s."
            yield number, Mistake(("to",), what, "Let it end earlier, or lengthen the beat.")
        if time.stop <= time.start:
            what = f"shows from {time.start:g} to {time.stop:g} s."
            yield number, Mistake((), what, "Let `from` be before `to`.")
        latest = max(latest, time.stop)
