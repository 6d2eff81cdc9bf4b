"""What may stand in a text: characters, captions and how captions break into lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

CAPTION_WORDS = 12
CAPTION_LINES = 2
LINE_CHARACTERS = 42
"""A caption is one sentence that a viewer takes in at a glance."""

UNWANTED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories without a picture of their own: controls, bidirectional overrides and other
format characters, surrogates, private use, unassigned, line and paragraph separators."""


def unwanted(text: str, allowed: str = "") -> Iterator[tuple[int, str]]:
    """Index and character of everything in `text` that no storyboard may contain.

    `allowed` lists exceptions, such as line breaks in prose.
    """
    if text.translate(dict.fromkeys(map(ord, allowed))).isprintable():
        return
    for index, character in enumerate(text):
        if unicodedata.category(character) in UNWANTED and character not in allowed:
            yield index, character


def character_name(character: str) -> str:
    """A character as it is named to an author, without printing it: `U+202E RIGHT-TO-LEFT …`."""
    names = {"\n": "LINE BREAK", "\r": "CARRIAGE RETURN", "\t": "TAB"}
    unnamed = "CONTROL CHARACTER" if unicodedata.category(character) == "Cc" else "NO NAME"
    name = names.get(character) or unicodedata.name(character, unnamed)
    return f"U+{ord(character):04X} {name}"


def caption_lines(text: str, longest: int = LINE_CHARACTERS) -> tuple[str, ...]:
    """The lines of a caption: one of at most `longest` characters, else two of like length.

    Breaks only between words; where the text is too long, so are the lines (see `caption_fits`).
    """
    words = text.split()
    whole = " ".join(words)
    if len(whole) <= longest or len(words) < 2:
        return (whole,)
    breaks = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
    return min(breaks, key=lambda lines: max(map(len, lines)))


def caption_fits(text: str) -> bool:
    """Whether a caption needs no more than the allowed lines and characters."""
    return all(len(line) <= LINE_CHARACTERS for line in caption_lines(text))
