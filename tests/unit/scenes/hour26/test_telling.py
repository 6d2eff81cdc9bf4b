"""What a friend of the woman thinks in hour 26, and the loop of its end."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import DOWN, Mobject

from scenes.hour26.parts.camera import ABOVE
from scenes.hour26.parts.cycle import COUNT, Cycle
from scenes.hour26.parts.telling import HIS, Telling
from scenes.hour26.parts.woman import Others
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


def test_dots_lead_from_the_thought_to_the_head_of_the_friend() -> None:
    telling, others = Telling("storm"), Others()
    telling.thought.cut(0.0, 1.0)
    others.come[0].cut(0.0, 1.0)
    for part in (telling, others):
        part.act(1.0)
    friend = np.concatenate([shape.points for shape in others[-1].family_members_with_points()])
    bubble, *dots = telling[0]
    gaps = [np.linalg.norm(friend - dot.get_center(), axis=1).min() for dot in dots]
    assert 2 <= len(dots) <= 3 and gaps == sorted(gaps, reverse=True)
    for dot, gap in zip(dots, gaps, strict=True):
        assert gap > dot.width / 2 + px(4)
        assert dot.get_left()[0] > bubble.get_center()[0] and dot.get_top()[1] < bubble.get_top()[1]


def test_the_stations_of_the_loop_come_one_after_another(texts: Texts) -> None:
    cycle = Cycle(STATIONS, "test", "not run")
    names = [*STATIONS, STATIONS[1], "test"]
    cycle.drawn.go(0.0, COUNT, COUNT, lambda share: share)
    for count in range(COUNT + 1):
        cycle.act(float(count))
        shown = texts(cycle.copy().shift(DOWN * px(ABOVE)))
        assert [text for text in shown if text in names] == names[:count]
        assert ("not run" in shown) == (count == COUNT)
