"""Two ways to a model, totals, and the room that counts them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from scenes.hour25.parts.generating import Generating
from scenes.hour25.parts.total import Total
from scenes.hour25.parts.ways import TwoWays, Way
from storyreel.design.layout import Frame, Grid

MIDDLE = Frame(-2.0, -1.0, 2.0, 1.0)
Texts = Callable[[Mobject], list[str]]
Bounds = Callable[[Mobject], Frame]


def test_a_way_shows_its_name_and_its_reply(texts: Texts) -> None:
    assert texts(Way(MIDDLE, "Browser", "spam")) == ["Browser", "spam"]
    assert texts(Way(MIDDLE, "Script", "spam", ">_")) == [">_", "Script", "spam"]


def test_the_lines_reach_from_the_windows_to_the_middle(box: Bounds) -> None:
    left, right = (
        Way(Frame(-6.0, -1.0, -4.0, 1.0), "a", "x"),
        Way(Frame(4.0, -1.0, 6.0, 1.0), "b", "x"),
    )
    ways = TwoWays(MIDDLE, "model.pth", left, right)
    bounds = box(ways.links)
    assert (bounds.left, bounds.right) == pytest.approx((-4.0, 4.0))


def test_a_total_sets_thousands_apart(texts: Texts) -> None:
    total = Total((0.0, 0.0), "tokens read")
    total.show_count(1425)
    assert texts(total) == ["1,425", "tokens read"]


def test_the_room_counts_what_it_reads(texts: Texts) -> None:
    room = Generating(Grid.STAGE, 4, 50, ("new", "read", "kept"))
    room.spare()
    assert texts(room) == ["0", "new", "0", "read", "53", "kept"]
