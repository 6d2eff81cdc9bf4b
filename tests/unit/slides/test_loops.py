"""Loops and pictures, from drawings and from a published video."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import pytest
from PIL import Image, ImageSequence

from storyreel.base.errors import RequestError
from storyreel.base.presets import Quality
from storyreel.base.timebase import Fps, FrameRange
from storyreel.drawing.drawing import Drawing
from storyreel.encode.segment import SegmentJob, render_segment
from storyreel.encode.settings import encoder_settings
from storyreel.paint.raster import paint_drawing
from storyreel.slides.deliver import require_own
from storyreel.slides.footage import DrawnFootage, Footage, VideoFootage
from storyreel.slides.loops import (
    LoopFrame,
    beat_pictures,
    frames_at_loop_rate,
    loop_frames,
    select_frames,
    write_gif,
    write_pictures,
    write_webp,
)
from storyreel.storyboard.timeline import TimedBeat, Timeline

WriteLoop: TypeAlias = Callable[[Path, Footage, range, int], int]


@pytest.fixture(params=["drawings", "video"])
def footage(
    request: pytest.FixtureRequest,
    moving_drawings: tuple[Drawing, ...],
    tmp_path: Path,
) -> Footage:
    """A clip that moves for ten frames and then holds for ten, as drawings and as a video."""
    if request.param == "drawings":
        return DrawnFootage(dict(enumerate(moving_drawings)))
    video = tmp_path / "clip.mp4"
    settings = encoder_settings("h264", Quality("small", 320, 180, Fps(15), 100))
    render_segment(SegmentJob("clip", moving_drawings, settings, video))
    return VideoFootage(video, (320, 180))


def test_equal_frames_in_a_row_are_shown_as_one(footage: Footage) -> None:
    shown = loop_frames(footage, range(20))
    assert shown[:10] == [LoopFrame(frame, 100) for frame in range(10)]
    assert sum(one.milliseconds for one in shown) == 2000
    assert len(shown) < 20


@pytest.mark.parametrize(
    ("write", "suffix", "error"), [(write_gif, ".gif", 12), (write_webp, ".webp", 40)]
)
def test_a_loop_shows_the_frames_at_their_times(
    footage: Footage,
    moving_drawings: tuple[Drawing, ...],
    tmp_path: Path,
    write: WriteLoop,
    suffix: str,
    error: int,
) -> None:
    target = tmp_path / f"loop{suffix}"
    assert write(target, footage, range(20), 320) == target.stat().st_size
    with Image.open(target) as loop:
        assert loop.size == (320, 180)
        assert loop.info["loop"] == 0
        frames = [
            (frame.convert("RGB").copy(), frame.info["duration"])
            for frame in ImageSequence.Iterator(loop)
        ]
    assert sum(duration for _, duration in frames) == 2000
    wanted = Image.fromarray(paint_drawing(moving_drawings[5], 320, 180)).convert("RGB")
    for place in ((10, 10), (40, 90), (190, 90)):
        seen, meant = frames[5][0].getpixel(place), wanted.getpixel(place)
        assert isinstance(seen, tuple) and isinstance(meant, tuple)
        assert all(abs(a - b) <= error for a, b in zip(seen, meant, strict=True))


def test_a_part_is_selected_by_beat_or_by_times(timeline: Timeline) -> None:
    assert select_frames(timeline, None, None, None) == FrameRange(0, 450)
    assert select_frames(timeline, "preflight", None, None) == timeline.beats[1].frames
    assert select_frames(timeline, None, Fraction(12), Fraction(14)) == FrameRange(180, 210)
    assert select_frames(timeline, None, Fraction(12), None) == FrameRange(180, 450)


@pytest.mark.parametrize(
    ("beat", "start", "stop", "message"),
    [
        ("nobeat", None, None, "no beat 'nobeat'.*opening, preflight"),
        ("preflight", Fraction(1), None, "cannot be combined"),
        (None, Fraction(14), Fraction(12), "not a part of the clip"),
        (None, Fraction(-1), Fraction(12), "not a part of the clip"),
        (None, Fraction(1), Fraction(31), "not a part of the clip"),
        (None, Fraction(1), Fraction(1), "not a part of the clip"),
    ],
)
def test_an_impossible_part_is_refused(
    timeline: Timeline,
    beat: str | None,
    start: Fraction | None,
    stop: Fraction | None,
    message: str,
) -> None:
    with pytest.raises(RequestError, match=message):
        select_frames(timeline, beat, start, stop)


def test_ten_frames_a_second(timeline: Timeline) -> None:
    frames = frames_at_loop_rate(timeline, FrameRange(30, 60))
    assert len(frames) == 20
    assert frames[:4] == [30, 31, 33, 34]
    assert max(frames) < 60
    assert frames_at_loop_rate(timeline, FrameRange(7, 8)) == [7]


def test_one_picture_of_each_beat(
    timeline: Timeline, hour29_at: Callable[[int], tuple[Drawing, ...]]
) -> None:
    named = beat_pictures(timeline, DrawnFootage(dict(enumerate(hour29_at(15)))))
    assert list(named)[:2] == ["1-opening.png", "2-preflight.png"]
    assert len(named) == 8
    assert named["8-closing.png"] == timeline.frames - 1
    assert all(named[f"{beat.index + 1}-{beat.id}.png"] in beat.frames for beat in timeline.beats)


def test_one_picture_of_each_section_whose_name_may_contain_anything() -> None:
    names = ("../intro", "a b")
    sections = [
        TimedBeat(name, n, FrameRange(10 * n, 10 * n + 10), None, "", None, {})
        for n, name in enumerate(names)
    ]
    video = VideoFootage(Path("clip.mp4"), (160, 90))
    named = beat_pictures(Timeline(Fps(15), tuple(sections)), video)
    assert named == {"1-___intro.png": 9, "2-a_b.png": 19}


@pytest.mark.parametrize("name", ["a.gif", "a.webp", "a.png"])
def test_loops_and_pictures_say_who_made_them(
    moving_drawings: tuple[Drawing, ...], tmp_path: Path, name: str
) -> None:
    footage, path = DrawnFootage(dict(enumerate(moving_drawings))), tmp_path / name
    if path.suffix == ".png":
        write_pictures({path: 0}, footage, 160)
    else:
        (write_gif if path.suffix == ".gif" else write_webp)(path, footage, range(2), 160)
    require_own("-o", path)


def test_pictures_have_the_requested_width_and_show_their_frames(
    footage: Footage, moving_drawings: tuple[Drawing, ...], tmp_path: Path
) -> None:
    last, first = tmp_path / "new" / "a.png", tmp_path / "new" / "b.png"
    write_pictures({last: 19, first: 0}, footage, 160)
    for path, frame in ((last, 19), (first, 0)):
        meant = Image.fromarray(paint_drawing(moving_drawings[frame], 160, 90)).convert("RGB")
        with Image.open(path) as picture:
            assert picture.size == (160, 90)
            for place in ((10, 10), (40, 45), (100, 45)):
                seen, wanted = picture.getpixel(place), meant.getpixel(place)
                assert isinstance(seen, tuple) and isinstance(wanted, tuple)
                assert all(abs(a - b) <= 12 for a, b in zip(seen, wanted, strict=True))


def test_a_portrait_video_keeps_its_shape() -> None:
    assert VideoFootage(Path("clip.mp4"), (1080, 1920)).height(540) == 960
