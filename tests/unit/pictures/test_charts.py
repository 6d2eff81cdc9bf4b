"""Charts and graphs: identity in a change, extremes, and what their validators refuse."""

from __future__ import annotations

import math
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, px
from storyreel.pictures.elements import Element, color, mix
from storyreel.pictures.facts import Arithmetic
from storyreel.pictures.forms import Number, Polyline, Rect, Words
from storyreel.pictures.house import STAGE
from storyreel.pictures.kinds import KINDS
from storyreel.pictures.kinds.heap import heaped
from storyreel.pictures.kinds.kind import SMALLEST, Kind, NoRoomError, PictureSurroundings

CONTEXT = PictureSurroundings(lambda text, face: (), Path(), Arithmetic({"drift": 0.015}))
HALF = Frame(STAGE.left, STAGE.bottom, -px(28), STAGE.top)


def frozen(value: Any) -> Any:
    """A value as a storyboard's source has it: lists are tuples."""
    if isinstance(value, list):
        return tuple(map(frozen, value))
    return {key: frozen(item) for key, item in value.items()} if isinstance(value, dict) else value


def state(kind: str, text: str) -> Kind:
    return KINDS[kind].model_validate(frozen(yaml.safe_load(text)), context=CONTEXT)


def drawn(kind: str, text: str, room: Frame = STAGE) -> dict[str, Element]:
    return {element.key: element for element in state(kind, text).draw(room)}


def frame(element: Element) -> Frame:
    assert isinstance(element.form, Rect)
    return element.form.frame


def inside(inner: Frame, outer: Frame) -> bool:
    return (
        outer.left <= inner.left
        and inner.right <= outer.right
        and outer.bottom <= inner.bottom
        and inner.top <= outer.top
    )


def ends(element: Element) -> tuple[tuple[float, float], tuple[float, float]]:
    assert isinstance(element.form, Polyline)
    return element.form.points[0], element.form.points[-1]


# --- bars ---------------------------------------------------------------------------------------


def test_negative_bars_lead_the_other_way() -> None:
    bars = drawn("bars", "{values: {up: 2, down: -1}, digits: 0}")
    zero = ends(bars["floor"])[0][1]
    assert frame(bars["bar/up"]).bottom == pytest.approx(zero)
    assert frame(bars["bar/down"]).top == pytest.approx(zero)
    assert frame(bars["bar/up"]).height == pytest.approx(2 * frame(bars["bar/down"]).height)


def test_bars_to_the_right_are_as_long_as_their_numbers() -> None:
    bars = drawn("bars", "{values: {a: 4, b: 1}, direction: right}")
    assert frame(bars["bar/a"]).width == pytest.approx(4 * frame(bars["bar/b"]).width)
    assert frame(bars["bar/a"]).center[1] > frame(bars["bar/b"]).center[1]


def test_equal_factors_are_equal_steps_on_a_logarithmic_scale() -> None:
    bars = drawn("bars", "{values: {a: 0.01, b: 0.1, c: 1}, log: true, bottom: 0.001}")
    heights = [frame(bars[f"bar/{name}"]).height for name in "abc"]
    assert heights[2] - heights[1] == pytest.approx(heights[1] - heights[0])


def test_a_pair_has_its_earlier_bar_beside_it() -> None:
    bars = drawn("bars", "{values: {seal: 0.82}, before: {seal: 0.24}}")
    before, after = frame(bars["before/seal"]), frame(bars["bar/seal"])
    assert before.right < after.left
    assert before.height / after.height == pytest.approx(0.24 / 0.82)


def test_the_guide_of_bars_becomes_that_of_a_curve() -> None:
    comb = drawn("bars", "{even: 100, level: 1, guide: 1, guide_label: even guess}")
    chart = drawn("curve", "{x: [0, 9], y: [0, 5], line: 5 - x / 2, guide: 4.6}")
    halfway = {e.key: e for e in mix(tuple(comb.values()), tuple(chart.values()), 0.5)}
    low, high = sorted((ends(comb["guide"])[0][1], ends(chart["guide"])[0][1]))
    assert low < ends(halfway["guide"])[0][1] < high


def test_bars_without_names_are_marked_by_their_places() -> None:
    bars = drawn("bars", "{values: [1, 4, 2], mark: 2}")
    assert bars["bar/2"].look != bars["bar/1"].look == bars["bar/3"].look
    assert not [key for key in bars if key.startswith("name/")]
    assert frame(bars["bar/2"]).height == pytest.approx(4 * frame(bars["bar/1"]).height)


def test_bars_that_are_not_above_a_number_are_hollow() -> None:
    bars = drawn("bars", "{values: [0.01, 0, -1, -2], mark: 4, solid_above: 0}")
    fills = [bars[f"bar/{place}"].look.fill for place in range(1, 5)]
    assert fills[0] == color(Color.NAVY)
    assert fills[1:] == [color(Color.PEARL)] * 3
    assert bars["bar/4"].look.stroke == color(Color.GOLD)


def test_a_sweep_changes_bars_one_after_another_in_its_direction() -> None:
    before, after = (
        state("bars", f"{{values: {values}, top: 1, bottom: 0.01, log: true, sweep: left}}")
        for values in ("[0.01, 0.01, 0.01, 1]", "[1, 1, 1, 1]")
    )
    halfway = before.between(after, 0.625)
    assert halfway is not None
    bars = {element.key: frame(element) for element in halfway.draw(STAGE) if "bar/" in element.key}
    heights = [bars[f"bar/{place}"].height for place in range(1, 5)]
    # A quarter of the time is each bar's own; half of the second one's has passed.
    assert heights[1] == pytest.approx(heights[3] / 2)
    assert heights[2] == pytest.approx(heights[3])
    assert heights[0] < 0.02
    assert before.between(after, 1.0) == after


def test_without_a_sweep_bars_change_together() -> None:
    first, second = state("bars", "{values: [1, 2]}"), state("bars", "{values: [2, 1]}")
    assert first.between(second, 0.5) is None
    assert first.between(state("bars", "{values: [2, 1, 3], sweep: left}"), 0.5) is None


# --- cells and dots -----------------------------------------------------------------------------


def test_blocks_of_one_scale_compare_in_rooms_of_any_size() -> None:
    large = drawn("cells", "{rows: 768, columns: 768, per: 1600}")
    strip = drawn("cells", "{rows: 8, columns: 768, per: 1600}", HALF)
    assert frame(strip["block"]).width == pytest.approx(frame(large["block"]).width)
    assert frame(large["block"]).height / frame(strip["block"]).height == pytest.approx(96)


def test_a_block_that_its_scale_makes_too_large_is_told_a_scale_that_fits() -> None:
    with pytest.raises(NoRoomError) as caught:
        drawn("cells", "{rows: 768, columns: 768, per: 100}")
    assert "`per: 768`" in caught.value.remedy


def test_cells_that_leave_fall_and_those_that_stay_keep_their_identity() -> None:
    before = tuple(drawn("cells", "{values: [[0, 1, 1, 0]]}").values())
    after = tuple(drawn("cells", "{values: [[0, 1]]}").values())
    early = {element.key: element for element in mix(before, after, 0.2)}
    assert frame(early["cell/r1/c4"]).top < frame(early["cell/r1/c1"]).top
    assert {e.key for e in mix(before, after, 1.0)} == {"cell/r1/c1", "cell/r1/c2"}


def test_strips_beside_a_block_are_to_its_scale() -> None:
    cells = drawn("cells", "{rows: 768, columns: 768, left: 8, above: 8}")
    block = frame(cells["block"])
    assert block.width / frame(cells["left"]).width == pytest.approx(96)
    assert block.height / frame(cells["above"]).height == pytest.approx(96)
    assert frame(cells["left"]).right < block.left


def test_values_fill_the_block_of_their_rows_and_columns() -> None:
    whole = drawn("cells", "{rows: 768, columns: 768, per: 800}")
    filled = drawn("cells", "{rows: 768, columns: 768, per: 800, values: [[0, 1], [1, 0]]}")
    assert frame(filled["block"]).width == pytest.approx(frame(whole["block"]).width)
    assert frame(filled["cell/r2/c2"]).width == pytest.approx(
        frame(whole["block"]).width / 2, rel=0.02
    )


PRODUCT = "rows: 8, columns: 8, left: 1, above: 1, values: [[0.2, 0.9], [0.1, 0.4]], tone: gold"


def test_cells_between_two_strips_grow_from_where_these_meet() -> None:
    early = {e.key for e in mix((), tuple(drawn("cells", f"{{{PRODUCT}}}").values()), 0.5)}
    assert "cell/r1/c1" in early and "cell/r2/c2" not in early


def test_beams_lead_along_a_row_and_a_column_to_their_cell() -> None:
    cells = drawn("cells", f"{{{PRODUCT}, cross: [2, 1]}}")
    cell = frame(cells["cross/cell"])
    assert inside(frame(cells["cell/r2/c1"]), cell)
    assert frame(cells["cross/row"]).right == pytest.approx(cell.left)
    assert frame(cells["cross/column"]).bottom == pytest.approx(cell.top)


ENLARGED = (
    "rows: 4, columns: 4, tone: gold, left: 1, above: 1, "
    "values: [[0, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 1]], "
    "left_values: [[1], [0], [0], [0]], above_values: [[0, 1, 0, 0]]"
)


def test_strips_show_their_values_in_line_with_the_cells() -> None:
    cells = drawn("cells", f"{{{ENLARGED}}}")
    beside, above = frame(cells["left/cell/r1/c1"]), frame(cells["above/cell/r1/c2"])
    cell = frame(cells["cell/r1/c2"])
    assert (beside.bottom, beside.top) == pytest.approx((cell.bottom, cell.top))
    assert (above.left, above.right) == pytest.approx((cell.left, cell.right))
    assert cells["left/cell/r1/c1"].look.fill == color(Color.GOLD)
    assert cells["left/cell/r2/c1"].look.fill != color(Color.GOLD)
    assert all(inside(frame(element), STAGE.inset(-0.001)) for element in cells.values())


def test_a_cross_frames_the_values_that_make_its_cell() -> None:
    cells = drawn("cells", f"{{{ENLARGED}, cross: [1, 2]}}")
    assert inside(frame(cells["left/cell/r1/c1"]), frame(cells["cross/left"]))
    assert inside(frame(cells["above/cell/r1/c2"]), frame(cells["cross/above"]))
    assert "cross/left" not in drawn("cells", f"{{{PRODUCT}, cross: [2, 1]}}")


def test_cells_that_are_not_revealed_are_pale_and_have_no_numbers() -> None:
    cells = drawn("cells", "{values: [[1, 1]], digits: 0, reveal: [[1, 2]]}")
    assert cells["cell/r1/c2"].look.fill == color(Color.NAVY)
    assert cells["cell/r1/c1"].look.fill == color(Color.CELL)
    assert "value/r1/c2" in cells and "value/r1/c1" not in cells


def test_enlarged_cells_come_from_their_places_in_the_block_and_go_back() -> None:
    whole = state("cells", "{rows: 64, columns: 64, left: 4, above: 4}")
    corner = state("cells", f"{{{ENLARGED}}}")
    block, cells = (tuple(each.draw(STAGE)) for each in (whole, corner))
    for first, second, before, after, share in (
        (whole, corner, block, cells, 0.02),
        (corner, whole, cells, block, 0.98),
    ):
        now = {e.key: e for e in mix(*second.change_from(first, before, after), share)}
        assert inside(frame(now["cell/r4/c4"]), frame(now["block"]).inset(-0.01))
        assert inside(frame(now["left/cell/r4/c1"]), frame(now["left"]).inset(-0.01))


def test_cells_between_strips_shrink_together() -> None:
    first, second = (
        state(
            "cells",
            f"{{rows: 2, columns: 2, per: {per}, left: 0.5, above: 0.5, values: [[0, 1], [1, 0]]}}",
        )
        for per in (4, 8)
    )
    before, after = (tuple(each.draw(STAGE)) for each in (first, second))
    half = {e.key: e for e in mix(*second.change_from(first, before, after), 0.5)}
    widths = [frame(half[f"cell/{key}"]).width for key in ("r1/c1", "r2/c2")]
    assert widths[0] == pytest.approx(widths[1])


def test_revealed_cells_between_strips_are_filled_in_turn() -> None:
    text = "rows: 2, columns: 2, left: 0.5, above: 0.5, values: [[1, 1], [1, 1]]"
    first, second = state("cells", f"{{{text}, reveal: []}}"), state("cells", f"{{{text}}}")
    before, after = (tuple(each.draw(STAGE)) for each in (first, second))
    half = {e.key: e.look for e in mix(*second.change_from(first, before, after), 0.5)}
    assert half["cell/r1/c1"] != half["cell/r2/c2"]


def test_cells_that_enter_grow_in_their_places() -> None:
    first, second = state("cells", "{values: [[0]]}"), state("cells", "{values: [[0, 1]]}")
    before, after = (tuple(each.draw(STAGE)) for each in (first, second))
    half = {e.key: e for e in mix(*second.change_from(first, before, after), 0.3)}
    rest = {e.key: e for e in after}
    assert inside(frame(half["cell/r1/c2"]), frame(rest["cell/r1/c2"]))


def test_golden_cells_are_gold_by_their_values() -> None:
    gold, navy = (drawn("cells", f"{{values: [[1]], tone: {tone}}}") for tone in ("gold", "navy"))
    assert gold["cell/r1/c1"].look.fill == color(Color.GOLD)
    assert navy["cell/r1/c1"].look.fill == color(Color.NAVY)


def test_groups_of_columns_have_a_gap_and_a_bracket() -> None:
    cells = drawn("cells", "{values: [[0, 1, 1, 0]], groups: {sign: 1, rest: 3}}")
    edges = [frame(cells[f"cell/r1/c{c}"]) for c in (1, 2, 3)]
    assert edges[1].left - edges[0].right > 2 * (edges[2].left - edges[1].right)
    assert ends(cells["bracket/rest"])[0][0] >= edges[1].left


def test_a_number_falls_with_its_cell() -> None:
    before = tuple(drawn("cells", "{values: [[0, 1, 1, 0]], digits: 0}").values())
    after = tuple(drawn("cells", "{values: [[0, 1]], digits: 0}").values())
    early = {element.key: element for element in mix(before, after, 0.2)}
    number = early["value/r1/c4"].form
    assert isinstance(number, Words)
    assert number.at == pytest.approx(frame(early["cell/r1/c4"]).center)


def test_a_number_that_leaves_its_cell_stays_in_its_place() -> None:
    first, second = (
        state("cells", "{values: [[0, 1]], digits: 0}"),
        state("cells", "{values: [[0, 1]]}"),
    )
    before, after = (tuple(each.draw(STAGE)) for each in (first, second))
    early = {e.key: e for e in mix(*second.change_from(first, before, after), 0.2)}
    number = early["value/r1/c2"].form
    assert isinstance(number, Words)
    assert number.at == pytest.approx(frame(early["cell/r1/c2"]).center)


def test_strips_of_cells_that_begin_at_the_left_are_above_one_another() -> None:
    short = drawn("cells", "{values: [[0, 1]], per: 10, align: left}")
    block = drawn("cells", "{rows: 1, columns: 4, per: 10, align: left}")
    assert frame(short["cell/r1/c1"]).left == pytest.approx(STAGE.left, abs=px(5))
    assert frame(block["block"]).left == pytest.approx(STAGE.left)


def test_sorted_dots_keep_their_identity_and_their_state() -> None:
    loose = drawn("dots", "{pattern: 'o#o#', columns: 4}")
    tidy = drawn("dots", "{pattern: 'o#o#', columns: 4, sort: true}")
    assert {k: e.look for k, e in loose.items()} == {k: e.look for k, e in tidy.items()}
    assert sorted(tidy, key=lambda key: frame(tidy[key]).left) == [
        "dot/1",
        "dot/3",
        "dot/0",
        "dot/2",
    ]


def test_a_row_of_eight_dots_fills_its_place() -> None:
    dots = drawn("dots", "{count: 8, columns: 8}")
    assert frame(dots["dot/7"]).right - frame(dots["dot/0"]).left > 0.6 * STAGE.width


def test_groups_of_dots_are_side_by_side_above_their_names() -> None:
    dots = drawn("dots", "{count: 24, solid: 21, groups: {trained: 16, held out: 8}}")
    assert frame(dots["dot/15"]).right < frame(dots["dot/16"]).left
    name = dots["name/held out"].form
    assert isinstance(name, Words) and name.at[1] < frame(dots["dot/23"]).bottom


@pytest.mark.parametrize(("sweep", "changed"), [("true", [True, False]), ("false", [True, True])])
def test_a_sweep_changes_dots_one_after_another(sweep: str, changed: list[bool]) -> None:
    first, second = (
        state("dots", f"{{pattern: '{pattern}', columns: 3, sweep: {sweep}}}")
        for pattern in ("#o#", "o##")
    )
    before, after = (tuple(each.draw(STAGE)) for each in (first, second))
    halfway = {e.key: e.look for e in mix(*second.change_from(first, before, after), 0.5)}
    known = {element.key: element.look for element in before}
    assert [halfway[key] != known[key] for key in ("dot/0", "dot/1")] == changed
    assert halfway["dot/2"] == known["dot/2"]


def test_values_of_a_strip_narrower_than_a_cell_fill_it_and_leave_the_block_central() -> None:
    block = "rows: 80, columns: 80, per: 120, left: 9, apart: 8, values: [[1, 0], [0, 1]]"
    cells = drawn("cells", f"{{{block}, left_values: [[1], [0]]}}")
    strip, pieces = frame(cells["left"]), [frame(cells[f"left/cell/r{n}/c1"]) for n in (1, 2)]
    assert all(inside(piece, strip) for piece in pieces)
    assert all(piece.width > strip.width * 0.8 for piece in pieces)
    assert frame(cells["block"]).center == pytest.approx(STAGE.center)


def test_a_strip_that_is_pulled_out_moves_away_from_its_block() -> None:
    block = "rows: 64, columns: 64, per: 80, left: 4"
    plugged, pulled = drawn("cells", f"{{{block}}}"), drawn("cells", f"{{{block}, apart: 16}}")
    assert frame(plugged["block"]).left == pytest.approx(frame(pulled["block"]).left)
    way = frame(plugged["left"]).right - frame(pulled["left"]).right
    assert way == pytest.approx(frame(plugged["block"]).width / 4)
    assert frame(plugged["left"]).width == pytest.approx(frame(pulled["left"]).width)


def test_a_frozen_block_has_a_pane_before_all_its_cells() -> None:
    for block in ("values: [[0, 1], [1, 0]]", "rows: 4, columns: 4"):
        cells = drawn("cells", f"{{{block}, frozen: true}}")
        pane = frame(cells["pane"])
        assert all(pane.around(frame(element)) == pane for element in cells.values())
        assert cells["pane"].depth > 0 and "pane" not in drawn("cells", f"{{{block}}}")


# --- curve and points ---------------------------------------------------------------------------


def test_a_curve_is_drawn_as_far_as_its_point_runs() -> None:
    text = "{x: [0, 10], y: [0, 10], line: 10 - x, lines: {even: '5'}, ghost: [even], %s}"
    start, stop = (state("curve", text % f"until: {x}, point: {x}") for x in (2, 8))
    halfway = start.between(stop, 0.5)
    assert halfway is not None
    elements = {element.key: element for element in halfway.draw(STAGE)}
    whole = {element.key: element for element in stop.draw(STAGE)}
    end = ends(elements["curve"])[1]
    assert end == pytest.approx(frame(elements["point"]).center)
    assert ends(elements["line/even"]) == ends(whole["line/even"])


def test_a_line_ends_where_it_leaves_the_chart() -> None:
    chart = drawn("curve", "{x: [0, 10], y: [0, 5], line: 10 - 2 * x}")
    start, stop = ends(chart["curve"])
    axis = ends(chart["axis/x"])
    width = axis[1][0] - axis[0][0]
    assert (start[0] - axis[0][0]) / width == pytest.approx(0.25)
    assert (stop[0] - axis[0][0]) / width == pytest.approx(0.5)


def test_names_of_lines_that_end_together_keep_apart() -> None:
    chart = drawn("curve", "{x: [0, 1], y: [0, 1], lines: {a: x, b: x * 0.99, c: x * 0.98}}")
    rows = sorted(
        element.form.at[1]
        for key, element in chart.items()
        if key.startswith("name/") and isinstance(element.form, Words)
    )
    assert all(b - a >= px(50) for a, b in pairwise(rows))


def test_ticks_of_a_logarithmic_axis_are_evenly_spaced() -> None:
    chart = drawn(
        "curve", "{x: [1, 1000], y: [0, 1], log: x, line: 1 / x, x_ticks: [1, 10, 100, 1000]}"
    )
    xs = [ends(chart[f"tick/x{tick}"])[0][0] for tick in (1, 10, 100, 1000)]
    assert xs[1] - xs[0] == pytest.approx(xs[3] - xs[2])


@pytest.mark.parametrize(("ticks", "beside"), [("[0]", True), ("[-3, -2, -1, 0, 1, 2, 3]", False)])
def test_the_name_of_an_axis_is_beside_its_numbers_where_they_leave_room(
    ticks: str, beside: bool
) -> None:
    chart = drawn(
        "curve",
        f"{{x: [-3, 3], y: [0, 1], line: '0.5', x_label: margin of score, x_ticks: {ticks}}}",
    )
    name, number = chart["x_label"].form, chart["number/x0"].form
    assert isinstance(name, Words) and isinstance(number, Words)
    assert (name.at[1] == pytest.approx(number.at[1])) == beside


def test_ticks_that_touch_are_refused() -> None:
    with pytest.raises(NoRoomError, match="no room beside"):
        drawn("curve", "{x: [0, 1], y: [0, 1], line: x, x_ticks: [0.501, 0.502]}")


def test_a_point_of_a_cloud_stays_the_same_one() -> None:
    cloud = "{x: [0, 9], y: [0, 9], groups: {week: {count: %d, center: [4, 4], spread: [1, 1]}}}"
    few, many = drawn("points", cloud % 20), drawn("points", cloud % 25)
    assert frame(few["point/week/20"]).center == pytest.approx(frame(many["point/week/20"]).center)


def test_a_group_that_is_named_alone_keeps_its_points() -> None:
    kind = KINDS["points"]
    known = {"x": (0, 9), "y": (0, 9), "groups": {"past": ((1, 1),), "week": ((2, 2),)}}
    carried = kind.carried(known, {"groups": {"past": None, "new": ((3, 3),)}})
    assert carried["groups"] == {"past": ((1, 1),), "new": ((3, 3),)}


def test_a_plane_without_numbers_and_labels_has_no_axes() -> None:
    plane = "x: [0, 9], y: [0, 9], groups: {week: [[2, 2]]}"
    assert "axis/x" not in drawn("points", f"{{{plane}}}")
    assert "axis/x" in drawn("points", f"{{{plane}, x_label: vibration}}")


def test_a_boundary_bends_continuously() -> None:
    text = "{x: [0, 9], y: [0, 9], lines: {fence: %s}}"
    before = tuple(drawn("points", text % "[[0, 4], [9, 4]]").values())
    after = tuple(drawn("points", text % "[[0, 1], [4, 8], [9, 1]]").values())
    fences = [
        next(e for e in mix(before, after, share) if e.key == "line/fence")
        for share in (0.48, 0.5, 0.52)
    ]
    tops = [max(y for _, y in e.form.points) for e in fences if isinstance(e.form, Polyline)]
    assert tops[0] < tops[1] < tops[2] < tops[0] + px(60)


def test_beads_roll_along_the_line_and_turn_solid_behind_the_wall() -> None:
    text = "{x: [-4, 4], y: [0, 4], line: 'ln(1 + exp(-x))', wall: 0, beads: %s}"
    start, stop = state("curve", text % "[-1, -3]"), state("curve", text % "[3, -2]")
    halfway = start.between(stop, 0.5)
    assert halfway is not None
    elements = {element.key: element for element in halfway.draw(STAGE)}
    still = drawn("curve", text % "[1, -2.5]")
    for bead in ("bead/1", "bead/2"):
        assert frame(elements[bead]).center == pytest.approx(frame(still[bead]).center)
    assert elements["bead/1"].look != elements["bead/2"].look


def test_another_number_of_beads_is_another_picture() -> None:
    text = "{x: [0, 4], y: [0, 4], line: x, beads: %s}"
    assert state("curve", text % "[1]").between(state("curve", text % "[1, 2]"), 0.5) is None


def test_a_line_without_its_name_leaves_the_chart_its_whole_width() -> None:
    lines = "x: [0, 1], y: [0, 1], lines: {a long name: x}"
    named, unnamed = (
        drawn("curve", f"{{{lines}}}"),
        drawn("curve", f"{{{lines}, unnamed: [a long name]}}"),
    )
    assert "name/a long name" in named and "name/a long name" not in unnamed
    assert ends(unnamed["axis/x"])[1][0] > ends(named["axis/x"])[1][0] + px(100)


FENCE = "x: [0, 4], x_label: vibration, y: [0, 2], lines: {fence: [[1, 0], [1, 1], [3, 1], [3, 0]]}"


def test_picked_points_are_gold_and_keep_their_places() -> None:
    text = "{x: [0, 4], y: [0, 2], groups: {a: [[1, 1], [2, 1]]}, gold: {a: %s}}"
    plain, picked = drawn("points", text % "[]"), drawn("points", text % "[2]")
    assert picked["point/a/2"].look.fill == color(Color.GOLD)
    assert picked["point/a/2"].form == plain["point/a/2"].form
    assert picked["point/a/1"] == plain["point/a/1"]


def test_pins_are_where_they_are_said_to_be() -> None:
    points = drawn("points", "{x: [0, 2], y: [0, 2], x_label: a, pins: [[1, 1]]}")
    (left, floor), (right, _) = ends(points["axis/x"])
    center = frame(points["pin/1"]).center
    assert center[0] == pytest.approx((left + right) / 2)
    assert center[1] > floor


def test_a_shade_has_the_tint_of_its_line() -> None:
    gold, navy = (
        drawn("points", f"{{{FENCE}, shade: fence, line_tones: {{fence: {tone}}}}}")
        for tone in ("gold", "solid")
    )
    assert gold["shade"].look.fill == color(Color.GOLD_PALE) != navy["shade"].look.fill
    assert navy["line/fence"].look.stroke == color(Color.NAVY)


def test_all_is_shaded_beyond_a_line_that_leaves_through_the_top() -> None:
    plane = "x: [0, 4], y: [0, 4], x_label: a, lines: {fence: [[%s, 4], [4, 0]]}, shade: fence"
    for start, corners in ((1, 5), (0, 4)):
        points = drawn("points", f"{{{plane % start}}}")
        form = points["shade"].form
        assert isinstance(form, Polyline)
        assert len(form.points) == corners
        assert min(x for x, _ in form.points) == pytest.approx(ends(points["axis/x"])[0][0])


def test_a_shade_is_below_its_line_and_rises_from_the_axis() -> None:
    points = drawn("points", f"{{{FENCE}, shade: fence}}")
    shade, line = points["shade"], points["line/fence"]
    assert isinstance(shade.form, Polyline) and isinstance(line.form, Polyline)
    floor = ends(points["axis/x"])[0][1]
    assert shade.form.points[:4] == line.form.points
    assert {y for _, y in shade.form.points[4:]} == {floor}
    assert isinstance(shade.birth, Polyline) and {y for _, y in shade.birth.points} == {floor}


def test_a_legend_is_above_the_chart_beside_the_name_of_its_axis() -> None:
    legend = "legend: {ran on: solid, stopped: hollow}"
    for named in ("", ", y_label: alarming words"):
        points = drawn("points", f"{{{FENCE}, {legend}{named}}}")
        first, second = frame(points["sign/ran on"]), frame(points["sign/stopped"])
        assert points["sign/ran on"].look != points["sign/stopped"].look
        assert first.bottom > ends(points["axis/y"])[1][1]
        assert first.right < second.left and second.right < STAGE.right
    with pytest.raises(NoRoomError, match="legend has no room"):
        narrow = Frame(-px(200), STAGE.bottom, px(200), STAGE.top)
        drawn("points", f"{{{FENCE}, {legend}}}", narrow)


# --- numberline, meter, compass, timeline -------------------------------------------------------


def test_values_that_would_collide_step_up() -> None:
    line = drawn("numberline", "{span: [0, 5], values: {held out: 1.07, training: 1.1}}")
    first, second = (line[f"name/{name}"].form for name in ("held out", "training"))
    assert isinstance(first, Words) and isinstance(second, Words)
    assert abs(first.at[1] - second.at[1]) > px(50)


def test_dots_that_meet_stack_and_keep_their_identity() -> None:
    line = drawn("numberline", "{span: [0, 1], dots: [0.5, 0.5, 0.2]}")
    assert frame(line["dot/2"]).bottom >= frame(line["dot/1"]).top
    assert frame(line["dot/3"]).bottom == pytest.approx(frame(line["dot/1"]).bottom)


def test_numbers_of_fine_ticks_keep_apart() -> None:
    ticks = ", ".join(str(1 + at / 64) for at in range(65))
    line = drawn("numberline", f"{{span: [1, 2], ticks: [{ticks}]}}")
    numbers = [key for key in line if key.startswith("number/")]
    assert len([key for key in line if key.startswith("tick/")]) == 65
    assert 2 <= len(numbers) < 20


@pytest.mark.parametrize(("value", "gold"), [("drift", True), ("drift / 3", False)])
def test_a_meter_is_gold_from_its_threshold_on(value: str, gold: bool) -> None:
    meter = drawn("meter", f"{{value: {value}, to: 0.1, threshold: 0.0073, digits: 3}}")
    marked = drawn("meter", "{value: 1, threshold: 0.5}")["filling"].look
    assert (meter["filling"].look == marked) == gold
    reading = meter["reading"].form
    assert isinstance(reading, Number)


def test_a_golden_meter_is_gold_below_its_threshold() -> None:
    golden, plain = (drawn("meter", f"{{value: 0.2, tone: {tone}}}") for tone in ("gold", "navy"))
    assert golden["filling"].look.fill == color(Color.GOLD) != plain["filling"].look.fill


@pytest.mark.parametrize(("share", "gold"), [(0.4, False), (0.6, True)])
def test_a_meter_changes_its_colour_where_it_crosses_the_threshold(
    share: float, gold: bool
) -> None:
    low, high = (state("meter", f"{{value: {value}, threshold: 0.5}}") for value in (0, 1))
    now = low.between(high, share)
    assert now is not None
    looks = [
        {element.key: element.look for element in meter.draw(STAGE)}["filling"]
        for meter in (low, now, high)
    ]
    assert looks[1] == looks[2 if gold else 0]


def test_a_meter_fills_upward_in_a_high_room_and_to_the_right_in_a_wide_one() -> None:
    high = drawn("meter", "{value: 0.25}", Frame(0.0, 0.0, px(300), px(560)))
    wide = drawn("meter", "{value: 0.25}")
    assert frame(high["filling"]).height == pytest.approx(frame(high["track"]).height / 4)
    assert frame(wide["filling"]).width == pytest.approx(frame(wide["track"]).width / 4)


def test_needles_turn_without_getting_shorter() -> None:
    start = state("compass", "{count: 8, spread: 90}")
    stop = state("compass", "{count: 8, spread: 9, toward: 40}")
    halfway = start.between(stop, 0.5)
    assert halfway is not None
    lengths = [
        math.dist(*ends(element))
        for now in (start, halfway, stop)
        for element in now.draw(STAGE)
        if element.key.startswith("needle/")
    ]
    assert max(lengths) == pytest.approx(min(lengths))


def test_a_long_needle_shrinks_to_the_rim_without_turning() -> None:
    start, stop = (state("compass", f"{{gold: 40, reach: {r}, largest: 2}}") for r in (2, 1))
    halfway = start.between(stop, 0.5)
    assert halfway is not None
    tips = []
    for now in (start, halfway, stop):
        elements = {element.key: element for element in now.draw(STAGE)}
        hub, tip = ends(elements["needle/gold"])
        tips.append((math.dist(hub, tip), math.atan2(tip[0] - hub[0], tip[1] - hub[1])))
        radius = frame(elements["dial"]).width / 2
    assert [length / radius for length, _ in tips] == pytest.approx([2, 1.5, 1])
    assert [angle for _, angle in tips] == pytest.approx([math.radians(40)] * 3)


def test_needles_grow_to_their_lengths_while_they_turn() -> None:
    start, stop = (
        state("compass", f"{{angles: [0, 90], lengths: {lengths}, thickness: {bold}}}")
        for lengths, bold in (("[0.2, 0.6]", 1), ("[0.4, 0.6]", 3))
    )
    halfway = start.between(stop, 0.5)
    assert halfway is not None
    parts = {element.key: element for element in halfway.draw(STAGE)}
    radius = frame(parts["dial"]).width / 2
    shares = [math.dist(*ends(parts[f"needle/{at}"])) / radius for at in (1, 2)]
    assert shares == pytest.approx([0.3, 0.6])
    thin, bold = (next(e for e in now.draw(STAGE) if e.key == "needle/1") for now in (start, stop))
    assert bold.look.width == pytest.approx(3 * thin.look.width)


def test_a_needle_springs_from_the_hub_with_its_head() -> None:
    parts = drawn("compass", "{angles: [90]}")
    hub = frame(parts["hub"]).center
    radius = frame(parts["dial"]).width / 2
    for key in ("needle/1", "head/1"):
        birth = parts[key].birth
        assert isinstance(birth, Polyline)
        assert max(math.dist(hub, point) for point in birth.points) < radius / 10


@pytest.mark.parametrize("spread", [90, 27, 9])
def test_half_of_the_needles_are_within_the_spread(spread: int) -> None:
    compass = state("compass", f"{{count: 24, spread: {spread}, toward: 10}}")
    inside = [angle for angle in compass.needles if abs(angle - 10) < spread]  # type: ignore[attr-defined]
    assert len(inside) == 12


def test_events_are_solid_up_to_now() -> None:
    line = drawn("timeline", "{span: [0, 52], events: {a: 6, b: 20, c: 40}, now: 20}")
    a, b, c = (line[f"event/{name}"].look for name in "abc")
    assert a == b != c


def test_ticks_at_equal_distances_begin_at_the_first_number() -> None:
    line = drawn("numberline", "{span: [1, 2], every: 0.0078125, numbers: [1, 2]}")
    assert len([key for key in line if key.startswith("tick/")]) == 129


def test_ticks_spread_from_the_end_when_the_line_shows_more() -> None:
    first, second = (
        state("numberline", f"{{span: [1, {last}], every: 0.25, numbers: [1]}}")
        for last in (1.5, 3)
    )
    near, far = (tuple(each.draw(STAGE)) for each in (first, second))
    middle = {e.key: e for e in mix(*second.change_from(first, near, far), 0.5)}
    whole = {e.key: e for e in far}
    right = ends(whole["line"])[1][0]
    assert ends(whole["tick/2"])[0][0] < ends(middle["tick/2"])[0][0] < right
    back = {e.key: e for e in mix(*first.change_from(second, far, near), 0.5)}
    gone = ends(back["tick/2"])[0][0] - ends(whole["tick/2"])[0][0]
    assert gone == pytest.approx(right - ends(middle["tick/2"])[0][0])


def test_few_dots_are_larger_than_many() -> None:
    few = drawn("numberline", "{span: [0, 9], dots: [3]}")
    many = drawn("numberline", f"{{span: [0, 9], dots: {[n / 7 for n in range(60)]}}}")
    assert frame(few["dot/1"]).width > 1.2 * frame(many["dot/1"]).width


# --- flow, layers, route ------------------------------------------------------------------------

DIAMOND = "edges: [Ask -> Look up -> Answer, Ask -> Guess -> Answer, Ask -> Answer, Answer -> Ask]"


@pytest.mark.parametrize("direction", ["right", "down"])
def test_arrows_lead_around_boxes(direction: str) -> None:
    flow = drawn("flow", f"{{{DIAMOND}, direction: {direction}}}")
    boxes = {key[4:]: frame(e) for key, e in flow.items() if key.startswith("box/")}
    for key, element in flow.items():
        if key.startswith("edge/"):
            assert isinstance(element.form, Polyline)
            for x, y in element.form.points[2:-2]:
                inside = [
                    name
                    for name, box in boxes.items()
                    if box.left < x < box.right and box.bottom < y < box.top
                ]
                assert not inside, key


def test_boxes_do_not_overlap() -> None:
    boxes = [
        frame(element)
        for key, element in drawn("flow", f"{{{DIAMOND}}}").items()
        if key.startswith("box/")
    ]
    for at, a in enumerate(boxes):
        for b in boxes[at + 1 :]:
            assert a.right < b.left or b.right < a.left or a.top < b.bottom or b.top < a.bottom


def test_a_thing_travels_along_the_arrows() -> None:
    start = state("flow", f"{{{DIAMOND}, at: Look up}}")
    stop = state("flow", f"{{{DIAMOND}, at: Ask}}")
    halfway = start.between(stop, 0.5)
    assert halfway is not None
    elements = {element.key: element for element in halfway.draw(STAGE)}
    x, y = frame(elements["thing"]).center
    route = elements["edge/Answer -> Ask"].form
    assert isinstance(route, Polyline)
    xs, ys = zip(*route.points, strict=True)
    assert min(xs) <= x <= max(xs) and min(ys) - px(1) <= y <= max(ys) + px(1)


def test_a_thing_without_a_way_moves_straight() -> None:
    start, stop = (state("flow", f"{{edges: [a -> b, a -> c], at: {at}}}") for at in "bc")
    assert start.between(stop, 0.5) is None


PAIRS = "{{edges: [a -> c, a -> d, b -> c, b -> d], {more}}}"


def test_a_way_of_count_0_has_its_number_alone_and_can_be_travelled() -> None:
    texts = [PAIRS.format(more=f"counts: {{a -> c: 3, b -> c: 0}}, at: {at}") for at in "bc"]
    start, stop = (state("flow", text) for text in texts)
    flow = drawn("flow", texts[0])
    assert "edge/a -> c" in flow
    assert "edge/b -> c" not in flow
    assert isinstance(flow["count/b -> c"].form, Number)
    assert "count/b -> d" not in flow
    half = start.between(stop, 0.5)
    assert half is not None


def test_counted_ways_are_as_wide_as_their_counts() -> None:
    flow = drawn("flow", PAIRS.format(more="most: 8, counts: {a -> c: 8, a -> d: 4}"))
    wide, half = (flow[f"edge/a -> {name}"].look.width for name in "cd")
    assert half == pytest.approx(wide / 2)


def test_with_a_scale_and_no_counts_no_way_is_drawn() -> None:
    flow = drawn("flow", PAIRS.format(more="most: 8"))
    assert not [key for key in flow if key.startswith(("edge/", "count/"))]


ALL_COUNTS = "counts: {a -> c: 21, a -> d: 7, b -> c: 0, b -> d: 1}"


def test_counts_of_ways_between_the_same_boxes_are_apart() -> None:
    flow = drawn("flow", PAIRS.format(more=ALL_COUNTS))
    assert len([key for key in flow if key.startswith("plate/")]) == 4


@pytest.mark.parametrize("more", [", direction: down", ", digits: 6"])
def test_counts_that_would_overlap_are_refused(more: str) -> None:
    low = Frame(STAGE.left, 0.0, STAGE.right, px(270))
    with pytest.raises(NoRoomError, match="overlaps a box or another count"):
        drawn("flow", PAIRS.format(more=ALL_COUNTS + more), low if "digits" in more else STAGE)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("counts: {a -> c -> d: 3}", "has no arrow"),
        ("counts: {a -> c: 9}, most: 8", "from 0 to `most`"),
        ("counts: {a -> c: -1}", "from 0 to `most`"),
    ],
)
def test_a_flow_refuses_counts_that_it_cannot_show(more: str, told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        state("flow", PAIRS.format(more=more))


def test_layers_are_above_bars_of_as_many_numbers() -> None:
    layers = drawn("layers", "{units: [2, 2, 2, 2, 2, 2, 2, 2, 2, 2]}")
    bars = drawn("bars", "{values: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}")
    for place in (1, 4, 10):
        unit, bar = frame(layers[f"unit/l{place}/1"]), frame(bars[f"bar/{place}"])
        assert unit.center[0] == pytest.approx(bar.center[0])


def relay_at(at: float, more: str = "") -> dict[str, Element]:
    return drawn("relay", f"{{strengths: [0.25, 1, 4], at: {at}{more}}}")


def test_a_signal_of_strength_1_fills_its_ring_and_its_area_is_its_strength() -> None:
    parts = relay_at(3)
    widths = [frame(parts[key]).width for key in ("disc/1", "disc/2", "signal")]
    ring = frame(parts["ring/1"]).width
    assert widths == pytest.approx([ring / 2, ring, ring * 2])


@pytest.mark.parametrize(
    ("more", "behind"), [("", {"disc/1"}), (", direction: left", {"disc/3"})], ids=["on", "back"]
)
def test_a_signal_leaves_discs_in_the_rings_behind_it(more: str, behind: set[str]) -> None:
    assert {key for key in relay_at(2, more) if key.startswith("disc/")} == behind


def test_a_signal_between_two_rings_is_between_them_in_place_and_strength() -> None:
    start, stop = (state("relay", f"{{strengths: [1, 3], at: {at}}}") for at in (1, 2))
    half = start.between(stop, 0.5)
    assert half is not None
    parts = {element.key: element for element in half.draw(STAGE)}
    signal, first, second = (frame(parts[key]) for key in ("signal", "ring/1", "ring/2"))
    assert signal.center[0] == pytest.approx((first.center[0] + second.center[0]) / 2)
    assert signal.width == pytest.approx(first.width * math.sqrt(2))


def test_relays_of_one_width_and_top_have_rings_of_one_size() -> None:
    room = Frame(0.0, 0.0, px(600), px(400))
    texts = ("{strengths: [1, 0.1, 0], top: 9}", "{strengths: [1, 3, 9], weight: 1}")
    weak, strong = (drawn("relay", text, room) for text in texts)
    assert frame(weak["ring/1"]).width == pytest.approx(frame(strong["ring/1"]).width)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("strengths: [1, 2], at: 3", "Write 1 to 2"),
        ("strengths: [1, 2], top: 1.5", "from 0 to `top`"),
        ("strengths: [1, -1]", "from 0 to `top`"),
    ],
)
def test_a_relay_refuses_what_it_cannot_show(fields: str, told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        state("relay", f"{{{fields}}}")


def test_rings_that_would_be_too_small_say_what_they_need() -> None:
    with pytest.raises(NoRoomError, match="16 rings need"):
        drawn("relay", f"{{strengths: {[1] * 16}}}", Frame(0, 0, px(600), px(300)))


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_pulse_lights_the_layer_that_it_has_reached(share: float) -> None:
    start, stop = (state("layers", f"{{units: [2, 3, 2], pulse: {at}}}") for at in (1, 3))
    between = start.between(stop, share)
    assert between is not None
    elements = {element.key: element for element in between.draw(STAGE)}
    gold = drawn("layers", "{units: [1], pulse: 1}")["unit/l1/1"].look
    lit = {key.split("/")[1] for key, element in elements.items() if element.look == gold}
    assert lit == {f"l{1 + round(share * 2)}"}


def test_a_gate_is_open_before_the_traveller_comes() -> None:
    start = state("route", "{stops: [a, b], gates: {b: closed}, at: a}")
    stop = state("route", "{stops: [a, b], gates: {b: open}, at: b}")
    for step in range(1, 20):
        now = start.between(stop, step / 20)
        assert now is not None
        elements = {element.key: element for element in now.draw(STAGE)}
        arm = ends(elements["arm/b"])[1]
        if frame(elements["traveller"]).right > ends(elements["arm/b"])[0][0]:
            assert arm[1] > frame(elements["traveller"]).top - px(30), step


def test_a_traveller_takes_the_branch() -> None:
    road = "{stops: [a, b], fork: [up, down], switch: down, at: %s}"
    start, stop = state("route", road % "a"), state("route", road % "down")
    low = [
        min(
            e.form.frame.center[1]
            for e in now.draw(STAGE)
            if e.key == "traveller" and isinstance(e.form, Rect)
        )
        for share in (0.2, 0.8, 1.0)
        if (now := start.between(stop, share)) is not None
    ]
    assert low[0] > low[1] > low[2]


# --- extremes and mistakes ----------------------------------------------------------------------

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
        "{x: [0, 1], y: [0, 1], data: [[0, 9], [1, -9]], area: true, guide: 0.5}",
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
        ("cells", "{rows: 1, columns: 1, row_names: [a]}", "has no values"),
        ("cells", "{rows: 8, columns: 8, left: 4}", "wider than a quarter"),
        ("cells", "{rows: 8, columns: 8, apart: 1}", "moves a strip away and has none"),
        ("cells", "{rows: 8, columns: 4, values: [[0, 1], [1, 0]]}", "another proportion"),
        ("cells", "{values: [[0, 1]], cross: [2, 1]}", "a cross outside"),
        ("cells", "{rows: 1, columns: 1, cross: [1, 1]}", "has no values"),
        ("cells", "{rows: 1, columns: 1, reveal: [[1, 1]]}", "has no values"),
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
        ("curve", "{x: [0, 1], y: [0, 1], lines: {a: x}, ghost: [b]}", "'b' dashed"),
        ("curve", "{x: [0, 1], y: [0, 1], lines: {a: x}, point: 0.5}", "no line for its point"),
        ("curve", "{x: [0, 1], y: [0, 1], line: x, sides: [a, b]}", "that it does not have"),
        ("curve", "{x: [0, 1], y: [0, 1], lines: {a: x}, unnamed: [b]}", "hides the name of 'b'"),
        ("points", "{x: [0, 1], y: [0, 1]}", "shows nothing"),
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
        ("compass", "{angles: [0, 9], lengths: [1]}", "2 angles and 1 lengths"),
        ("numberline", "{span: [0, 1], dots: [2]}", "2 is not on the line"),
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


# --- beads on one another -----------------------------------------------------------------------

SLOPE = "x: [-1, 4], y: [0, 2], line: ln(1 + exp(-x))"


def test_beads_at_one_place_are_all_seen_and_those_that_pass_do_not_jump() -> None:
    slope = drawn("curve", f"{{{SLOPE}, beads: [1, 1, 1]}}")
    heights = [frame(slope[f"bead/{at}"]).center[1] for at in (1, 2, 3)]
    assert min(b - a for a, b in pairwise(heights)) > px(10)

    start, stop = (state("curve", f"{{{SLOPE}, beads: {beads}}}") for beads in ([1, 1], [1, 2]))
    passing = [
        frame(element).center[1]
        for step in range(1, 100)
        for element in (start.between(stop, step / 100) or stop).draw(STAGE)
        if element.key == "bead/2"
    ]
    assert max(abs(b - a) for a, b in pairwise(passing)) < px(8)


def test_a_bead_fills_the_lowest_place_that_is_free() -> None:
    radius = 0.1
    lifts = heaped(((0.0, 0.0), (0.05, 0.0), (0.5, 0.0), (0.4, 0.0), (0.2, 0.0)), radius)
    assert lifts[0] == lifts[2] == 0.0
    assert lifts[1] > 0 and lifts[3] > 0 and lifts[4] == 0.0


@pytest.mark.parametrize("spread", [0.0, 0.05, 0.3, 2.0])
def test_beads_do_not_cover_one_another(spread: float) -> None:
    count = 12
    beads = [2 + spread * ((7 * at) % count - count / 2) / count for at in range(count)]
    slope = drawn("curve", f"{{{SLOPE}, beads: {beads}}}")
    discs = [frame(slope[f"bead/{at}"]) for at in range(1, count + 1)]
    nearest = min(math.dist(a.center, b.center) for a, b in combinations(discs, 2))
    assert nearest >= discs[0].width * 0.98


def test_words_name_the_sides_of_a_wall_at_its_foot() -> None:
    slope = drawn("curve", f"{{{SLOPE}, wall: 0, sides: [wrong, right]}}")
    left, right = slope["side/wrong"].form, slope["side/right"].form
    assert isinstance(left, Words) and isinstance(right, Words)
    assert left.left + left.advance < ends(slope["wall"])[0][0] < right.left


def test_a_bead_outside_its_chart_is_refused() -> None:
    with pytest.raises(ValidationError, match="9 is not on the x axis"):
        state("curve", f"{{{SLOPE}, beads: [1, 9]}}")


# --- bars and panes on tokens -------------------------------------------------------------------


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


def test_a_pane_over_tokens_apart_is_refused() -> None:
    with pytest.raises(ValidationError, match="covers pieces apart"):
        state("tokens", "{pieces: [a, b, c], cover: [1, 3]}")
