"""Inspection of one clip of ours: all rules on the file and on the drawings it was made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from storyreel.drawing.drawing import Drawing
from storyreel.encode.settings import EncoderSettings
from storyreel.inspection.clip_checks import ClipChecks
from storyreel.inspection.drawing_case import DrawingCase
from storyreel.inspection.fidelity import Fidelity
from storyreel.inspection.file_case import Expected, FileCase, Painted, examine
from storyreel.inspection.findings import (
    Finding,
    Rule,
    failed,
    failures_first,
    judge,
    promote_warnings,
)
from storyreel.inspection.motion import motion_of
from storyreel.inspection.probe import FileFacts
from storyreel.inspection.rule_sets import STORYBOARD_DRAWING_RULES, VIDEO_RULES
from storyreel.inspection.whole_texts import with_whole_texts
from storyreel.paint.raster import Raster
from storyreel.storyboard.timeline import Timeline

if TYPE_CHECKING:
    from storyreel.storyboard.compose import KeyPath
    from storyreel.storyboard.load import Loaded
    from storyreel.storyboard.model import Storyboard
    from storyreel.storyboard.source import YamlSource

FULL_SLIDE = "full-slide"


@dataclass(frozen=True, slots=True)
class Inspection:
    """The facts of a file and the findings about it, failures first."""

    facts: FileFacts
    findings: tuple[Finding, ...]
    fidelities: Mapping[int, Fidelity] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        return not failed(self.findings)

    def strict(self) -> Inspection:
        """The same inspection with warnings treated as failures."""
        return replace(self, findings=promote_warnings(self.findings))


def inspect_clip(
    video: Path, expected: Expected, board: Loaded, drawings: Sequence[Drawing]
) -> Inspection:
    """Decode a clip's file and judge it against its storyboard and drawings, by all rules."""
    painted = painted_by_raster(drawings, expected.settings)
    with ThreadPoolExecutor(1) as beside:  # decoding releases the interpreter to the other rules
        reading = beside.submit(examine, video, expected, painted)
        drawn = judge_drawings(expected.timeline, board.storyboard, drawings, board.source)
        case = reading.result()
    size = expected.settings.width, expected.settings.height
    case = replace(case, motion=motion_of(drawings, case.facts.light.repeated, size))
    return _inspection(case, VIDEO_RULES, drawn)


def inspect_segments(
    video: Path,
    expected: Expected,
    checks: ClipChecks,
    rules: Sequence[Rule[FileCase]],
    drawn: Sequence[Finding],
) -> Inspection:
    """Judge a file that was joined from checked segments, without decoding it again.

    `drawn` are the findings of the rules on drawings, which become part of the inspection.
    """
    return _inspection(checks.case(video, expected), rules, drawn)


def _inspection(
    case: FileCase, rules: Sequence[Rule[FileCase]], drawn: Sequence[Finding]
) -> Inspection:
    timeline = case.expected.timeline if case.expected else None
    findings = (*judge(rules, case, timeline), *drawn)
    return Inspection(case.facts, failures_first(findings), case.fidelities)


def inspect_file(video: Path, rules: Sequence[Rule[FileCase]] = VIDEO_RULES) -> Inspection:
    """Judge a file by rules that need nothing but the file, as for one of unknown origin."""
    return _inspection(examine(video), rules, ())


def judge_drawings(
    timeline: Timeline,
    storyboard: Storyboard[Any],
    drawings: Sequence[Drawing],
    source: YamlSource | None = None,
) -> tuple[Finding, ...]:
    """What can be known of a clip from its storyboard and its drawings, without a file."""
    case = DrawingCase(
        timeline,
        with_whole_texts(drawings),
        storyboard.title,
        share_of_slide(storyboard),
        published=published_texts(source) if source else {},
    )
    return judge(STORYBOARD_DRAWING_RULES, case, timeline, partial(line_of, source, timeline))


def share_of_slide(storyboard: Storyboard[Any]) -> float:
    """The width of the video on its slide, as a share of the slide's."""
    return 1.0 if storyboard.placement == FULL_SLIDE else float(storyboard.placement)


def line_of(source: YamlSource | None, timeline: Timeline, text: str) -> int | None:
    """The storyboard's line of a text, or of the sentence that it is some words of."""
    if source is None:
        return None
    line = source.line_of_text(text)
    texts = (sentence.text for beat in timeline.beats for sentence in beat.sentences)
    sentences = [sentence for sentence in texts if text in sentence]
    if line is None and sentences and len(text.split()) > 1:
        line = source.line_of_text(sentences[0])
    return line


def published_texts(source: YamlSource) -> dict[str, str]:
    """What goes into files beside the picture: descriptions, notes and sources, by name."""
    paths: list[KeyPath] = [("title",), ("alt",), ("insight",), ("mistake",), ("question",)]
    paths += [path for path in source.places if path[:1] == ("sources",)]
    paths += [path for path in source.places if path[:1] == ("beats",) and path[2:] == ("notes",)]
    texts = ((source.name(path), source.get(path)) for path in paths)
    return {name: text for name, text in texts if isinstance(text, str)}


def painted_by_raster(drawings: Sequence[Drawing], settings: EncoderSettings) -> Painted:
    """The frames as Skia paints them, each on top of the one that was asked for before."""
    raster = Raster(settings.width, settings.height)

    def painted(frame: int) -> npt.NDArray[np.uint8]:
        raster.paint(drawings[frame])
        return raster.pixels

    return painted
