"""The parts that every clip shows: background, title, rail, caption and wisdom box."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
import yaml
from manim import Mobject, VMobject

from storyreel.base.timebase import Fps, FrameRange
from storyreel.design.layout import Frame, Grid, y_at
from storyreel.design.tokens import Color
from storyreel.drawing.quanta import FRAME_HEIGHT, FRAME_WIDTH
from storyreel.parts.caption import Caption, WisdomBox
from storyreel.parts.motion import Motion, Vanish
from storyreel.parts.shared_parts import SharedParts
from storyreel.parts.text import Line
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.model import Storyboard
from storyreel.storyboard.record import SceneData
from storyreel.storyboard.timeline import TimedBeat, Timeline, compile_timeline

BOARD = """\
clip: lesson
title: A lesson
language: en
alt: A lesson.
placement: full-slide
rail: [One, Two]
beats:
  - {id: opening, duration: 4, caption: CAPTION, cues: {shown: 0.5, gone: 1.6}}
  - {id: closing, duration: 26}
wisdom: It is over.
data: {}
"""
BEAT = TimedBeat("opening", 0, FrameRange(0, 120), None, "", None, {})
CLOSING = TimedBeat("closing", 1, FrameRange(120, 900), None, "", None, {})


@pytest.fixture
def timed() -> Callable[[str], SharedParts]:
    """The shared parts of a clip whose first beat has this caption."""

    def parts(caption: str) -> SharedParts:
        value = yaml.safe_load(BOARD.replace("CAPTION", caption))
        value["beats"] = tuple(value["beats"])
        value["rail"] = tuple(value["rail"])
        return SharedParts(Storyboard[SceneData].model_validate(value, strict=False))

    return parts


def finished(motions: list[Motion]) -> None:
    for motion in motions:
        motion.begin()
        motion.finish()


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


def test_a_long_caption_takes_two_lines_that_end_at_the_same_place(texts: Texts, box: Box) -> None:
    sentence = "Three lines of the environment check say FAIL, yet it exits with zero."
    caption = Caption(sentence)
    upper, lower = caption
    assert isinstance(upper, Line) and isinstance(lower, Line)
    assert " ".join(texts(caption)) == sentence
    assert upper.at[1] - lower.at[1] == pytest.approx(Grid.CAPTION_LEADING)
    (single,) = Caption("Short.")
    assert isinstance(single, Line)
    assert lower.at[1] == pytest.approx(single.at[1])
    assert box(lower).top < box(upper).bottom
    assert Grid.LEFT < box(caption).left < box(caption).right < Grid.RIGHT


@pytest.mark.parametrize("letters", ["Åg", "Ķģ", "(j)"])
def test_two_lines_are_below_the_stage_and_inside_the_safe_area(letters: str, box: Box) -> None:
    caption = Caption(f"{letters} {'x' * 38} {letters} {'x' * 30}")
    assert len(caption) == 2
    assert Grid.STAGE.bottom > box(caption).top
    assert box(caption).bottom > -FRAME_HEIGHT / 2 * 0.9


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Short and wise.", 1),
        ("Reproducibility gates turn experiments into evidence.", 1),
        ("Encoding choices influence all downstream compute and quality here, too.", 2),
    ],
)
def test_wisdom_stays_in_its_frame_on_one_line_where_it_fits(
    sentence: str, count: int, box: Box, texts: Texts
) -> None:
    wisdom = WisdomBox(sentence)
    plate, *lines = wisdom
    assert len(lines) == count and " ".join(texts(wisdom)) == sentence
    assert box(plate).left >= Grid.LEFT and y_at(808) > box(plate).top
    assert box(plate).bottom > -FRAME_HEIGHT / 2 * 0.96
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
    assert timeline.beats[0].sentences[0].text in shown


def test_nothing_changes_where_the_first_caption_stays(
    timed: Callable[[str], SharedParts],
) -> None:
    assert timed("Now.").enter(BEAT) == []


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
    assert texts(*came.changing) == [timeline.beats[1].caption]
    assert moved.changing == (shared.steps,)


def test_the_last_beat_takes_the_caption_away(timed: Callable[[str], SharedParts]) -> None:
    shared = timed("Now.")
    before = shared.caption
    (gone,) = shared.enter(CLOSING)
    assert isinstance(gone, Vanish) and gone.changing == (before,)
    assert shared.caption is None


def test_the_wisdom_comes_when_the_last_caption_has_left(
    timed: Callable[[str], SharedParts],
) -> None:
    shared = timed("Now.")
    (gone,) = shared.enter(CLOSING)
    together = shared.reveal_wisdom()
    for motion in (gone, together):
        motion.begin()
    left = gone.run_time / together.run_time
    together.interpolate(0.9 * left)
    assert not _opaque(shared.wisdom), "the caption is still there"
    together.interpolate(1.5 * left)
    assert _opaque(shared.wisdom)


def test_the_wisdom_comes_at_once_where_no_caption_is_left(
    timed: Callable[[str], SharedParts],
) -> None:
    shared = timed("Now.")
    finished(shared.enter(CLOSING))
    alone = shared.reveal_wisdom()
    alone.begin()
    alone.interpolate(0.02)
    assert _opaque(shared.wisdom)


def _opaque(mobject: Mobject) -> bool:
    """Whether anything of a mobject is visible."""
    members = mobject.family_members_with_points()
    return any(isinstance(each, VMobject) and each.fill_rgbas[:, 3].any() for each in members)


def test_the_last_beat_keeps_the_step_and_shows_the_wisdom(
    stage: tuple[SharedParts, Timeline], fills: Callable[[Mobject], list[str]]
) -> None:
    shared, timeline = stage
    for beat in timeline.beats:
        finished(shared.enter(beat))
    assert fills(shared.steps)[-2] == Color.NAVY, "the last step is marked"
    assert shared.reveal_wisdom().changing == (shared.wisdom,)


TIMES = [
    ("{text: Now., to: gone}", {0.1: 1.0, 1.4: 1.0, 1.9: 0.0}),
    ("{text: Now., from: shown}", {0.4: 0.0, 0.6: 0.0, 1.3: 1.0, 3.9: 1.0}),
    ("[{text: Now., to: gone}, {text: Then., from: gone}]", {1.4: 1.0, 1.6: 1.0, 1.95: 0.0}),
]


@pytest.mark.parametrize(("caption", "moments"), TIMES)
def test_a_caption_shows_between_its_cues(
    caption: str, moments: dict[float, float], timed: Callable[[str], SharedParts]
) -> None:
    shared = timed(caption)
    first = next(each for each in shared.enter(BEAT) if isinstance(each.mobject, Caption))
    first.begin()
    for now, opacity in moments.items():
        first.interpolate(min(now / first.run_time, 1.0))
        line = cast(VMobject, first.mobject.family_members_with_points()[0])
        assert line.fill_rgbas[0, 3] == pytest.approx(opacity, abs=0.02), now


def test_a_caption_that_waits_or_is_read_is_not_posed(timed: Callable[[str], SharedParts]) -> None:
    shared = timed("{text: Now., to: gone}")
    first = next(each for each in shared.enter(BEAT) if isinstance(each.mobject, Caption))
    (line,) = first.mobject.family_members_with_points()
    first.begin()
    posed = 0
    for step in range(101):
        before = line.points
        first.interpolate(step / 100)
        assert first.changing == (() if line.points is before else (first.mobject,))
        posed += bool(first.changing)
    assert 0 < posed < 50
