"""Notes, captions and telling frames of a clip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from storyreel.base.timebase import Fps, FrameRange
from storyreel.drawing.drawing import Box, Drawing, Paint, Path, PathItem, Tag
from storyreel.slides.clip import SlideClip
from storyreel.slides.key_frames import fullest_frame, key_moments
from storyreel.slides.notes import beat_name, clock
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import TimedBeat, Timeline


def test_notes_follow_the_beats_then_sum_up(clip: SlideClip) -> None:
    labels = [note.heading for note in clip.notes]
    assert labels[0] == "0:00.0–0:02.4 Opening"
    assert labels[6:9] == ["0:25.4–0:30.0 Closing", "Insight", "Common mistake"]
    assert set(labels[9:]) == {"Source"}
    assert clip.notes[1].text.startswith("Three FAIL lines, yet exit code zero. The environment")
    assert "\n" not in "".join(map(str, clip.notes))


def test_a_storyboard_without_extras_has_notes_all_the_same(clip: SlideClip) -> None:
    bare = {"insight": None, "mistake": None, "sources": ()}
    board = clip.loaded.storyboard.model_copy(update=bare)
    plain = replace(clip, loaded=replace(clip.loaded, storyboard=board))
    assert len(plain.notes) == len(board.beats)


def test_times_and_names() -> None:
    assert [clock(Fraction(n, 10)) for n in (0, 24, 605, 6000)] == [
        "0:00.0",
        "0:02.4",
        "1:00.5",
        "10:00.0",
    ]
    assert beat_name("seed_lock") == "Seed lock"


def beats_of(*lengths: int) -> Timeline:
    beats, start = [], 0
    for index, length in enumerate(lengths):
        frames = FrameRange(start, start + length)
        beats.append(TimedBeat(f"b{index}", index, frames, "c", "c", None, {}))
        start += length
    return Timeline(Fps(15), tuple(beats))


def showing(words: str, alpha: int = 65535) -> Drawing:
    path = Path.rectangle(Box(0, 0, 10 * len(words), 10))  # tags are no part of a picture
    paint = Paint(((0, 0, 0, alpha),))
    return Drawing((PathItem(path, fill=paint, tag=Tag("label", words)),))


@pytest.mark.parametrize(("count", "told"), [(2, 3), (3, 4), (4, 3), (7, 6), (8, 6), (20, 6)])
def test_three_to_six_moments_in_order(count: int, told: int) -> None:
    timeline = beats_of(*[10] * count)
    moments = key_moments(timeline, [showing("a")] * timeline.frames)
    assert len(moments) == told
    assert [m.frame for m in moments] == sorted({m.frame for m in moments})
    assert all(m.beat is not timeline.beats[-1] for m in moments)
    assert moments[0].beat is timeline.beats[0]


def test_the_fullest_frame_is_at_rest_in_the_second_half() -> None:
    few, many, moving = showing("ab"), showing("abcdef"), showing("abcdefghij")
    faint = showing("abcdefghijkl", alpha=9000)
    drawings = [moving, moving, few, few, many, many, moving, faint, faint, few]
    assert fullest_frame(drawings, range(10)) == 5
    assert fullest_frame([few, many, moving], range(3)) == 2


def test_the_telling_frames_of_hour_29_show_what_each_beat_found(
    hour29_at: Callable[[int], tuple[Drawing, ...]], hour29: Loaded, timeline: Timeline
) -> None:
    found = {}
    for moment in key_moments(timeline, hour29_at(15)):
        items = moment.drawing.items
        texts = [item.tag.text for item in items if item.tag and item.tag.text]
        found[moment.beat.id] = " | ".join(texts)
    assert len(found) == 6
    assert "12 passed in 6.48s" in found["tests"]
    assert "0.682352" in found["seed_lock"]
    assert "Seed 124" in found["approved_run"]
