"""Two runs that draw: each has its name, its row of reels and its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from scenes.hour29.parts.draws import Draws
from storyreel.design.layout import Frame, Grid

Box = Callable[[Mobject], Frame]
FREE = tuple(f"0.{number:06}" for number in range(13))


@pytest.fixture
def draws() -> Draws:
    return Draws(Grid.STAGE, ("run 1", "run 2"), FREE, ("0.682352", "0.053821"), "seed 123")


def test_names_and_places_stand_at_their_rows_of_reels(draws: Draws, box: Box) -> None:
    for index, name in enumerate(draws.names):
        row = draws.reels.pairs[0].reels[index].frame
        x, y = draws.places[index]
        assert row.bottom < y < row.top
        assert row.bottom < box(name).center[1] < row.top
        assert Grid.STAGE.left < x < box(name).left < box(name).right < row.left


def test_the_lock_stands_beside_the_reels_with_its_word_below(draws: Draws, box: Box) -> None:
    assert box(draws.reels).right < box(draws.lock).left
    assert box(draws.seed).top < box(draws.lock).bottom
    assert box(draws.seed).right < Grid.STAGE.right


def test_the_word_waits_until_it_is_locked(
    draws: Draws, texts: Callable[[Mobject], list[str]]
) -> None:
    assert "seed 123" not in texts(draws)
