"""What a friend of the woman thinks in hour 26, and the loop of its end."""

from __future__ import annotations

from collections.abc import Callable

from manim import DOWN, Mobject

from scenes.hour26.parts.camera import ABOVE
from scenes.hour26.parts.cycle import COUNT, Cycle
from scenes.hour26.parts.telling import HIS, Telling
from storyreel.design.tokens import px

Texts = Callable[[Mobject], list[str]]
STATIONS = ("ask", "hear", "note", "learn")


def test_a_friend_thinks_of_the_right_cloud_once_it_is_told() -> None:
    telling = Telling("storm")
    telling.thought.cut(0.0, 1.0)
    telling.told.go(1.0, 1.0, 1.0)
    _, wrong, right, _ = telling.submobjects
    for time, thinks_right in ((0.5, False), (2.5, True)):
        telling.act(time)
        seen = [max(shape.fill_rgbas[:, 3].max() for shape in cloud) for cloud in (wrong, right)]
        assert (seen[0] == 0.0, seen[1] > 0.0) == (thinks_right, thinks_right)
    assert abs(right.get_center()[0] - HIS.real) < 0.2


def test_the_stations_of_the_loop_come_one_after_another(texts: Texts) -> None:
    cycle = Cycle(STATIONS, "test", "not run")
    names = [*STATIONS, STATIONS[1], "test"]
    cycle.drawn.go(0.0, COUNT, COUNT, lambda share: share)
    for count in range(COUNT + 1):
        cycle.act(float(count))
        shown = texts(cycle.copy().shift(DOWN * px(ABOVE)))
        assert [text for text in shown if text in names] == names[:count]
        assert ("not run" in shown) == (count == COUNT)
