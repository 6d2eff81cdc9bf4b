"""Fingerprints: what decides the bits of a segment on a machine, to compare machines by."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from storyreel.base.presets import LADDER
from storyreel.base.provenance import engine_inputs
from storyreel.cluster.sample import sample_digests
from storyreel.design.fonts import installed_fonts_digest
from storyreel.encode.encoder import encoder_build
from storyreel.encode.settings import CODECS
from storyreel.workers import checked_segment

_SHOWN = 12
"""Characters of a digest in messages."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What decides the bits of segments with one codec; `parts` are digests and builds by name.

    Processors are compared by what they make of the sample: the painter and the encoders have code
    of their own for each set of instructions, and most give the same bits.
    """

    parts: Mapping[str, str]

    def differences(self, other: Fingerprint) -> tuple[str, ...]:
        """What differs on another machine, one clause each; empty if nothing does."""
        return tuple(
            f"{name} {_shown(other.parts.get(name, 'unknown'))} instead of {_shown(value)}"
            for name, value in self.parts.items()
            if other.parts.get(name) != value
        )


@cache
def fingerprint(codec: str) -> Fingerprint:
    """The fingerprint of this machine for a codec; raises MachineError where it can't render it."""
    made_by = engine_inputs(checked_segment.__name__)
    sample = sample_digests(codec)
    encoder = CODECS[codec](LADDER["smoke"]).encoder
    return Fingerprint(
        {
            "engine": made_by["engine"],
            "libraries": made_by["libraries"],
            "build of av": made_by["encoder"],
            f"build of {encoder}": encoder_build(encoder),
            "fonts": installed_fonts_digest(),
            "architecture": platform.machine(),
            "painted sample": sample.pictures,
            "encoded sample": sample.file,
        }
    )


def _shown(value: str) -> str:
    return value[:_SHOWN] if len(value) == 64 else value
