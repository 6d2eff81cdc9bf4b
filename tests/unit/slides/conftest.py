"""A clip for slides with a dummy video, and decks made of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.slides.clip import SlideClip
from storyreel.slides.deck import new_deck
from storyreel.slides.opc import Package
from storyreel.slides.storyboard_clip import storyboard_words
from storyreel.slides.timing import Start
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline, compile_timeline
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
    return SlideClip(words, timeline, video, picture(moving_drawings[0]))


@pytest.fixture(scope="session")
def other_clip(clip: SlideClip, moving_drawings: tuple[Drawing, ...]) -> SlideClip:
    """A second clip: other video, other first frame."""
    video = clip.video.with_name("other.mp4")
    video.write_bytes(b"not really a video either")
    return replace(clip, video=video, opening=picture(moving_drawings[-1]))


@pytest.fixture
def deck(clip: SlideClip, other_clip: SlideClip) -> Package:
    """A deck of two clips, which a test may change."""
    return new_deck([clip, other_clip], Start.WITH_SLIDE)
