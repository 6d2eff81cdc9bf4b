"""A job for the warm process: which clip is to be drawn, from which frame on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Job:
    """A clip and a frame of it.

    `known` maps the keys of the drawings that the page has to their frames.
    """

    project: str
    clip: str
    frame: int = 0
    rate: int = 30
    known: Mapping[str, int] = field(default_factory=dict)
    quality: str = "1080p"
