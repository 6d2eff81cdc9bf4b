"""Marks: names of shapes by which a deck's own slides, clips and texts are recognised.

A mark survives moving, resizing, copying and restyling in PowerPoint. It says whose shape it is,
what it is for, and for texts which words it was made with.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

LESSON = "lesson"
"""The owner of slides that belong to no single clip."""

_MARK = re.compile(r"Storyreel (\S+) ([a-z][\w-]*)(?:\.(\d+))?(?: #([0-9a-f]{8}))?")


@dataclass(frozen=True, slots=True)
class SlideKey:
    """What a slide is for: its owner, a clip or the lesson, and its role."""

    owner: str
    role: str


@dataclass(frozen=True, slots=True)
class ClipIdentity:
    """By which a video on a slide is recognised: its mark, or the alternative text of the clip.

    An empty text is that of no video.
    """

    key: SlideKey
    alt: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of one shape: the slide it was made for, its number there, and its words.

    `digest` is that of the words with which the shape was made; empty for a video.
    """

    key: SlideKey
    number: int
    digest: str = ""

    @classmethod
    def read(cls, name: str) -> Mark | None:
        """The mark in the name of a shape; None for any other name."""
        found = _MARK.fullmatch(name)
        if found is None:
            return None
        owner, role, number, digest = found.groups()
        return cls(SlideKey(owner, role), int(number or 0), digest or "")

    def __str__(self) -> str:
        number = f".{self.number}" if self.number else ""
        digest = f" #{self.digest}" if self.digest else ""
        return f"Storyreel {self.key.owner} {self.key.role}{number}{digest}"


def words_digest(text: str) -> str:
    """Eight hexadecimal digits for a text; its white space does not count."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8]
