"""What a storyboard has written, as far as it may be read on screen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.source import YamlSource

_MOMENTS = ("at", "over", "progress")
_LOOKS = ("mark", "dim", "focus", "digits", "top", "bottom", "columns", "tone", "icon")
_SCALES = ("x", "y", "span")

UNREAD = frozenset((*_MOMENTS, *_LOOKS, *_SCALES))
"""Fields and options that say how a thing looks, or when: none of them is a text on screen."""


class WrittenTexts:
    """The values of a storyboard that may be read, and their lines."""

    def __init__(self, source: YamlSource) -> None:
        self._source = source

    def texts(self, home: KeyPath) -> Iterator[tuple[KeyPath, str]]:
        """The texts among `paths`, each with its path."""
        for path in self.paths(home):
            value = self._source.get(path)
            if isinstance(value, str):
                yield path, value

    def paths(self, home: KeyPath) -> Iterator[KeyPath]:
        """The paths of a value and of all in it that may be read."""
        if home not in self._source.places:
            return
        yield home
        value = self._source.get(home)
        keys: Sequence[str | int] = ()
        if isinstance(value, dict):
            keys = [key for key in value if key not in UNREAD]
        elif isinstance(value, tuple):
            keys = range(len(value))
        for key in keys:
            yield from self.paths((*home, key))

    def line(self, path: KeyPath) -> int | None:
        """The line on which a value is written."""
        return self._source.locate(path).line

    def lines(self, paths: Sequence[KeyPath]) -> str:
        """The lines of values in words: "line 3", or "lines 3, 5 and 8"."""
        numbers = sorted({self.line(path) or 0 for path in paths})
        *most, last = map(str, numbers)
        return f"lines {', '.join(most)} and {last}" if most else f"line {last}"


def plain(text: str) -> str:
    """A text with single spaces, in the normal form NFC."""
    return re.sub(r"\s+", " ", normalize("NFC", text)).strip()


def holds(value: str, text: str) -> bool:
    """Whether a text, which may be one line or word of it, is in a value as whole words."""
    return bool(text) and bool(re.search(rf"(?<!\w){re.escape(text)}(?!\w)", plain(value)))
