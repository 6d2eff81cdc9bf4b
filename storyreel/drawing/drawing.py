"""The drawing: one frame as paths, paints and images, independent of pixels.

Coordinates are whole numbers of *quanta*, a 1024th of a pixel at 8K, so that rounding differences
between libraries reach neither digest nor picture. The origin is the centre of the frame, x
points right, y points up, and the frame is `FRAME_HEIGHT` units high, as in Manim.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property, lru_cache
from math import ceil, hypot
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

FRAME_HEIGHT = 8
"""Height of the frame in scene units; the width follows from the aspect ratio."""

FRAME_WIDTH = FRAME_HEIGHT * 16 / 9
QUANTA_PER_UNIT = 4320 * 1024 // FRAME_HEIGHT
MITER_LIMIT = 10.0
"""Cairo's default, which Manim uses; longer joins are cut off."""

_RULE_BIT = 31
"""Bit in the packed count of sub-paths: its fill rule."""

_SHORTEST_HANDLE = 256
"""Quanta; the direction of a shorter handle is unreliable, as its ends are rounded."""

_FAINT = ((810, 4), (1923, 6), (5648, 8), (10511, 9), (20693, 10), (43124, 11))
"""Pairs of alpha, up to 65535, and quarters of sigma: a shadow of at most this alpha is invisible
that far outside its shape, below half a step of an 8-bit channel."""

Points: TypeAlias = npt.NDArray[np.int32]
Quanta: TypeAlias = int
Rgba: TypeAlias = tuple[int, int, int, int]
"""Straight (not premultiplied) sRGB colour and alpha, each from 0 to 65535."""


def quantise(values: npt.ArrayLike) -> Points:
    """Scene units to quanta, rounded to nearest (int32; a frame spans ±4 million)."""
    scaled = np.asarray(np.asarray(values, dtype=np.float64) * QUANTA_PER_UNIT)
    np.rint(scaled, out=scaled)
    np.maximum(scaled, -(2**31), out=scaled)
    np.minimum(scaled, 2**31 - 1, out=scaled)
    return scaled.astype(np.int32)


class Join(IntEnum):
    """How two segments of a stroke are joined."""

    MITER = 0
    ROUND = 1
    BEVEL = 2


class Cap(IntEnum):
    """How an open stroke ends."""

    BUTT = 0
    ROUND = 1
    SQUARE = 2


class FillRule(IntEnum):
    """Which parts of a path that crosses itself are inside."""

    NON_ZERO = 0
    EVEN_ODD = 1


class Box(NamedTuple):
    """An axis-parallel rectangle in quanta; `left <= right` and `bottom <= top`."""

    left: Quanta
    bottom: Quanta
    right: Quanta
    top: Quanta

    def grown(self, by: Quanta) -> Box:
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def moved(self, dx: Quanta, dy: Quanta) -> Box:
        return Box(self.left + dx, self.bottom + dy, self.right + dx, self.top + dy)

    def union(self, other: Box) -> Box:
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def intersection(self, other: Box) -> Box | None:
        """The common rectangle, or None where the two do not overlap."""
        left, right = max(self.left, other.left), min(self.right, other.right)
        bottom, top = max(self.bottom, other.bottom), min(self.top, other.top)
        return Box(left, bottom, right, top) if left < right and bottom < top else None

    @property
    def width(self) -> Quanta:
        return self.right - self.left

    @property
    def height(self) -> Quanta:
        return self.top - self.bottom


@dataclass(frozen=True, eq=False)
class Path:
    """Sub-paths of cubic Bézier curves.

    `points` is (n, 2): for each sub-path an anchor, then two handles and an anchor per curve.
    `starts` holds each sub-path's first index, `closed` whether it ends in a closing join.
    """

    points: Points
    starts: tuple[int, ...]
    closed: tuple[bool, ...]
    rule: FillRule = FillRule.NON_ZERO

    def __reduce__(self) -> tuple[Callable[..., Path], tuple[object, ...]]:
        """For workers: bytes instead of an array, which takes a third of the time."""
        points = np.ascontiguousarray(self.points).tobytes(), self.points.dtype.str
        return _path, (points, (self.starts, self.closed, self.rule), self.key, self.box)

    @cached_property
    def key(self) -> bytes:
        head = struct.pack(
            f"<{1 + len(self.starts)}I{len(self.closed)}?",
            len(self.starts) | self.rule << _RULE_BIT,
            *self.starts,
            *self.closed,
        )
        return _digest(head, np.ascontiguousarray(self.points, dtype="<i4").tobytes())

    @cached_property
    def box(self) -> Box:
        """The bounds of the control points, which contain the curves."""
        x, y = self.points[:, 0], self.points[:, 1]  # separately: many times faster
        lowest, highest = np.minimum.reduce, np.maximum.reduce
        return Box(int(lowest(x)), int(lowest(y)), int(highest(x)), int(highest(y)))

    @cached_property
    def spike(self) -> float:
        """The largest reach of mitred joins, in halves of the line's width.

        A corner of angle a reaches 1 / sin(a / 2), or 1 beyond the miter limit, where it is cut
        off.
        """
        corner, before = _corners(len(self.points), self.starts, self.closed)
        if not len(corner):
            return 1.01
        points = self.points.astype(np.float64)
        (x0, y0), (x1, y1) = (
            (points[corner] - points[before]).T,
            (points[corner + 1] - points[corner]).T,
        )
        squares = x0 * x0 + y0 * y0, x1 * x1 + y1 * y1
        cosine = (x0 * x1 + y0 * y1) / np.sqrt(np.maximum(squares[0] * squares[1], 1.0))
        reach = 1 / np.sqrt(np.maximum((1 + cosine) / 2, 1e-9))
        reach[reach > MITER_LIMIT * 1.05] = 1.0
        reach[np.minimum(*squares) < _SHORTEST_HANDLE**2] = MITER_LIMIT
        return float(min(reach.max(initial=1.0) * 1.01, MITER_LIMIT))

    @classmethod
    def measured(
        cls, points: Points, starts: tuple[int, ...], closed: tuple[bool, ...], box: Box
    ) -> Path:
        """A path whose bounds are known already."""
        path = cls(points, starts, closed)
        vars(path)["box"] = box
        return path

    @classmethod
    def rectangle(cls, box: Box) -> Path:
        """A closed rectangle, as four straight curves."""
        corners = np.array(
            [
                (box.left, box.bottom),
                (box.right, box.bottom),
                (box.right, box.top),
                (box.left, box.top),
            ]
        )
        ends = np.roll(corners, -1, axis=0)
        thirds = [corners + (ends - corners) * k // 3 for k in (1, 2)]
        curves = np.stack([*thirds, ends], axis=1).reshape(-1, 2)
        return cls(np.vstack([corners[:1], curves]).astype(np.int32), (0,), (True,))


def _path(
    points: tuple[bytes, str],
    parts: tuple[tuple[int, ...], tuple[bool, ...], FillRule],
    key: bytes,
    box: Box,
) -> Path:
    """A path from another process, with what is known of it there."""
    path = Path(np.frombuffer(*points).reshape(-1, 2), *parts)
    vars(path).update(key=key, box=box)
    return path


Point: TypeAlias = tuple[Quanta, Quanta]

_RADIAL, _PLACED = 1 << 31, 1 << 30
"""Bits in the packed count of colours: a radial gradient, and colours at given offsets."""

_THINNEST = 256
"""Quanta, a quarter of a pixel at 8K: the least width of a radial gradient's ellipse."""


def is_visible_ellipse(center: Point, radii: tuple[Point, Point]) -> bool:
    """Whether an ellipse with the ends of two conjugate radii is thick enough to be seen."""
    (x, y), ((ax, ay), (bx, by)) = center, radii
    area = abs((ax - x) * (by - y) - (ay - y) * (bx - x))
    longest = max(hypot(ax - x, ay - y), hypot(bx - x, by - y))
    return area >= _THINNEST * max(longest, _THINNEST)


@dataclass(frozen=True, slots=True)
class Paint:
    """One colour, or a gradient between colours that are not premultiplied.

    A linear gradient runs from `start` to `end`. One with a `side` is radial: it runs outwards from
    `start` to the ellipse of which `end` and `side` are the ends of two conjugate radii, so every
    affine map of its points maps the gradient. The last colour continues beyond.

    `offsets` places the colours, from 0 at the start to 65535 at the end, in ascending order;
    without it they are evenly spaced.
    """

    colors: tuple[Rgba, ...]
    start: Point = (0, 0)
    end: Point = (0, 0)
    side: Point | None = None
    offsets: tuple[int, ...] = ()

    @classmethod
    def radial(
        cls,
        colors: tuple[Rgba, ...],
        center: Point,
        radii: tuple[Point, Point],
        offsets: tuple[int, ...] = (),
    ) -> Paint:
        """A radial gradient with the ends of two conjugate radii.

        The last colour alone where the ellipse is thinner than can be seen.
        """
        if not is_visible_ellipse(center, radii):
            return cls(colors[-1:])
        return cls(colors, center, radii[0], radii[1], offsets)

    @property
    def shares(self) -> list[float]:
        """Where the colours of a gradient are, from 0 to 1."""
        if self.offsets:
            return [offset / 65535 for offset in self.offsets]
        return [place / (len(self.colors) - 1) for place in range(len(self.colors))]

    @property
    def visible(self) -> bool:
        return any(color[3] for color in self.colors)

    @property
    def opaque(self) -> bool:
        return all(color[3] == 65535 for color in self.colors)

    def packed(self) -> bytes:
        flat = [channel for color in self.colors for channel in color]
        head = len(self.colors) | (_RADIAL if self.side else 0) | (_PLACED if self.offsets else 0)
        plain = struct.pack(f"<I{len(flat)}H4i", head, *flat, *self.start, *self.end)
        side = struct.pack("<2i", *self.side) if self.side else b""
        return plain + side + struct.pack(f"<{len(self.offsets)}H", *self.offsets)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line along a path; `width` is its full width."""

    paint: Paint
    width: Quanta
    join: Join = Join.MITER
    cap: Cap = Cap.BUTT

    def packed(self) -> bytes:
        return struct.pack("<iBB", self.width, self.join, self.cap) + self.paint.packed()

    def reach(self, path: Path) -> Quanta:
        """How far the line can extend beyond the path."""
        factor = 2**0.5 if self.cap is Cap.SQUARE else 1.0
        if self.join is Join.MITER:
            factor = max(factor, path.spike)
        return ceil(self.width / 2 * factor)


@dataclass(frozen=True, slots=True)
class Shadow:
    """A soft shadow of the filled path, painted below it; `sigma` is the Gaussian blur's."""

    dx: Quanta
    dy: Quanta
    sigma: Quanta
    color: Rgba

    def packed(self) -> bytes:
        return struct.pack("<3i4H", self.dx, self.dy, self.sigma, *self.color)

    @property
    def reach(self) -> Quanta:
        """How far it is visible outside the shape."""
        quarters = next((quarters for alpha, quarters in _FAINT if self.color[3] <= alpha), 12)
        return -(-self.sigma * quarters // 4)


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


@dataclass(frozen=True, eq=False)
class PathItem:
    """A path, painted from bottom to top: shadow, back stroke, fill, stroke."""

    path: Path
    fill: Paint | None = None
    stroke: Stroke | None = None
    back_stroke: Stroke | None = None
    shadow: Shadow | None = None
    clips: Clips = ()
    tag: Tag | None = field(default=None, compare=False)

    @cached_property
    def key(self) -> bytes:
        parts = [b"path", self.path.key]
        for paint in (self.fill, self.stroke, self.back_stroke, self.shadow):
            parts.append(b"-" if paint is None else b"+" + paint.packed())
        return _digest(*parts, clips_key(self.clips))

    @cached_property
    def box(self) -> Box:
        """The bounds of everything that the item can paint."""
        reaches = [s.reach(self.path) for s in (self.stroke, self.back_stroke) if s]
        box = self.path.box.grown(max(reaches)) if reaches else self.path.box
        if self.shadow:
            blurred = self.path.box.grown(self.shadow.reach)
            box = box.union(blurred.moved(self.shadow.dx, self.shadow.dy))
        return clipped_box(box, self.clips) or Box(0, 0, 0, 0)


@dataclass(frozen=True, eq=False)
class Pixels:
    """A raster image: straight RGBA, uint8, shape (height, width, 4)."""

    rgba: npt.NDArray[np.uint8]

    @cached_property
    def key(self) -> bytes:
        return _digest(
            struct.pack("<2I", *self.rgba.shape[:2]), np.ascontiguousarray(self.rgba).tobytes()
        )


class Sampling(IntEnum):
    """How an enlarged image is sampled between its pixels."""

    NEAREST = 0
    CUBIC = 1
    LINEAR = 2
    SHARP_CUBIC = 3
    """As Pillow transforms images: the cubic convolution with a = -1."""


@dataclass(frozen=True, eq=False)
class ImageItem:
    """A raster image stretched over a parallelogram: its upper left, upper right, lower left."""

    pixels: Pixels
    corners: tuple[tuple[Quanta, Quanta], tuple[Quanta, Quanta], tuple[Quanta, Quanta]]
    sampling: Sampling = Sampling.CUBIC
    clips: Clips = ()
    tag: Tag | None = field(default=None, compare=False)

    @cached_property
    def key(self) -> bytes:
        flat = [value for corner in self.corners for value in corner]
        place = struct.pack("<6iB", *flat, self.sampling)
        return _digest(b"image", self.pixels.key, place, clips_key(self.clips))

    @cached_property
    def box(self) -> Box:
        """The bounds of everything that the item can paint."""
        (ax, ay), (bx, by), (cx, cy) = self.corners
        xs, ys = (ax, bx, cx, bx + cx - ax), (ay, by, cy, by + cy - ay)
        box = Box(min(xs), min(ys), max(xs), max(ys))
        return clipped_box(box, self.clips) or Box(0, 0, 0, 0)


Item: TypeAlias = PathItem | ImageItem


@dataclass(frozen=True, eq=False)
class Drawing:
    """One frame: items from bottom to top on an opaque background colour.

    Equal drawings paint the same picture at every size. `outside` holds texts that are on stage but
    outside the frame, for inspection; it is not part of any digest.
    """

    items: tuple[Item, ...]
    background: Rgba = (65535, 65535, 65535, 65535)
    outside: tuple[Item, ...] = ()

    @cached_property
    def key(self) -> bytes:
        return _digest(struct.pack("<4H", *self.background), *(item.key for item in self.items))

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


@lru_cache(maxsize=1024)
def _corners(
    count: int, starts: tuple[int, ...], closed: tuple[bool, ...]
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The indices of the anchors that join two curves, and of the points before them."""
    firsts = np.asarray(starts)
    lasts = np.append(firsts[1:], count) - 1
    place = np.arange(count) - np.repeat(firsts, lasts + 1 - firsts)
    inner = place % 3 == 0
    inner[firsts] = inner[lasts] = False
    between, joined = np.flatnonzero(inner), np.asarray(closed, np.bool_)
    corners = np.concatenate([between, firsts[joined]])
    return corners, np.concatenate([between, lasts[joined]]) - 1


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


def _digest(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()
