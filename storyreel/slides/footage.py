"""The frames of a clip as pictures: painted from its drawings, or read from its video."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Protocol

from PIL import Image

from storyreel.drawing.drawing import Drawing
from storyreel.drawing.quanta import FRAME_HEIGHT, FRAME_WIDTH
from storyreel.encode.frame_reader import read_frames
from storyreel.paint.raster import Raster
from storyreel.slides.key_frames import fullest_frame


class Footage(Protocol):
    """The frames of a clip. Frames are passed and returned in rising order."""

    def height(self, width: int) -> int:
        """The height of pictures of that width."""

    def pictures(self, frames: Sequence[int], width: int) -> Iterator[Image.Image]:
        """The frames as RGB pictures of that width, one after the other."""

    def runs(self, frames: Sequence[int]) -> list[list[int]]:
        """The frames, those that follow each other and look the same in one list."""

    def key_frame(self, frames: range) -> int:
        """The frame that shows most of what happens in a stretch."""


@dataclass(frozen=True)
class DrawnFootage:
    """The frames of a storyboard's clip, from their drawings."""

    drawings: Mapping[int, Drawing]

    def height(self, width: int) -> int:
        return round(width * FRAME_HEIGHT / FRAME_WIDTH)

    def pictures(self, frames: Sequence[int], width: int) -> Iterator[Image.Image]:
        raster = Raster(width, self.height(width))
        for frame in frames:
            raster.paint(self.drawings[frame])
            yield Image.fromarray(raster.pixels).convert("RGB")

    def runs(self, frames: Sequence[int]) -> list[list[int]]:
        return [list(same) for _, same in groupby(frames, key=self.drawings.__getitem__)]

    def key_frame(self, frames: range) -> int:
        """The frame with the most text among those at rest."""
        return fullest_frame(self.drawings, frames)


@dataclass(frozen=True)
class VideoFootage:
    """The frames of a published video of `size` (width, height)."""

    video: Path
    size: tuple[int, int]

    def height(self, width: int) -> int:
        across, down = self.size
        return round(width * down / across)

    def pictures(self, frames: Sequence[int], width: int) -> Iterator[Image.Image]:
        size = width, self.height(width)
        for pixels in read_frames(self.video, frames):
            picture = Image.fromarray(pixels)
            yield picture if size == picture.size else picture.resize(size, Image.Resampling.BOX)

    def runs(self, frames: Sequence[int]) -> list[list[int]]:
        pictures = zip(frames, read_frames(self.video, frames), strict=True)
        digests = {frame: hashlib.sha256(pixels.tobytes()).digest() for frame, pixels in pictures}
        return [list(same) for _, same in groupby(frames, key=digests.__getitem__)]

    def key_frame(self, frames: range) -> int:
        """The last frame, which shows the result."""
        return frames[-1]
