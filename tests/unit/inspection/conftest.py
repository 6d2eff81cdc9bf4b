"""A small clip of three beats, rendered and joined once for all tests of inspection."""

from __future__ import annotations

import pytest

from storyreel.base.presets import Quality
from storyreel.base.timebase import Fps, FrameRange
from storyreel.encode.concat import join_segments
from storyreel.encode.segment import SegmentJob, render_segment
from storyreel.encode.settings import EncoderSettings, encoder_settings
from storyreel.inspection.file_case import Expected, FileCase
from storyreel.inspection.probe import FileFacts
from storyreel.storyboard.timeline import TimedBeat, Timeline
from tests.unit.inspection.cases import GOLD, Clip, drawing, item

RATE = 15
EDGES = (0, 20, 45, 100)
NAMES = ("opening", "tests", "closing")


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
    """A gold card slides over a navy one for three seconds and is still until the end."""
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
