"""A figure that counts keeps its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from storyreel.design.layout import Frame
from storyreel.parts.counter import Counter

Box = Callable[[Mobject], Frame]
Texts = Callable[[Mobject], list[str]]


def test_it_says_how_many_of_how_many(texts: Texts) -> None:
    counter = Counter((0.0, 0.0), 64)
    assert texts(counter) == ["0", "/ 64"]
    counter.show_count(8)
    assert texts(counter) == ["8", "/ 64"]


def test_the_figure_ends_at_the_same_place_whatever_it_is(box: Box) -> None:
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
def test_it_follows_what_it_is_told_to_count(progress: float, count: str, texts: Texts) -> None:
    counter = Counter((0.0, 0.0), 64)
    motion = counter.follow(lambda share: round(64 * share), 1.0)
    motion.begin()
    motion.interpolate(progress)
    assert texts(counter)[0] == count
