"""The storyboard: every word, time and number of a clip, as frozen types that refuse the rest.

What one value must be stands here, what must hold between values in `rules`. Descriptions are the
author's documentation: they go into the published JSON Schema, and from there into the editor.
Lists arrive as tuples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Generic, Literal, TypeAlias, TypeVar, get_args
from unicodedata import normalize

from pydantic import (
    AfterValidator,
    BaseModel,
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
    LINE_CHARACTERS,
    caption_fits,
    character_name,
    unwanted,
)

Face: TypeAlias = Literal["sans", "mono"]
Covers: TypeAlias = Callable[[str, Face], Iterable[str]]
"""The characters of a text that a face lacks."""

NAME = r"^[a-z][a-z0-9_]*$"
HEX64 = r"^[0-9a-f]{64}$"
CLIP = r"^[a-z][a-z0-9]*$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Z][A-Za-z0-9]{1,7})*$"

PATTERNS = {
    NAME: "snake_case (small letters, digits and _, beginning with a letter)",
    HEX64: "64 hexadecimal characters in lower case",
    CLIP: "small letters and digits, beginning with a letter",
    LANGUAGE: "a language such as en or pt-BR",
}
"""Each pattern in words, for errors."""

MAX_SECONDS = 3600
"""More is not a time in a clip; sums of times stay within what a float can hold."""

KNOWN_ERRORS = frozenset(get_args(ErrorType))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What values are checked against, handed to validation as its context."""

    covers: Covers
    assets: Path


def mistake(what: str, remedy: str) -> PydanticCustomError:
    """An error for a validator to raise: what is wrong and what to do, each a sentence."""
    return PydanticCustomError("mistake", "{what} {remedy}", {"what": what, "remedy": remedy})


def _clean(text: str, allowed: str = "") -> str:
    for _, character in unwanted(text, allowed):
        remedy = (
            "Write the text on one line (with > use >-)."
            if character == "\n"
            else "Delete it, or write what it stands for."
        )
        raise mistake(f"contains {character_name(character)}.", remedy)
    if not text.strip(" \n"):
        raise mistake("is blank.", "Write the text.")
    return normalize("NFC", text)


def _covered(face: Face) -> Callable[[str, ValidationInfo], str]:
    def check(text: str, info: ValidationInfo) -> str:
        if isinstance(info.context, Surroundings):
            missing = [character_name(c) for c in info.context.covers(text, face)]
            if missing:
                raise mistake(
                    f"contains {', '.join(missing)}, which the {face} font lacks.",
                    "Write it with other characters.",
                )
        return text

    return check


def _caption(text: str) -> str:
    words = len(text.split())
    if words > CAPTION_WORDS:
        raise mistake(f"has {words} words; {CAPTION_WORDS} at most.", "Say it shorter.")
    if not caption_fits(text):
        raise mistake(
            f"does not fit on {CAPTION_LINES} lines of {LINE_CHARACTERS} characters.",
            "Say it shorter.",
        )
    return text


def _asset(text: str, info: ValidationInfo) -> str:
    if isinstance(info.context, Surroundings):
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
"""One line of code, tokens or digests on screen, in the face of equal widths."""

Caption = Annotated[SansText, AfterValidator(_caption)]
"""One sentence that fits on two short lines."""

Prose = Annotated[str, Field(max_length=2000), AfterValidator(lambda text: _clean(text, "\n"))]
"""Text that is not on screen: notes, sources, descriptions. Line breaks are allowed."""

Name = Annotated[str, Field(pattern=NAME, max_length=40)]
"""A name in snake_case."""

Hex64 = Annotated[str, Field(pattern=HEX64)]
"""A SHA-256 digest: 64 hexadecimal characters in lower case."""

AssetPath = Annotated[str, AfterValidator(_asset)]
"""A PNG, JPEG or WebP image, named by its path below assets/."""

Seconds = Annotated[float, Field(gt=0, le=MAX_SECONDS)]
Moment = Annotated[float, Field(ge=0, le=MAX_SECONDS)]
Share = Annotated[float, Field(gt=0, le=1)]
Count = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(gt=0)]


# --- the storyboard ----------------------------------------------------------------------------


class Model(BaseModel):
    """A frozen record that takes exactly its own keys and types, and finite numbers only."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)

    @model_validator(mode="wrap")
    @classmethod
    def _name_valid_keys(cls, value: Any, handler: ModelWrapValidatorHandler[Model]) -> Model:
        """Let the error for an unknown key carry the keys that are known here."""
        try:
            return handler(value)
        except ValidationError as error:
            raise ValidationError.from_exception_data(
                error.title,
                [_with_keys(detail, list(cls.model_fields)) for detail in error.errors()],
            ) from None


def _with_keys(detail: ErrorDetails, keys: list[str]) -> InitErrorDetails:
    kind: str | PydanticCustomError = detail["type"]
    context = detail.get("ctx", {})
    if kind == "extra_forbidden":
        kind = PydanticCustomError("unknown_key", "unknown key", {"keys": keys})
    elif kind not in KNOWN_ERRORS:
        kind = PydanticCustomError(detail["type"], detail["msg"], context)
    return InitErrorDetails(type=kind, loc=detail["loc"], input=detail["input"], ctx=context)


class SceneData(Model):
    """What a scene needs beyond beats and words; each scene's data module declares its own."""


class Wisdom(Model):
    """The sentence that stays: a gold frame in the last beat, in the place of a caption."""

    label: Annotated[SansText, Field(max_length=24, description="The word above the sentence.")]
    text: Annotated[Caption, Field(description="One sentence of at most 12 words.")]


class BeatBoard(Model):
    """One beat of the clip: a stretch of time that makes one point."""

    id: Annotated[
        Name, Field(description="The scene's method for this beat; also the caption's id.")
    ]
    duration: Annotated[Seconds, Field(description="Seconds; all beats sum to 28 to 32.")]
    caption: Annotated[
        Caption | None,
        Field(
            description="One sentence: at most 12 words, on two lines of 42 characters. "
            "Every beat has one but the last, where the wisdom stands in its place."
        ),
    ] = None
    step: Annotated[
        SansText | None, Field(description="The step of the rail that is current in this beat.")
    ] = None
    cues: Annotated[
        dict[Name, Moment],
        Field(description="Named moments of the scene, in seconds from the beat's start."),
    ] = {}
    notes: Annotated[
        Prose | None, Field(description="What the speaker may say; not on screen.")
    ] = None


D = TypeVar("D", bound=SceneData)


class Storyboard(Model, Generic[D]):
    """Every word, time and number of one clip."""

    clip: Annotated[
        str,
        Field(
            pattern=CLIP,
            max_length=40,
            description="The clip's id; the name of this file begins with it.",
        ),
    ]
    title: Annotated[
        SansText,
        Field(max_length=40, description="Top left from the first frame: what the clip is about."),
    ]
    language: Annotated[
        str,
        Field(
            pattern=LANGUAGE,
            description="Language of the words, as in `en` or `pt-BR`.",
        ),
    ]
    alt: Annotated[
        Prose,
        Field(
            max_length=400,
            description="One or two sentences that describe the clip to someone who cannot see it.",
        ),
    ]
    placement: Annotated[
        Literal["full-slide"] | Share,
        Field(
            description="Where the video stands: `full-slide`, or its width as a share of the "
            "slide's. Text must stay readable at that size."
        ),
    ]
    rail: Annotated[
        tuple[Annotated[SansText, Field(max_length=24)], ...],
        Field(min_length=2, max_length=6, description="The steps under the title, in order."),
    ]
    beats: Annotated[
        tuple[BeatBoard, ...],
        Field(min_length=2, max_length=20, description="The beats, in the order of the scene."),
    ]
    wisdom: Annotated[Wisdom, Field(description="The sentence that stays in the last beat.")]
    insight: Annotated[
        Prose | None, Field(description="For the speaker: what to take away; not on screen.")
    ] = None
    mistake: Annotated[
        Prose | None, Field(description="For the speaker: the usual mistake; not on screen.")
    ] = None
    sources: Annotated[
        tuple[Prose, ...], Field(description="Where the facts come from; not on screen.")
    ] = ()
    data: Annotated[
        D, Field(description="What this clip's scene shows: its own numbers and words.")
    ]
