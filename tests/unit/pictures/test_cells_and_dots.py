"""Cells and dots: scale, identity, strips, sweeps."""

from __future__ import annotations

import pytest

from storyreel.design.easing import glide
from storyreel.design.tokens import Color, px
from storyreel.pictures.elements import color
from storyreel.pictures.forms import Words
from storyreel.pictures.kinds.kind import NoRoomError
from storyreel.pictures.shared_elements import STAGE
from storyreel.pictures.transitions import mix
from tests.unit.pictures.conftest import Loads
from tests.unit.pictures.drawn_kinds import HALF, change, drawn, ends, frame, inside, state


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


CELLS = "{values: [[0.1, 0.8], [0.6, 0.2]]}"
BLOCK = "{rows: 128, columns: 128, per: 250, left: 4, apart: 3, frozen: true}"


@pytest.mark.parametrize("share", [0.2, 0.4, 0.6, 0.8, 0.95])
def test_a_block_grows_around_the_cells_that_it_was(share: float) -> None:
    picture = {element.key: element for element in mix(*change("cells", CELLS, BLOCK), share)}
    block = frame(picture["block"])
    cells = [frame(each) for key, each in picture.items() if key.startswith("cell/")]
    assert len(cells) == 4
    assert block.left == pytest.approx(min(cell.left for cell in cells), abs=px(2))
    assert block.top == pytest.approx(max(cell.top for cell in cells), abs=px(2))
    assert block.right == pytest.approx(max(cell.right for cell in cells), abs=px(2))


def test_a_block_is_frozen_and_gets_strips_once_it_is_nearly_there() -> None:
    picture = {element.key for element in mix(*change("cells", CELLS, BLOCK), 0.45)}
    assert "block" in picture
    assert not picture & {"pane", "left", "lock/plate"}


def test_a_number_enters_when_its_cell_is_nearly_there() -> None:
    few = "{values: [[0.3, 0.4], [0.4, 0.2]], digits: 1}"
    many = "{values: [[0.1, 0.8, 0.2], [0.6, 0.2, 0.1], [0.6, 0.2, 0.1]]}"
    ends = change("cells", many, few)
    early, late = ({e.key for e in mix(*ends, share)} for share in (0.55, 0.7))
    assert "cell/r1/c1" in early and "value/r1/c1" not in early
    assert "value/r1/c1" in late


def test_cells_that_go_leave_together_although_they_entered_in_turn(load: Loads) -> None:
    clip = load(
        f"picture: {{a: {{cells: {{{PRODUCT}}}}}}}\nthen:\n"
        "  - {at: 4, a: {cells: {left: null, above: null, values: [[0.2]]}, over: 1.0}}"
    )
    keys = {element.key for element in clip.performance.picture(4.5)}
    assert "a/cell/r1/c1" in keys and "a/cell/r2/c2" not in keys


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


@pytest.mark.parametrize("share", [0.2, 0.8])
def test_a_tint_changes_as_evenly_as_a_number(share: float) -> None:
    first, second = (state("cells", f"{{values: [[{value}]]}}") for value in (0, 1))
    before, after = (tuple(each.draw(STAGE)) for each in (first, second))
    (cell,) = mix(*second.change_from(first, before, after), share)
    assert cell.look == before[0].look.mix(after[0].look, glide(share))


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
        blocks = [each for key, each in cells.items() if not key.startswith("lock/")]
        assert all(pane.around(frame(element)) == pane for element in blocks)
        assert cells["pane"].depth > 0 and "pane" not in drawn("cells", f"{{{block}}}")


def test_a_frozen_block_has_a_padlock_in_its_middle_if_it_is_large_enough_to_be_seen() -> None:
    cells = drawn("cells", "{rows: 4, columns: 4, frozen: true}")
    plate, pane = frame(cells["lock/plate"]), frame(cells["pane"])
    assert plate.center == pytest.approx(pane.center)
    assert cells["lock/sign"].depth > cells["pane"].depth
    small = drawn("cells", "{rows: 10, columns: 10, per: 80, frozen: true}")
    assert "pane" in small and "lock/sign" not in small
    assert "lock/sign" not in drawn("cells", "{rows: 4, columns: 4}")


def test_a_pattern_ends_the_numbers_of_an_earlier_picture_and_the_other_way_round(
    load: Loads,
) -> None:
    clip = load(
        """
picture: {row: {dots: {count: 6, solid: 2, columns: 3}}}
then:
  - {at: 2, row: {dots: {pattern: "#o#o*o", sort: true}}}
  - {at: 6, row: {dots: {count: 4}}}
"""
    )
    keys = [{each.key for each in clip.performance.picture(now)} for now in (0.5, 5.0, 9.0)]
    assert [sum("dot/" in key for key in found) for found in keys] == [6, 6, 4]


def test_names_of_groups_enter_when_the_dots_have_left_their_places() -> None:
    before, after = change(
        "dots", "{count: 24, columns: 6}", "{count: 24, columns: 3, groups: {new: 12, old: 12}}"
    )
    early, late = ({element.key for element in mix(before, after, at)} for at in (0.6, 0.9))
    assert "name/new" not in early and "name/new" in late
