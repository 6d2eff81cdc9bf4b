"""Played scenes: what is known of a plain Manim scene when it has ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from storyreel.base.timebase import Span
from storyreel.encode.sound import Sound
from storyreel.stage.text_problems import TextProblem


@dataclass(frozen=True, slots=True)
class Subcaption:
    """A caption of the scene, and when it is shown, in seconds."""

    start: Fraction
    stop: Fraction
    text: str


@dataclass(slots=True)
class PlayedScene:
    """What is known when a scene has ended; sections without a frame are left out."""

    name: str
    frames: int = 0
    sections: list[Span] = field(default_factory=list)
    subcaptions: list[Subcaption] = field(default_factory=list)
    sound: Sound | None = None
    text_problems: Sequence[TextProblem] = ()
