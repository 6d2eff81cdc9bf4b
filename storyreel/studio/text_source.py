"""The source of a drawn text in a storyboard."""

from __future__ import annotations

from dataclasses import dataclass

from storyreel.storyboard.compose import KeyPath


@dataclass(frozen=True, slots=True)
class TextSource:
    """The path of the value that makes a text; without one, `why` says what makes it."""

    path: KeyPath | None = None
    why: str = ""
