"""The source of a drawn text in a storyboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from storyreel.storyboard.compose import KeyPath


class PartName(NamedTuple):
    """The name of a part of a thing."""

    thing: str
    name: str


@dataclass(frozen=True, slots=True)
class TextSource:
    """The path of the value that makes a text; without one, `why` says what makes it.

    A text may also be the name of a part, which is renamed in all pictures of its thing.
    """

    path: KeyPath | None = None
    why: str = ""
    part: PartName | None = None
