"""Forms: the way between two geometries is exact at both ends and continuous between."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from storyreel.design.layout import Frame
from storyreel.design.tokens import Type, px
from storyreel.pictures.forms import (
    Form,
    Number,
    Polyline,
    Rect,
    Words,
    mix_forms,
    same_shape,
    shown,
)

places = st.floats(-6, 6, allow_nan=False)
points = st.tuples(places, places)


@st.composite
def frames(draw: st.DrawFn) -> Frame:
    left, bottom = draw(points)
    width, height = draw(st.floats(0.1, 4)), draw(st.floats(0.1, 3))
    return Frame(left, bottom, left + width, bottom + height)


rects = st.builds(Rect, frames(), st.floats(0, 1))
lines = st.builds(Polyline, st.lists(points, min_size=2, max_size=6, unique=True).map(tuple))
words = st.builds(Words, st.just("token"), st.just(Type.LABEL), points)
numbers = st.builds(Number, st.floats(-1000, 1000), st.just("{:.2f}"), st.just(Type.LABEL), points)
pairs = st.one_of(*(st.tuples(kind, kind) for kind in (rects, lines, words, numbers)))


@given(pairs)
def test_a_mix_begins_and_ends_with_what_it_is_between(pair: tuple[Form, Form]) -> None:
    first, second = pair
    start, end = mix_forms(first, second, 0.0).path(), mix_forms(first, second, 1.0).path()
    before, after = first.path(), second.path()
    assert start and end and before and after
    assert end.key == after.key
    low, high = before.points.min(axis=0), before.points.max(axis=0)
    tolerance = 2  # quanta
    assert np.abs(start.points.min(axis=0) - low).max() <= tolerance
    assert np.abs(start.points.max(axis=0) - high).max() <= tolerance


@given(rects, st.floats(0, 2))
def test_a_round_rectangle_fills_its_frame(rect: Rect, radius: float) -> None:
    path = Rect(rect.frame, radius).path()
    square = Rect(rect.frame).path()
    assert path and square
    assert path.box == square.box


def test_a_number_between_two_has_the_value_between() -> None:
    first = Number(0.0, "{:.1f} s", Type.LABEL, (0.0, 0.0))
    second = Number(4.0, "{:.1f} s", Type.LABEL, (2.0, 0.0))
    middle = first.mix(second, 0.5)
    assert middle.words.text == "2.0 s"
    assert middle.at == (1.0, 0.0)


@pytest.mark.parametrize(
    ("spec", "value", "text"),
    [("{:.2f}", -0.001, "0.00"), ("{:.1f}", -2.0, "−2.0"), ("{:,.0f}", 589824, "589,824")],
)
def test_numbers_are_written_as_people_write_them(spec: str, value: float, text: str) -> None:
    assert shown(spec, value) == text


def test_another_text_is_another_shape() -> None:
    one, two = Words("one", Type.LABEL, (0, 0)), Words("two", Type.LABEL, (0, 0))
    assert not same_shape(one, two)
    assert same_shape(one, one.moved(1.0, 0.0))


def test_a_line_is_drawn_along_its_length() -> None:
    line = Polyline(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0)))
    half = line.undrawn().mix(line, 0.5)
    assert half.corners().tolist() == [[0.0, 0.0], [1.0, 0.0]]
    assert line.undrawn().mix(line, 1.0).corners().tolist() == [[0, 0], [1, 0], [1, 1]]


def test_dashes_and_gaps_are_equally_long() -> None:
    path = Polyline(((0.0, 0.0), (px(100), 0.0))).dashed(px(10))
    assert path is not None
    assert len(path.starts) == 5
    edges = path.points[:, 0].reshape(-1, 4)[:, [0, 3]] / path.points[:, 0].max() * 90
    assert np.allclose(edges, [[0, 10], [20, 30], [40, 50], [60, 70], [80, 90]], atol=0.01)
