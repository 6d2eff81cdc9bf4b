"""Raster images, of which a window shows."""

from __future__ import annotations

from dataclasses import dataclass

from storyreel.design.layout import Frame
from storyreel.drawing.drawing import Pixels
from storyreel.drawing.path import Path
from storyreel.pictures.forms.rect import Rect


@dataclass(frozen=True, slots=True)
class Photo:
    """A raster image stretched over a frame, of which a window shows."""

    pixels: Pixels
    frame: Frame
    window: Rect

    def mix(self, other: Photo, share: float) -> Photo:
        frame = self.frame.toward(other.frame, share)
        return Photo(other.pixels, frame, self.window.mix(other.window, share))

    def moved(self, dx: float, dy: float) -> Photo:
        frame = Rect(self.frame).moved(dx, dy).frame
        return Photo(self.pixels, frame, self.window.moved(dx, dy))

    def scaled(self, factor: float) -> Photo:
        return Photo(self.pixels, self.frame.scaled(factor), self.window.scaled(factor))

    def path(self) -> Path | None:
        return self.window.path()
