"""The storyboard: every word, time and number of a clip, as frozen types with strict validation.

This module validates single values; `rules` validates the relations between them. Descriptions are
the author's documentation: the published JSON Schema carries them into the editor. Lists become
tuples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Generic, Literal, Self, TypeAlias, TypeVar, get_args
from unicodedata import normalize

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError
from pydantic_core.core_schema import ErrorType

from storyreel.storyboard.assets import check_asset
from storyreel.storyboard.text import (
    CAPTION_LINES,
    CAPTION_WORDS,
    INVISIBLE_JOINERS,
    LINE_CHARACTERS,
    caption_fits,
    character_name,
    unwanted,
    words_of,
)

Face: TypeAlias = Literal["sans", "mono"]
MissingCharacters: TypeAlias = Callable[[str, Face], Iterable[str]]
"""Returns the characters of a text that a face lacks."""

NAME = r"^[a-z][a-z0-9_]*$"
HEX64 = r"^[0-9a-f]{64}$"
CLIP = r"^[a-z][a-z0-9]*$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Z][A-Za-z0-9]{1,7})*$"

PATTERNS = {
    NAME: "snake_case (lower-case letters, digits and _, beginning with a letter)",
    HEX64: "64 lower-case hexadecimal characters",
    CLIP: "lower-case letters and digits, beginning with a letter",
    LANGUAGE: "a language code such as en or pt-BR",
}
"""Each pattern in words, for errors."""

MAX_SECONDS = 3600
"""The largest time that is accepted, so that sums of times stay finite."""

KNOWN_ERRORS = frozenset(get_args(ErrorType))


@dataclass(frozen=True, slots=True)
class ValidationContext:
    """What values are checked against beyond their types; pydantic's validation context."""

    missing_characters: MissingCharacters
    assets: Path


def mistake(what: str, remedy: str) -> PydanticCustomError:
    """An error for a validator to raise; `what` and `remedy` are sentences."""
    return PydanticCustomError("mistake", "{what} {remedy}", {"what": what, "remedy": remedy})


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A value that contradicts others: its path below the model, and two sentences."""

    path: tuple[int | str, ...]
    what: str
    remedy: str


def _clean(text: str, allowed: str = "") -> str:
    for _, character in unwanted(text, allowed):
        remedy = (
            "Write the text on one line, or below `>-`, which joins lines."
            if character == "\n"
            else "Delete it."
        )
        raise mistake(f"contains {character_name(character)}.", remedy)
    if not text.strip(" \n"):
        raise mistake("the text is blank.", "Write the text.")
    return normalize("NFC", text)


def _clean_prose(text: str) -> str:
    return _clean(text, "\n" + INVISIBLE_JOINERS)


def _covered(face: Face) -> Callable[[str, ValidationInfo], str]:
    def check(text: str, info: ValidationInfo) -> str:
        if isinstance(info.context, ValidationContext):
            missing = [character_name(c) for c in info.context.missing_characters(text, face)]
            if missing:
                raise mistake(
                    f"contains {', '.join(missing)}, which the {face} font lacks.",
                    "Use other characters.",
                )
        return text

    return check


def _covered_lines(text: str, info: ValidationInfo) -> str:
    _covered("mono")(text.replace("\n", " "), info)
    return text


def _caption(text: str) -> str:
    words = len(words_of(text))
    if words > CAPTION_WORDS:
        what = f"has {words} words, but may have at most {CAPTION_WORDS}."
        raise mistake(what, "Say it in fewer words.")
    if not caption_fits(text):
        raise mistake(
            f"does not fit on {CAPTION_LINES} lines of {LINE_CHARACTERS} characters.",
            "Say it in fewer or shorter words.",
        )
    return text


def _asset(text: str, info: ValidationInfo) -> str:
    if isinstance(info.context, ValidationContext):
        try:
            check_asset(info.context.assets, text)
        except ValueError as error:
            raise mistake(str(error), "Name a PNG, JPEG or WebP file inside assets/.") from error
    return text


# --- what one value may be ---------------------------------------------------------------------

SansText = Annotated[
    str, Field(max_length=200), AfterValidator(_clean), AfterValidator(_covered("sans"))
]
"""One line of words on screen, in the proportional face."""

MonoText = Annotated[
    str, Field(max_length=200), AfterValidator(_clean), AfterValidator(_covered("mono"))
]
"""One line of code, tokens or digests on screen, in the monospaced face."""

MonoLines = Annotated[
    str,
    Field(max_length=4000),
    AfterValidator(lambda text: _clean(text, "\n")),
    AfterValidator(_covered_lines),
]
"""Lines of code on screen, in the monospaced face."""

Caption = Annotated[SansText, AfterValidator(_caption)]
"""One sentence that fits on two short lines."""

Prose = Annotated[
    str, Field(max_length=2000), AfterValidator(lambda text: _clean(text, "\n" + INVISIBLE_JOINERS))
]
"""Text that is not on screen: notes, sources, descriptions. Line breaks are allowed."""

Name = Annotated[str, Field(pattern=NAME, max_length=40)]
"""A name in snake_case."""

Hex64 = Annotated[str, Field(pattern=HEX64)]
"""A SHA-256 digest: 64 hexadecimal characters in lower case."""

StepName = Annotated[SansText, Field(max_length=24)]
"""The name of a step in the line under the title."""

AssetPath = Annotated[str, AfterValidator(_asset)]
"""A PNG, JPEG or WebP image, named by its path below assets/."""

Seconds = Annotated[float, Field(gt=0, le=MAX_SECONDS)]
Moment = Annotated[float, Field(ge=0, le=MAX_SECONDS)]
Share = Annotated[float, Field(gt=0, le=1)]
Count = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(gt=0)]


def _counting(text: str) -> str:
    if "{count}" not in text:
        raise mistake("does not say how many.", "Write {count} where the number belongs.")
    return text


def _distinct(values: tuple[Any, ...]) -> tuple[Any, ...]:
    for index, value in enumerate(values):
        if value in values[:index]:
            raise mistake(f"names {value!r} twice.", "Delete one of them.")
    return values


Distinct = AfterValidator(_distinct)
"""Requires entries of a list to be different."""

Counting = AfterValidator(_counting)
"""Requires {count}, which is replaced by the number that the picture shows."""


# --- the storyboard ----------------------------------------------------------------------------


class Model(BaseModel):
    """A frozen record with exactly the declared keys and types, and finite numbers only."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)

    @model_validator(mode="wrap")
    @classmethod
    def _name_valid_keys(cls, value: Any, handler: ModelWrapValidatorHandler[Model]) -> Model:
        """Add the valid keys to the error for an unknown key."""
        try:
            return handler(value)
        except ValidationError as error:
            raise ValidationError.from_exception_data(
                error.title,
                [raised_again(detail, keys=cls._keys()) for detail in error.errors()],
            ) from None

    def contradictions(self) -> Iterator[Contradiction]:
        """What contradicts other values of this record; each is reported at its own line."""
        yield from ()

    @model_validator(mode="after")
    def _consistent_values(self) -> Self:
        found = [
            InitErrorDetails(type=mistake(each.what, each.remedy), loc=each.path, input=self)
            for each in self.contradictions()
        ]
        if found:
            raise ValidationError.from_exception_data(type(self).__name__, found)
        return self

    @classmethod
    def _keys(cls) -> list[str]:
        """The keys that an author may write."""
        fields = cls.model_fields.items()
        return [field.alias or name for name, field in fields if not field.exclude]


def raised_again(
    detail: ErrorDetails, keys: list[str], home: tuple[int | str, ...] = ()
) -> InitErrorDetails:
    """An error for another ValidationError, located below `home`.

    An unknown key is reported with the valid ones, unless it has been already.
    """
    kind: str | PydanticCustomError = detail["type"]
    context = detail.get("ctx", {})
    if kind == "extra_forbidden":
        kind = PydanticCustomError("unknown_key", "unknown key", {"keys": keys})
    elif kind not in KNOWN_ERRORS:
        kind = PydanticCustomError(detail["type"], detail["msg"], context)
    loc = (*home, *detail["loc"])
    return InitErrorDetails(type=kind, loc=loc, input=detail["input"], ctx=context)


class SceneData(Model):
    """The scene's own numbers and words; each clip's data module declares a subclass."""


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
    ] = {}
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
