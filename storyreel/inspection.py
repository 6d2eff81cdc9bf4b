"""Inspection of one clip of ours: all rules on the file and on the drawings it was made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from storyreel.film.codec import EncoderSettings
from storyreel.film.drawing import Drawing
from storyreel.film.raster import Raster
from storyreel.inspect.finding import Finding, Severity, failed, judge
from storyreel.inspect.likeness import Likeness
from storyreel.inspect.probe import FileFacts
from storyreel.inspect.rules_drawing import DRAWING_RULES, DrawingCase
from storyreel.inspect.rules_file import FILE_RULES, Ordered, examine
from storyreel.storyboard.model import Storyboard
from storyreel.timeline import Timeline

Painted = Callable[[int], npt.NDArray[np.uint8]]
"""The RGBA pixels of a frame as they were painted; asked for in rising order."""

FULL_SLIDE = "full-slide"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found out about a file, and what is wrong with it, failures first."""

    facts: FileFacts
    findings: tuple[Finding, ...]
    likenesses: Mapping[int, Likeness] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        return not failed(self.findings)


def inspect_clip(
    video: Path,
    settings: EncoderSettings,
    timeline: Timeline,
    storyboard: Storyboard[Any],
    drawings: Sequence[Drawing],
    painted: Painted | None = None,
) -> Inspection:
    """Judge a file against what it was made from; `painted` is our raster unless told otherwise."""
    if painted is None:
        painted = painted_by_raster(drawings, settings)
    file_case = examine(video, Ordered(settings, timeline), painted)
    placement = storyboard.placement
    drawing_case = DrawingCase(
        timeline,
        drawings,
        storyboard.title,
        1.0 if placement == FULL_SLIDE else float(placement),
    )
    findings = (
        *judge(FILE_RULES, file_case, timeline),
        *judge(DRAWING_RULES, drawing_case, timeline),
    )
    ordered = tuple(sorted(findings, key=lambda finding: finding.severity is Severity.WARN))
    return Inspection(file_case.facts, ordered, file_case.likenesses)


def inspect_file(video: Path) -> Inspection:
    """Judge a file of unknown origin by the rules that need nothing but the file."""
    case = examine(video)
    return Inspection(case.facts, judge(FILE_RULES, case, None))


def painted_by_raster(drawings: Sequence[Drawing], settings: EncoderSettings) -> Painted:
    """The frames as Skia paints them, each on top of the one that was asked for before."""
    raster = Raster(settings.width, settings.height)

    def painted(frame: int) -> npt.NDArray[np.uint8]:
        raster.paint(drawings[frame])
        return raster.pixels

    return painted
