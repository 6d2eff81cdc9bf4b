"""The short measurement: it counts every frame, and reckons walls from work."""

from __future__ import annotations

from pathlib import Path

from storyreel.base.presets import Quality
from storyreel.base.timebase import FrameRange
from storyreel.drawing.drawing import Drawing
from storyreel.render.benchmark import Cost, measure


def test_a_cost_is_measured_at_each_stage(
    tiny: Quality, moving_drawings: tuple[Drawing, ...], tmp_path: Path
) -> None:
    cost = measure(moving_drawings, FrameRange(0, 20).split(5), tiny, tmp_path)
    assert cost.quality == "tiny"
    assert set(cost.seconds) == {"paint", "convert", "encode"}
    assert all(seconds > 0 for seconds in cost.seconds.values())
    assert cost.inspect > 0


def test_the_wall_is_the_longer_of_stage_and_film_and_then_the_inspection() -> None:
    cost = Cost("8k", {"paint": 10.0, "convert": 10.0, "encode": 20.0}, 5.0, 100.0)
    assert cost.ours == 1.0
    assert cost.wall(3.0, 2) == 25.0
    assert cost.wall(30.0, 2) == 35.0
