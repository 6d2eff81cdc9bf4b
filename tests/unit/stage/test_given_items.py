"""Items that are known from an earlier performance: what is taken, and when another is made."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest
from manim import BLUE, RED, RIGHT, Camera, Circle, Square, VGroup, VMobject

from storyreel.drawing.drawing import Drawing, Tag
from storyreel.parts.clips import clipped_inside
from storyreel.parts.fills import with_radial_fill, with_soft_edge
from storyreel.parts.marks import SoftShadow, clipped, tagged, with_shadow
from storyreel.parts.panel import Panel
from storyreel.stage import item_making
from storyreel.stage.extraction import Extractor
from storyreel.stage.given_items import GivenItems
from tests.gradients import gradient
from tests.unit.stage.extracted import LIGHT, card, counted_calls

STEPS = 4


def stage(color: str = "#FFFFFF") -> Panel:
    """A panel with shapes in every kind of style; the color is that of one."""
    return Panel(
        Square(6),
        card(fill_color=color),
        with_radial_fill(card(), (0, 0), 1, LIGHT),
        card().set_fill(gradient(RED, BLUE), 1).set_sheen_direction(RIGHT),
        with_shadow(card(), SoftShadow(0.1, 0, 0.1, "#000000", 1)),
        with_soft_edge(card(), 0.1),
        clipped(clipped_inside(card(), Circle()), (-1, -1, 0, 0)),
        tagged(card().shift(50 * RIGHT), Tag("label", "far")),
        card().shift(20 * RIGHT),
        Square(fill_opacity=0, stroke_opacity=0),
    )


def performance(shown: Panel, known: GivenItems | None = None) -> list[Drawing]:
    extractor = Extractor(known=known)
    drawings = []
    for step in range(STEPS):
        shown.look_at((0.1 * step, 0), 1 + 0.1 * step)
        drawings.append(extractor.drawing([shown], Camera()))
    return drawings


def texts_outside(drawings: list[Drawing]) -> list[tuple[bytes, ...]]:
    return [tuple(item.key for item in drawing.outside) for drawing in drawings]


def test_a_second_performance_makes_no_item_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A law of cost: what looks as before is neither outlined, placed, nor styled."""
    known = GivenItems()
    first = performance(stage(), known)
    calls = [counted_calls(monkeypatch, item_making, name) for name in ("path_item", "outline")]
    second = performance(stage(), known.for_next(after_part=False))
    assert calls == [[], []]
    assert second == first == performance(stage())
    assert texts_outside(second) == texts_outside(first)
    assert all(
        item is before
        for drawing, earlier in zip(second, first, strict=True)
        for item, before in zip(drawing.items, earlier.items, strict=True)
    )


def test_what_looks_different_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    known = GivenItems()
    performance(stage(), known)
    made = counted_calls(monkeypatch, item_making, "path_item")
    changed = performance(stage("#FF0000"), known.for_next(after_part=False))
    assert len(made) == STEPS
    assert changed == performance(stage("#FF0000"))


CHANGES: dict[str, Callable[[VMobject], object]] = {
    "points": lambda m: m.points.__setitem__((0, 0), 0.5),
    "fill": lambda m: m.set_fill(RED),
    "stroke width": lambda m: m.set_stroke(RED, width=9, opacity=1),
    "shadow": lambda m: with_shadow(m, SoftShadow(0, 0, 0.1, "#000000", 1)),
    "radial fill": lambda m: with_radial_fill(m, (0, 0), 1, LIGHT),
    "tag": lambda m: tagged(m, Tag("label", "word")),
    "clip": lambda m: clipped(m, (0, 0, 1, 1)),
    "inside a shape": lambda m: clipped_inside(m, Circle()),
    "tolerance": lambda m: m.__setattr__("tolerance_for_point_equality", 0.5),
}


@pytest.mark.parametrize("change", CHANGES)
def test_no_item_is_taken_for_another(change: str) -> None:
    known = GivenItems()
    almost = Circle(fill_opacity=1)
    almost.points[-1] += 0.001
    for again in range(2):
        shape = almost.copy()
        if again:
            CHANGES[change](shape)
        (item,) = Extractor(known=known).drawing([shape], Camera()).items
        (alone,) = Extractor().drawing([shape], Camera()).items
        assert (item.key, item.tag) == (alone.key, alone.tag)


def test_only_what_the_last_performance_has_used_is_known_to_the_next() -> None:
    known = GivenItems()
    performance(stage(), known)
    following = known.for_next(after_part=False)
    assert [item for item in following.items_before() if item]
    assert following.for_next(after_part=False).items_before() == []
    assert following.for_next(after_part=True).items_before() == following.items_before()


def test_what_a_fork_has_found_is_known_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    known = GivenItems()
    performance(stage(), known)
    first, fork = known.for_next(after_part=False), known.for_next(after_part=False)
    performance(stage(), fork)
    other = VGroup(card(fill_color=BLUE))
    Extractor(known=fork).drawing([other], Camera())
    found = pickle.loads(pickle.dumps(fork.found()))
    assert (len(found.used), len(found.new)) == (len(first.items_before()), 1)
    first.add(found)
    following = first.for_next(after_part=False)
    made = counted_calls(monkeypatch, item_making, "path_item")
    performance(stage(), following)
    Extractor(known=following).drawing([other], Camera())
    assert made == []
