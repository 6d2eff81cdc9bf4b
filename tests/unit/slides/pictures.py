"""First frames of small videos for tests of slides."""

from __future__ import annotations

from storyreel.drawing.drawing import Drawing
from storyreel.encode.frame_reader import RgbFrame
from storyreel.paint.raster import paint_drawing

WIDTH, HEIGHT = 320, 180


def picture(drawing: Drawing) -> RgbFrame:
    """A drawing as the first frame of a small video."""
    return paint_drawing(drawing, WIDTH, HEIGHT)[..., :3]
