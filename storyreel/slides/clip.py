"""A clip as slides take it: the file to be shown, and all that is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from storyreel.drawing.drawing import Drawing
from storyreel.inspection.run import share_of_slide
from storyreel.output.webvtt import webvtt
from storyreel.paint.raster import paint_drawing
from storyreel.slides.notes import Note, beat_name, speaker_notes
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline

_SAMPLE = (320, 180)
"""Pixels across and down of the picture whose edges are looked at."""

_STOPS = 5
"""Colours along the edge, from top to bottom."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place in the clip that a presenter can jump to."""

    name: str
    milliseconds: int


@dataclass(frozen=True)
class SlideClip:
    """One clip for a slide: its video, its words, and its first drawing."""

    loaded: Loaded
    timeline: Timeline
    video: Path
    width: int
    height: int
    opening: Drawing

    @property
    def id(self) -> str:
        return self.loaded.storyboard.clip

    @property
    def title(self) -> str:
        return self.loaded.storyboard.title

    @property
    def alt(self) -> str:
        return " ".join(self.loaded.storyboard.alt.split())

    @property
    def language(self) -> str:
        return self.loaded.storyboard.language

    @property
    def share(self) -> float:
        """Width of the video as a share of the slide's."""
        return share_of_slide(self.loaded.storyboard)

    @property
    def captions(self) -> str:
        return webvtt(self.timeline)

    @property
    def notes(self) -> tuple[Note, ...]:
        return speaker_notes(self.loaded, self.timeline)

    @property
    def duration_ms(self) -> int:
        return round(self.timeline.duration * 1000)

    @property
    def bookmarks(self) -> tuple[Bookmark, ...]:
        """The start of each beat; numbers keep the names apart."""
        fps = self.timeline.fps
        return tuple(
            Bookmark(
                f"{beat.index + 1} {beat_name(beat.id)}",
                round(fps.seconds(beat.frames.start) * 1000),
            )
            for beat in self.timeline.beats
        )

    @cached_property
    def poster(self) -> bytes:
        """The first frame at the video's own size, as PNG: nothing blinks when it starts."""
        return png(self.opening, self.width, self.height)

    @cached_property
    def edge(self) -> tuple[str, ...]:
        """The colours of the first frame along its sides, from top to bottom, as `#RRGGBB`; one
        where all are the same.
        """
        pixels = paint_drawing(self.opening, *_SAMPLE)
        sides = np.concatenate([pixels[:, :1], pixels[:, -1:]], axis=1)[..., :3]
        lines = np.linspace(0, len(sides) - 1, _STOPS).round().astype(int)
        colors = tuple(_hex(np.median(sides[line], axis=0)) for line in lines)
        return colors[:1] if len(set(colors)) == 1 else colors


def png(drawing: Drawing, width: int, height: int) -> bytes:
    """A drawing as the bytes of a PNG file."""
    target = BytesIO()
    Image.fromarray(paint_drawing(drawing, width, height)).convert("RGB").save(target, "PNG")
    return target.getvalue()


def _hex(color: npt.NDArray[np.float64]) -> str:
    return "#" + "".join(f"{round(float(channel)):02X}" for channel in color)
