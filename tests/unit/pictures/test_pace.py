"""Layouts in which numbers count change as their digits come."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from storyreel.design.layout import Frame
from storyreel.pictures.elements import Picture
from storyreel.pictures.emphasis import box_of
from storyreel.pictures.forms import Number, Words
from storyreel.pictures.shared_elements import STAGE
from storyreel.pictures.transitions import mix
from tests.unit.pictures.conftest import Loads
from tests.unit.pictures.drawn_kinds import state

NARROW = replace(STAGE, right=STAGE.left + STAGE.width / 4)
FRAMES = [step / 24 for step in range(25)]
BIG = 9_000_000


def on_the_way(kind: str, first: str, second: str, room: Frame = NARROW) -> list[Picture]:
    """The pictures of a change in which a thing stays in its room, frame by frame."""
    earlier, later = state(kind, first), state(kind, second)
    ends = later.change_from(earlier, tuple(earlier.draw(room)), tuple(later.draw(room)))
    return [mix(*ends, share) for share in FRAMES]


def number(picture: Picture) -> Number:
    (form,) = (each.form for each in picture if each.key == "number")
    assert isinstance(form, Number)
    return form


@pytest.mark.parametrize("more", ["", ", unit: kg", ", before: 3", ", note: seen, prefix: $"])
@pytest.mark.parametrize(("start", "stop"), [(7, BIG), (BIG, 7), (0, 150), (-5, BIG)])
def test_a_figure_that_counts_to_more_digits_stays_in_its_room(
    start: int, stop: int, more: str
) -> None:
    for picture in on_the_way("figure", f"{{value: {start}{more}}}", f"{{value: {stop}{more}}}"):
        row = box_of([each for each in picture if each.key != "note"])
        assert row is not None
        assert row.left > NARROW.left - 0.01 and row.right < NARROW.right + 0.01


def test_a_figure_gets_smaller_from_frame_to_frame_and_never_larger_again() -> None:
    pictures = on_the_way("figure", "{value: 7}", "{value: 150}")
    sizes = [number(picture).style.size for picture in pictures]
    assert all(later <= earlier + 1e-9 for earlier, later in pairwise(sizes))
    assert max(earlier - later for earlier, later in pairwise(sizes)) < 0.5 * (sizes[0] - sizes[-1])


def test_a_unit_keeps_its_size_and_its_place_beside_the_number() -> None:
    for picture in on_the_way("figure", "{value: 7, unit: kg}", "{value: 900, unit: kg}"):
        (unit,) = (each.form for each in picture if each.key == "unit")
        assert isinstance(unit, Words)
        size = number(picture).style.size
        gap = unit.left - number(picture).at[0]
        assert unit.style.size == pytest.approx(0.6 * size)
        assert gap == pytest.approx(0.16 * size)


def test_a_figure_with_as_many_digits_or_room_for_more_changes_evenly() -> None:
    for first, second, room in (("7", "9", NARROW), ("7", str(BIG), STAGE)):
        earlier, later = (state("figure", f"{{value: {value}}}") for value in (first, second))
        before, after = (tuple(each.draw(room)) for each in (earlier, later))
        assert later.change_from(earlier, before, after) == (before, after)


COUNTING = """
layout: model model model right
picture:
  model: {dots: {count: 100, solid: 7, columns: 20, sweep: true}}
  right: {figure: {value: 7, note: seen}}
then:
  - at: 1
    model: {dots: {solid: 100}, over: 2.0}
    right: {figure: {value: 100}, over: 2.0}
"""


def sizes_of_counting(load: Loads, beat: str) -> list[float]:
    """The size of the figure from frame to frame while it counts."""
    clip = load(beat)
    return [
        each.form.style.size
        for step in range(62)
        for each in clip.performance.picture(1 + step / 30)
        if each.key == "right/number" and isinstance(each.form, Number)
    ]


def test_a_figure_keeps_its_size_in_its_room(load: Loads) -> None:
    sizes = sizes_of_counting(load, COUNTING)
    assert sizes == pytest.approx([sizes[-1]] * 62)


def test_a_figure_keeps_its_size_with_a_unit_and_is_in_the_middle(load: Loads) -> None:
    beat = (
        "picture: {a: {figure: {value: 7, unit: kg}}}\nthen: [{at: 2, a: {figure: {value: 900}}}]"
    )
    clip = load(beat)
    rows = [box_of([e for e in clip.performance.picture(now) if e.owner == "a"]) for now in (1, 5)]
    first, last = (row for row in rows if row is not None)
    assert first.center[0] == pytest.approx(last.center[0], abs=0.05)
    assert first.height == pytest.approx(last.height, rel=0.05)
    assert first.width < last.width


def test_a_figure_with_an_earlier_number_beside_it_does_not_make_the_others_smaller(
    load: Loads,
) -> None:
    alone = "picture: {a: {figure: {value: 7}}}\nthen: [{at: 2, a: {figure: {value: 9}}}]"
    both = f"{alone[:-1]}, {{at: 4, a: {{figure: {{value: 9, before: 7}}}}}}]"
    sizes = [
        each.form.style.size
        for beat in (alone, both)
        for each in load(beat).performance.picture(1)
        if each.key == "a/number" and isinstance(each.form, Number)
    ]
    assert sizes[0] == sizes[1]


def test_a_figure_that_counts_dots_gets_smaller_before_its_next_digit_comes(load: Loads) -> None:
    """It once changed its size at once where a digit came."""
    beat = COUNTING.replace("{value: 7,", "{value: 7, before: 30,")
    sizes = sizes_of_counting(load, beat)
    assert sizes[0] > 1.2 * sizes[-1]
    assert max(earlier / later for earlier, later in pairwise(sizes)) < 1.2


def test_a_number_in_a_table_does_not_reach_the_column_before_it() -> None:
    header = "header: [unit, n]"
    rows = "[[none, {}], [two, 97]]"
    first, second = (f"{{{header}, rows: {rows.format(value)}}}" for value in (7, BIG))
    room = replace(STAGE, right=STAGE.left + STAGE.width * 0.27)
    for picture in on_the_way("table", first, second, room):
        cells = {each.key: each.form for each in picture}
        name, count = cells["cell/none#1/unit#1"], cells["cell/none#1/n#1"]
        assert isinstance(name, Words) and isinstance(count, Number)
        assert name.left + name.advance < count.words.left


def test_rows_of_a_table_that_pass_others_take_their_time() -> None:
    first = "{rows: [[x, 5], [y, 900]]}"
    second = f"{{rows: [[y, 900], [x, {BIG}]]}}"
    heights = []
    for picture in on_the_way("table", first, second):
        (name,) = (each.form for each in picture if each.key == "cell/x#1/1")
        assert isinstance(name, Words)
        heights.append(name.at[1])
    steps = [abs(later - earlier) for earlier, later in pairwise(heights)]
    assert max(steps) < 0.3 * abs(heights[-1] - heights[0])
