"""A clip for slides with a dummy video, and decks made of it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Inches

from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.slides.clip import SlideClip
from storyreel.slides.opc import Package
from storyreel.slides.storyboard_clip import storyboard_words
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline, compile_timeline
from tests.unit.slides.decks import BLANK_LAYOUT, PICTURE_LAYOUT, TITLE_LAYOUT, bare_deck
from tests.unit.slides.pictures import picture


@pytest.fixture(scope="session")
def timeline(hour29: Loaded) -> Timeline:
    return compile_timeline(hour29.storyboard, Fps(15))


@pytest.fixture(scope="session")
def clip(
    hour29: Loaded,
    timeline: Timeline,
    moving_drawings: tuple[Drawing, ...],
    tmp_path_factory: pytest.TempPathFactory,
) -> SlideClip:
    video = tmp_path_factory.mktemp("video") / "hour29-smoke.mp4"
    video.write_bytes(b"not really a video")
    words = storyboard_words(hour29, timeline)
    first = picture(moving_drawings[0])
    last = picture(moving_drawings[-1])
    return SlideClip(words, timeline, video, first, last, first)


@pytest.fixture(scope="session")
def other_clip(clip: SlideClip, moving_drawings: tuple[Drawing, ...]) -> SlideClip:
    """A second clip: other name, other video, other first frame."""
    video = clip.video.with_name("other.mp4")
    video.write_bytes(b"not really a video either")
    last = picture(moving_drawings[-1])
    words = replace(clip.words, name="other", title="Another clip", alt="Another clip.")
    return replace(clip, words=words, video=video, opening=last, still=last)


@pytest.fixture(scope="session")
def two_clips(clip: SlideClip, other_clip: SlideClip) -> Package:
    return bare_deck(clip, other_clip)


@pytest.fixture
def deck(two_clips: Package) -> Package:
    """A deck of two clips, which a test may change."""
    return two_clips.copy()


@pytest.fixture(scope="session")
def own_bytes() -> bytes:
    """A deck in 4:3: a title and notes, a placeholder for a picture, a text, and a blank slide."""
    deck = Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[TITLE_LAYOUT])
    first.shapes.title.text = "What we saw"
    first.notes_slide.notes_text_frame.text = "My own words"
    second = deck.slides.add_slide(deck.slide_layouts[PICTURE_LAYOUT])
    second.shapes.title.text = "With a picture"
    third = deck.slides.add_slide(deck.slide_layouts[BLANK_LAYOUT])
    box = third.shapes.add_textbox(Inches(3), Inches(3), Inches(3), Inches(1))
    box.text_frame.text = "Mine"
    deck.slides.add_slide(deck.slide_layouts[BLANK_LAYOUT])
    saved = BytesIO()
    deck.save(saved)
    return saved.getvalue()


@pytest.fixture
def own(own_bytes: bytes, tmp_path: Path) -> Path:
    """A deck of somebody else on disk, which a test may change."""
    path = tmp_path / "own.pptx"
    path.write_bytes(own_bytes)
    return path
