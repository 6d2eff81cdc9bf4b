"""Shapes far outside what can be seen: no item is made of them, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from manim import RIGHT, UP, Camera, Square, Triangle, VMobject

from storyreel.drawing.drawing import Tag
from storyreel.drawing.quanta import QUANTA_PER_UNIT, Box
from storyreel.native import extension
from storyreel.parts.fills import with_soft_edge
from storyreel.parts.marks import SoftShadow, tagged, with_shadow
from storyreel.parts.panel import Panel
from storyreel.stage import item_making
from storyreel.stage.culling import culling_window
from storyreel.stage.extraction import Extractor
from storyreel.stage.outline import outline
from storyreel.stage.sight import Sight
from storyreel.stage.view import View
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


@pytest.mark.skipif(extension is None, reason="the extension is not compiled")
def test_what_stays_out_of_sight_is_not_outlined_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A law of cost: neither a camera nor a shape that moves makes paths of what is not seen."""
    extractor, shapes = Extractor(), [card().shift((50 + way) * RIGHT) for way in range(9)]
    panel = Panel(Square(WINDOW), card(), *shapes)
    extractor.drawing([panel], Camera())
    outlined = counted_calls(monkeypatch, item_making, "outline")
    for step in range(3):
        shapes[0].shift(UP)
        extractor.drawing([panel.look_at((0.01 * step, 0))], Camera())
    assert len(outlined) == 2, "the card alone, each time that the camera looks elsewhere"
    extractor.drawing([panel.look_at((50, 0))], Camera())
    assert len(outlined) > 2


PLACES = st.floats(-9, 9)


@pytest.mark.skipif(extension is None, reason="the extension is not compiled")
@given(
    st.lists(st.tuples(PLACES, PLACES), min_size=4, max_size=8),
    st.builds(View, PLACES, PLACES, st.floats(0.01, 20)),
    st.floats(0, 0.5),
    st.tuples(PLACES, PLACES),
)
def test_what_still_counts_as_hidden_has_no_path_in_the_window(
    places: list[tuple[float, float]], view: View, reach: float, corner: tuple[float, float]
) -> None:
    x, y = (round(value * QUANTA_PER_UNIT) for value in corner)
    part = Box(x, y, x + QUANTA_PER_UNIT, y + QUANTA_PER_UNIT)
    points = np.array([(*place, 0.0) for place in places])
    look = (None,), b"", None, reach
    sight = Sight(view, part)
    changed = extension.changed_looks([{"points": points}], [look], [sight], (), (), ())
    if changed == ([], []):
        window = culling_window(part, reach * view.scale)
        assert outline(points, 0.0, view, window=window) is None


@pytest.mark.skipif(extension is None, reason="the extension is not compiled")
@pytest.mark.parametrize(
    "points",
    [
        np.zeros((4, 3), np.float32),
        np.zeros((4, 1)),
        np.zeros(4),
        np.asfortranarray(np.ones((4, 3))),
        [[50.0, 0.0]],
        None,
    ],
    ids=["other numbers", "one coordinate", "a row", "columns", "a list", "nothing"],
)
def test_points_that_cannot_be_read_may_be_in_sight(points: object) -> None:
    look, sight = ((None,), b"", None, 0.0), Sight(View(50, 50, 1), Box(0, 0, 1, 1))
    attributes = [{"points": points}]
    _, moved = extension.changed_looks(attributes, [look], [sight], (), (), ())
    assert [place for place, _ in moved] == [0]


@pytest.mark.skipif(extension is None, reason="the extension is not compiled")
@pytest.mark.parametrize(
    ("sight", "is_hidden"),
    [
        (Sight(View(50, 0, 1), Box(0, 0, 1, 1)), True),
        (Sight(View(0, -50, 1), Box(0, 0, 1, 1)), True),
        (Sight(View(0, 0, 1), Box(0, 0, 1, 1)), False),
        (Sight(View(0, 0, 1), None), True),
        (Sight(View(50, 0, 0), Box(0, 0, 1, 1)), False),
        (Sight(View(50, 0, -1), Box(0, 0, 1, 1)), False),
        (None, False),
        (((50, 0), None, ()), False),
        (((50, 0, 1), (0, 0, 1), ()), False),
    ],
)
def test_what_is_out_of_sight_looks_as_before(sight: object, is_hidden: bool) -> None:
    look, attributes = ((None,), b"", None, 0.0), [{"points": np.zeros((4, 3))}]
    _, moved = extension.changed_looks(attributes, [look], [sight], (), (), ())
    assert (moved == []) is is_hidden
