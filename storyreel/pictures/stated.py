"""What the things of a stage are from a change on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.pictures.board import ThingOptions
from storyreel.pictures.elements import Picture
from storyreel.pictures.emphasis import Emphasis
from storyreel.pictures.kinds.kind import Kind
from storyreel.pictures.known_numbers import KnownNumbers
from storyreel.pictures.zoom import zoomed
from storyreel.storyboard.compose import KeyPath

LABEL_ROOM = px(64)
"""Height of the words above a thing."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What one thing is from a change on: its state in its frame, and its options.

    `state` is None where the thing leaves. `path` is where the storyboard says so, `written` where
    it says each field of the state; `said` are the options that this change states.
    """

    name: str
    state: Kind | None
    options: ThingOptions
    frame: Frame
    path: KeyPath
    written: Mapping[str, KeyPath] = field(default_factory=dict)
    numbers: KnownNumbers = field(default_factory=KnownNumbers)
    line: int | None = None
    said: frozenset[str] = frozenset()
    zoom: float = 1.0
    """How many times their usual size all parts are."""

    @property
    def room(self) -> Frame:
        """The frame without the words above the thing."""
        above = LABEL_ROOM if self.options.label else 0.0
        return replace(self.frame, top=self.frame.top - above)

    @property
    def picture(self) -> Picture:
        """What the state draws in its room; raises NoRoomError."""
        return () if self.state is None else zoomed(self.state, self.room, self.zoom)

    @property
    def emphasis(self) -> Emphasis:
        """What is marked and dimmed; what earlier changes state ends where its part does."""
        return self.options.emphasis(self.said)


@dataclass(frozen=True, slots=True)
class StageChange:
    """What changes at one moment: `at` is in seconds from the beat's start, None at its start."""

    beat: int
    at: float | None
    things: tuple[Stated, ...]
    path: KeyPath
