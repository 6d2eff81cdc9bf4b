"""Segment jobs as they travel to a worker: compact bytes, a quarter of what pickle makes of them.

Digests and boxes are left out, because the worker computes them faster than most networks carry
them, and points are stored as differences, column by column, which compress well.
"""

from __future__ import annotations

import io
import pickle
import zlib
from dataclasses import dataclass, fields
from pathlib import Path as FilePath
from typing import Any

import numpy as np

from storyreel.drawing.drawing import Drawing, ImageItem, PathItem, Pixels
from storyreel.drawing.path import Path
from storyreel.encode.segment import SegmentJob
from storyreel.encode.settings import EncoderSettings

_LEVEL = 1
"""Of zlib; level 6 saves 5% and takes three times as long."""


@dataclass(frozen=True, slots=True)
class PackedJob:
    """Everything in a SegmentJob but its target, which differs between machines."""

    name: str
    drawings: tuple[Drawing, ...]
    settings: EncoderSettings
    first_frame: int
    weight: float
    whole: bool

    @classmethod
    def of(cls, job: SegmentJob) -> PackedJob:
        name, drawings, settings = job.name, job.drawings, job.settings
        return cls(name, drawings, settings, job.first_frame, job.weight, job.whole)

    @classmethod
    def unpack(cls, packed: bytes) -> PackedJob:
        """The job that `pack` was called on."""
        job = pickle.loads(zlib.decompress(packed))
        assert isinstance(job, cls)
        return job

    def pack(self) -> bytes:
        """The job as bytes."""
        file = io.BytesIO()
        _Pickler(file, protocol=5).dump(self)
        return zlib.compress(file.getvalue(), _LEVEL)

    def at(self, target: FilePath, stored: bool) -> SegmentJob:
        """The job of rendering the segment into a file on this machine."""
        return SegmentJob(
            name=self.name,
            drawings=self.drawings,
            settings=self.settings,
            target=target,
            first_frame=self.first_frame,
            stored=stored,
            weight=self.weight,
            whole=self.whole,
        )


class _Pickler(pickle.Pickler):
    """Pickles what drawings consist of by its fields alone, without what was computed from them."""

    def reducer_override(self, obj: Any) -> Any:
        match obj:
            case Path():
                return _path, (_steps(obj), *_values(obj)[1:])
            case Drawing():
                return Drawing, (obj.items, obj.background)
            case PathItem() | ImageItem() | Pixels():
                return type(obj), _values(obj)
            case _:
                return NotImplemented


def _values(of: Path | PathItem | ImageItem | Pixels) -> tuple[Any, ...]:
    return tuple(getattr(of, field.name) for field in fields(of))


def _steps(path: Path) -> bytes:
    """All x coordinates, then all y coordinates, each as the difference to the one before."""
    columns = np.asarray(path.points, dtype="<i4").T
    return np.diff(columns, axis=1, prepend=np.int32(0)).astype("<i4").tobytes()


def _path(steps: bytes, *others: Any) -> Path:
    """A path from its points and the values of its other fields."""
    columns = np.frombuffer(steps, "<i4").reshape(2, -1)
    points = np.cumsum(columns, axis=1, dtype=np.int32).T
    return Path(np.ascontiguousarray(points), *others)
