"""What one value of a storyboard may be: texts by face, names, times, counts, assets.

`model` puts the values together. A value that a validator refuses is a `mistake`: what is wrong,
and what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias
from unicodedata import normalize

from pydantic import AfterValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

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
ADDRESS = r"^[a-z][a-z0-9_]*(\..+)?$"
DOTS = "^[#*xo -]+$"

PATTERNS = {
    NAME: "snake_case (lower-case letters, digits and _, beginning with a letter)",
    HEX64: "64 lower-case hexadecimal characters",
    CLIP: "lower-case letters and digits, beginning with a letter",
    LANGUAGE: "a language code such as en or pt-BR",
    ADDRESS: "the name of a thing, or of a part of it as in `odds.62`",
    DOTS: "signs of dots (# solid, * gold, x failed, - refused, o hollow)",
}
"""Each pattern in words, for errors."""

MAX_SECONDS = 3600
"""The largest time that is accepted, so that sums of times stay finite."""


@dataclass(frozen=True, slots=True)
class ValidationContext:
    """What values are checked against beyond their types; pydantic's validation context."""

    missing_characters: MissingCharacters
    assets: Path


def mistake(what: str, remedy: str, *at: str | int) -> PydanticCustomError:
    """An error for a validator to raise; `what` and `remedy` are sentences.

    `at` is the path, below the validated value, of the part to correct.
    """
    context = {"what": what, "remedy": remedy, "at": at}
    return PydanticCustomError("mistake", "{what} {remedy}", context)


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

Prose = Annotated[str, Field(max_length=2000), AfterValidator(_clean_prose)]
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
