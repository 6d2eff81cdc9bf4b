"""Clipping a canvas for one item after another."""

from __future__ import annotations

import skia

from storyreel.drawing.damage import PixelRect
from storyreel.drawing.drawing import Clip, Clips
from storyreel.paint.path_cache import PathCache


class Clipping:
    """The clips of a canvas while the items of one tile are painted; equal clips are set once."""

    def __init__(self, canvas: skia.Canvas, paths: PathCache, tile: PixelRect) -> None:
        self._canvas, self._paths = canvas, paths
        self._tile = skia.Rect.MakeLTRB(*tile).makeOutset(1, 1)
        self._clips: Clips = ()
        self._saved = False

    def cuts(self, clips: Clips) -> bool:
        """Whether any of the clips has an edge in the tile, or hides all of it."""
        return any(map(self._cuts, clips))

    @property
    def limits(self) -> bool:
        """Whether a clip that has been applied limits what is painted in the tile."""
        return self._saved

    def apply(self, clips: Clips) -> None:
        """Clip the canvas to these alone."""
        if clips == self._clips:
            return
        if self._saved:
            self._canvas.restore()
        cutting = [clip for clip in clips if self._cuts(clip)]
        self._clips, self._saved = clips, bool(cutting)
        if cutting:
            self._canvas.save()
        for clip in cutting:
            mode = skia.ClipOp.kIntersect if clip.inside else skia.ClipOp.kDifference
            self._canvas.clipPath(self._paths.path(clip.path), mode, True)

    def _cuts(self, clip: Clip) -> bool:
        path = self._paths.path(clip.path)
        if clip.inside:
            return not path.conservativelyContainsRect(self._tile)
        return bool(path.getBounds().intersects(self._tile))
