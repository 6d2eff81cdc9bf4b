"""Links: arrows and brackets between parts, drawn where these are."""

from __future__ import annotations

from dataclasses import dataclass, replace

from storyreel.drawing.path import Path
from storyreel.pictures.forms.geometry import between


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow between two addressed parts, or a bracket below one; drawn where they are then.

    `drawn` is the share of it that shows. It has no path of its own.
    """

    start: str
    stop: str | None = None
    text: str | None = None
    drawn: float = 1.0

    def mix(self, other: Link, share: float) -> Link:
        return replace(other, drawn=between(self.drawn, other.drawn, share))

    def moved(self, dx: float, dy: float) -> Link:
        return self

    def scaled(self, factor: float) -> Link:
        return self

    def undrawn(self) -> Link:
        """The same link before it is drawn."""
        return replace(self, drawn=0.0)

    def path(self) -> Path | None:
        return None
