"""Rules that every clip keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.drawing.quanta import FRAME_HEIGHT, FRAME_WIDTH
from storyreel.inspection.drawing_case import DrawingCase
from storyreel.inspection.rules.drawing import DRAWING_RULES
from storyreel.storyboard.catalog import find_clip
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline, compile_timeline
from tests.clips import CLIP_IDS, SCENE_IDS
from tests.unit.drawn_texts import drawn_texts

SMOKE_RATE = 15
SPARSE = 5
HOLD_S = 3
SCRIPT_LINES = 90
"""Lines of a storyboard of pictures: it reads like a script."""


class Drawn(NamedTuple):
    """A clip, and the frame rate at which it is drawn."""

    name: str
    rate: int

    def __str__(self) -> str:
        return self.name if self.rate == SMOKE_RATE else f"{self.name}-sparse"


SPARSELY_DRAWN = [Drawn(name, SPARSE) for name in CLIP_IDS if name not in SCENE_IDS]
"""Clips of pictures, each frame of which is a function of time."""

WHOLLY_DRAWN = [
    pytest.param(Drawn(name, SMOKE_RATE), marks=() if name in SCENE_IDS else pytest.mark.slow)
    for name in CLIP_IDS
]


@pytest.fixture(params=[*WHOLLY_DRAWN, *SPARSELY_DRAWN], scope="module", ids=str)
def drawn(request: pytest.FixtureRequest) -> Drawn:
    found: Drawn = request.param
    return found


@pytest.fixture(scope="module")
def loaded(drawn: Drawn, shipped: Callable[[str], Loaded]) -> Loaded:
    return shipped(drawn.name)


@pytest.fixture(scope="module")
def timeline(drawn: Drawn, loaded: Loaded) -> Timeline:
    return compile_timeline(loaded.storyboard, Fps(drawn.rate))


@pytest.fixture(scope="module")
def drawings(
    drawn: Drawn, drawings_of: Callable[[str, int], tuple[Drawing, ...]]
) -> tuple[Drawing, ...]:
    return drawings_of(*drawn)


def test_it_lasts_exactly_thirty_seconds(timeline: Timeline, drawings: tuple[Drawing, ...]) -> None:
    assert timeline.duration == 30
    assert len(drawings) == 30 * timeline.fps.rate


@pytest.mark.parametrize("name", [name for name in CLIP_IDS if name not in SCENE_IDS])
def test_a_storyboard_of_pictures_is_short(project: Project, name: str) -> None:
    written = find_clip(project, name).storyboard.read_text("utf-8")
    assert len(written.splitlines()) <= SCRIPT_LINES


def test_beats_begin_on_fifths_of_a_second(loaded: Loaded) -> None:
    for beat in loaded.storyboard.beats:
        assert round(beat.duration * 5, 9).is_integer(), beat.id


def test_captions_can_be_read_in_time(loaded: Loaded) -> None:
    for beat in loaded.storyboard.beats:
        for time in beat.caption_times:
            assert len(time.text) <= 13 * (time.stop - time.start), time.text


def test_title_and_steps_are_there_from_the_first_frame(
    loaded: Loaded, drawings: tuple[Drawing, ...]
) -> None:
    board, shown = loaded.storyboard, drawn_texts(drawings[0])
    assert board.title in shown
    assert set(board.steps) <= shown


def test_the_last_three_seconds_are_still(drawn: Drawn, drawings: tuple[Drawing, ...]) -> None:
    assert len({id(drawing) for drawing in drawings[-HOLD_S * drawn.rate :]}) == 1


def test_every_beat_moves(drawn: Drawn, timeline: Timeline, drawings: tuple[Drawing, ...]) -> None:
    for beat in timeline.beats:
        inside = drawings[beat.frames.start : beat.frames.stop]
        assert len({drawing.key for drawing in inside}) > drawn.rate // SPARSE, beat.id


@pytest.mark.parametrize("rule", DRAWING_RULES, ids=lambda rule: str(rule.name))
def test_it_keeps_the_rules_for_drawings(
    rule: Any, loaded: Loaded, timeline: Timeline, drawings: tuple[Drawing, ...]
) -> None:
    aspect = FRAME_WIDTH / FRAME_HEIGHT
    case = DrawingCase(timeline, drawings, loaded.storyboard.title, 1.0, aspect)
    assert list(rule.check(case)) == []
