"""What the checks of a clip's segments add up to, while later segments are still being rendered.

A clip holds the packets of its segments unchanged, and each segment begins with an IDR picture. So
what is known of the segments is known of the clip, once its packets are found to be theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil
from pathlib import Path

from storyreel.drawing.drawing import Drawing
from storyreel.inspection.decoder import first_picture
from storyreel.inspection.fidelity import Fidelity
from storyreel.inspection.file_case import Expected, FileCase
from storyreel.inspection.light_meter import Light, LightMeter
from storyreel.inspection.motion import MotionRecorder, Size
from storyreel.inspection.probe import read_file
from storyreel.inspection.segment_check import LEAST_WHOLE, SegmentCheck, check_segment


class ClipChecks:
    """Takes the checks of a clip's segments in the clip's order, and keeps a few bytes a frame.

    Where drawings are added too, the motion of the drawings is compared with the pictures.
    """

    def __init__(self, rate: Fraction, size: Size) -> None:
        """`rate` is the clip's, in frames per second, `size` that of its pictures."""
        self._meter = LightMeter(rate)
        self._recorder = MotionRecorder(size)
        self._recorded = False
        self._last: int | None = None
        self._parts: list[_Part] = []

    def add(self, check: SegmentCheck, drawings: Sequence[Drawing] = ()) -> None:
        """Add the next segment: its check, and its drawings where they are known."""
        repeated = list(self._metered(check))
        for drawing, repeats in zip(drawings, repeated, strict=False):
            self._recorder.add(drawing, repeats)
            self._recorded = True
        self._last = check.last
        self._parts.append(_Part(check))

    def decode_enough(self, segments: Sequence[Path]) -> None:
        """Decode whole pictures of further segments until those of a third have been decoded.

        `segments` are the files of all that were added, in order. The choice follows from their
        contents alone.
        """
        bands = [number for number, part in enumerate(self._parts) if not part.whole]
        missing = ceil(len(self._parts) / LEAST_WHOLE) - (len(self._parts) - len(bands))
        for number in sorted(bands, key=lambda each: self._parts[each].file)[: max(missing, 0)]:
            part = self._parts[number]
            part.problems += check_segment(segments[number], {}).problems
            part.whole = True

    @property
    def whole(self) -> int:
        """How many segments have been decoded as whole pictures."""
        return sum(part.whole for part in self._parts)

    def case(self, video: Path, expected: Expected | None) -> FileCase:
        """What the rules judge: the facts of the joined file, without decoding it again.

        Where the file does not hold the packets that were checked, that is a problem, and nothing
        is known of its pictures from there on.
        """
        facts = read_file(video, None, first_picture)
        problems, decoded = list(facts.problems), list[int | None]()
        fidelities: dict[int, Fidelity] = {}
        at = 0
        for part in self._parts:
            packets = facts.packets[at : at + len(part.packets)]
            found = tuple(packet.sha256 for packet in packets), facts.parameters
            if found != (part.packets, part.parameters):
                problems.append(f"does not contain the checked segments from frame {at} on")
                break
            decoded += [packet.pts for packet in packets[: part.decoded]]
            fidelities |= {at + frame: found for frame, found in part.fidelities.items()}
            problems += part.problems
            at += len(packets)
        else:
            if at != len(facts.packets):
                problems.append(f"contains more than the checked segments from frame {at} on")
        facts = replace(
            facts,
            decoded_pts=tuple(decoded),
            light=_first(len(decoded), self._meter.light),
            problems=tuple(dict.fromkeys(problems)),
        )
        motion = self._recorder.motion if self._recorded else None
        return FileCase(facts, expected, fidelities, motion)

    def _metered(self, check: SegmentCheck) -> Iterator[bool]:
        """Meter the light of a segment; yields whether each frame repeats the one before."""
        for frame, sample in enumerate(check.samples):
            repeats = sample is None or (frame == 0 and check.first == self._last)
            self._meter.take(None if repeats else sample)
            yield repeats


class _Part:
    """What the check of one segment says apart from its light."""

    __slots__ = ("decoded", "fidelities", "file", "packets", "parameters", "problems", "whole")

    def __init__(self, check: SegmentCheck) -> None:
        self.packets, self.parameters = check.packets, check.parameters
        self.fidelities, self.problems = check.fidelities, check.problems
        self.decoded, self.whole, self.file = len(check.samples), check.whole, check.file


def _first(frames: int, light: Light) -> Light:
    """The light of the first frames of a clip."""
    return Light(
        light.flat[:frames],
        light.dark[:frames],
        light.repeated[:frames],
        light.change[:frames],
        light.moved[:frames],
        tuple(flash for flash in light.flashes if flash.frame < frames),
    )
