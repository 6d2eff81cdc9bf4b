"""What turns gold glows once, and is still at the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Rect
from storyreel.pictures.glow import MOST, glow_between, glowing, turned_gold
from storyreel.pictures.performance import Performance

NAVY, GOLD = Look(fill=color(Color.NAVY)), Look(fill=color(Color.GOLD))


def bars(*looks: Look) -> tuple[Element, ...]:
    return tuple(
        Element(f"bar/{at}", Rect(Frame(at, 0, at + 1, 1)), look) for at, look in enumerate(looks)
    )


def test_what_becomes_gold_glows_and_what_was_gold_does_not() -> None:
    assert turned_gold(bars(NAVY, GOLD), bars(GOLD, GOLD)) == {"bar/0"}


def test_many_gold_parts_do_not_glow() -> None:
    assert turned_gold((), bars(*[GOLD] * MOST)) == {f"bar/{at}" for at in range(MOST)}
    assert turned_gold((), bars(*[GOLD] * (MOST + 1))) == frozenset()


def test_a_glow_grows_and_goes_below_the_shape() -> None:
    def strength(share: float) -> float:
        light, shape = glowing(bars(GOLD), frozenset({"bar/0"}), share)
        assert shape == bars(GOLD)[0]
        return light.look.glow

    assert strength(0.0) == strength(1.0) == 0.0
    assert strength(0.25) < strength(0.5) == 1.0


@pytest.mark.parametrize(
    ("limit", "end"), [(9.0, 3.5), (3.0, 3.0), (2.9, 2.9), (2.8, None)], ids=str
)
def test_a_glow_ends_at_its_limit_or_is_left_out(limit: float, end: float | None) -> None:
    found = glow_between(2.0, 3.0, limit)
    assert (found and found[1]) == (end and pytest.approx(end))


def test_what_is_there_from_the_start_does_not_glow() -> None:
    assert glow_between(-0.8, 0.0, 9.0) is None


def test_a_shipped_clip_glows_and_then_is_still(shipped: Callable[[str], Any]) -> None:
    clip: Performance = shipped("stage1").performance

    def glows(seconds: float) -> bool:
        return any(element.look.glow for element in clip.picture(seconds))

    assert glows(7.4) and not glows(29.0)
