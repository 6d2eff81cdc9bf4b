"""Small real videos for tests of slides."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from storyreel.base.presets import Quality
from storyreel.base.timebase import Fps, FrameRange
from storyreel.drawing.drawing import Drawing
from storyreel.encode.concat import join_segments
from storyreel.encode.segment import SegmentJob, render_segment
from storyreel.encode.settings import EncoderSettings, encoder_settings
from storyreel.storyboard.timeline import TimedBeat, Timeline

WIDTH, HEIGHT, RATE = 320, 180, 15


def settings() -> EncoderSettings:
    return encoder_settings("h264", Quality("small", WIDTH, HEIGHT, Fps(RATE), 100))


def write_video(path: Path, drawings: Sequence[Drawing], lengths: Sequence[int]) -> Timeline:
    """Write a clip with a beat of each length, which begin with key frames."""
    parts, beats, start = [], [], 0
    for number, length in enumerate(lengths):
        part = path.with_name(f"{path.stem}-{number}.part.mp4")
        drawn = tuple(drawings[start : start + length])
        render_segment(SegmentJob("clip", drawn, settings(), part))
        frames = FrameRange(start, start + length)
        beats.append(
            TimedBeat(f"beat_{number}", number, frames, None, f"It is {number}.", None, {})
        )
        parts.append(part)
        start += length
    join_segments(parts, path, settings(), start)
    return Timeline(Fps(RATE), tuple(beats))
