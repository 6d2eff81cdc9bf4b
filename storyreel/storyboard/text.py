"""The characters that a text may contain, and how captions break into lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

CAPTION_WORDS = 12
CAPTION_LINES = 2
LINE_CHARACTERS = 42
"""Limits of a caption: one sentence that a viewer reads at a glance."""

UNWANTED = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode categories of characters that show nothing: controls, bidirectional overrides and other
format characters, surrogates, private use, line and paragraph separators. Noncharacters are
unwanted, too. Unassigned characters are not: which those are depends on the version of Python, and
those on screen are checked against the font.
"""

INVISIBLE_JOINERS = "\u200c\u200d"
"""Zero-width non-joiner and joiner: parts of words and emoji in texts that are not drawn."""

NO_BREAK_SPACES = "\u00a0\u202f"
"""The no-break space and the narrow one: they are drawn as spaces and never break a line."""

_BREAKING_SPACE = re.compile(rf"[^\S{NO_BREAK_SPACES}]+")


def unwanted(text: str, allowed: str = "") -> Iterator[tuple[int, str]]:
    """Index and character of everything in `text` that no storyboard may contain.

    `allowed` lists exceptions, such as line breaks in prose.
    """
    if text.translate(dict.fromkeys(map(ord, allowed))).isprintable():
        return  # the common case, ten times as fast
    for index, character in enumerate(text):
        if character not in allowed and _is_unwanted(character):
            yield index, character


def _is_unwanted(character: str) -> bool:
    return unicodedata.category(character) in UNWANTED or ord(character) & 0xFFFE == 0xFFFE


def character_name(character: str) -> str:
    """A character's code point and name, as in `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    names = {"\n": "LINE BREAK", "\r": "CARRIAGE RETURN", "\t": "TAB"}
    kinds = {"Cc": "CONTROL CHARACTER", "Cs": "LONE SURROGATE", "Co": "PRIVATE USE CHARACTER"}
    unnamed = kinds.get(unicodedata.category(character), "UNASSIGNED CHARACTER")
    name = names.get(character) or unicodedata.name(character, unnamed)
    return f"U+{ord(character):04X} {name}"


def words_of(text: str) -> list[str]:
    """The words of a text; a no-break space is a part of its word."""
    return [word for word in _BREAKING_SPACE.split(text) if word]


SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？")


def caption_lines(text: str, longest: int = LINE_CHARACTERS) -> tuple[str, ...]:
    """The lines of a caption: one of at most `longest` characters, else two: its sentences where
    each fits a line, else lines of similar length.

    Breaks between words only; a text that is too long gives lines that are (see `caption_fits`).
    """
    words = words_of(text)
    whole = " ".join(words)
    if len(whole) <= longest or len(words) < 2:
        return (whole,)
    breaks = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    fitting = [lines for lines in breaks if max(map(len, lines)) <= longest]
    sentences = [lines for lines in fitting if lines[0].endswith(SENTENCE_ENDS)]
    return min(sentences or breaks, key=lambda lines: max(map(len, lines)))


def caption_fits(text: str) -> bool:
    """Whether a caption fits the allowed lines and characters."""
    return all(len(line) <= LINE_CHARACTERS for line in caption_lines(text))
