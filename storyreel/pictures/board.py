"""The storyboard of a picture clip: what the file may contain."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from storyreel.pictures.emphasis import Emphasis
from storyreel.pictures.facts import Fact
from storyreel.pictures.kinds.fields import Text
from storyreel.storyboard.explain import shown
from storyreel.storyboard.model import (
    BeatBoard,
    Captions,
    CaptionTime,
    CommonMistake,
    Insight,
    Question,
    Storyboard,
    caption_times,
)
from storyreel.storyboard.record import Model, SceneData
from storyreel.storyboard.values import (
    CLIP,
    LANGUAGE,
    Caption,
    Distinct,
    Moment,
    Name,
    Prose,
    SansText,
    Seconds,
    Share,
    mistake,
)


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


LAYOUT_REMEDY = "Write `layout: |`, and each row of names on a line below it."
"""What to do where a layout is not text."""


def _text_of_rows(layout: Any) -> Any:
    """A layout; refuses lists and the like, in which its rows might be written."""
    if layout is not None and not isinstance(layout, str):
        raise mistake(f"must be text, not {shown(layout)}.", LAYOUT_REMEDY)
    return layout


Part = Annotated[Text, BeforeValidator(_as_text, json_schema_input_type=str | int)]
"""The address of a part: a name, or a number such as the place of a bar."""

Parts = Annotated[tuple[Part, ...], Distinct]
"""Addresses of parts, each once."""


class ThingOptions(Model):
    """When and how a thing changes, for every kind."""

    at: Annotated[
        Moment | Name | None,
        Field(description="Seconds into the beat, or a cue; without it, in reading order."),
    ] = None
    over: Annotated[Seconds | None, Field(le=6, description="Seconds that the change takes.")] = (
        None
    )
    label: Annotated[Text | None, Field(max_length=32, description="Words above it.")] = None
    mark: Parts = Field(default=(), description="Parts in gold: look here.")
    dim: bool | Parts = Field(default=False, description="Step back: all, or parts.")
    focus: Parts = Field(default=(), description="All other parts step back.")

    @model_validator(mode="after")
    def _consistent(self) -> ThingOptions:
        if self.focus and self.dim is True:
            raise mistake("has both `focus` and `dim: true`.", "Write one of the two.")
        return self

    def emphasis(self, stated: Collection[str]) -> Emphasis:
        """What is marked and dimmed; the parts of `stated` options must exist."""
        dim = self.dim if isinstance(self.dim, tuple) else ()
        parts = {"mark": self.mark, "dim": dim, "focus": self.focus}
        required = frozenset(part for name in parts if name in stated for part in parts[name])
        return Emphasis(self.mark, dim, self.focus, self.dim is True, required)


OPTIONS = tuple(ThingOptions.model_fields)

MOMENTARY = ("at", "over")
"""Options of one change; the others stay until a later picture says otherwise."""


def lasting_options(known: Mapping[str, Any], stated: Mapping[str, Any]) -> dict[str, Any]:
    """The options after a change: what it states, over what is known from earlier ones.

    `focus` ends a `dim: true` from before, and the other way round.
    """
    lasting = {key: value for key, value in known.items() if key not in MOMENTARY}
    if stated.get("focus") and lasting.get("dim") is True:
        del lasting["dim"]
    if stated.get("dim") is True:
        lasting.pop("focus", None)
    return {**lasting, **stated}


class PictureBeat(Model):
    """One beat: a picture, and a sentence about it."""

    id: Annotated[Name, Field(description="The beat's name; also the caption's id.")]
    step: Annotated[
        SansText | None,
        Field(max_length=24, description="The step that begins here; a clip names 2 to 6."),
    ] = None
    duration: Annotated[Seconds, Field(description="Seconds; all beats sum to 28 to 32.")]
    caption: Annotated[
        Captions,
        Field(
            description="One sentence of at most 12 words; with `from` and `to` where it does not "
            "show for the whole beat; a list for several. The last beat has none."
        ),
    ] = ()
    layout: Annotated[
        str | None,
        BeforeValidator(_text_of_rows),
        Field(max_length=2000, description="Names in rows: each covers the rectangle it fills."),
    ] = None
    cues: dict[Name, Moment] = Field(default={}, description="Named moments of the beat.")
    scene: Annotated[
        bool,
        Field(description="The method of this name in the clip's scene.py performs the beat, too."),
    ] = False
    picture: dict[Name, dict[str, Any]] = Field(default={}, description="Things by name.")
    then: Annotated[
        tuple[dict[str, Any], ...], Field(max_length=12, description="Further changes, in order.")
    ] = ()
    notes: Annotated[Prose | None, Field(description="What the speaker may say.")] = None
    loop: Annotated[
        bool,
        Field(description="In slides that stop at each beat: play this one again and again."),
    ] = False

    @model_validator(mode="after")
    def _consistent(self) -> PictureBeat:
        if self.scene and self.then:
            raise mistake("has both `scene` and `then`.", "Let the scene show further changes.")
        return self

    @property
    def caption_times(self) -> tuple[CaptionTime, ...]:
        """Each sentence of the caption with its seconds in the beat."""
        return caption_times(self.caption, self.cues, self.duration)


class PictureBoard(Model):
    """A clip in YAML alone."""

    clip: Annotated[str, Field(pattern=CLIP, max_length=40, description="The clip's id.")]
    title: Annotated[SansText, Field(max_length=40, description="What the clip is about.")]
    language: Annotated[
        str,
        Field(
            pattern=LANGUAGE,
            description="The language of the words, such as en or pt-BR, for players and screen "
            "readers. Numbers are written as 12,345.6 in all of them.",
        ),
    ] = "en"
    alt: Annotated[
        Prose,
        Field(max_length=400, description="One or two sentences for those who cannot see it."),
    ]
    placement: Annotated[
        Literal["full-slide"] | Share, Field(description="Its width on a slide.")
    ] = "full-slide"
    facts: dict[Name, Fact] = Field(default={}, description="Numbers with their sources.")
    beats: Annotated[
        tuple[PictureBeat, ...],
        Field(min_length=2, max_length=20, description="The pictures, in order of time."),
    ]
    wisdom: Annotated[Caption, Field(description="One sentence that stays in the last beat.")]
    insight: Insight = None
    mistake: CommonMistake = None
    question: Question = None
    sources: Annotated[tuple[Prose, ...], Field(description="Further sources. Not on screen.")] = ()

    @property
    def steps(self) -> tuple[str, ...]:
        """The names of the step line, in the order in which they come."""
        return tuple(dict.fromkeys(beat.step for beat in self.beats if beat.step))

    def storyboard(self) -> Storyboard[SceneData]:
        """The words and times as those of every other clip, for what only needs them."""
        beats = [
            BeatBoard.model_construct(
                id=beat.id,
                duration=beat.duration,
                caption=beat.caption,
                step=beat.step,
                cues=beat.cues,
                notes=beat.notes,
                loop=beat.loop,
            )
            for beat in self.beats
        ]
        return Storyboard[SceneData](
            clip=self.clip,
            title=self.title,
            language=self.language,
            alt=self.alt,
            placement=self.placement,
            rail=self.steps,
            beats=tuple(beats),
            wisdom=self.wisdom,
            insight=self.insight,
            mistake=self.mistake,
            question=self.question,
            sources=(*self.sources, *self._fact_sources()),
            data=SceneData(),
        )

    def _fact_sources(self) -> Iterator[str]:
        """The source of each fact after its words; facts with the same source come together."""
        named: dict[str, list[str]] = {}
        for name, fact in self.facts.items():
            if fact.source:
                named.setdefault(fact.source, []).append(fact.in_words(name))
        for source, names in named.items():
            yield f"{', '.join(names)}: {source}"
