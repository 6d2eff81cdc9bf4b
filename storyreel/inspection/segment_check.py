"""Segment checks: each segment is decoded and compared with what was painted when it is made.

A clip consists of the packets of its segments, and each segment begins with a picture that refers
to no other. What is known of the segments is therefore known of the clip, once its packets are
found to be theirs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from math import ceil, prod
from pathlib import Path
from typing import Any

import numpy as np

from storyreel.inspection.decoder import Decoding, by_bands, confined
from storyreel.inspection.fidelity import Fidelity, fidelity_of
from storyreel.inspection.frame_sample import FrameSample, FrameSampler
from storyreel.inspection.painted_frame import PaintedFrame
from storyreel.inspection.picture import Picture
from storyreel.inspection.probe import read_file
from storyreel.inspection.stacked_planes import Array

ALWAYS_WHOLE_LINES = 1080
"""Segments of at most so many lines are always decoded whole."""

LEAST_WHOLE = 3
"""Of so many segments at least one is decoded as whole pictures, as players do."""

_WORD = np.dtype("<u8")
"""Eight bytes of points, which are stored only where one of them changes."""

_EVERY_S, _WHOLE_S = 6, 2
"""Of larger segments those are decoded whole that begin in the first two of every six seconds of
their clip. Segments last two seconds at most, so these are a third of them, from every part of the
clip, and none of six seconds is without one."""


@dataclass(frozen=True, slots=True)
class SegmentCheck:
    """The results of decoding a segment, and the digests of the bytes that were decoded.

    `file`, `parameters` and `packets` are SHA-256 of the segment's file, of the decoder's
    configuration, and of each packet. `first` and `last` are CRC-32 of the first and last decoded
    picture. `fidelities` are by frame of the segment.
    """

    file: str
    parameters: str
    packets: tuple[str, ...]
    samples: tuple[FrameSample | None, ...]
    """One for each decoded frame; None repeats the previous one."""

    first: int
    last: int
    fidelities: Mapping[int, Fidelity]
    problems: tuple[str, ...]
    whole: bool = True
    """Whether whole pictures were decoded, and not only bands."""

    def to_bytes(self) -> bytes:
        """The check in a compact form: a line of JSON, then the changes from sample to sample."""
        new = [sample for sample in self.samples if sample]
        data: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("file", "parameters", "packets", "first", "last", "problems", "whole")
        }
        data["fidelities"] = [[frame, asdict(found)] for frame, found in self.fidelities.items()]
        data["repeats"] = [sample is None for sample in self.samples]
        data["shares"] = [[sample.flat, sample.dark] for sample in new]
        changes = b""
        if new:
            planes = np.array([sample.picture.planes for sample in new])
            data["type"], data["shape"] = planes.dtype.str, planes.shape
            picture = new[0].picture
            data["tags"] = [picture.bits, picture.matrix, picture.limited]
            changes = _changes(planes)
        return json.dumps(data).encode() + b"\n" + changes

    @classmethod
    def from_bytes(cls, packed: bytes) -> SegmentCheck:
        """The check that `to_bytes` was called on."""
        header, _, changes = packed.partition(b"\n")
        data = json.loads(header)
        new = _unpacked_samples(data, changes)
        return cls(
            file=data["file"],
            parameters=data["parameters"],
            packets=tuple(data["packets"]),
            samples=tuple(None if repeats else next(new) for repeats in data["repeats"]),
            first=data["first"],
            last=data["last"],
            fidelities={frame: _fidelity(**found) for frame, found in data["fidelities"]},
            problems=tuple(data["problems"]),
            whole=data["whole"],
        )


def sampled(frames: int) -> frozenset[int]:
    """The frames of a segment that are compared with the painted ones: first, middle and last."""
    return frozenset({0, frames // 2, frames - 1})


def decoded_whole(lines: int, start: float) -> bool:
    """Whether a segment's pictures are decoded whole, as players do, and not band by band alone.

    Segments of up to 1080 lines are always decoded whole. Larger ones are chosen by the second of
    the clip at which they start, so that every run and every worker makes the same choice.
    """
    return lines <= ALWAYS_WHOLE_LINES or start % _EVERY_S < _WHOLE_S


def further_whole(lines: int, starts: Sequence[float]) -> Sequence[float]:
    """The segments of a clip that are decoded whole, too, so that a third of all are.

    Segments are given by the seconds at which they start.
    """
    others = [start for start in starts if not decoded_whole(lines, start)]
    missing = ceil(len(starts) / LEAST_WHOLE) - (len(starts) - len(others))
    return sorted(others, key=lambda start: (start % _EVERY_S, start))[: max(missing, 0)]


def check_segment(
    segment: Path, painted_frames: Mapping[int, PaintedFrame], decoding: Decoding = confined
) -> SegmentCheck:
    """Decode a segment and compare it with the painted frames that are given."""
    viewer = _SegmentViewer(painted_frames)
    facts = read_file(segment, viewer, decoding)
    problems = list(facts.problems)
    if not problems and facts.decoded_pts != tuple(packet.pts for packet in facts.packets):
        problems.append("cannot be decoded frame by frame")
    return SegmentCheck(
        file=facts.sha256,
        parameters=facts.parameters,
        packets=tuple(packet.sha256 for packet in facts.packets),
        samples=tuple(viewer.samples),
        first=viewer.first,
        last=viewer.sampler.checksum(),
        fidelities=viewer.fidelities,
        problems=tuple(problems),
        whole=decoding is not by_bands,
    )


@dataclass(slots=True)
class _SegmentViewer:
    """Samples every picture of a segment, and compares those with a painted frame."""

    painted_frames: Mapping[int, PaintedFrame]
    sampler: FrameSampler = field(default_factory=FrameSampler)
    samples: list[FrameSample | None] = field(default_factory=list)
    fidelities: dict[int, Fidelity] = field(default_factory=dict)
    first: int = 0

    def begin(self, rate: Fraction | None) -> None:
        """The rate does not matter."""

    def see(self, number: int, picture: Picture, memory: object) -> None:
        self.samples.append(self.sampler.sample(picture, memory))
        if number == 0:
            self.first = self.sampler.checksum()
        painted = self.painted_frames.get(number)
        if painted and picture.planes[0].shape == (painted.height, painted.width):
            self.fidelities[number] = fidelity_of(painted, picture)


def _changes(planes: Array) -> bytes:
    """The differences of pictures in a row: which words are not 0, as bits, and then these words.

    Most points of drawings stay as they are; compressing the words would take five times as long.
    """
    words = np.diff(planes, axis=0, prepend=np.zeros_like(planes[:1])).reshape(-1).view(_WORD)
    changed = words != 0
    kept: bytes = words[changed].tobytes()
    return np.packbits(changed).tobytes() + kept


def _changed(changes: bytes, kind: str, shape: Sequence[int]) -> Array:
    """The pictures that `_changes` was called on."""
    words = np.zeros(prod(shape) * np.dtype(kind).itemsize // _WORD.itemsize, _WORD)
    bits = np.frombuffer(changes, np.uint8, -(-len(words) // 8))
    changed = np.unpackbits(bits, count=len(words)).view(np.bool_)
    words[changed] = np.frombuffer(changes, _WORD, offset=len(bits))
    pictures: Array = np.cumsum(words.view(kind).reshape(shape), axis=0, dtype=kind)
    return pictures


def _unpacked_samples(data: Mapping[str, Any], changes: bytes) -> Iterator[FrameSample]:
    """The samples that do not repeat their predecessor."""
    if not data["shares"]:
        return
    planes = _changed(changes, data["type"], data["shape"])
    for each, (flat, dark) in zip(planes, data["shares"], strict=True):
        yield FrameSample(Picture(each, *data["tags"]), flat, dark)


def _fidelity(
    psnr: float, patch_error: float, patch_at: list[int] | None, hidden: bool
) -> Fidelity:
    place = (patch_at[0], patch_at[1]) if patch_at else None
    return Fidelity(psnr, patch_error, place, hidden)
