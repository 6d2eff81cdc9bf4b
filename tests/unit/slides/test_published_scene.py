"""Plain scenes in slides, loops and handouts: words and pictures from what was published."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from storyreel.base.errors import RequestError
from storyreel.base.presets import Quality
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.encode.segment import SegmentJob, render_segment
from storyreel.encode.settings import encoder_settings
from storyreel.output.names import OutputPaths
from storyreel.output.webvtt import webvtt_of
from storyreel.paint.raster import paint_drawing
from storyreel.slides.clip import SlideClip
from storyreel.slides.handout import write_handout
from storyreel.slides.lesson import bare_lesson
from storyreel.slides.lint import lint_deck
from storyreel.slides.loops import loop_frames
from storyreel.slides.page import deck_page, snippet
from storyreel.slides.page_links import FolderLinks
from storyreel.slides.poster import FIRST
from storyreel.slides.published_scene import PublishedScene, class_title
from tests.unit.slides.decks import bare_deck

WIDTH, HEIGHT, RATE = 320, 180, 15
SECTIONS = [
    {"name": "intro", "start": 0, "frames": 10},
    {"name": "turn_around", "start": 10, "frames": 10},
]
SUBCAPTIONS = [
    (Fraction(0), Fraction(1, 2), "A square appears."),
    (Fraction(4, 5), Fraction(1), "It turns & moves."),
]


@pytest.fixture
def scene(moving_drawings: tuple[Drawing, ...], tmp_path: Path) -> PublishedScene:
    """A published scene of two sections with a caption each."""
    place = OutputPaths.of(tmp_path, "OpeningTalk", "small")
    place.folder.mkdir()
    settings = encoder_settings("h264", Quality("small", WIDTH, HEIGHT, Fps(RATE), 100))
    render_segment(SegmentJob("clip", moving_drawings, settings, place.video))
    place.captions.write_text(webvtt_of(SUBCAPTIONS), "utf-8")
    report: dict[str, Any] = {
        "sections": SECTIONS,
        "file": {"fps": RATE, "width": WIDTH, "height": HEIGHT},
    }
    return PublishedScene("OpeningTalk", place, json.loads(json.dumps(report)))


@pytest.fixture
def clip(scene: PublishedScene) -> SlideClip:
    return SlideClip.of(scene.words, scene.timeline, scene.place.video, FIRST)


def test_its_words_come_from_the_class_and_the_captions(clip: SlideClip) -> None:
    words = clip.words
    assert (words.name, words.title, words.share) == ("OpeningTalk", "Opening Talk", 1.0)
    assert words.alt == "Animation: Opening Talk. A square appears. It turns & moves."
    assert [str(note) for note in words.notes] == [
        "0:00.0–0:00.7 Intro: A square appears.",
        "0:00.7–0:01.3 Turn around: It turns & moves.",
    ]


def test_its_bookmarks_are_the_sections(clip: SlideClip) -> None:
    marks = [(mark.name, mark.milliseconds) for mark in clip.bookmarks]
    assert marks == [("1 Intro", 0), ("2 Turn around", 667)]


def test_its_poster_is_the_first_frame_of_the_video(
    clip: SlideClip, moving_drawings: tuple[Drawing, ...]
) -> None:
    painted = paint_drawing(moving_drawings[0], WIDTH, HEIGHT)[..., :3].astype(int)
    assert (clip.width, clip.height) == (WIDTH, HEIGHT)
    assert np.abs(clip.opening - painted).mean() < 2
    assert clip.edge_colors == ("#FAFAFA",)


def test_it_makes_a_valid_deck_and_page(clip: SlideClip) -> None:
    assert lint_deck(bare_deck(clip)) == ()
    assert "<track" in deck_page(bare_lesson([[clip]]), FolderLinks(), steps=False)
    assert "<track" in snippet(clip)


def test_a_scene_without_captions_has_no_track_anywhere(scene: PublishedScene) -> None:
    scene.place.captions.write_text(webvtt_of([]), "utf-8")
    clip = SlideClip.of(scene.words, scene.timeline, scene.place.video, FIRST)
    package = bare_deck(clip)
    assert lint_deck(package) == ()
    assert not any(name.endswith(".vtt") for name in package)
    assert "<track" not in deck_page(bare_lesson([[clip]]), FolderLinks(), steps=False) + snippet(
        clip
    )
    assert (clip.words.notes, clip.words.alt) == ((), "Animation: Opening Talk.")


def test_it_is_printed_in_a_handout(scene: PublishedScene, tmp_path: Path) -> None:
    handout = scene.handout()
    assert handout.title == "Opening Talk"
    first = handout.key_frames[0]
    assert (first.beat, first.caption) == ("Intro", "A square appears.")
    assert write_handout(tmp_path / "a.pdf", [handout]) > 0


def test_its_loop_shows_the_published_video(scene: PublishedScene) -> None:
    shown = loop_frames(scene.footage, range(20))
    assert sum(one.milliseconds for one in shown) == 2000


def test_a_report_without_sections_is_refused(scene: PublishedScene) -> None:
    old = PublishedScene(scene.name, scene.place, {"file": scene.report["file"]})
    with pytest.raises(RequestError, match=r"does not state the sections.*Render the scene again"):
        _ = old.timeline


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Opening", "Opening"),
        ("MovingFrameBox", "Moving Frame Box"),
        ("FFTDemo", "FFT Demo"),
        ("Lesson2Part", "Lesson2 Part"),
        ("snake_case", "snake case"),
        ("_Private", "Private"),
        ("Größe", "Größe"),
    ],
)
def test_the_title_of_a_class(name: str, title: str) -> None:
    assert class_title(name) == title
