"""Key frames: few, in order, each the fullest of its beat that is at rest."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from storyreel.base.timebase import Fps, FrameRange
from storyreel.drawing.drawing import Drawing, PathItem, Tag
from storyreel.drawing.paints import Paint
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import Box
from storyreel.slides.key_frames import fullest_frame, key_frames
from storyreel.slides.notes import beat_name
from storyreel.storyboard.timeline import TimedBeat, Timeline


def beats_of(*lengths: int) -> Timeline:
    beats, start = [], 0
    for index, length in enumerate(lengths):
        frames = FrameRange(start, start + length)
        beats.append(TimedBeat(f"b{index}", index, frames, "c", "c", None, {}))
        start += length
    return Timeline(Fps(15), tuple(beats))


def showing(words: str, alpha: int = 65535) -> Drawing:
    path = Path.rectangle(Box(0, 0, 10 * len(words), 10))  # tags do not count
    paint = Paint(((0, 0, 0, alpha),))
    return Drawing((PathItem(path, fill=paint, tag=Tag("label", words)),))


@pytest.mark.parametrize(("count", "told"), [(2, 3), (3, 4), (4, 3), (8, 7), (9, 8), (20, 8)])
def test_three_to_eight_key_frames_in_order(count: int, told: int) -> None:
    timeline = beats_of(*[10] * count)
    found = key_frames(timeline, dict.fromkeys(range(timeline.frames), showing("a")))
    assert len(found) == told
    assert [one.frame for one in found] == sorted({one.frame for one in found})
    assert all(one.beat != beat_name(timeline.beats[-1]) for one in found)
    assert found[0].beat == beat_name(timeline.beats[0])


@pytest.mark.parametrize(("length", "told"), [(10, 3), (2, 2), (1, 1)])
def test_a_clip_of_one_beat_has_key_frames_too(length: int, told: int) -> None:
    timeline = beats_of(length)
    found = key_frames(timeline, dict.fromkeys(range(length), showing("a")))
    assert len(found) == told


def test_the_fullest_frame_is_at_rest_in_the_second_half() -> None:
    few, many, moving = showing("ab"), showing("abcdef"), showing("abcdefghij")
    faint = showing("abcdefghijkl", alpha=9000)
    drawings = [moving, moving, few, few, many, many, moving, faint, faint, few]
    assert fullest_frame(dict(enumerate(drawings)), range(10)) == 5
    assert fullest_frame(dict(enumerate([few, many, moving])), range(3)) == 2


def test_the_key_frames_of_hour_29_show_the_result_of_each_beat(
    hour29_at: Callable[[int], tuple[Drawing, ...]], timeline: Timeline
) -> None:
    found = {}
    for one in key_frames(timeline, dict(enumerate(hour29_at(15)))):
        items = one.drawing.items
        texts = [item.tag.text for item in items if item.tag and item.tag.text]
        found[one.beat] = " | ".join(texts)
    assert len(found) == 7
    assert "All 12 pass." in found["Tests"]
    assert "Other print: stopped." in found["Third run"]
    assert "100%" in found["Approved run"]
