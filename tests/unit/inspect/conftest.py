"""A small clip: three beats, drawn, rendered and joined once for all tests of inspection."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from storyreel.film.codec import EncoderSettings, encoder_settings
from storyreel.film.drawing import Box, Drawing, Paint, PathItem, Tag, quantise
from storyreel.film.drawing import Path as Outline
from storyreel.film.join import join_segments
from storyreel.film.raster import Raster
from storyreel.film.segment import SegmentJob, render_segment
from storyreel.inspect.finding import Finding, judge
from storyreel.inspect.probe import FileFacts
from storyreel.inspect.rules_file import FILE_RULES, FileCase, Ordered, examine
from storyreel.quality import Quality
from storyreel.timebase import Fps, FrameRange
from storyreel.timeline import TimedBeat, Timeline

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
    """What was drawn, what was ordered, and the file that came of it."""

    path: Path
    segments: tuple[Path, ...]
    drawings: tuple[Drawing, ...]
    ordered: Ordered

    def painted(self, frame: int) -> np.ndarray:
        raster = Raster(self.ordered.settings.width, self.ordered.settings.height)
        raster.paint(self.drawings[frame])
        return raster.pixels

    def examine(self, path: Path | None = None) -> FileCase:
        return examine(path or self.path, self.ordered, self.painted)


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
    return Clip(path, tuple(segments), drawings, Ordered(small_settings, timeline))


@pytest.fixture(scope="session")
def good(clip: Clip) -> FileCase:
    return clip.examine()


@pytest.fixture(scope="session")
def facts(good: FileCase) -> FileFacts:
    return good.facts


def found(case: FileCase) -> list[Finding]:
    timeline = case.ordered.timeline if case.ordered else None
    return list(judge(FILE_RULES, case, timeline))
