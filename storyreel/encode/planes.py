"""RGBA pixels to the encoder's planes: BT.709, limited range, only where something changed.

The extension and swscale give the same bits; swscale converts to every format.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import av
import numpy as np
import numpy.typing as npt
from av.video.plane import VideoPlane
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

from storyreel.drawing.damage import PixelRect
from storyreel.native import extension

# The area filter takes each chroma sample from its own block of pixels, so a rectangle can be
# converted alone. BITEXACT makes swscale equal on every processor. With FULL_CHR_H_INP chroma is
# averaged last, by faster arithmetic. ACCURATE_RND would change no bit of the result, but give each
# luma sample a second row to filter, with weight 0.
_EXACT = Interpolation.AREA | Interpolation.BITEXACT | Interpolation.FULL_CHR_H_INP

_IN_EXTENSION = "yuv420p"
"""The format to which the extension converts: that of all codecs but ProRes."""

_ALIGNMENT = 4
"""Rectangles are aligned to this many rows and columns: swscale rounds narrower ones differently.
"""

_STRIP_PIXELS = 2**19
"""Pixels that swscale converts at once, so that source and result stay in the processor's cache."""


Samples = npt.NDArray[Any]
"""One plane: (rows, columns), uint8, or uint16 where a sample has more than 8 bits."""


class Planes:
    """One picture in the encoder's format, updated from a buffer of RGBA pixels.

    Updating rectangle by rectangle gives exactly what converting the whole picture gives.
    `frames` always show the picture, one frame for each of the `bands`: slices of rows, from the
    top. They stay the same objects until `cut` is called. `changed` are the rectangles of the last
    update.
    """

    def __init__(
        self, width: int, height: int, pix_fmt: str, bands: Sequence[slice] | None = None
    ) -> None:
        if width % 2 or height % 2 or min(width, height) < _ALIGNMENT:
            raise ValueError(f"width and height must be even and from 4 on, not {width}x{height}")
        self.width, self.height, self.pix_fmt = width, height, pix_fmt
        self._whole = _tagged(av.VideoFrame(width, height, pix_fmt))
        self._samples = plane_arrays(self._whole)
        self._swscale = VideoReformatter()
        self._filled = False
        self.cut(bands)

    def cut(self, bands: Sequence[slice] | None = None) -> None:
        """Show the picture in a frame for each of these bands, which share its memory."""
        self.frames = [self._part(rows) for rows in bands or ()] or [self._whole]
        self.changed: tuple[PixelRect, ...] = ()

    def update(self, pixels: npt.NDArray[np.uint8], rects: Sequence[PixelRect]) -> int:
        """Convert the pixels inside the rectangles; returns how many were converted.

        `pixels` is (height, width, 4), uint8, with contiguous rows; alpha is ignored. The first
        call converts everything.
        """
        height, width = self.height, self.width
        if pixels.shape != (height, width, 4):
            raise ValueError(f"pixels have shape {pixels.shape} instead of {height, width, 4}")
        if not self._filled:
            rects = (PixelRect(0, 0, width, height),)
        self.changed = tuple(_aligned(rect, width, height) for rect in rects)
        convert = self._fill if extension and self.pix_fmt == _IN_EXTENSION else self._scale
        for rect in self.changed:
            convert(pixels, rect)
        self._filled = True
        return sum(rect.area for rect in self.changed)

    def _fill(self, pixels: npt.NDArray[np.uint8], rect: PixelRect) -> None:
        """Convert a rectangle with the extension."""
        extension.fill_planes(_inside(pixels, rect), *self._samples_of(rect))

    def _scale(self, pixels: npt.NDArray[np.uint8], rect: PixelRect) -> None:
        """Convert a rectangle with swscale."""
        for strip in _strips(rect):
            result = self._swscale.reformat(
                av.VideoFrame.from_numpy_buffer(_inside(pixels, strip), "rgba"),
                format=self.pix_fmt,
                interpolation=_EXACT,
                src_color_range=ColorRange.JPEG,
                dst_colorspace=Colorspace.ITU709,
                dst_color_range=ColorRange.MPEG,
                threads=1,
            )
            for plane, samples in zip(self._samples_of(strip), plane_arrays(result), strict=True):
                plane[:] = samples

    def _samples_of(self, rect: PixelRect) -> Iterator[Samples]:
        """The samples of a rectangle, plane by plane."""
        for plane in self._samples:
            down, across = self.height // plane.shape[0], self.width // plane.shape[1]
            yield _inside(plane, rect, across, down)

    def _part(self, rows: slice) -> av.VideoFrame:
        """A frame of some rows of the picture."""
        planes = []
        for plane in self._samples:
            down = self.height // len(plane)
            planes.append(plane[rows.start // down : rows.stop // down])
        return _tagged(av.VideoFrame.from_dlpack(planes, self.pix_fmt))


def _tagged(frame: av.VideoFrame) -> av.VideoFrame:
    """The frame, tagged with its colour space and range."""
    frame.colorspace = frame.color_primaries = 1  # BT.709
    frame.color_trc = frame.color_range = 1  # BT.709, limited
    return frame


def plane_arrays(frame: av.VideoFrame) -> list[Samples]:
    """The samples of each plane, without padding, as arrays that share the frame's memory."""
    kind = np.uint16 if frame.format.components[0].bits > 8 else np.uint8
    return [_plane_array(plane, kind) for plane in frame.planes]


def _plane_array(plane: VideoPlane, kind: type[np.uint8 | np.uint16]) -> Samples:
    rows: Samples = np.frombuffer(memoryview(plane), kind).reshape(plane.height, -1)
    return rows[:, : plane.width]


def _inside(plane: Samples, rect: PixelRect, across: int = 1, down: int = 1) -> Samples:
    """A rectangle of a plane whose samples cover so many pixels across and down."""
    rows = slice(rect.top // down, rect.bottom // down)
    return plane[rows, rect.left // across : rect.right // across]


def _aligned(rect: PixelRect, width: int, height: int) -> PixelRect:
    """The rectangle grown to the alignment, within the picture."""
    left, right = _grown(rect.left, rect.right, width)
    top, bottom = _grown(rect.top, rect.bottom, height)
    return PixelRect(left, top, right, bottom)


def _grown(start: int, stop: int, limit: int) -> tuple[int, int]:
    start = start // _ALIGNMENT * _ALIGNMENT
    stop = min(limit, -(-stop // _ALIGNMENT) * _ALIGNMENT)
    return max(0, start - _ALIGNMENT) if stop - start < _ALIGNMENT else start, stop


def _strips(rect: PixelRect) -> Iterator[PixelRect]:
    """The rectangle in horizontal strips that fit the cache, none lower than the alignment."""
    rows = max(_STRIP_PIXELS // rect.width // _ALIGNMENT, 4) * _ALIGNMENT
    edges = [*range(rect.top, rect.bottom, rows), rect.bottom]
    if len(edges) > 2 and edges[-1] - edges[-2] < _ALIGNMENT:
        del edges[-2]
    for top, bottom in pairwise(edges):
        yield PixelRect(rect.left, top, rect.right, bottom)
