"""Loops and pictures, painted from drawings."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from PIL import Image, ImageSequence

from storyreel.base.errors import RequestError
from storyreel.base.timebase import FrameRange
from storyreel.drawing.drawing import Drawing
from storyreel.paint.raster import paint_drawing
from storyreel.slides.loops import (
    beat_pictures,
    holds,
    loop_frames,
    stretch,
    write_gif,
    write_pictures,
    write_webp,
)
from storyreel.storyboard.timeline import Timeline


def test_what_stands_still_is_one_frame(moving_drawings: tuple[Drawing, ...]) -> None:
    shown = holds(moving_drawings)
    assert [hold.milliseconds for hold in shown] == [100] * 10 + [1000]


@pytest.mark.parametrize(
    ("write", "suffix", "error"), [(write_gif, ".gif", 12), (write_webp, ".webp", 40)]
)
def test_a_loop_shows_the_drawings_in_their_time(
    moving_drawings: tuple[Drawing, ...], tmp_path: Path, write, suffix: str, error: int
) -> None:
    target = tmp_path / f"loop{suffix}"
    assert write(target, moving_drawings, 320) == target.stat().st_size
    with Image.open(target) as loop:
        assert loop.size == (320, 180)
        assert loop.info["loop"] == 0
        frames = []
        for frame in ImageSequence.Iterator(loop):
            frames.append((frame.convert("RGB").copy(), frame.info["duration"]))
    assert len(frames) == 11
    assert sum(duration for _, duration in frames) == 2000
    wanted = Image.fromarray(paint_drawing(moving_drawings[5], 320, 180)).convert("RGB")
    for x, y in ((10, 10), (40, 90), (190, 90)):
        seen, meant = frames[5][0].getpixel((x, y)), wanted.getpixel((x, y))
        assert all(abs(a - b) <= error for a, b in zip(seen, meant, strict=True))


def test_stretches(timeline: Timeline) -> None:
    assert stretch(timeline, None, None, None) == FrameRange(0, 450)
    assert stretch(timeline, "preflight", None, None) == timeline.beats[1].frames
    assert stretch(timeline, None, Fraction(12), Fraction(14)) == FrameRange(180, 210)
    assert stretch(timeline, None, Fraction(12), None) == FrameRange(180, 450)


@pytest.mark.parametrize(
    ("beat", "start", "stop", "message"),
    [
        ("nobeat", None, None, "no beat nobeat"),
        ("preflight", Fraction(1), None, "two things"),
        (None, Fraction(14), Fraction(12), "no stretch"),
        (None, Fraction(-1), Fraction(12), "no stretch"),
        (None, Fraction(1), Fraction(31), "no stretch"),
        (None, Fraction(1), Fraction(1), "no stretch"),
    ],
)
def test_stretches_that_there_are_not(timeline: Timeline, beat, start, stop, message: str) -> None:
    with pytest.raises(RequestError, match=message):
        stretch(timeline, beat, start, stop)


def test_ten_frames_a_second(timeline: Timeline) -> None:
    frames = loop_frames(timeline, FrameRange(30, 60))
    assert len(frames) == 20
    assert frames[:4] == [30, 31, 33, 34]
    assert max(frames) < 60
    assert loop_frames(timeline, FrameRange(7, 8)) == [7]


def test_one_picture_of_each_beat(timeline: Timeline, hour29_at) -> None:
    drawings = hour29_at(15)
    named = beat_pictures(timeline, drawings)
    assert list(named)[:2] == ["1-opening.png", "2-preflight.png"]
    assert len(named) == 7
    assert named["7-closing.png"] == drawings[-1]


def test_a_picture_has_the_size_that_was_asked_for(
    moving_drawings: tuple[Drawing, ...], tmp_path: Path
) -> None:
    write_pictures({tmp_path / "new" / "a.png": moving_drawings[0]}, 160, 90)
    with Image.open(tmp_path / "new" / "a.png") as picture:
        assert picture.size == (160, 90)
