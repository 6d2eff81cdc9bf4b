"""Shapes far outside what can be seen: no item is made of them, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import RIGHT, UP, Camera, Square, Triangle, VMobject

from storyreel.drawing.drawing import Tag
from storyreel.parts.fills import with_soft_edge
from storyreel.parts.marks import SoftShadow, tagged, with_shadow
from storyreel.parts.panel import Panel
from storyreel.stage import item_making
from storyreel.stage.extraction import Extractor
from tests.unit.stage.extracted import card, counted_calls

WINDOW = 4
"""The width of the panels' windows; a card is 2 wide."""


@pytest.mark.parametrize("way", [3.1, -3.1, 50])
def test_no_item_is_made_of_what_is_outside_its_panel(
    monkeypatch: pytest.MonkeyPatch, way: float
) -> None:
    built = counted_calls(monkeypatch, item_making, "path_item")
    panel = Panel(Square(WINDOW), card().shift(way * RIGHT), card().shift(way * UP), card())
    assert len(Extractor().drawing([panel], Camera()).items) == 1
    assert len(built) == 1


@pytest.mark.parametrize(
    "reaching",
    [
        lambda: card().shift(2.9 * RIGHT),
        lambda: card(stroke_width=30).shift(3.1 * RIGHT),
        lambda: Triangle(stroke_width=100).rotate(0.5).shift(3.1 * RIGHT),
        lambda: with_shadow(card().shift(3.1 * RIGHT), SoftShadow(0, 0, 0.2, "#000000", 1)),
        lambda: with_shadow(card().shift(5 * RIGHT), SoftShadow(-3, 0, 0.01, "#000000", 1)),
        lambda: with_soft_edge(card().shift(3.1 * RIGHT), 0.2),
    ],
    ids=["edge", "stroke", "corner", "blur", "shadow", "softness"],
)
def test_what_reaches_into_the_window_is_drawn(reaching: Callable[[], VMobject]) -> None:
    panel = Panel(Square(WINDOW), reaching())
    assert len(Extractor().drawing([panel], Camera()).items) == 1


def test_a_text_outside_is_still_known_to_inspection() -> None:
    word = tagged(card().shift(50 * RIGHT), Tag("label", "Store"))
    (item,) = Extractor().drawing([Panel(Square(WINDOW), word)], Camera()).outside
    assert item.tag == Tag("label", "Store")


def test_what_comes_into_sight_is_drawn_as_if_it_had_been_there_before() -> None:
    panel = Panel(Square(WINDOW), card().shift(50 * RIGHT), card())
    extractor = Extractor()
    seen = [extractor.drawing([panel.look_at((x, 0.0))], Camera()) for x in (0, 49.5, 48.5, 0)]
    anew = [Extractor().drawing([panel.look_at((x, 0.0))], Camera()) for x in (0, 49.5, 48.5, 0)]
    assert seen == anew
    assert [len(drawing.items) for drawing in seen] == [1, 1, 1, 1]


def test_a_camera_that_moves_makes_items_of_what_it_sees(monkeypatch: pytest.MonkeyPatch) -> None:
    """A law of cost: styles are kept, and no path is made of what is outside the window."""
    counted = [counted_calls(monkeypatch, item_making, name) for name in ("style_of", "path_item")]
    extractor, shapes = Extractor(), [card().shift(way * RIGHT) for way in range(30)]
    panel = Panel(Square(WINDOW), *shapes)
    for step in range(3):
        extractor.drawing([panel.look_at((0.01 * step, 0))], Camera())
    assert [len(calls) for calls in counted] == [30, 3 * 4]
