"""Rushes: what a segment's decoded pictures are like, looked at as soon as the segment is made.

A clip holds the very packets of its segments, and each segment begins with a picture that refers
to nothing before it. So what is known of the segments is known of the clip, once its packets are
found to be theirs.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from storyreel.inspection.fidelity import Fidelity, PaintedFrame, Picture, fidelity_of
from storyreel.inspection.frame_sample import FrameSample, FrameSampler
from storyreel.inspection.light_meter import Light, LightMeter
from storyreel.inspection.probe import FileFacts, read_file


@dataclass(frozen=True, slots=True)
class SegmentCheck:
    """What was seen of a segment, and of which bytes.

    `file`, `parameters` and `packets` are SHA-256 of the segment's file, of what a decoder is told
    beforehand, and of each packet; `first` and `last` are CRC-32 of the decoded pictures at its
    ends, `likenesses` by frame of the segment.
    """

    file: str
    parameters: str
    packets: tuple[str, ...]
    glances: tuple[FrameSample | None, ...]
    """One for each decoded frame; None repeats the one before."""

    first: int
    last: int
    fidelities: Mapping[int, Fidelity]
    problems: tuple[str, ...]

    def to_bytes(self) -> bytes:
        """All of it, packed: from glance to glance little changes."""
        new = [sample_grid for sample_grid in self.glances if sample_grid]
        data: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("file", "parameters", "packets", "first", "last", "problems")
        }
        data["likenesses"] = [[frame, asdict(found)] for frame, found in self.fidelities.items()]
        data["repeats"] = [sample_grid is None for sample_grid in self.glances]
        data["shares"] = [[sample_grid.flat, sample_grid.dark] for sample_grid in new]
        if new:
            samples = np.array([sample_grid.picture.planes for sample_grid in new])
            steps = np.diff(samples, axis=0, prepend=np.zeros_like(samples[:1]))
            data["samples"] = b64encode(zlib.compress(steps.tobytes(), level=1)).decode("ascii")
            data["type"], data["shape"] = samples.dtype.str, samples.shape
            read_as = new[0].picture
            data["read_as"] = [read_as.bits, read_as.matrix, read_as.limited]
        return json.dumps(data).encode()

    @classmethod
    def from_bytes(cls, packed: bytes) -> SegmentCheck:
        """What `to_bytes` was called on."""
        data = json.loads(packed)
        new = _glances(data)
        return cls(
            file=data["file"],
            parameters=data["parameters"],
            packets=tuple(data["packets"]),
            glances=tuple(None if repeats else next(new) for repeats in data["repeats"]),
            first=data["first"],
            last=data["last"],
            fidelities={frame: _likeness(**found) for frame, found in data["likenesses"]},
            problems=tuple(data["problems"]),
        )


def sampled(frames: int) -> frozenset[int]:
    """The frames of a segment that are compared with what was painted: first, middle and last."""
    return frozenset({0, frames // 2, frames - 1})


def look(segment: Path, painted_frames: Mapping[int, PaintedFrame]) -> SegmentCheck:
    """Decode a segment and note what its pictures are like; `proofs` are of frames to compare.

    Bands are decoded alone, and not where they are copies by every byte of theirs.
    """
    viewer = _Viewer(painted_frames)
    facts = read_file(segment, viewer, whole=False)
    problems = list(facts.problems)
    if not problems and facts.decoded_pts != tuple(packet.pts for packet in facts.packets):
        problems.append("cannot be decoded frame by frame")
    return SegmentCheck(
        file=facts.sha256,
        parameters=facts.parameters,
        packets=tuple(packet.sha256 for packet in facts.packets),
        glances=tuple(viewer.glances),
        first=viewer.first,
        last=viewer.eye.checksum(),
        fidelities=viewer.fidelities,
        problems=tuple(problems),
    )


class Metering:
    """The light of a clip, metered segment after segment, while those behind are still made."""

    def __init__(self, rate: Fraction | None) -> None:
        """`rate` is that of the clip."""
        self.rate = rate
        self.segments = 0
        self._meter = LightMeter(rate)
        self._last: int | None = None

    def take(self, part: SegmentCheck) -> None:
        """Add the next segment."""
        for frame, sample_grid in enumerate(part.glances):
            self._meter.take(None if frame == 0 and part.first == self._last else sample_grid)
        self._last = part.last
        self.segments += 1

    @property
    def light(self) -> Light:
        return self._meter.light


def screen(
    video: Path, checks: Sequence[SegmentCheck], metering: Metering | None = None
) -> tuple[FileFacts, dict[int, Fidelity]]:
    """The facts and likenesses of a clip, by its own bytes and its segments' rushes.

    Where it does not hold what was looked at, packet by packet, it has a problem, and nothing is
    known of its pictures from there on. A `metering` of all rushes saves doing it here.
    """
    facts = read_file(video, None)
    problems, decoded = list(facts.problems), list[int | None]()
    fidelities: dict[int, Fidelity] = {}
    at, held = 0, list[SegmentCheck]()
    for part in checks:
        packets = facts.packets[at : at + len(part.packets)]
        seen = tuple(packet.sha256 for packet in packets), facts.parameters
        if seen != (part.packets, part.parameters):
            problems.append(f"does not hold what was made for it, from frame {at} on")
            break
        decoded += [packet.pts for packet in packets[: len(part.glances)]]
        fidelities |= {at + frame: found for frame, found in part.fidelities.items()}
        problems += part.problems
        at += len(packets)
        held.append(part)
    else:
        if at != len(facts.packets):
            problems.append(f"holds more than was made for it, from frame {at} on")
    if metering is None or (metering.rate, metering.segments) != (facts.rate, len(held)):
        metering = Metering(facts.rate)
        for part in held:
            metering.take(part)
    known = replace(
        facts,
        decoded_pts=tuple(decoded),
        light=metering.light,
        problems=tuple(dict.fromkeys(problems)),
    )
    return known, fidelities


@dataclass(slots=True)
class _Viewer:
    """Who looks at a segment: at every picture in passing, closer where there is a proof."""

    painted_frames: Mapping[int, PaintedFrame]
    eye: FrameSampler = field(default_factory=FrameSampler)
    glances: list[FrameSample | None] = field(default_factory=list)
    fidelities: dict[int, Fidelity] = field(default_factory=dict)
    first: int = 0

    def begin(self, rate: Fraction | None) -> None:
        """Whatever the rate is."""

    def see(self, number: int, picture: Picture, keep: object) -> None:
        self.glances.append(self.eye.look(picture, keep))
        if number == 0:
            self.first = self.eye.checksum()
        proof = self.painted_frames.get(number)
        if proof and picture.planes[0].shape == (proof.height, proof.width):
            self.fidelities[number] = fidelity_of(proof, picture)


def _glances(data: Mapping[str, Any]) -> Iterator[FrameSample]:
    """The glances at pictures that are not repeats."""
    if not data["shares"]:
        return
    steps = np.frombuffer(zlib.decompress(b64decode(data["samples"])), data["type"])
    samples = np.cumsum(steps.reshape(data["shape"]), axis=0, dtype=steps.dtype)
    for planes, (flat, dark) in zip(samples, data["shares"], strict=True):
        yield FrameSample(Picture(planes, *data["read_as"]), flat, dark)


def _likeness(psnr: float, patch_error: float, patch_at: list[int] | None) -> Fidelity:
    return Fidelity(psnr, patch_error, (patch_at[0], patch_at[1]) if patch_at else None)
