"""The drawing: one frame as paths and images with their paints, independent of pixels."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from storyreel.drawing.paints import Paint, Rgba, Shadow, Stroke
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import Box, Point
from storyreel.drawing.value import derived, value


class TextGlyph(NamedTuple):
    """One glyph of a text whose glyphs are items of their own.

    `text_id` is the same for all glyphs of a text; `letter` is None where it is not known.
    """

    text_id: int
    letter: str | None


@dataclass(frozen=True, slots=True)
class Tag:
    """The meaning of an item, for inspection; not part of any digest.

    `role` is one of title, rail, caption, wisdom, label, token, code, number (texts) or graphic,
    decor, background. `cap_share` is the cap height over the height of the text's inked box, so
    that the size stays known when the item is scaled. `owner` names the part it belongs to,
    `line` the storyboard line of its words, `unsourced` a number in them that no fact carries.
    `glyph` marks an item that is one glyph of its text, `part` names a text within its owner.
    """

    role: str
    text: str | None = None
    cap_share: float | None = None
    owner: str | None = None
    line: int | None = None
    unsourced: str | None = None
    glyph: TextGlyph | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Clip:
    """Limits what an item paints to the inside of a path, or to its outside."""

    path: Path
    inside: bool = True


Clips: TypeAlias = tuple[Clip, ...]
"""An item shows where all of its clips let it."""


@value(eq=False)
class PathItem:
    """A path, painted from bottom to top: shadow, back stroke, fill, stroke."""

    path: Path
    fill: Paint | None = None
    stroke: Stroke | None = None
    back_stroke: Stroke | None = None
    shadow: Shadow | None = None
    clips: Clips = ()
    tag: Tag | None = field(default=None, compare=False)

    @derived
    def key(self) -> bytes:
        parts = [b"path", self.path.key]
        for paint in (self.fill, self.stroke, self.back_stroke, self.shadow):
            parts += (b"-",) if paint is None else (b"+", paint.packed)
        parts.append(clips_key(self.clips))
        return _digest(parts)

    @derived
    def box(self) -> Box:
        """The bounds of everything that the item can paint."""
        box = self.path.box
        if self.stroke or self.back_stroke:
            strokes = [stroke for stroke in (self.stroke, self.back_stroke) if stroke]
            box = box.grown(max([stroke.reach(self.path) for stroke in strokes]))
        if self.shadow:
            blurred = self.path.box.grown(self.shadow.reach)
            box = box.union(blurred.moved(self.shadow.dx, self.shadow.dy))
        return clipped_box(box, self.clips) or Box(0, 0, 0, 0)


@value(eq=False)
class Pixels:
    """A raster image: straight RGBA, uint8, shape (height, width, 4)."""

    rgba: npt.NDArray[np.uint8]

    @derived
    def key(self) -> bytes:
        shape = struct.pack("<2I", *self.rgba.shape[:2])
        return _digest([shape, np.ascontiguousarray(self.rgba).tobytes()])


class Sampling(IntEnum):
    """How an enlarged image is sampled between its pixels."""

    NEAREST = 0
    CUBIC = 1
    LINEAR = 2
    SHARP_CUBIC = 3
    """As Pillow transforms images: the cubic convolution with a = -1."""


@value(eq=False)
class ImageItem:
    """A raster image stretched over a parallelogram: its upper left, upper right, lower left."""

    pixels: Pixels
    corners: tuple[Point, Point, Point]
    sampling: Sampling = Sampling.CUBIC
    clips: Clips = ()
    tag: Tag | None = field(default=None, compare=False)

    @derived
    def key(self) -> bytes:
        flat = [value for corner in self.corners for value in corner]
        place = struct.pack("<6iB", *flat, self.sampling)
        return _digest([b"image", self.pixels.key, place, clips_key(self.clips)])

    @derived
    def box(self) -> Box:
        """The bounds of everything that the item can paint."""
        (ax, ay), (bx, by), (cx, cy) = self.corners
        xs, ys = (ax, bx, cx, bx + cx - ax), (ay, by, cy, by + cy - ay)
        box = Box(min(xs), min(ys), max(xs), max(ys))
        return clipped_box(box, self.clips) or Box(0, 0, 0, 0)


Item: TypeAlias = PathItem | ImageItem


@value(eq=False)
class Drawing:
    """One frame: items from bottom to top on an opaque background colour.

    Equal drawings paint the same picture at every size. `outside` holds texts that are on stage but
    outside the frame, for inspection; it is not part of any digest.
    """

    items: tuple[Item, ...]
    background: Rgba = (65535, 65535, 65535, 65535)
    outside: tuple[Item, ...] = ()

    @derived
    def key(self) -> bytes:
        background = struct.pack("<4H", *self.background)
        return _digest([background, *[item.key for item in self.items]])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Drawing) and (self is other or self.key == other.key)

    def __hash__(self) -> int:
        return hash(self.key)


def drawing_digest(drawings: Iterable[Drawing]) -> str:
    """SHA-256 over a sequence of drawings, as 64 hexadecimal characters."""
    digest = hashlib.sha256()
    for drawing in drawings:
        digest.update(drawing.key)
    return digest.hexdigest()


def clips_key(clips: Clips) -> bytes:
    """Identifies clips, in their order."""
    if not clips:
        return b"-"
    if len(clips) == 1 and clips[0].inside:
        return clips[0].path.key
    return b"".join((b"+" if clip.inside else b"-") + clip.path.key for clip in clips)


def clipped_box(box: Box, clips: Clips) -> Box | None:
    """The part of a box that clips can show; None where they hide all of it.

    Without clips, it is the box itself, even if it is empty.
    """
    for clip in clips:
        if clip.inside:
            common = box.intersection(clip.path.box)
            if common is None:
                return None
            box = common
    return box


def _digest(parts: Iterable[bytes]) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()
