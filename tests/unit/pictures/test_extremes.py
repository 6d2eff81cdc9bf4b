"""Every kind at its extremes, from the smallest to the largest rectangle.

Each is drawn inside its rectangle with text that can be read, or says how much room it needs.
"""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from storyreel.base.errors import RequestError
from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.pictures.elements import Element
from storyreel.pictures.emphasis import box_of
from storyreel.pictures.forms import Number, Typed, Words
from storyreel.pictures.kinds import KINDS
from storyreel.pictures.kinds.fields import PictureSurroundings
from storyreel.pictures.kinds.kind import Kind, NoRoomError
from storyreel.pictures.kinds.labels import SMALLEST
from tests.unit.pictures.conftest import Loads

ASSETS = Path(__file__).parents[3] / "assets"
CONTEXT = PictureSurroundings(lambda text, face: (), ASSETS)
SPILL = px(12)
"""How far strokes, and discs on an axis, may reach beyond the rectangle: a fifth of a gutter."""

WIDTHS = (60, 420, 840, 1720)
HEIGHTS = (60, 190, 570)
"""Sizes of rectangles in px: from a cell that shows nothing to the whole stage."""

LONG = "A very long name here"
LONGER = "Donaudampfschifffahrtsgesellschaft and more"
EXTREMES: dict[str, tuple[dict[str, Any], ...]] = {
    "text": (
        {"words": "a"},
        {"words": " ".join(["word"] * 39)},
        {"lines": [LONGER] * 8},
        {"words": LONGER, "style": "heading"},
    ),
    "figure": (
        {"value": 0},
        {
            "value": -999_999_999_999, "digits": 6, "prefix": "about", "unit": "kilometres",
            "note": LONG,
        },
        {"value": 1, "before": 1_000_000, "note": LONGER[:40]},
    ),
    "bars": (
        {"values": {"a": 0}, "digits": 6},
        {"values": {f"name {at}": at - 20 for at in range(40)}, "digits": 1},
        {"values": {LONG: 1, LONG + " again": -1}, "digits": 0, "direction": "right"},
        {"even": 400, "mark": 400, "label": "the last one of them all"},
        {"values": {"a": 1e9, "b": 1}, "log": True, "bottom": 1, "ticks": [1, 1e9]},
    ),
    "curve": (
        {"x": [0, 1], "y": [0, 1], "line": "0"},
        {
            "x": [0, 1e9], "y": [-1e9, 1e9], "line": "x", "x_label": LONG, "y_label": LONG,
            "guide": 0, "guide_label": LONG, "x_ticks": [0, 5e8, 1e9], "y_ticks": [-1e9, 1e9],
            "lines": {f"{LONG} {at}": f"x * {at} / 9" for at in range(4)},
        },
        {"x": [0, 1], "y": [0, 1], "line": "x", "beads": [0.5] * 60, "wall": 0.5},
    ),
    "numberline": (
        {"span": [0, 1]},
        {"span": [-1e9, 1e9], "values": {f"{LONG} {at}": at * 1e7 for at in range(12)}},
        {"span": [0, 1], "dots": [0.5] * 200, "threshold": 0.5, "threshold_label": LONG},
        {"span": [0, 9], "intervals": {f"{LONG} {at}": [at, at + 1] for at in range(6)}},
    ),
    "points": (
        {"x": [0, 1], "y": [0, 1], "places": {"a": [0, 0]}},
        {"x": [0, 1], "y": [0, 1], "places": {f"{LONG} {at}": [at / 12, 1] for at in range(12)}},
        {
            "x": [0, 1], "y": [0, 1], "x_label": LONG, "y_label": LONG,
            "groups": {"a": {"count": 400, "center": [0.5, 0.5], "spread": [9, 9]}},
            "ring": {"a": [1, 400]}, "cross": [1, 1],
        },
    ),
    "compass": (
        {"angles": [0]},
        {"count": 60, "spread": 90, "gold": 180, "reach": 3, "largest": 3},
    ),
    "meter": (
        {"value": 0},
        {"value": 1e9, "to": 1e9, "digits": 6, "unit": "kilometres", "threshold": 0},
        {"value": 1, "percent": True, "threshold": 1, "threshold_label": LONG},
    ),
    "timeline": (
        {"span": [0, 1], "events": {"a": 0}},
        {"span": [0, 99], "events": {f"{LONG} {at}": at for at in range(16)}, "now": 99},
        {"span": [0, 1], "periods": {f"{LONG} {at}": [0, 1] for at in range(6)}, "dates": [0, 1]},
    ),
    "flow": (
        {"edges": ["a -> b"], "at": "a"},
        {"edges": [f"{LONG} -> {LONG} {at}" for at in range(9)], "at": LONG},
        {"edges": [" -> ".join("abcdefghijklm"), "m -> a"], "direction": "down", "at": "m"},
        {"edges": ["a -> b", "b -> a"], "counts": {"a -> b": 1e9, "b -> a": 0}, "digits": 6},
    ),
    "layers": (
        {"units": [1]},
        {"units": [16] * 16, "names": [f"layer {at}" for at in range(16)], "pulse": 16},
        {"stack": [f"{LONG} {at}" for at in range(9)], "pulse": 9},
    ),
    "relay": (
        {"strengths": [0, 0]},
        {"strengths": [1e9] * 16, "at": 16},
        {"strengths": [0] * 16, "at": 1, "direction": "left", "weight": 1, "per": 20},
    ),
    "route": (
        {"stops": ["a"]},
        {"stops": [f"{LONG} {at}" for at in range(8)]},
        {"stops": ["a", "b"], "fork": [LONG, f"{LONG} 2", "c", "d"], "gates": {LONG: 0}},
    ),
    "tokens": (
        {"pieces": ["a"]},
        {"pieces": [f"piece{at}" for at in range(60)], "ids": list(range(1000, 1060))},
        {"pieces": [LONGER], "cover": [1]},
        {"pieces": ["a", "b"], "bars": [[1, 0], [2, 1e9]], "top": 1e9},
    ),
    "cells": (
        {"rows": 1, "columns": 1},
        {"rows": 999_999, "columns": 999_999, "label": LONG},
        {"values": [[at / 64 for at in range(14)]] * 64},
        {"values": [[0, 1]], "digits": 3, "row_names": [LONG], "column_names": [LONG, "b"]},
    ),
    "dots": (
        {"count": 1},
        {"count": 1000, "failed": 1000},
        {"count": 6, "groups": {f"{LONG} {at}": 1 for at in range(6)}},
        {"count": 100, "columns": 100},
    ),
    "formula": ({"tex": "x"}, {"tex": r"\sum_{i=1}^{n}\frac{a_i}{b_i+\sqrt{c_i}}+" * 4 + "z"}),
    "icon": ({"show": "factory"}, {"show": "factory", "word": LONGER[:24]}),
    "code": (
        {"text": "a"},
        {"text": "\n".join(f"value_{at} = {at}" for at in range(30)), "mark": [1, 30]},
        {"text": "x = '" + "long " * 30 + "'"},
    ),
    "terminal": (
        {"lines": [{"run": "a"}]},
        {"lines": [{"run": "run " + "it " * 40}, *["out"] * 59]},
    ),
    "chat": (
        {"messages": [{"a": "b"}]},
        {"messages": [{"me": LONG * 4}, {"them": LONGER}] * 6, "names": True},
    ),
    "list": (
        {"items": ["a"]},
        {"items": [f"{LONG} {at}" for at in range(12)]},
        {"items": [{"struck": LONGER * 2}, {"failed": LONGER}]},
    ),
    "table": (
        {"rows": [["a"]]},
        {"header": [LONG] * 8, "rows": [[at * 1e8 for at in range(8)]] * 12},
        {"rows": [[f"{LONG} {at}", 0.123456] for at in range(12)]},
    ),
    "compare": (
        {"first": "a", "second": "b"},
        {"first": "0123456789abcdef" * 4, "second": "0123456789abcdff" * 4, "names": [LONG, "b"]},
        {"first": LONGER, "second": "a b c d", "by": "words", "count": LONG},
    ),
    "card": (
        {"title": "a"},
        {"title": LONGER, "icon": "lock", "body": {"text": {"words": LONG * 4}}},
        {"body": {"tokens": {"pieces": [f"piece{at}" for at in range(20)]}}},
    ),
    "image": ({"file": "pictures/hour25.png", "fit": "contain", "zoom": 1},),
    "vs": (
        {"left": {"figure": {"value": 1}}, "right": {"figure": {"value": 2}}},
        {
            "left": {"list": {"items": [LONG] * 6}}, "right": {"table": {"rows": [[LONG, 1]]}},
            "names": [LONG, LONG], "word": "versus",
        },
    ),
}  # fmt: skip


def test_every_kind_has_extremes() -> None:
    assert set(EXTREMES) == {name for name, kind in KINDS.items() if kind.placed}


def state(name: str, fields: dict[str, Any]) -> Kind:
    return KINDS[name].model_validate(_frozen(fields), context=CONTEXT, strict=False)


def _frozen(value: Any) -> Any:
    """A value as a storyboard gives it: with tuples."""
    if isinstance(value, dict):
        return {key: _frozen(each) for key, each in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def room(width: float, height: float) -> Frame:
    return Frame(-px(width) / 2, -px(height) / 2, px(width) / 2, px(height) / 2)


def spill(elements: tuple[Element, ...], frame: Frame) -> float:
    """How far elements reach beyond a frame; the edge of what nothing paints does not count."""
    box = box_of(elements)
    assert box is not None
    beyond = (frame.left - box.left, box.right - frame.right, frame.bottom - box.bottom)
    return max(*beyond, box.top - frame.top)


def text_sizes(elements: tuple[Element, ...]) -> list[tuple[float, str]]:
    """The size of each text that is to be read, and the text."""
    texts = []
    for element in elements:
        form = element.form.words if isinstance(element.form, (Number, Typed)) else element.form
        if isinstance(form, Words) and form.text.strip() and element.role != "decor":
            texts.append((form.style.size, form.text))
    return texts


def problems(kind: Kind) -> list[str]:
    """What is wrong in any of the rectangles."""
    found = []
    for width, height in product(WIDTHS, HEIGHTS):
        frame = room(width, height)
        try:
            elements = tuple(kind.draw(frame))
        except NoRoomError as error:
            if not (error.what and error.remedy) or " px" in error.what:
                found.append(f"{width} x {height}: {error.what!r}")
            continue
        beyond = spill(elements, frame)
        if beyond > SPILL:
            found.append(f"{width} x {height}: spills {beyond / px(1):.0f} px")
        small = [each for each in text_sizes(elements) if each[0] < SMALLEST * 0.95]
        if small:
            found.append(f"{width} x {height}: {small[0][1]!r} is {small[0][0] / px(1):.0f} px")
    return found


@pytest.mark.parametrize(
    ("name", "number"),
    [(name, at) for name, found in EXTREMES.items() for at in range(len(found))],
)
def test_an_extreme_is_drawn_inside_or_says_what_it_needs(name: str, number: int) -> None:
    assert problems(state(name, EXTREMES[name][number])) == []


@pytest.mark.parametrize("name", EXTREMES)
def test_an_example_fits_beside_other_things(name: str) -> None:
    kind = state(name, yaml.safe_load(KINDS[name].example))
    assert problems(kind) == []
    fitting = []
    for width, height in ((1720, 570), (840, 570), (1100, 400), (1720, 260)):
        try:
            fitting.append(bool(tuple(kind.draw(room(width, height)))))
        except NoRoomError:
            fitting.append(False)
    assert fitting[0] and sum(fitting) > 1


@pytest.mark.parametrize(
    ("columns", "rows", "thing", "sides"),
    [
        (1, 7, "bars: {values: {x: 1}, digits: 0}", ("height",)),
        (1, 6, "figure: {value: 7}, label: its number", ("height",)),
        (7, 1, "text: {lines: [Donaudampfschiff]}", ("width",)),
        (6, 6, "numberline: {span: [0, 1], ticks: [0, 1]}", ("width", "height")),
    ],
)
def test_a_thing_without_room_names_the_sides_that_are_too_short(
    columns: int, rows: int, thing: str, sides: tuple[str, ...], load: Loads
) -> None:
    names = [f"t{at}" for at in range(columns * rows)]
    lines = [" ".join(names[at : at + columns]) for at in range(0, len(names), columns)]
    layout = "".join(f"  {line}\n" for line in lines)
    with pytest.raises(RequestError, match=r"\. It needs about .* of its place\.") as caught:
        load(f"layout: |\n{layout}picture: {{t0: {{{thing}}}}}")
    found = re.findall(r"([\d.]+) times the (\w+)", str(caught.value))
    assert tuple(side for _, side in found) == sides
    assert all(float(times) > 1 for times, _ in found)
    assert "Give it more cells of the layout, or " in str(caught.value)


def test_a_thing_that_needs_more_than_the_stage_says_so(load: Loads) -> None:
    rows = ", ".join(f"[{LONGER} {at}, {LONGER} {at}]" for at in range(12))
    with pytest.raises(RequestError, match="It does not fit the whole stage either") as caught:
        load(f"picture: {{a: {{table: {{rows: [{rows}]}}}}}}")
    (problem,) = caught.value.problems
    assert problem.remedy == "Let it show less.", "more cells would not help"


def test_a_thing_without_room_in_several_changes_is_one_mistake(load: Loads) -> None:
    long = "text: {lines: [Donaudampfschiff]}"
    with pytest.raises(RequestError) as caught:
        load(
            f"layout: a b c c c c c\npicture: {{a: {{{long}}}, b: {{{long}}}, c: {{{long}}}}}\n"
            f"then:\n  - {{at: 2, a: {{{long}, dim: true}}, c: {{text: {{lines: [c]}}}}}}\n"
            "  - {at: 4, a: {text: {lines: [short]}}}\n"
            "  - {at: 6, a: {text: {lines: [Donaudampfschifffahrt]}}}\n"
        )
    first, other = caught.value.problems
    assert "picture.a: 'Donaudampfschiff' does not fit" in first.what
    assert first.what.endswith("of its place. It has no room in 2 later changes either.")
    assert "picture.b: 'Donaudampfschiff' does not fit" in other.what
    assert other.what.endswith("of its place."), "it lacks room once"
