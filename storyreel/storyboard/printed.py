"""The texts of a storyboard that a handout prints, and the characters that it cannot print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.source import Mistake, YamlSource
from storyreel.storyboard.text import NO_BREAK_SPACES, character_name

_OF_CLIP = ("title", "insight", "mistake", "question", "sources")
_OF_BEAT = ("caption", "notes")
_DRAWN = str.maketrans(dict.fromkeys(NO_BREAK_SPACES, " "))
MOST_NAMED = 4

Missing = Callable[[str], Iterable[str]]
"""Returns the characters of a text that the handout's font lacks."""


def printed_texts(source: YamlSource) -> Iterator[tuple[KeyPath, str]]:
    """Every text that a handout prints, with its place."""
    for path in source.places:
        of_beat = path[:1] == ("beats",) and path[2:3] and path[2] in _OF_BEAT
        of_fact = path[:1] == ("facts",) and path[2:] == ("source",)
        if of_beat or of_fact or (path and path[0] in _OF_CLIP):
            text = source.get(path)
            if isinstance(text, str):
                yield path, text


def unprintable(source: YamlSource, missing: Missing) -> Iterator[Mistake]:
    """The texts with characters that a handout cannot print."""
    for path, text in printed_texts(source):
        if lacking := list(missing(text.translate(_DRAWN))):
            yield Mistake(
                path,
                f"the handout's font lacks {name_characters(lacking)}.",
                "Write the text without these characters, or print no handout (--pdf).",
            )


def name_characters(characters: Sequence[str]) -> str:
    """Characters as messages name them: `'結' (U+7D50 CJK UNIFIED IDEOGRAPH-7D50)`."""
    named = [f"'{each}' ({character_name(each)})" for each in characters[:MOST_NAMED]]
    rest = len(characters) - MOST_NAMED
    return ", ".join(named) + (f" and {rest} more" if rest > 0 else "")
