"""The beats of a clip as clips of their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from storyreel.base.errors import MachineError
from storyreel.base.timebase import FrameRange
from storyreel.drawing.drawing import Drawing
from storyreel.encode.cut import cut_video
from storyreel.encode.frame_reader import read_frames
from storyreel.encode.video_header import read_header
from storyreel.output.webvtt import read_cues, webvtt
from storyreel.slides.beat_clips import beat_clips
from storyreel.slides.clip import ClipWords, SlideClip
from storyreel.slides.deck import new_deck
from storyreel.slides.existing import Showing
from storyreel.slides.lesson import bare_lesson
from storyreel.slides.lint import lint_deck
from storyreel.slides.notes import SpeakerNote
from storyreel.slides.ooxml import q
from storyreel.slides.poster import FIRST, LAST
from tests.unit.slides.videos import RATE, write_video

LENGTHS = (6, 4, 8)


@pytest.fixture
def clip(moving_drawings: tuple[Drawing, ...], tmp_path: Path) -> SlideClip:
    """A clip of three beats, the second of which asks to be repeated."""
    video = tmp_path / "clip.mp4"
    timeline = write_video(video, moving_drawings, LENGTHS)
    notes = tuple(SpeakerNote(f"Beat {n}", f"Note {n}.", "0:00", n) for n in range(3))
    words = ClipWords(
        name="clip",
        title="A clip",
        alt="A clip of three beats.",
        language="en",
        share=1.0,
        captions=webvtt(timeline),
        notes=(*notes, SpeakerNote("Insight", "It moves.")),
        loops=frozenset({"beat_1"}),
    )
    return SlideClip.of(words, timeline, video, FIRST)


@pytest.fixture
def beats(clip: SlideClip, tmp_path: Path) -> tuple[SlideClip, ...]:
    return beat_clips(clip, FIRST, tmp_path)


def test_the_beats_have_the_frames_of_the_clip(
    clip: SlideClip, beats: tuple[SlideClip, ...]
) -> None:
    assert [read_header(beat.video).frames for beat in beats] == list(LENGTHS)
    shown = [frame for beat, n in zip(beats, LENGTHS, strict=True)
             for frame in read_frames(beat.video, range(n))]  # fmt: skip
    whole = list(read_frames(clip.video, range(sum(LENGTHS))))
    assert all(np.array_equal(one, other) for one, other in zip(shown, whole, strict=True))


def test_nothing_jumps_from_beat_to_beat(clip: SlideClip, beats: tuple[SlideClip, ...]) -> None:
    starts = [0, 6, 10]
    for beat, picture in zip(beats, read_frames(clip.video, starts), strict=True):
        assert np.array_equal(beat.opening, picture)
        assert np.array_equal(beat.still, picture)


def test_in_print_each_beat_can_show_its_end(clip: SlideClip, tmp_path: Path) -> None:
    ends = beat_clips(clip, LAST, tmp_path)
    for beat, picture in zip(ends, read_frames(clip.video, [5, 9, 17]), strict=True):
        assert np.array_equal(beat.still, picture)
    assert np.array_equal(ends[-1].still, clip.closing)


def test_each_beat_has_its_own_words(beats: tuple[SlideClip, ...]) -> None:
    assert [beat.role for beat in beats] == ["beat-beat_0", "beat-beat_1", "beat-beat_2"]
    second = beats[1].words
    assert (second.title, second.alt) == ("A clip: Beat 1", "A clip: Beat 1. It is 1.")
    assert [note.text for note in second.notes] == ["Note 1."]
    assert [note.text for note in beats[2].words.notes] == ["Note 2.", "It moves."]
    (cue,) = read_cues(second.captions)
    assert (float(cue.start), cue.text) == (0.0, "It is 1.")


def test_a_beat_that_asks_for_it_is_repeated(beats: tuple[SlideClip, ...]) -> None:
    assert [beat.loops for beat in beats] == [False, True, False]
    package = new_deck(bare_lesson([beats]), Showing())
    assert lint_deck(package) == ()
    repeats = [
        package.xml(slide).find(f".//{q('p:video')}//{q('p:cTn')}").get("repeatCount")
        for slide in package.slides
    ]
    assert repeats == [None, "indefinite", None]


def test_a_clip_of_one_beat_stays_whole(clip: SlideClip, tmp_path: Path) -> None:
    timeline = replace(clip.timeline, beats=clip.timeline.beats[:1])
    single = replace(clip, timeline=timeline)
    assert beat_clips(single, FIRST, tmp_path) == (single,)


def test_sections_of_the_same_name_are_told_apart(clip: SlideClip, tmp_path: Path) -> None:
    named = tuple(replace(beat, id="same part") for beat in clip.timeline.beats)
    same = replace(clip, timeline=replace(clip.timeline, beats=named))
    roles = [beat.role for beat in beat_clips(same, FIRST, tmp_path)]
    assert roles == ["beat-same_part-1", "beat-same_part-2", "beat-same_part-3"]


@pytest.mark.parametrize(("start", "stop"), [(7, 10), (10, 19)])
def test_a_stretch_without_a_key_frame_or_beyond_the_end_is_refused(
    clip: SlideClip, tmp_path: Path, start: int, stop: int
) -> None:
    with pytest.raises(MachineError, match=r"no key frame at frame 7|ends before frame 19"):
        cut_video(clip.video, tmp_path / "cut.mp4", FrameRange(start, stop), RATE)
