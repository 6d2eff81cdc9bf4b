"""The storyboard: every word, time and number of a clip, as frozen types with strict validation.

`values` validates single values, `rules` the relations between them. Descriptions are
the author's documentation: the published JSON Schema carries them into the editor. Lists become
tuples.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BeforeValidator, Field

from storyreel.storyboard.record import Model, SceneData
from storyreel.storyboard.values import (
    CLIP,
    LANGUAGE,
    Caption,
    Moment,
    Name,
    Prose,
    SansText,
    Seconds,
    Share,
    StepName,
)


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
    """A sentence, or one with times, as a list of one; nothing as an empty one."""
    if value is None:
        return ()
    if isinstance(value, str | int | float):
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


@dataclass(frozen=True, slots=True)
class CaptionTime:
    """A sentence, and from when to when it shows, in seconds from the start of its beat."""

    text: str
    start: float
    stop: float


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


def _seconds(at: float | str | None, cues: Mapping[str, float]) -> float | None:
    return cues.get(at) if isinstance(at, str) else at


class BeatBoard(Model):
    """One beat of the clip: a span of time that makes one point."""

    id: Annotated[
        Name,
        Field(description="The scene's method for this beat, and the id of its caption."),
    ]
    duration: Annotated[Seconds, Field(description="Seconds. All beats together: 28 to 32.")]
    caption: Annotated[
        Captions,
        Field(
            description="One sentence of at most 12 words, on at most two lines of 42 characters; "
            "with `from` and `to` where it does not show for the whole beat; a list for several. "
            "Every beat but the last needs one; the last shows the wisdom instead."
        ),
    ] = ()
    step: Annotated[
        SansText | None, Field(description="The step that is marked in the line from here on.")
    ] = None
    cues: Annotated[
        dict[Name, Moment],
        Field(description="Named moments of the scene, in seconds from the start of the beat."),
    ] = Field(default={})
    notes: Annotated[
        Prose | None, Field(description="What the speaker can say. Not on screen.")
    ] = None
    loop: Annotated[
        bool,
        Field(description="In slides that stop at each beat: play this one again and again."),
    ] = False

    @property
    def caption_times(self) -> tuple[CaptionTime, ...]:
        """Each sentence of the caption with its seconds in the beat."""
        return caption_times(self.caption, self.cues, self.duration)

    @property
    def sentence(self) -> str | None:
        """The sentences of the caption in a row; None without any."""
        return " ".join(caption.text for caption in self.caption) or None


D = TypeVar("D", bound=SceneData)


Insight = Annotated[
    Prose | None, Field(description="For the speaker: what to remember. Not on screen.")
]
CommonMistake = Annotated[
    Prose | None, Field(description="For the speaker: the common mistake. Not on screen.")
]
Question = Annotated[
    Prose | None, Field(description="For the audience, on a slide after the clip. Not on screen.")
]


class Storyboard(Model, Generic[D]):
    """Every word, time and number of one clip."""

    clip: Annotated[
        str,
        Field(
            pattern=CLIP,
            max_length=40,
            description="The clip's id, with which the name of this file begins.",
        ),
    ]
    title: Annotated[
        SansText,
        Field(
            max_length=40,
            description="What the clip is about, at the top left throughout.",
        ),
    ]
    language: Annotated[
        str,
        Field(
            pattern=LANGUAGE,
            description="The language of the texts, such as `en` or `pt-BR`.",
        ),
    ]
    alt: Annotated[
        Prose,
        Field(
            max_length=400,
            description="Alternative text: one or two sentences for those who cannot see the clip.",
        ),
    ]
    placement: Annotated[
        Literal["full-slide"] | Share,
        Field(
            description="The size of the video on its slide: `full-slide`, or its width as a share "
            "of the slide's. Texts must remain readable at that size."
        ),
    ]
    rail: Annotated[
        tuple[StepName | Annotated[tuple[StepName, ...], Field(min_length=2, max_length=4)], ...],
        Field(
            min_length=2,
            max_length=6,
            description="The steps under the title, in order; a list for alternatives.",
        ),
    ]
    beats: Annotated[
        tuple[BeatBoard, ...],
        Field(min_length=2, max_length=20, description="The beats in the order of the scene."),
    ]
    wisdom: Annotated[
        Caption, Field(description="The closing sentence of at most 12 words, in the last beat.")
    ]
    insight: Insight = None
    mistake: CommonMistake = None
    question: Question = None
    sources: Annotated[
        tuple[Prose, ...], Field(description="Where the facts come from. Not on screen.")
    ] = ()
    data: Annotated[D, Field(description="The numbers and words that this clip's scene shows.")]

    @property
    def steps(self) -> tuple[str, ...]:
        """The names of all steps in order, alternatives one after another."""
        groups = ((step,) if isinstance(step, str) else step for step in self.rail)
        return tuple(name for group in groups for name in group)
