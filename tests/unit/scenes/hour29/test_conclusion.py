"""Conclusions: a card that says what was compared, what agreed, and what follows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from scenes.hour29.parts.conclusion import Conclusion
from storyreel.design.layout import Frame, Grid
from storyreel.design.tokens import Color

SAME, OTHER = Grid.SUMMARY.columns((1.0, 1.0), 0.2)


@pytest.mark.parametrize(
    ("passed", "fill", "agreed"), [(True, Color.NAVY, 64), (False, Color.WHITE, 8)]
)
def test_a_pass_is_solid_and_a_failure_hollow(
    passed: bool,
    fill: str,
    agreed: int,
    fills: Callable[[Mobject], list[str]],
    texts: Callable[[Mobject], list[str]],
) -> None:
    card = Conclusion(SAME, "Seed 123, twice", "Approved", (agreed, 64), passed)
    assert fills(card)[0] == fill
    assert texts(card) == ["Seed 123, twice", "Approved", str(agreed), "/ 64"]


@pytest.mark.parametrize("frame", [SAME, OTHER])
def test_everything_has_its_place_inside(frame: Frame, box: Callable[[Mobject], Frame]) -> None:
    card = Conclusion(frame, "Seed 123 and seed 124", "Not approved", (8, 64), False)
    _, title, badge, verdict, count = (box(part) for part in card)
    for part in (title, badge, verdict, count):
        assert frame.left < part.left < part.right < frame.right
        assert frame.bottom < part.bottom < part.top < frame.top
    assert badge.right < verdict.left < verdict.right < count.left
    assert title.bottom > card.room.top > card.room.bottom > badge.top
