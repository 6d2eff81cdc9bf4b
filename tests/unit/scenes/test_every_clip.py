"""Rules that every clip keeps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import FRAME_HEIGHT, FRAME_WIDTH, Drawing
from storyreel.inspection.drawing_case import DrawingCase
from storyreel.inspection.rules.drawing import DRAWING_RULES
from storyreel.stage import scene
from storyreel.stage.extraction import Extractor
from storyreel.stage.perform import perform
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import compile_timeline
from tests.clips import CLIP_IDS, SCENE_IDS

RATE = 15
HOLD = 3 * RATE
SPARSE = 5
"""A rate at which only every third frame of the smoke test is drawn."""

scenes_alone = pytest.mark.parametrize("name", SCENE_IDS)
"""For laws that pictures keep by their engine, which a clip of all kinds tests."""

DrawingsAt = Callable[[int], tuple[Drawing, ...]]


@pytest.fixture(params=CLIP_IDS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def loaded(name: str, shipped: Callable[[str], Loaded]) -> Loaded:
    return shipped(name)


@pytest.fixture
def at(name: str, drawings_of: Callable[[str, int], tuple[Drawing, ...]]) -> DrawingsAt:
    return partial(drawings_of, name)


def texts(drawing: Drawing) -> set[str]:
    return {item.tag.text for item in drawing.items if item.tag and item.tag.text}


def different(many: tuple[Drawing, ...], few: tuple[Drawing, ...]) -> list[int]:
    """The frames of the lower rate that differ from those of the same time at the higher one."""
    step = len(many) // len(few)
    assert len(many) == step * len(few)
    return [k for k, drawing in enumerate(few) if drawing.key != many[step * k].key]


def test_it_lasts_exactly_thirty_seconds(loaded: Loaded, at: DrawingsAt) -> None:
    assert compile_timeline(loaded.storyboard, Fps(RATE)).duration == 30
    assert len(at(RATE)) == 30 * RATE


def test_beats_begin_on_fifths_of_a_second(loaded: Loaded) -> None:
    for beat in loaded.storyboard.beats:
        assert round(beat.duration * 5, 9).is_integer(), beat.id


def test_captions_can_be_read_in_time(loaded: Loaded) -> None:
    for beat in loaded.storyboard.beats:
        for time in beat.caption_times:
            assert len(time.text) <= 13 * (time.stop - time.start), time.text


def test_title_and_steps_are_there_from_the_first_frame(loaded: Loaded, at: DrawingsAt) -> None:
    board, shown = loaded.storyboard, texts(at(RATE)[0])
    assert board.title in shown
    assert set(board.steps) <= shown


def test_the_last_three_seconds_are_still(at: DrawingsAt) -> None:
    assert len({id(drawing) for drawing in at(RATE)[-HOLD:]}) == 1


def test_every_beat_moves(loaded: Loaded, at: DrawingsAt) -> None:
    for beat in compile_timeline(loaded.storyboard, Fps(RATE)).beats:
        inside = at(RATE)[beat.frames.start : beat.frames.stop]
        assert len({drawing.key for drawing in inside}) > 3, beat.id


@pytest.mark.parametrize("rule", DRAWING_RULES, ids=lambda rule: str(rule.name))
def test_it_keeps_the_rules_for_drawings(rule: Any, loaded: Loaded, at: DrawingsAt) -> None:
    timeline = compile_timeline(loaded.storyboard, Fps(RATE))
    aspect = FRAME_WIDTH / FRAME_HEIGHT
    case = DrawingCase(timeline, at(RATE), loaded.storyboard.title, 1.0, aspect)
    assert list(rule.check(case)) == []


@scenes_alone
def test_a_frame_does_not_depend_on_those_before_it(at: DrawingsAt) -> None:
    assert different(at(RATE), at(SPARSE)) == []


@scenes_alone
def test_a_frame_is_the_same_when_others_are_skipped(loaded: Loaded, at: DrawingsAt) -> None:
    drawn: dict[int, Drawing] = {}
    timeline = compile_timeline(loaded.storyboard, Fps(SPARSE))
    late = range(timeline.frames // 2, timeline.frames)
    perform(loaded, timeline, drawn.__setitem__, frames=late)
    assert tuple(drawn) == tuple(late)
    assert different(tuple(drawn.values()), at(SPARSE)[late.start :]) == []


@pytest.mark.slow
def test_a_frame_is_the_same_at_twice_the_rate(at: DrawingsAt) -> None:
    assert different(at(2 * RATE), at(RATE)) == []


def test_a_frame_that_differs_is_named(at: DrawingsAt) -> None:
    frames = at(RATE)
    planted = list(frames[::3])
    planted[7] = frames[-1]
    assert different(frames, tuple(planted)) == [7]


class Thorough(Extractor):
    """Extracts every mobject in every frame."""

    def drawing(self, mobjects: Any, camera: Any, changing: object = None) -> Drawing:
        return super().drawing(mobjects, camera)


@scenes_alone
def test_motions_change_only_the_mobjects_that_they_name(
    loaded: Loaded, at: DrawingsAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawings: list[Drawing] = []
    sparing = at(SPARSE)
    monkeypatch.setattr(scene, "Extractor", Thorough)
    timeline = compile_timeline(loaded.storyboard, Fps(SPARSE))
    perform(loaded, timeline, lambda _, drawing: drawings.append(drawing))
    assert different(tuple(drawings), sparing) == []
