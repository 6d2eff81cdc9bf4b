"""Drawings, clips and cases that tests of inspection are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from storyreel.drawing.drawing import Drawing, Item, PathItem, Tag
from storyreel.drawing.paints import Paint
from storyreel.drawing.path import Path as Outline
from storyreel.drawing.quanta import Box, quantise
from storyreel.inspection.drawing_case import DrawingCase
from storyreel.inspection.file_case import Expected, FileCase, examine
from storyreel.inspection.findings import Finding, Rule, judge
from storyreel.paint.raster import Raster
from storyreel.storyboard.timeline import Timeline

NAVY, GOLD = "1A365D", "C9A227"

Shots = tuple[int, Sequence[PathItem]]
"""A number of frames, and the items that they show."""


def item(
    box: tuple[float, float, float, float], color: str = NAVY, tag: Tag | None = None
) -> PathItem:
    """A rectangle: left, bottom, right, top in scene units."""
    channels = tuple(channel * 257 for channel in bytes.fromhex(f"{color:F<8}"))
    left, bottom, right, top = (int(quantise(value)) for value in box)
    paint = Paint(((channels[0], channels[1], channels[2], channels[3]),))
    return PathItem(Outline.rectangle(Box(left, bottom, right, top)), fill=paint, tag=tag)


def drawing(*items: Item) -> Drawing:
    return Drawing(items, background=(64250, 64250, 64250, 65535))


@dataclass(frozen=True)
class Clip:
    """A rendered clip: its files, its drawings and the expectations that it is checked against."""

    path: Path
    segments: tuple[Path, ...]
    drawings: tuple[Drawing, ...]
    expected: Expected

    def painted(self, frame: int) -> npt.NDArray[np.uint8]:
        raster = Raster(self.expected.settings.width, self.expected.settings.height)
        raster.paint(self.drawings[frame])
        return raster.pixels

    def examine(self, path: Path | None = None) -> FileCase:
        return examine(path or self.path, self.expected, self.painted)


def words(
    text: str,
    role: str = "caption",
    cap: float = 0.05,
    left: float = -4.0,
    top: float = 0.0,
    alpha: float = 1.0,
    color: str = "2D3748",
    width: float = 3.0,
) -> PathItem:
    """A line of text as a solid bar, its capitals `cap` of the frame's height."""
    cap_share = 0.7  # the inked box reaches below the baseline
    height = cap * 8 / cap_share
    bar = item((left, top - height, left + width, top), f"{color}{round(alpha * 255):02X}")
    return PathItem(bar.path, bar.fill, tag=Tag(role, text=text, cap_share=cap_share))


def shown(*shots: Shots) -> list[Drawing]:
    """The drawings of a film that shows lists of items for numbers of frames."""
    return [drawing(*items) for count, items in shots for _ in range(count)]


def case_of(timeline: Timeline, drawings: Sequence[Drawing], placement: float = 1.0) -> DrawingCase:
    return DrawingCase(timeline, drawings, "Title", placement)


def findings_of(rules: Sequence[Rule[DrawingCase]], case: DrawingCase) -> list[Finding]:
    return list(judge(rules, case, case.timeline))


def verdicts_of(rules: Sequence[Rule[DrawingCase]], case: DrawingCase) -> list[str]:
    """The severity and the rule of each finding."""
    return [f"{finding.severity} {finding.rule}" for finding in findings_of(rules, case)]
