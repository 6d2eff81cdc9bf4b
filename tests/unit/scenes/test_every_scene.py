"""What is on the stage of every scene depends on time alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.stage import scene
from storyreel.stage.extraction import Extractor
from storyreel.stage.perform import perform
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import compile_timeline
from tests.clips import SCENE_IDS

RATE = 15
SPARSE = 5
"""A rate at which only every third frame of the smoke test is drawn."""

DrawingsAt = Callable[[int], tuple[Drawing, ...]]


@pytest.fixture(params=SCENE_IDS, scope="module")
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def loaded(name: str, shipped: Callable[[str], Loaded]) -> Loaded:
    return shipped(name)


@pytest.fixture(scope="module")
def at(name: str, drawings_of: Callable[[str, int], tuple[Drawing, ...]]) -> DrawingsAt:
    return partial(drawings_of, name)


def different(many: tuple[Drawing, ...], few: tuple[Drawing, ...]) -> list[int]:
    """The frames of the lower rate that differ from those of the same time at the higher one."""
    step = len(many) // len(few)
    assert len(many) == step * len(few)
    return [k for k, drawing in enumerate(few) if drawing.key != many[step * k].key]


@pytest.mark.slow
def test_a_frame_does_not_depend_on_those_before_it(at: DrawingsAt) -> None:
    assert different(at(RATE), at(SPARSE)) == []


def test_a_frame_is_the_same_when_others_are_skipped(loaded: Loaded, at: DrawingsAt) -> None:
    drawn: dict[int, Drawing] = {}
    timeline = compile_timeline(loaded.storyboard, Fps(SPARSE))
    late = range(timeline.frames // 2, timeline.frames)
    perform(loaded, timeline, drawn.__setitem__, frames=late)
    assert tuple(drawn) == tuple(late)
    whole = at(RATE)[late.start * RATE // SPARSE :]
    assert different(whole, tuple(drawn.values())) == []


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


def test_motions_change_only_the_mobjects_that_they_name_at_any_rate(
    loaded: Loaded, at: DrawingsAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawings: list[Drawing] = []
    sparing = at(RATE)
    monkeypatch.setattr(scene, "Extractor", Thorough)
    timeline = compile_timeline(loaded.storyboard, Fps(SPARSE))
    perform(loaded, timeline, lambda _, drawing: drawings.append(drawing))
    assert different(sparing, tuple(drawings)) == []
