"""A counter shows a number and its total, and does not move."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from storyreel.design.layout import Frame
from storyreel.parts.counter import Counter

Box = Callable[[Mobject], Frame]
Texts = Callable[[Mobject], list[str]]


def test_it_shows_the_number_and_the_total(texts: Texts) -> None:
    counter = Counter((0.0, 0.0), 64)
    assert texts(counter) == ["0", "/ 64"]
    counter.show_count(8)
    assert texts(counter) == ["8", "/ 64"]


def test_every_number_is_right_aligned_at_the_same_place(box: Box) -> None:
    counter = Counter((1.0, 0.0), 64)
    figure, total = counter
    assert box(total).right == pytest.approx(1.0, abs=0.05)
    ends = []
    for count in (3, 13, 63):
        counter.show_count(count)
        ends.append(box(figure).right)
        assert box(figure).right < box(total).left
    assert ends == pytest.approx([ends[0]] * 3)


@pytest.mark.parametrize(("progress", "count"), [(0.0, "0"), (0.5, "32"), (1.0, "64")])
def test_it_shows_the_count_of_each_moment(progress: float, count: str, texts: Texts) -> None:
    counter = Counter((0.0, 0.0), 64)
    motion = counter.follow(lambda share: round(64 * share), 1.0)
    motion.begin()
    motion.interpolate(progress)
    assert texts(counter)[0] == count
