"""YAML with positions, read so that no file can surprise: the guarded subset that we accept.

Plain block and flow YAML with comments, in UTF-8, its scalars resolved by the core rules of YAML
1.2 (`no` is a text, `010` is ten, `1e3` a number). No anchors, aliases, tags, merge keys or second
documents: they hide what a file says, and a few hundred bytes of them can fill the memory.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from unicodedata import normalize

from storyreel.base.errors import Location, Problem, RequestError, did_you_mean
from storyreel.storyboard.compose import Composer, KeyPath, Place, Value
from storyreel.storyboard.text import character_name, unwanted

MAX_BYTES = 2**20
MAX_UNWANTED = 10
"""More characters than this that no text contains mean that the file is something else."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong with a value or with its key; `path` may name what is missing."""

    path: KeyPath
    what: str
    remedy: str = ""
    at_key: bool = False


@dataclass(frozen=True)
class Source:
    """A file's plain data (dict, tuple, str, int, float, bool, None) and where each part stands.

    `problems` are mistakes that left the structure readable; whoever uses the data must refuse a
    file that has any, after looking for more. `digest` is the SHA-256 of the bytes.
    """

    shown: str
    value: Value
    digest: str
    problems: tuple[Problem, ...]
    places: Mapping[KeyPath, Place]

    def locate(self, path: KeyPath, key: bool = False) -> Location:
        """Where the value at `path` stands, or its key; else the nearest that contains it."""
        while path and path not in self.places:
            path, key = path[:-1], False
        place = self.places[path]
        return place.key if key and place.key else place.value

    def problem(self, mistake: Mistake) -> Problem:
        """A mistake as it is told to the author."""
        name = path_name(mistake.path)
        what = f"{name}: {mistake.what}" if name else mistake.what
        return Problem(what, mistake.remedy, self.locate(mistake.path, mistake.at_key))

    def line_of_text(self, text: str) -> int | None:
        """The line of the first value that is this text."""
        return self._lines.get(normalize("NFC", text))

    @cached_property
    def _lines(self) -> dict[str, int]:
        lines: dict[str, int] = {}
        for path, place in self.places.items():
            value = self.get(path)
            if isinstance(value, str) and place.value.line:
                lines.setdefault(normalize("NFC", value), place.value.line)
        return lines

    def get(self, path: KeyPath) -> Value:
        """The value at `path`, or None where there is nothing."""
        value = self.value
        for part in path:
            value = part_of(value, part)
        return value


def part_of(value: Value, part: str | int) -> Value:
    """The entry of a mapping or list, or None where there is none."""
    if isinstance(value, dict) and isinstance(part, str):
        return value.get(part)
    if isinstance(value, tuple) and isinstance(part, int) and 0 <= part < len(value):
        return value[part]
    return None


def path_name(path: KeyPath) -> str:
    """A path as an author reads it: `beats[3].duration`."""
    plain = (isinstance(part, str) and part.isidentifier() for part in path)
    parts = zip(path, plain, strict=True)
    return "".join(f".{part}" if is_plain else f"[{part!r}]" for part, is_plain in parts).lstrip(
        "."
    )


def read_source(path: Path, shown: str) -> Source:
    """The data and positions of the YAML file at `path`, named `shown` in errors.

    Raises RequestError for a file that cannot be read or has no readable structure.
    """
    data = _read_bytes(path, shown)
    text = _decode(data, shown)
    problems = _unwanted_problems(text, shown)
    if problems:
        # Blanks keep every position, so that the rest of the file can be read on.
        wrong = {index for index, _ in unwanted(text, "\t\n\r")}
        text = "".join(" " if index in wrong else c for index, c in enumerate(text))
    composer = Composer(text, shown, problems)
    value = composer.compose()
    digest = hashlib.sha256(data).hexdigest()
    return Source(shown, value, digest, tuple(composer.problems), composer.places)


def _read_bytes(path: Path, shown: str) -> bytes:
    where = Location(shown)
    try:
        if path.is_dir():
            raise RequestError(Problem("is a folder.", "Name a storyboard file in it.", where))
        if not path.exists():
            near = did_you_mean(path.name, (file.name for file in path.parent.glob("*.yaml")))
            raise RequestError(Problem("does not exist.", f"{near}Check the path.", where))
        if not path.is_file():
            raise RequestError(Problem("is not a file.", "Name a YAML file.", where))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise RequestError(
            Problem(f"cannot be read: {reason}.", "Check the path and its permissions.", where)
        ) from error
    if len(data) > MAX_BYTES:
        raise RequestError(
            Problem("is larger than 1 MiB.", "A storyboard has a few kilobytes.", where)
        )
    return data


def _decode(data: bytes, shown: str) -> str:
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        raise RequestError(
            Problem(
                f"is not UTF-8: byte {error.start} is 0x{data[error.start]:02X}.",
                "Save the file as UTF-8 text.",
                _location(before, len(before), shown),
            )
        ) from error


def _location(text: str, index: int, shown: str) -> Location:
    lines = re.split(r"\r\n|\r|\n", text[:index])
    return Location(shown, len(lines), len(lines[-1]) + 1)


def _unwanted_problems(text: str, shown: str) -> list[Problem]:
    found = list(unwanted(text, "\t\n\r"))
    if len(found) > MAX_UNWANTED:
        index, character = found[0]
        raise RequestError(
            Problem(
                f"contains {len(found)} characters that are no text, "
                f"the first of them {character_name(character)}.",
                "Is it a YAML file? Save it as plain text.",
                _location(text, index, shown),
            )
        )
    return [
        Problem(
            f"contains {character_name(character)}.",
            "Delete this invisible character.",
            _location(text, index, shown),
        )
        for index, character in found
    ]
