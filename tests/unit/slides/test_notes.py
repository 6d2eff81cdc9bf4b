"""Speaker notes: from a storyboard, and from the captions of a plain scene."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from storyreel.base.timebase import Fps, FrameRange
from storyreel.output.webvtt import Cue
from storyreel.slides.clip import SlideClip
from storyreel.slides.notes import SpeakerNote, beat_name, caption_notes, clock, speaker_notes
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import TimedBeat, Timeline, compile_timeline


def test_notes_follow_the_beats_then_sum_up(clip: SlideClip) -> None:
    labels = [note.heading for note in clip.words.notes]
    assert labels[0] == "0:00.0–0:04.2 Opening"
    assert labels[7:10] == ["0:26.2–0:30.0 Closing", "Insight", "Common mistake"]
    assert set(labels[10:]) == {"Source"}
    assert clip.words.notes[1].text.startswith(
        "New runs, same tools. The same tools for both runs."
    )
    assert "\n" not in "".join(map(str, clip.words.notes))


def test_a_storyboard_without_extras_has_a_note_for_each_beat(
    hour29: Loaded, timeline: Timeline
) -> None:
    bare = {"insight": None, "mistake": None, "sources": ()}
    board = hour29.storyboard.model_copy(update=bare)
    notes = speaker_notes(replace(hour29, storyboard=board), timeline)
    assert len(notes) == len(board.beats)


def test_notes_of_a_plain_scene_join_the_captions_of_each_section() -> None:
    sections = (("intro", 0, 30), ("proof", 30, 60), ("end", 60, 90))
    timeline = Timeline(
        Fps(15),
        tuple(
            TimedBeat(name, n, FrameRange(start, stop), None, "", None, {})
            for n, (name, start, stop) in enumerate(sections)
        ),
    )
    cues = (
        Cue(Fraction(0), Fraction(1), "First,"),
        Cue(Fraction(1), Fraction(2), "second."),
        Cue(Fraction(9, 2), Fraction(7), "The\u00a0end\nof it."),
    )
    notes = caption_notes(cues, timeline)
    assert [str(note) for note in notes] == [
        "0:00.0–0:02.0 Intro: First, second.",
        "0:04.0–0:06.0 End: The\u00a0end of it.",
    ]


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_no_break_spaces_stay_in_notes(hour29: Loaded, timeline: Timeline, space: str) -> None:
    board = hour29.storyboard.model_copy(update={"insight": f"about\n12{space}% lower"})
    notes = speaker_notes(replace(hour29, storyboard=board), timeline)
    assert SpeakerNote("Insight", f"about 12{space}% lower") in notes


def test_notes_have_times_in_tenths_and_names_of_beats_in_words() -> None:
    assert [clock(Fraction(n, 10)) for n in (0, 24, 605, 6000)] == [
        "0:00.0",
        "0:02.4",
        "1:00.5",
        "10:00.0",
    ]
    section = TimedBeat("seed_lock", 0, FrameRange(0, 30), None, "", None, {})
    assert beat_name(section) == "Seed lock"


def test_a_beat_is_named_after_its_step_unless_another_beat_is(hour29: Loaded) -> None:
    steps = (None, "First run", "Tests", "Lock", "Hash", "Hash", "Third run", "Approved run")
    beats = tuple(
        beat.model_copy(update={"step": step})
        for beat, step in zip(hour29.storyboard.beats, steps, strict=True)
    )
    update = {"beats": beats, "rail": tuple(dict.fromkeys(filter(None, steps)))}
    timeline = compile_timeline(hour29.storyboard.model_copy(update=update), Fps(15))
    assert [beat_name(beat) for beat in timeline.beats] == [
        "Opening", "First run", "Tests", "Lock",
        "Checkpoint hash", "Approved run", "Third run", "Closing",
    ]  # fmt: skip
