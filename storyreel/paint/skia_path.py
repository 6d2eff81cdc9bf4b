"""Paths as Skia's own objects.

They are read from the memory format of SkPath, which is ten times as fast as one call per curve.
The format is private to Skia; a build that refuses it gets the same points through `Path.Make`.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import skia

from storyreel.drawing.path import FillRule, Path
from storyreel.native import extension

Indices: TypeAlias = npt.NDArray[np.intp]

_FORMAT, _RULE_BIT = 5, 8
"""The version of the format, and where the same word has the rule, as `FillRule` numbers it."""
_MOVE, _LINE, _CUBIC, _CLOSE = 0, 1, 4, 5  # SkPathVerb
_FLAT_HEIGHT = 24
"""Pixels: Skia loses parts of convex polygons of at most this height, measured at 240p to 4K."""

FAR_TRIANGLE = np.array([(-9, 0), (-8, 0), (-8, 1)], "<f4") * 1e4
"""A triangle in pixels, far outside every picture."""

_LEVEL = 16
"""The slope of an edge, across over down, from which on it is nearly level."""

_MAX_CORNERS = 64
"""Polygons with more are not examined."""

_STRAIGHT = 2
"""A curve whose handles are within this many quanta of its chord is a straight line."""


@dataclass(frozen=True, slots=True)
class SkiaGeometry:
    """The points of a path in pixels, (n, 2) float32, and Skia's verbs, one byte each."""

    points: npt.NDArray[np.float32]
    verbs: bytes

    @classmethod
    def of(cls, path: Path, centre: tuple[float, float], scale: float) -> SkiaGeometry:
        """A path with the scene's origin at `centre` and quanta `scale` pixels long; y points down.

        Straight curves become lines, which are faster to fill and which Skia recognises as
        rectangles.
        """
        return next(cls.of_alike([path], centre, scale))

    @classmethod
    def of_alike(
        cls, paths: Sequence[Path], centre: tuple[float, float], scale: float
    ) -> Iterator[SkiaGeometry]:
        """Paths of the same structure: equally many points, and the same sub-paths."""
        count, starts, closed = _structure(paths[0])
        flat = np.concatenate([path.points for path in paths])
        points = flat.astype(np.float64).reshape(len(paths), count, 2)
        pixels = points * (scale, -scale) + centre
        straight = _straight(points, _curves(count, starts))
        for own, flags in zip(pixels.astype("<f4"), straight, strict=True):
            used, verbs = _used_points_and_verbs(count, starts, closed, flags.tobytes())
            yield cls(own.take(used, axis=0), verbs)

    def serialised(self, rule: FillRule) -> bytes:
        """The path in the memory format of SkPath, filled by a rule."""
        version = _FORMAT | rule << _RULE_BIT
        head = struct.pack("<4I", version, len(self.points), 0, len(self.verbs))
        padding = bytes(-len(self.verbs) % 4)
        return b"".join((head, self.points.tobytes(), self.verbs, padding))

    @property
    def is_flat_polygon(self) -> bool:
        """Whether it is one flat polygon with an edge that is nearly, but not quite, level."""
        if _CUBIC in self.verbs or len(self.points) > _MAX_CORNERS or self.verbs.count(_MOVE) > 1:
            return False
        # Plain numbers: for so few, several times faster than arrays.
        x, y = self.points.T.tolist()
        if max(y) - min(y) > _FLAT_HEIGHT:
            return False
        edges = pairwise(zip([x[-1], *x], [y[-1], *y], strict=True))
        steps = ((abs(x1 - x0), abs(y1 - y0)) for (x0, y0), (x1, y1) in edges)
        return any(0 < down < 1 and across > _LEVEL * down for across, down in steps)

    def kept_whole(self) -> SkiaGeometry:
        """The same; a flat polygon with a second outline, which no picture shows.

        Skia paints convex paths by a faster way, which loses up to half of a flat polygon where
        nearly level edges meet. With the second outline, it is not convex.
        """
        if not self.is_flat_polygon:
            return self
        points = np.concatenate([self.points, FAR_TRIANGLE])
        return SkiaGeometry(points, self.verbs + bytes((_MOVE, _LINE, _LINE, _CLOSE)))


def skia_path(path: Path, centre: tuple[float, float], scale: float) -> skia.Path:
    """A path with the scene's origin at `centre` and quanta `scale` pixels long; y points down."""
    return _read(serialised(path, centre, scale), path, centre, scale)


def skia_paths(paths: Sequence[Path], centre: tuple[float, float], scale: float) -> list[skia.Path]:
    """Paths like those of `skia_path`, without the extension in a third of the time."""
    found = _serialised_in_python(paths, centre, scale)
    return [_read(data, path, centre, scale) for data, path in zip(found, paths, strict=True)]


def serialised(path: Path, centre: tuple[float, float], scale: float) -> bytes:
    """A path in the memory format of SkPath."""
    if not extension:
        return _serialised_in_python([path], centre, scale)[0]
    return extension.serialised_path(
        path.points, path.starts, path.closed, path.rule, centre, scale
    )


def _serialised_in_python(
    paths: Sequence[Path], centre: tuple[float, float], scale: float
) -> list[bytes]:
    """Those of the same structure are converted together, which takes a third of the time."""
    alike: defaultdict[object, list[int]] = defaultdict(list)
    for index, path in enumerate(paths):
        alike[_structure(path)].append(index)
    found: dict[int, bytes] = {}
    for indices in alike.values():
        geometries = SkiaGeometry.of_alike([paths[index] for index in indices], centre, scale)
        for index, geometry in zip(indices, geometries, strict=True):
            found[index] = geometry.kept_whole().serialised(paths[index].rule)
    return [found[index] for index in range(len(paths))]


def _read(data: bytes, path: Path, centre: tuple[float, float], scale: float) -> skia.Path:
    """A path from its memory format, or from its points where a build of Skia refuses that."""
    built = skia.Path()
    if not built.readFromMemory(data):
        geometry = SkiaGeometry.of(path, centre, scale).kept_whole()
        points = [skia.Point(x, y) for x, y in geometry.points.tolist()]
        built = skia.Path.Make(points, list(geometry.verbs), [], skia.PathFillType(path.rule))
    return built


def _structure(path: Path) -> tuple[int, tuple[int, ...], tuple[bool, ...]]:
    return len(path.points), path.starts, path.closed


@lru_cache(maxsize=1024)
def _curves(count: int, starts: tuple[int, ...]) -> Indices:
    """The indices of the four points of each curve, by columns."""
    place = _places(count, starts)
    anchors = np.flatnonzero((place % 3 == 0) & (place > 0))
    return anchors + np.arange(-3, 1)[:, None]


@lru_cache(maxsize=1024)
def _used_points_and_verbs(
    count: int, starts: tuple[int, ...], closed: tuple[bool, ...], straight: bytes
) -> tuple[Indices, bytes]:
    """The indices of the points that are used, and the verbs; `straight` is a flag per curve."""
    place = _places(count, starts)
    has_verb = np.flatnonzero(place % 3 == 0)
    lines = np.flatnonzero((place % 3 == 0) & (place > 0))[np.frombuffer(straight, np.bool_)]
    verbs = np.full(count, _CUBIC, np.uint8)
    verbs[np.asarray(starts)], verbs[lines] = _MOVE, _LINE
    stops = np.append(starts[1:], count)[np.asarray(closed, np.bool_)]
    listed = np.insert(verbs[has_verb], np.searchsorted(has_verb, stops), _CLOSE)
    used = np.ones(count, np.bool_)
    used[lines - 1] = used[lines - 2] = False
    return np.flatnonzero(used), listed.tobytes()


def _places(count: int, starts: tuple[int, ...]) -> Indices:
    """The place of each point in its sub-path: every third after the first ends a curve."""
    firsts = np.asarray(starts)
    places: Indices = np.arange(count) - np.repeat(firsts, np.append(firsts[1:], count) - firsts)
    return places


def _straight(points: npt.NDArray[np.float64], curves: Indices) -> npt.NDArray[np.bool_]:
    """Whether each curve keeps to its chord: (paths, curves), for (paths, points, 2)."""
    x, y = points[:, :, 0][:, curves].swapaxes(0, 1), points[:, :, 1][:, curves].swapaxes(0, 1)
    x, y = x[1:] - x[0], y[1:] - y[0]
    (chord_x, chord_y), x, y = (x[2], y[2]), x[:2], y[:2]
    square = chord_x * chord_x + chord_y * chord_y
    slack = _STRAIGHT * np.sqrt(square) + _STRAIGHT**2
    across = np.abs(chord_x * y - chord_y * x)
    along = chord_x * x + chord_y * y
    result = (across <= slack) & (along >= -slack) & (along <= square + slack)
    both: npt.NDArray[np.bool_] = result[0] & result[1]
    return both
