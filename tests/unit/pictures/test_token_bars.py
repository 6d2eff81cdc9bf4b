"""Bars, panes and arcs on a row of tokens."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from storyreel.design.tokens import px
from storyreel.pictures.forms import Polyline
from storyreel.pictures.shared_elements import STAGE
from tests.unit.pictures.drawn_kinds import drawn, frame, inside, state


def test_bars_stand_on_their_tokens_and_a_bar_of_0_is_seen() -> None:
    row = drawn("tokens", "{pieces: [it, boils], bars: [[1, 2.0], [2, 0]], top: 4}")
    for piece in ("it#1", "boils#1"):
        bar, tile = frame(row[f"bar/{piece}"]), frame(row[f"tile/{piece}"])
        assert bar.bottom > tile.top
        assert bar.center[0] == pytest.approx(tile.center[0])
    assert frame(row["bar/boils#1"]).height > px(3)
    assert frame(row["bar/it#1"]).height == pytest.approx(
        (STAGE.top - frame(row["bar/it#1"]).bottom) / 2
    )


def test_a_pane_lies_over_the_tokens_that_it_covers_and_no_others() -> None:
    row = drawn("tokens", "{pieces: [what, it, boils], cover: [1, 2]}")
    pane = frame(row["pane"])
    assert pane.left < frame(row["tile/what#1"]).left
    assert frame(row["tile/it#1"]).right < pane.right < frame(row["tile/boils#1"]).left


def test_a_row_ends_where_it_is_broken_and_each_row_has_a_pane_of_its_own() -> None:
    row = drawn("tokens", "{pieces: [what, it, boils], breaks: [2], cover: [1, 2, 3]}")
    assert frame(row["tile/it#1"]).bottom > frame(row["tile/boils#1"]).top
    assert frame(row["tile/what#1"]).bottom == frame(row["tile/it#1"]).bottom
    assert inside(frame(row["tile/it#1"]), frame(row["pane"]))
    assert inside(frame(row["tile/boils#1"]), frame(row["pane/2"]))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("breaks: [3]", "names piece 3"),
        ("breaks: [2]", "breaks the row after its last piece"),
        ("mark: [1, 1]", "names 1 twice"),
        ("bars: [[3, 1]]", "names piece 3"),
        ("bars: [[1, 5]], top: 4", "a bar outside its scale"),
        ("bars: [[1, -1]]", "a bar outside its scale"),
        ("cover: [0]", "names piece 0"),
        ("arcs: [[1, 3]]", "names piece 3"),
        ("arcs: [[2, 2]]", "from a piece to itself"),
        ("arcs: [[1, 2]], bars: [[1, 1]]", "both bars and arcs"),
    ],
)
def test_bars_and_panes_name_what_is_wrong(fields: str, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        state("tokens", f"{{pieces: [it, boils], {fields}}}")


def test_arcs_lead_from_tile_to_tile_and_the_longest_is_the_highest() -> None:
    row = drawn("tokens", "{pieces: [a, b, c, d], arcs: [[1, 3], [4, 3]]}")
    far, near = row["arc/a#1"].form, row["arc/d#1"].form
    assert isinstance(far, Polyline)
    assert isinstance(near, Polyline)
    assert far.points[0][0] == pytest.approx(frame(row["tile/a#1"]).center[0])
    assert far.points[-1] == pytest.approx(near.points[-1])
    assert max(y for _, y in far.points) == pytest.approx(STAGE.top)
    assert max(y for _, y in near.points) < STAGE.top - px(30)


def test_arcs_to_one_tile_travel_with_the_gap_and_only_new_ones_are_drawn_later() -> None:
    first = state("tokens", "{pieces: [a, b], hide: [2], arcs: [[1, 2]]}")
    second = state("tokens", "{pieces: [a, b, c], hide: [3], arcs: [[1, 3], [2, 3]]}")
    drawings = tuple(first.draw(STAGE)), tuple(second.draw(STAGE))
    before, after = second.change_from(first, *drawings)
    earlier = {element.key: element for element in before}
    later = {element.key: element for element in after}
    assert "arc/a#1" in earlier
    moving, new = later["arc/a#1"].span, later["arc/b#1"].span
    assert moving is not None
    assert new is not None
    assert moving == later["tile/a#1"].span
    assert new[0] > moving[0]


def test_arcs_to_several_tiles_are_apart() -> None:
    row = drawn("tokens", "{pieces: [a, b, c], arcs: [[1, 2], [1, 3]]}")
    assert {key for key in row if key.startswith("arc/")} == {"arc/a#1/b#1", "arc/a#1/c#1"}


def test_rows_that_begin_at_the_left_are_above_one_another() -> None:
    long = drawn("tokens", "{pieces: [a, b, c, d], align: left}")
    short = drawn("tokens", "{pieces: [a, b], align: left}")
    assert frame(long["tile/a#1"]).left == STAGE.left == frame(short["tile/a#1"]).left


@pytest.mark.parametrize(
    ("longer", "steady"),
    [("pieces: [a, b, c, d, e, f, g, h, i, j, k, l, m, n], align: left", True),
     ("pieces: [a, x, c, d, e, f, g, h, i, j, k, l, m, n], align: left", False),
     ("pieces: [a, b, c, d, e, f, g, h, i, j, k, l, m, n]", False)],
)  # fmt: skip
def test_a_row_that_is_written_on_keeps_its_tiles(longer: str, steady: bool) -> None:
    first = state("tokens", "{pieces: [a, b], top: 1, align: left}")
    second = state("tokens", f"{{top: 1, {longer}}}")
    width = {
        each: frame({e.key: e for e in each.draw(STAGE)}["tile/a#1"]).width
        for each in (first.steadied([first, second]), second.steadied([first, second]))
    }
    narrow, wide = sorted(width.values())
    assert (narrow == wide) == steady


def test_a_pane_over_tokens_apart_is_refused() -> None:
    with pytest.raises(ValidationError, match="covers pieces with a gap"):
        state("tokens", "{pieces: [a, b, c], cover: [1, 3]}")


@pytest.mark.parametrize(
    "kind, key, text",
    [
        ("tokens", "arc/it#1", "{pieces: [it, boils], arcs: [[1, 2]]}"),
        ("figure", "arrow", "{value: 2, before: 1}"),
        ("flow", "edge/a -> b", "{edges: [a -> b]}"),
    ],
)
def test_an_arrow_has_its_head_in_its_line_so_that_it_comes_last(
    kind: str, key: str, text: str
) -> None:
    shown = drawn(kind, text)
    line = shown[key].form
    assert isinstance(line, Polyline)
    *_, tip, last = line.points
    assert line.points.count(tip) == 2 and last != tip
    assert not any("head" in each for each in shown)


def test_a_dashed_arrow_has_a_whole_head() -> None:
    shown = drawn("flow", "{edges: [a -> b], dashed: [a -> b]}")
    assert shown["edge/a -> b"].look.dash and not shown["head/a -> b"].look.dash
