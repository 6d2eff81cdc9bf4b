"""Captions with times of their own: from when to when a sentence shows within its beat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from storyreel.storyboard.model import Caption, CaptionTime, Model, Moment, Name
from storyreel.storyboard.source import Mistake


class TimedCaption(Model):
    """A sentence that does not show for its whole beat."""

    text: Annotated[Caption, Field(description="One sentence of at most 12 words.")]
    start: Annotated[
        Moment | Name | None,
        Field(alias="from", description="Seconds into the beat, or a cue; its start without it."),
    ] = None
    stop: Annotated[
        Moment | Name | None,
        Field(alias="to", description="Seconds into the beat, or a cue; without it, the next one."),
    ] = None


def _as_list(value: Any) -> Any:
    """A sentence, or one with times, as a list of one."""
    if isinstance(value, str):
        return ({"text": value},)
    return (value,) if isinstance(value, dict) else value


Captions = Annotated[
    tuple[TimedCaption, ...],
    Field(max_length=6),
    BeforeValidator(
        _as_list, json_schema_input_type=Caption | TimedCaption | tuple[TimedCaption, ...]
    ),
]
"""One sentence, one with times, or several with times."""


def caption_times(
    captions: Sequence[TimedCaption], cues: Mapping[str, float], duration: float
) -> tuple[CaptionTime, ...]:
    """Each sentence with its seconds; unknown cues count as not written."""
    starts = [_seconds(caption.start, cues) or 0.0 for caption in captions]
    stops = [_seconds(caption.stop, cues) for caption in captions]
    following = [*starts[1:], duration][: len(starts)]
    ends = [end if stop is None else stop for stop, end in zip(stops, following, strict=True)]
    return tuple(
        CaptionTime(caption.text, start, end)
        for caption, start, end in zip(captions, starts, ends, strict=True)
    )


def caption_mistakes(
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


def _seconds(at: float | str | None, cues: Mapping[str, float]) -> float | None:
    return cues.get(at) if isinstance(at, str) else at
