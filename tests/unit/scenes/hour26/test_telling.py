"""What a friend of the woman thinks in hour 26, and the loop of its end."""

from __future__ import annotations

from collections.abc import Callable

from manim import Mobject

from scenes.hour26.parts.cycle import Cycle
from scenes.hour26.parts.telling import HIS, Telling

Texts = Callable[[Mobject], list[str]]
STATIONS = ("ask", "hear", "note", "learn")


def test_a_friend_thinks_of_the_right_cloud_once_it_is_told() -> None:
    telling = Telling()
    telling.opened.cut(0.0, 1.0)
    telling.told.go(1.0, 1.0, 1.0)
    wrong, right = telling.submobjects[2], telling.submobjects[4]
    for time, thinks_right in ((0.5, False), (2.5, True)):
        telling.act(time)
        seen = [max(shape.fill_rgbas[:, 3].max() for shape in cloud) for cloud in (wrong, right)]
        assert (seen[0] == 0.0, seen[1] > 0.0) == (thinks_right, thinks_right)
    assert abs(right.get_center()[0] - HIS.real) < 0.2


def test_the_stations_of_the_loop_come_one_after_another(texts: Texts) -> None:
    cycle = Cycle(STATIONS, "test", ("not run",))
    cycle.drawn.go(0.0, 5.0, 5.0, lambda share: share)
    for count in range(5):
        cycle.act(float(count))
        assert [text for text in texts(cycle) if text in STATIONS] == [*STATIONS[:count]]
        assert "test" not in texts(cycle)
    cycle.act(5.0)
    assert {"test", "not run"} <= set(texts(cycle))
