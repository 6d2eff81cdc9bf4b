"""The ladder of ranks."""

from __future__ import annotations

from manim import ManimColor

from scenes.hour28.parts.ranks import Ranks
from storyreel.design.tokens import Color
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line


def lit(ranks: Ranks) -> list[bool]:
    navy = ManimColor(Color.NAVY)
    return [leaf.fill_color == navy for leaf in ranks if isinstance(leaf, Plate)]


def test_ranks_light_as_their_rules_apply() -> None:
    ranks = Ranks("rank", ("0", "12", "38"), (0.0, 0.0))
    motion = ranks.light(lambda progress, index: progress * 3 - index, 1.0)
    motion.begin()
    assert lit(ranks) == [False, False, False]
    motion.interpolate(0.5)
    assert lit(ranks) == [True, True, False]
    motion.finish()
    assert lit(ranks) == [True, True, True]
    motion.interpolate(0.5)
    assert lit(ranks) == [True, True, False]


def test_name_and_ranks_are_as_given_and_in_order() -> None:
    lines = [leaf for leaf in Ranks("rank", ("0", "12"), (1.0, 0.0)) if isinstance(leaf, Line)]
    assert [line.text for line in lines] == ["rank", "0", "12"]
    assert [line.at[0] for line in lines] == sorted(line.at[0] for line in lines)
