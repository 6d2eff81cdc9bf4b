"""Videos of any origin in slides and handouts, by their path."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from storyreel.base.errors import RequestError
from storyreel.drawing.drawing import Drawing
from storyreel.encode.frame_reader import read_frames
from storyreel.encode.video_header import VideoHeader
from storyreel.output.webvtt import webvtt_of
from storyreel.slides import video_file as module
from storyreel.slides.handout import write_handout
from storyreel.slides.lint import lint_deck
from storyreel.slides.poster import FIRST, LAST, poster_frame
from storyreel.slides.sources import VideoFileSource
from storyreel.slides.video_file import VideoFile, name_in_words, video_file
from tests.unit.slides.decks import bare_deck
from tests.unit.slides.videos import HEIGHT, RATE, WIDTH, write_video


@pytest.fixture
def video(moving_drawings: tuple[Drawing, ...], tmp_path: Path) -> VideoFile:
    path = tmp_path / "my_first talk.mp4"
    write_video(path, moving_drawings, (12,))
    found = video_file(str(path))
    assert found is not None
    return found


def test_its_words_come_from_its_name_and_the_captions_beside_it(video: VideoFile) -> None:
    assert (video.name, video.title) == ("my_first-talk", "My first talk")
    assert (video.words.captions, video.words.notes) == ("", ())
    cue = webvtt_of([(Fraction(0), Fraction(1, 2), "Hello.")])
    video.path.with_suffix(".vtt").write_text(cue, "utf-8")
    assert video.words.alt == "Video: My first talk. Hello."
    assert [note.text for note in video.words.notes] == ["Hello."]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("week-3__the talk", "Week 3 the talk"),
        ("übung", "Übung"),
        ("\udcdcbung", "\N{REPLACEMENT CHARACTER}bung"),
        ("a\x01b", "A\N{REPLACEMENT CHARACTER}b"),
    ],
)
def test_names_of_files_become_titles_that_xml_can_hold(name: str, words: str) -> None:
    assert name_in_words(Path(f"{name}.mp4")) == words


def test_it_goes_into_decks_and_handouts(video: VideoFile, tmp_path: Path) -> None:
    source = VideoFileSource(video, FIRST)
    clip = source.clip()
    assert (clip.width, clip.height, clip.timeline.frames) == (WIDTH, HEIGHT, 12)
    assert lint_deck(bare_deck(clip)) == ()
    assert write_handout(tmp_path / "handout.pdf", [source.handout()]) > 0
    assert source.smallest_text() is None


def test_a_poster_is_any_frame(video: VideoFile) -> None:
    (last,) = read_frames(video.path, [11])
    assert np.array_equal(VideoFileSource(video, LAST).clip().still, last)
    assert poster_frame(video.timeline, Fraction(5, RATE)) == 5
    for outside in (Fraction(12, RATE), Fraction(-1)):
        with pytest.raises(RequestError, match="is outside the clip"):
            poster_frame(video.timeline, outside)


def test_other_names_are_not_those_of_videos() -> None:
    assert video_file("hour29") is None
    with pytest.raises(RequestError, match="does not exist"):
        video_file("gone.mp4")


@pytest.mark.parametrize(
    ("codec", "pixels", "width", "message"),
    [
        ("hevc", "yuv420p", 640, "is hevc with yuv420p pixels"),
        ("h264", "yuv444p", 640, "is h264 with yuv444p pixels"),
        ("h264", "yuv420p", 7680, "is 7680 pixels wide"),
    ],
)
def test_a_video_that_some_programs_do_not_play_is_refused(
    video: VideoFile, monkeypatch: pytest.MonkeyPatch, codec: str, pixels: str, width: int,
    message: str,
) -> None:  # fmt: skip
    header = VideoHeader(codec, pixels, width, 360, Fraction(30), 90)
    monkeypatch.setattr(module, "read_header", lambda _: header)
    with pytest.raises(RequestError, match=message):
        VideoFile(video.path).require_playable()
