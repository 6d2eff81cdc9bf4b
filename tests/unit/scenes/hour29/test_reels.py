"""Reels: free numbers pass, and both rows come to rest on the same draws."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from scenes.hour29.parts.reels import Reel, Reels
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color
from storyreel.drawing.drawing import Drawing, PathItem

FRAME = Frame(-5.0, -1.5, 5.0, 1.5)
FREE = tuple(f"0.{number:06}" for number in range(13))
LOCKED = ("0.682352", "0.053821", "0.220360")
Texts = Callable[[Mobject], list[str]]


def spun(progress: float) -> Reels:
    reels = Reels(FRAME, FREE, LOCKED)
    motion = reels.spin(1.0, 0.45)
    motion.begin()
    motion.interpolate(progress)
    return reels


def test_both_rows_end_on_the_locked_draws(texts: Texts) -> None:
    reels = spun(1.0)
    for pair, draw in zip(reels.pairs, LOCKED, strict=True):
        assert [texts(reel)[-1] for reel in pair.reels] == [draw, draw]


def test_while_free_the_two_rows_show_different_numbers(texts: Texts) -> None:
    for progress in (0.0, 0.2, 0.4):
        for pair in spun(progress).pairs:
            upper, lower = (set(texts(reel)) for reel in pair.reels)
            assert not upper & lower
            assert upper | lower <= set(FREE)


def test_pairs_come_to_rest_one_by_one(fills: Callable[[Mobject], list[str]]) -> None:
    counts = [fills(spun(k / 20)).count(Color.NAVY) for k in range(21)]
    assert counts == sorted(counts)
    assert set(counts) == {0, 1, 2, 3}


def test_numbers_never_turn_back() -> None:
    """The way of a spin only goes on: the last number is reached once and stays."""
    heights = [spun(k / 50).pairs[0].reels[0]._lines[0].at[1] for k in range(51)]
    assert heights[-1] == heights[-2] == pytest.approx(heights[-3])


def test_a_turning_window_shows_two_numbers_cut_at_its_edges(
    draw: Callable[..., Drawing],
) -> None:
    reel = Reel(Frame(-1.0, -0.5, 1.0, 0.5), ("0.111111", "0.222222", "0.333333"))
    reel.turn_to(0.25)
    lines = [item for item in draw(reel).items if item.tag and item.tag.text]
    assert [item.tag.text for item in lines if item.tag] == ["0.111111", "0.222222"]
    assert all(isinstance(item, PathItem) and item.clips for item in lines)
    reel.turn_to(1.0)
    lines = [item for item in draw(reel).items if item.tag and item.tag.text]
    assert [(item.tag.text, item.clips) for item in lines if item.tag] == [("0.333333", ())]
