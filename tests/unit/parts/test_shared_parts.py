"""The parts that every clip shows: background, title, rail, caption and wisdom box."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from storyreel.base.timebase import Fps
from storyreel.design.layout import Frame, Grid
from storyreel.drawing.drawing import FRAME_HEIGHT, FRAME_WIDTH
from storyreel.parts.caption import Caption
from storyreel.parts.motion import Appear, Vanish
from storyreel.parts.shared_parts import SharedParts
from storyreel.parts.text import Line
from storyreel.parts.wisdom_box import WisdomBox
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.model import Wisdom
from storyreel.storyboard.timeline import Timeline, compile_timeline

Box = Callable[[Mobject], Frame]
Texts = Callable[[Mobject], list[str]]


@pytest.fixture
def stage(hour29: Loaded) -> tuple[SharedParts, Timeline]:
    storyboard = hour29.storyboard
    return SharedParts(storyboard), compile_timeline(storyboard, Fps(30))


def test_a_short_caption_is_one_centred_line(box: Box) -> None:
    caption = Caption("Same seed, same fingerprint.")
    assert len(caption) == 1
    assert box(caption).center[0] == pytest.approx(0.0, abs=0.02)


def test_a_long_caption_takes_two_lines_around_the_same_place(texts: Texts, box: Box) -> None:
    sentence = "Three lines of the environment check say FAIL, yet it exits with zero."
    caption = Caption(sentence)
    upper, lower = caption
    assert isinstance(upper, Line) and isinstance(lower, Line)
    assert " ".join(texts(caption)) == sentence
    assert upper.at[1] - lower.at[1] == pytest.approx(Grid.CAPTION_LEADING)
    (single,) = Caption("Short.")
    assert isinstance(single, Line)
    assert (upper.at[1] + lower.at[1]) / 2 == pytest.approx(single.at[1])
    assert box(lower).top < box(upper).bottom
    assert Grid.LEFT < box(caption).left < box(caption).right < Grid.RIGHT


@pytest.mark.parametrize("letters", ["Åg", "Ķģ", "(j)"])
def test_two_lines_are_below_the_stage_and_inside_the_safe_area(letters: str, box: Box) -> None:
    caption = Caption(f"{letters} {'x' * 38} {letters} {'x' * 30}")
    assert len(caption) == 2
    assert Grid.STAGE.bottom > box(caption).top
    assert box(caption).bottom > -FRAME_HEIGHT / 2 * 0.9


def test_wisdom_stays_in_its_box(box: Box, texts: Texts) -> None:
    sentence = "Reproducibility gates turn experiments into evidence."
    wisdom = WisdomBox(Wisdom(label="Wisdom", text=sentence))
    plate, *lines = wisdom
    assert texts(wisdom)[0] == "Wisdom" and " ".join(texts(wisdom)[1:]) == sentence
    for line in lines:
        assert box(plate).left < box(line).left < box(line).right < box(plate).right
        assert box(plate).bottom < box(line).bottom < box(line).top < box(plate).top


def test_the_first_frame_shows_what_the_clip_is_about(
    stage: tuple[SharedParts, Timeline], texts: Texts
) -> None:
    shared, timeline = stage
    shown = [text for mobject in shared.first_frame() for text in texts(mobject)]
    assert "Reproducibility gates" in shown
    assert {"Preflight", "Approved run"} <= set(shown)
    assert timeline.beats[0].caption in shown
    assert shared.enter(timeline.beats[0]) == [], "nothing changes in the first beat"


def test_the_background_covers_the_frame(stage: tuple[SharedParts, Timeline], box: Box) -> None:
    bounds = box(stage[0].background)
    assert bounds.width > FRAME_WIDTH and bounds.height > FRAME_HEIGHT
    assert stage[0].background.z_index < 0


def test_a_beat_begins_with_its_caption_and_its_step(
    stage: tuple[SharedParts, Timeline], texts: Texts
) -> None:
    shared, timeline = stage
    before = shared.caption
    gone, came, moved = shared.enter(timeline.beats[1])
    assert isinstance(gone, Vanish) and gone.changing == (before,)
    assert isinstance(came, Appear) and texts(*came.changing) == [timeline.beats[1].caption]
    assert moved.changing == (shared.rail,)


def test_the_last_beat_has_no_caption_and_all_steps_done(
    stage: tuple[SharedParts, Timeline], fills: Callable[[Mobject], list[str]]
) -> None:
    shared, timeline = stage
    gone, moved = shared.enter(timeline.beats[-1])
    assert isinstance(gone, Vanish)
    moved.begin()
    moved.finish()
    assert shared.caption is None
    assert "#C9A227" not in fills(shared.rail), "no step is current"
    assert shared.reveal_wisdom().changing == (shared.wisdom,)
