"""What the pipeline needs of a renderer: Skia in worker processes, or Manim's own camera here."""

from __future__ import annotations

from typing import Protocol

from PIL import Image

from storyreel.render.clip_record import ClipRecord
from storyreel.render.sources.source import Performed, Performer


class Renderer(Protocol):
    """Turns the performance of one clip into checked segments."""

    def render(self, performer: Performer) -> Performed:
        """Have the clip performed; some segments may not be finished when this returns."""

    def poster(self, width: int, height: int) -> Image.Image:
        """The last frame at that size in pixels."""

    def finish(self) -> ClipRecord:
        """Wait for what is not finished; raises what rendering any segment raised."""
