"""Read a YAML file with the position of every value, in a safe subset of YAML.

The subset is plain block and flow YAML with comments, in UTF-8. Scalars follow the core schema of
YAML 1.2 (`no` is text, `010` is ten, `1e3` is a number). Anchors, aliases, tags, merge keys and
second documents are refused: they obscure a file, and a few hundred bytes of them can exhaust
memory.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from unicodedata import normalize

from storyreel.base.errors import Location, Problem, RequestError, did_you_mean
from storyreel.storyboard.compose import Composer, KeyPath, SourcePosition, Value
from storyreel.storyboard.syntax_errors import odd_indentation
from storyreel.storyboard.text import INVISIBLE_JOINERS, character_name, unwanted

MAX_BYTES = 2**20
MAX_UNWANTED = 10
"""A file with more unprintable characters than this is not a text file."""

_ALLOWED_CONTROLS = "\t\n\r" + INVISIBLE_JOINERS
_MARKDOWN_BOLD = re.compile(r"(?<![\w*])\*\*(?=[^*]*\w)[^\s*](?:[^*]*[^\s*])?\*\*(?![\w*])")
_MARKUP = re.compile(
    r"</?(?:a|b|br|code|em|i|p|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>"  # HTML
    r"|&(?:[a-z]+|#\d+);"
    r"|\[[^\[\]]+\]\(https?:[^()\s]+\)"  # Markdown
    r"|\$(?=[^$]*[\\^_])[^\s$](?:[^$]*[^\s$])?\$"  # LaTeX
)
SENTENCES = frozenset(
    {"alt", "caption", "insight", "label", "mistake", "note", "notes", "step", "title", "wisdom"}
)
"""Keys whose texts are words, never code."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong with the value or the key at `path`, which may name a missing value.

    `part` is the path, below that value, of the part to correct: the message points at it.
    """

    path: KeyPath
    what: str
    remedy: str = ""
    at_key: bool = False
    part: KeyPath = ()


@dataclass(frozen=True)
class YamlSource:
    """A file's plain data (dict, tuple, str, int, float, bool, None) with all positions.

    `problems` are mistakes that left the structure readable: a caller may look for more, and then
    must refuse the file. `warnings` are probable mistakes. `digest` is the SHA-256 of the bytes.
    `merged` are the paths of mappings with a merge key, from which other keys may come.
    """

    shown: str
    value: Value
    digest: str
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    places: Mapping[KeyPath, SourcePosition]
    merged: Set[KeyPath] = frozenset()

    def locate(self, path: KeyPath, key: bool = False) -> Location:
        """The position of the value at `path` or of its key, or of the nearest value around it."""
        while path and path not in self.places:
            path, key = path[:-1], False
        place = self.places[path]
        return place.key if key and place.key else place.value

    def problem(self, mistake: Mistake) -> Problem:
        """A mistake as a problem, with its position and the name of its value."""
        name = self.name(mistake.path)
        what = f"{name}: {mistake.what}" if name else mistake.what
        return Problem(
            what, mistake.remedy, self.locate((*mistake.path, *mistake.part), mistake.at_key)
        )

    def name(self, path: KeyPath) -> str:
        """A path as an author reads it: `beat 'tests', cues.run`; list items count from 1.

        Beats without a readable id are numbered, too.
        """
        if path[:1] == ("beats",) and len(path) > 1 and isinstance(path[1], int):
            id_ = self.get((*path[:2], "id"))
            beat = f"beat {id_!r}" if isinstance(id_, str) and path[2:] != ("id",) else None
            return ", ".join(filter(None, (beat or f"beat {path[1] + 1}", path_name(path[2:]))))
        return path_name(path)

    def line_of_text(self, text: str) -> int | None:
        """The line of the first value that equals a text."""
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
        """The value at `path`, or None."""
        value = self.value
        for part in path:
            value = part_of(value, part)
        return value


def part_of(value: Value, part: str | int) -> Value:
    """The entry of a mapping or list, or None."""
    if isinstance(value, dict) and isinstance(part, str):
        return value.get(part)
    if isinstance(value, tuple) and isinstance(part, int) and 0 <= part < len(value):
        return value[part]
    return None


def path_name(path: KeyPath) -> str:
    """A path in words: `data.rows item 2, token`; items count from 1."""
    name = ""
    for part in path:
        if isinstance(part, int):
            name += f" item {part + 1}"
        else:
            joint = ", " if re.search(r"item \d+$", name) else "." if name else ""
            name += joint + (part if part.isidentifier() else repr(part))
    return name.lstrip()


def read_source(path: Path, shown: str) -> YamlSource:
    """The data and positions of the YAML file at `path`, called `shown` in messages.

    Raises RequestError for a file that cannot be read or is not YAML.
    """
    data = _read_bytes(path, shown)
    text = decoded(data, shown).removeprefix("\ufeff")
    odd = _odd_indentation(text, shown)
    wrong = _unprintable(text, shown) | odd
    if wrong:
        # Blanks keep every position, so that the rest of the file can be checked.
        text = "".join(" " if index in wrong else c for index, c in enumerate(text))
    earlier = [problem for problem in wrong.values() if problem]
    composer = Composer(text, shown, earlier)
    try:
        value = composer.compose()
    except RequestError as error:
        # Wrong spaces can shift the indentation: a syntax error may follow from them.
        raise RequestError(*earlier) if odd else error from None
    source = YamlSource(
        shown,
        value,
        hashlib.sha256(data).hexdigest(),
        tuple(composer.problems),
        tuple(composer.warnings),
        composer.places,
        composer.merged,
    )
    return replace(source, warnings=(*source.warnings, *_markup_warnings(source)))


def _read_bytes(path: Path, shown: str) -> bytes:
    where = Location(shown)
    try:
        if path.is_dir():
            raise RequestError(Problem("this is a folder.", "Name a storyboard file in it.", where))
        if path.is_symlink() and not path.exists():
            what = f"the link leads to {path.readlink()}, which does not exist."
            raise RequestError(Problem(what, "Correct the link.", where))
        if not path.exists():
            near = did_you_mean(path.name, (file.name for file in path.parent.glob("*.yaml")))
            raise RequestError(Problem("the file does not exist.", f"{near}Check the path.", where))
        if not path.is_file():
            raise RequestError(Problem("this is not a regular file.", "Name a YAML file.", where))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise RequestError(
            Problem(
                f"the file cannot be read: {reason}.", "Check the path and its permissions.", where
            )
        ) from error
    if len(data) > MAX_BYTES:
        raise RequestError(
            Problem("the file is larger than 1 MiB.", "Is this a storyboard?", where)
        )
    return data


def decoded(data: bytes, shown: str) -> str:
    """The text of a storyboard's bytes, with its byte-order mark.

    Raises RequestError, with the place, for bytes that are not UTF-8.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        raise RequestError(
            Problem(
                f"the file is not UTF-8: byte {error.start} is 0x{data[error.start]:02X}.",
                "Save the file as UTF-8 text.",
                _location(before, len(before), shown),
            )
        ) from error


def _location(text: str, index: int, shown: str) -> Location:
    lines = re.split(r"\r\n|\r|\n", text[:index])
    return Location(shown, len(lines), len(lines[-1]) + 1)


def _unprintable(text: str, shown: str) -> dict[int, Problem | None]:
    """A problem for each unprintable character, by index; raises RequestError if they are many."""
    found = list(unwanted(text, _ALLOWED_CONTROLS))
    if len(found) > MAX_UNWANTED:
        index, character = found[0]
        raise RequestError(
            Problem(
                f"the file contains {len(found)} unprintable characters; "
                f"the first is {character_name(character)}.",
                "Is it a YAML file? Save it as plain text.",
                _location(text, index, shown),
            )
        )
    return {
        index: Problem(
            f"the file contains {character_name(character)} here.",
            "Delete this invisible character.",
            _location(text, index, shown),
        )
        for index, character in found
    }


def _odd_indentation(text: str, shown: str) -> dict[int, Problem | None]:
    """A problem for each stretch of wrong blanks, by the index of its first character."""
    found: dict[int, Problem | None] = {}
    for start, stop in odd_indentation(text):
        odd = next(index for index in range(start, stop) if text[index] not in " \t")
        found |= dict.fromkeys(range(start, stop))
        found[odd] = Problem(
            f"{character_name(text[odd])} is used as a space between keys and values.",
            "Use ordinary spaces.",
            _location(text, odd, shown),
        )
    return found


def _markup_warnings(source: YamlSource) -> Iterator[Problem]:
    for path in source.places:
        value = source.get(path)
        if not isinstance(value, str):
            continue
        if found := _MARKDOWN_BOLD.search(value):
            what = f"the asterisks of {found.group()!r} are shown as they are."
            yield source.problem(Mistake(path, what, "Delete them: texts are not Markdown."))
        elif SENTENCES.intersection(path) and (found := _MARKUP.search(value)):
            what = f"{found.group()!r} is shown as it is."
            yield source.problem(Mistake(path, what, "Write plain text: texts have no markup."))
