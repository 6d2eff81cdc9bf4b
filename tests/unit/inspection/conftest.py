"""A small clip: three beats, drawn, rendered and joined once for all tests of inspection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from storyreel.base.presets import Quality
from storyreel.base.timebase import Fps, FrameRange
from storyreel.drawing.drawing import Box, Drawing, Paint, PathItem, Tag, quantise
from storyreel.drawing.drawing import Path as Outline
from storyreel.encode.concat import join_segments
from storyreel.encode.segment import SegmentJob, render_segment
from storyreel.encode.settings import EncoderSettings, encoder_settings
from storyreel.inspection.drawing_case import DrawingCase
from storyreel.inspection.file_case import Expected, FileCase, examine
from storyreel.inspection.findings import Finding, Rule, judge
from storyreel.inspection.probe import FileFacts
from storyreel.inspection.rules.file import FILE_RULES
from storyreel.paint.raster import Raster
from storyreel.storyboard.timeline import TimedBeat, Timeline

RATE = 15
EDGES = (0, 20, 45, 100)
NAMES = ("opening", "tests", "closing")
NAVY, GOLD, PEARL = "1A365D", "C9A227", "FAFAFA"


def item(
    box: tuple[float, float, float, float], color: str = NAVY, tag: Tag | None = None
) -> PathItem:
    """A rectangle: left, bottom, right, top in scene units."""
    channels = tuple(channel * 257 for channel in bytes.fromhex(f"{color:F<8}"))
    left, bottom, right, top = (int(quantise(value)) for value in box)
    paint = Paint(((channels[0], channels[1], channels[2], channels[3]),))
    return PathItem(Outline.rectangle(Box(left, bottom, right, top)), fill=paint, tag=tag)


def drawing(*items: PathItem) -> Drawing:
    return Drawing(items, background=(64250, 64250, 64250, 65535))


@dataclass(frozen=True)
class Clip:
    """What was drawn, what was expected, and the file that came of it."""

    path: Path
    segments: tuple[Path, ...]
    drawings: tuple[Drawing, ...]
    expected: Expected

    def painted(self, frame: int) -> np.ndarray:
        raster = Raster(self.expected.settings.width, self.expected.settings.height)
        raster.paint(self.drawings[frame])
        return raster.pixels

    def examine(self, path: Path | None = None) -> FileCase:
        return examine(path or self.path, self.expected, self.painted)


@pytest.fixture(scope="session")
def timeline() -> Timeline:
    beats = tuple(
        TimedBeat(name, index, FrameRange(*EDGES[index : index + 2]), None, name, None, {})
        for index, name in enumerate(NAMES)
    )
    return Timeline(Fps(RATE), beats)


@pytest.fixture(scope="session")
def small_settings() -> EncoderSettings:
    return encoder_settings("h264", Quality("small", 256, 144, Fps(RATE), 100))


@pytest.fixture(scope="session")
def clip(
    timeline: Timeline, small_settings: EncoderSettings, tmp_path_factory: pytest.TempPathFactory
) -> Clip:
    """A gold card slides over a navy one for three seconds and stands until the end."""
    folder = tmp_path_factory.mktemp("clip")
    card = item((-6, -2, 0, 2))
    drawings = tuple(
        drawing(card, item((x, -3, x + 4, 1), GOLD))
        for x in (0.1 * min(frame, 45) - 2 for frame in range(100))
    )
    segments = []
    for frames in timeline.segments():
        target = folder / f"{frames.start:04}.mp4"
        part = drawings[frames.start : frames.stop]
        render_segment(SegmentJob(str(frames), part, small_settings, target))
        segments.append(target)
    path = folder / "clip.mp4"
    join_segments(segments, path, small_settings, 100)
    return Clip(path, tuple(segments), drawings, Expected(small_settings, timeline))


@pytest.fixture(scope="session")
def good(clip: Clip) -> FileCase:
    return clip.examine()


@pytest.fixture(scope="session")
def facts(good: FileCase) -> FileFacts:
    return good.facts


def found(case: FileCase) -> list[Finding]:
    timeline = case.expected.timeline if case.expected else None
    return list(judge(FILE_RULES, case, timeline))


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


def shown(*parts: tuple[int, Sequence[PathItem]]) -> list[Drawing]:
    """A film: so many frames of each list of items, over the family's light ground."""
    return [drawing(*items) for count, items in parts for _ in range(count)]


def case_of(timeline: Timeline, drawings: Sequence[Drawing], placement: float = 1.0) -> DrawingCase:
    return DrawingCase(timeline, drawings, "Title", placement)


def told_of(rules: Sequence[Rule[DrawingCase]], case: DrawingCase) -> list[str]:
    return [f"{f.severity} {f.rule}" for f in judge(rules, case, case.timeline)]


@pytest.fixture(scope="session")
def make() -> SimpleNamespace:
    """The makers of drawings and cases above, as modules of tests cannot import them."""
    return SimpleNamespace(
        item=item, drawing=drawing, words=words, shown=shown, case_of=case_of, told_of=told_of
    )
