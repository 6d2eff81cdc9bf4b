"""Layouts drawn as text."""

from __future__ import annotations

import pytest

from storyreel.design.layout import Frame
from storyreel.pictures.layout import LayoutError, parse_layout, row_layout

ROOM = Frame(0.0, 0.0, 8.0, 4.0)


def test_each_name_covers_the_rectangle_that_it_fills() -> None:
    frames = parse_layout("odds odds loss\nodds odds rule").frames(ROOM, 0.5)
    assert frames["odds"].height == pytest.approx(4.0)
    assert frames["loss"].bottom == pytest.approx(frames["rule"].top + 0.5)
    assert frames["loss"].right == frames["rule"].right == pytest.approx(8.0)
    assert frames["loss"].left == pytest.approx(frames["odds"].right + 0.5)


def test_a_point_stays_empty() -> None:
    assert set(parse_layout("a . b").areas) == {"a", "b"}


def test_without_a_layout_names_stand_in_a_row() -> None:
    frames = row_layout(("a", "b")).frames(ROOM, 0.0)
    assert frames["a"].right == pytest.approx(frames["b"].left) == pytest.approx(4.0)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "is empty"),
        ("a a\nb", "row 2 has 1 cell and row 1 has 2"),
        ("a b\nb a", "'a' does not fill a rectangle"),
        ("a b a", "'a' does not fill a rectangle"),
        ("a a\na b", "'a' does not fill a rectangle"),
    ],
)
def test_mistakes_are_named(text: str, what: str) -> None:
    with pytest.raises(LayoutError) as caught:
        parse_layout(text)
    assert what in caught.value.what
    assert caught.value.remedy
