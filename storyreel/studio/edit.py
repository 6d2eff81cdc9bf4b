"""An edit of a storyboard: a new value for one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from storyreel.storyboard.compose import KeyPath

Scalar: TypeAlias = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Edit:
    """A new value for the text, number or switch at `path`."""

    path: KeyPath
    value: Scalar
