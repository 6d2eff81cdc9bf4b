"""Outlines: any curves, such as a pictogram or a formula."""

from __future__ import annotations

from dataclasses import dataclass, replace

from storyreel.drawing.path import Path
from storyreel.pictures.forms.contours import Contours
from storyreel.pictures.forms.geometry import Point, between, point_between, point_scaled


@dataclass(frozen=True, slots=True)
class Outline:
    """Any curves, such as a pictogram or a formula: fitted to a width about a centre."""

    unit: Contours
    """Contours about the origin, one unit wide or high; the same object for the same outline."""
    center: Point
    size: float
    closed: bool = True

    def mix(self, other: Outline, share: float) -> Outline:
        center = point_between(self.center, other.center, share)
        return replace(other, center=center, size=between(self.size, other.size, share))

    def moved(self, dx: float, dy: float) -> Outline:
        return replace(self, center=(self.center[0] + dx, self.center[1] + dy))

    def scaled(self, factor: float) -> Outline:
        return replace(self, center=point_scaled(self.center, factor), size=self.size * factor)

    def path(self) -> Path | None:
        return self.unit.path(self.closed, self.size, self.center)
