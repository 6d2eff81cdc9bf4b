"""A road is straight, then it forks; its lights show the way taken."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from scenes.hour26.parts.branch_names import BranchNames
from scenes.hour26.parts.forked_road import BAND, EDGE, Course, ForkedRoad
from storyreel.design.layout import Frame

COURSE = Course(-5.0, 0.0, 1.0, 5.0, 0.0, (1.0, -1.0))
Box = Callable[[Mobject], Frame]


def road(share: float) -> ForkedRoad:
    made = ForkedRoad(COURSE)
    made.lay(COURSE.right)
    made.part(share)
    return made


def test_it_is_straight_until_it_is_opened(box: Box) -> None:
    assert box(road(0.0)[0]).height == pytest.approx(0.0)
    assert box(road(1.0)[0]).top == pytest.approx(1.0)
    assert box(road(1.0)[1]).bottom == pytest.approx(-1.0)


def test_nothing_is_laid_at_first(box: Box) -> None:
    made = ForkedRoad(COURSE)
    assert all(not len(part.points) for part in made[:6])


def test_a_light_ends_where_it_is_told(box: Box) -> None:
    made = road(1.0)
    made.light(1, 3.0)
    assert box(made[5]).right == pytest.approx(3.0)
    assert box(made[5]).bottom == pytest.approx(-1.0)
    assert not len(made[4].points)


def test_the_run_stands_on_its_way(box: Box) -> None:
    made = road(1.0)
    made.stand(0, 4.0)
    assert box(made.run).center == pytest.approx((4.0, 1.0))


def test_both_bands_are_of_one_width() -> None:
    widths = [part.get_stroke_width() for part in road(1.0)[:4]]
    assert widths == pytest.approx([(BAND + 2 * EDGE) * 100] * 2 + [BAND * 100] * 2)


def test_a_raised_course_is_the_same_higher() -> None:
    raised = COURSE.raised(0.5)
    assert (raised.y, raised.ends) == (0.5, (1.5, -0.5))
    assert (raised.left, raised.right) == (COURSE.left, COURSE.right)


def test_names_stand_outside_of_the_bends(texts: Callable[..., list[str]], box: Box) -> None:
    names = BranchNames(("reply", "reference"), COURSE)
    assert texts(names) == ["reply", "reference"]
    assert box(names[0]).bottom > COURSE.ends[0]
    assert box(names[1]).top < COURSE.ends[1]
