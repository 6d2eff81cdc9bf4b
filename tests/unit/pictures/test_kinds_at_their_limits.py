"""Every chart at its extremes, and what its validators refuse."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from storyreel.design.tokens import px
from storyreel.pictures.forms import Number, Polyline, Rect, Words
from storyreel.pictures.kinds.labels import SMALLEST
from storyreel.pictures.shared_elements import STAGE
from tests.unit.pictures.drawn_kinds import drawn, state

EXTREMES = {
    "bars": [
        "{even: 400, level: 0.0025, mark: 400, label: the last one of all of them}",
        "{values: {one: 0}, digits: 6}",
        "{values: {a: -1, b: -2}, digits: 2, direction: right}",
    ],
    "cells": [
        f"{{values: {[[0.5] * 64] * 30}}}",
        "{rows: 1, columns: 1}",
        "{rows: 768, columns: 768, tone: ghost, label: not one number changes}",
    ],
    "dots": ["{count: 1000, failed: 1000}", "{count: 1}", "{pattern: x}"],
    "curve": [
        "{x: [0.001, 1000000], y: [0.001, 1000000], log: xy, line: x, x_ticks: [0.001, 1000000], "
        "y_ticks: [0.001, 1000000], x_label: a name of thirty-two letters!, "
        "y_label: a name of thirty-two letters!}",
        "{x: [0, 1], y: [0, 1], line: 9 - 18 * x, area: true, guide: 0.5}",
    ],
    "points": [
        "{x: [0, 1], y: [0, 1], groups: {a: {count: 400, center: [0, 0], spread: [9, 9]}}}",
        "{x: [0, 1], y: [0, 1], places: {the upper right corner: [1, 1], b: [0, 0]}}",
    ],
    "numberline": [
        "{span: [0.001, 1000], log: true, ticks: [0.001, 1, 1000], threshold: 1000, "
        "threshold_label: far out on the right}",
        "{span: [0, 1], values: {a: 0, b: 0, c: 0, d: 1, e: 1, f: 1}}",
    ],
    "meter": ["{value: 9, text: ∞}", "{value: -9, digits: 6, unit: dozens}"],
    "compass": ["{count: 60, spread: 90}", "{angles: [0], lengths: [0]}", "{gold: 720}"],
    "timeline": [
        "{span: [0, 1], events: {a: 0, b: 0, c: 0, d: 0, e: 1, f: 1, g: 1}}",
        "{span: [0, 9], periods: {a long name of a period: [0, 0.1]}, now: 0}",
    ],
    "flow": [
        "{edges: [a -> a]}",
        "{edges: [a -> b -> c -> d -> e -> f -> g -> h, a -> h, h -> a, b -> g, g -> b]}",
        "{edges: [a -> b, c -> d], at: d}",
    ],
    "layers": [
        "{units: [16, 16, 1, 16]}",
        "{units: [1]}",
        "{stack: [a, b, c, d, e, f, g], pulse: 0}",
    ],
    "route": ["{stops: [a]}", "{stops: [a], fork: [b, c, d, e], at: e}"],
}


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in EXTREMES.items() for text in texts]
)
def test_an_extreme_stays_in_its_room_with_readable_words(kind: str, text: str) -> None:
    slack = px(12)
    elements = drawn(kind, text)
    assert elements
    for element in elements.values():
        form = element.form
        if isinstance(form, (Words, Number)):
            assert form.style.size >= SMALLEST * 0.999, element.key
        if isinstance(form, Rect):
            assert form.frame.width >= 0 and form.frame.height >= 0
            corners = [(form.frame.left, form.frame.bottom), (form.frame.right, form.frame.top)]
        elif isinstance(form, Polyline):
            corners = list(form.points)
        elif isinstance(form, Words):
            corners = [form.at, (form.left, form.at[1]), (form.left + form.advance, form.at[1])]
        else:
            continue
        for x, y in corners:
            assert STAGE.left - slack <= x <= STAGE.right + slack, element.key
            assert STAGE.bottom - slack <= y <= STAGE.top + slack, element.key


@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        ("bars", "{values: {a: 1}, before: {b: 1}}", "'b' in `before` alone"),
        ("bars", "{values: {a: 1}, log: true}", "without a lower end"),
        ("bars", "{values: {a: 1}, top: 2, ticks: [3]}", "tick 3 is not on"),
        ("cells", "{values: [[0, 1]], groups: {a: 1}}", "2 columns and groups of 1"),
        ("cells", "{rows: 1, columns: 1, row_names: [a]}", "without values"),
        ("cells", "{rows: 8, columns: 8, left: 4}", "wider than a quarter"),
        ("cells", "{rows: 8, columns: 8, apart: 1}", "`apart` without a strip"),
        ("cells", "{rows: 8, columns: 4, values: [[0, 1], [1, 0]]}", "another proportion"),
        ("cells", "{values: [[0, 1]], cross: [2, 1]}", "a cross outside"),
        ("cells", "{rows: 1, columns: 1, cross: [1, 1]}", "without values"),
        ("cells", "{rows: 1, columns: 1, reveal: [[1, 1]]}", "without values"),
        ("cells", "{values: [[0, 1]], reveal: [[1, 3]]}", "a reveal outside"),
        (
            "cells",
            "{rows: 4, columns: 2, values: [[0], [1]], left: 1, left_values: [[1]]}",
            "left_values that do not fill their strip",
        ),
        ("points", "{x: [0, 1], y: [0, 1], groups: {a: }}", "no points in 'a'"),
        ("compass", "{gold: 0, reach: 2}", "`largest: 2`"),
        ("dots", "{pattern: '##', count: 2}", "both `pattern` and numbers"),
        ("dots", "{count: 3, groups: {a: 2}}", "3 dots and groups of 2"),
        ("curve", "{x: [0, 1], y: [0, 1], log: x, line: x}", "begins at 0"),
        ("curve", "{x: [0, 1], y: [0, 1], lines: {a: x}, ghost: [b]}", "`ghost` names 'b'"),
        ("curve", "{x: [0, 1], y: [0, 1], lines: {a: x}, point: 0.5}", "no line for its point"),
        ("curve", "{x: [0, 1], y: [0, 1], line: x, sides: [a, b]}", "that it does not have"),
        ("curve", "{x: [0, 1], y: [0, 1], lines: {a: x}, unnamed: [b]}", "`unnamed` names 'b'"),
        ("points", "{x: [0, 1], y: [0, 1]}", "shows nothing"),
        (
            "points",
            "{x: [0, 1], y: [0, 1], lines: {a: [[0, 0], [1, 1]]}, walked: {a: 2}}",
            "walks 2 steps of 'a'",
        ),
        (
            "points",
            "{x: [0, 1], y: [1, 9], cross: [0, 1], log: y, aspect: equal}",
            "equal units on a logarithmic axis",
        ),
        ("points", "{x: [0, 1], y: [0, 1], lines: {a: }}", "fewer than two points"),
        (
            "points",
            "{x: [0, 1], y: [0, 1], groups: {a: [[0, 0]]}, belongs: {a: above}}",
            "`belongs` without `shade`",
        ),
        (
            "points",
            "{x: [0, 1], y: [0, 1], lines: {l: [[0, 0], [1, 1]]}, shade: l, belongs: {a: above}}",
            "`belongs` names 'a'",
        ),
        (
            "points",
            "{x: [0, 1], y: [0, 1], groups: {a: [[0, 0]]}, ring: {a: [2]}}",
            "rings point 2",
        ),
        (
            "points",
            "{x: [0, 1], y: [0, 1], groups: {a: [[0, 0]]}, gold: {a: [2]}}",
            "gilds point 2",
        ),
        ("points", "{x: [0, 1], y: [0, 1], cross: [0, 0], shade: a}", "`shade` names 'a'"),
        (
            "points",
            "{x: [0, 1], y: [0, 1], cross: [0, 0], line_tones: {a: gold}}",
            "`line_tones` names 'a'",
        ),
        ("compass", "{angles: [0, 9], lengths: [1]}", "2 angles and 1 length"),
        ("numberline", "{span: [0, 1], dots: [2]}", "2 is not on the line"),
        ("numberline", "{span: [0, 1], ticks: [0, 1, 1]}", "names 1.0 twice"),
        ("numberline", "{span: [0, 1], every: 0.001}", "too many ticks"),
        ("numberline", "{span: [0, 1], every: 0.5, ticks: [0]}", "`every` and `ticks`"),
        ("meter", "{value: 1, from: 2, to: 1}", "from 2 to 1"),
        ("meter", "{value: 1, percent: true, unit: s}", "both `percent` and `unit`"),
        ("compass", "{}", "has no needle"),
        ("timeline", "{span: [0, 1], events: {a: 2}}", "2 is not between"),
        ("flow", "{edges: [a -> b], at: c}", "no box 'c'"),
        ("flow", "{edges: [a]}", "not an arrow"),
        ("flow", "{edges: [a -> b], at: b -> a}", "no arrow 'b -> a'"),
        ("layers", "{units: [2], stack: [a]}", "either `units` or `stack`"),
        ("layers", "{units: [2, 2], pulse: 9}", "layer 9 of 2"),
        ("route", "{stops: [a, b], gates: {b: ajar}}", "cannot be 'ajar'"),
        ("route", "{stops: [a, b], at: c}", "no place 'c'"),
    ],
)
def test_a_contradiction_is_refused(kind: str, text: str, says: str) -> None:
    with pytest.raises(ValidationError) as caught:
        state(kind, text)
    assert says in str(caught.value)
