"""What comes to a table with a new id."""

from __future__ import annotations

from scenes.hour28.parts.embedding import EmbeddingTable
from scenes.hour28.parts.new_row import NewRow
from storyreel.design.layout import Frame
from storyreel.parts.text import Line


def new_row() -> NewRow:
    table = EmbeddingTable(Frame.of(96, 500, 1824, 868), ("8", "9"), "3 numbers")
    return NewRow(table, 10, ("rows", "Error", "noise"), 96, 8)


def test_the_table_counts_from_the_id_to_one_more() -> None:
    row = new_row()
    assert (row.before.number.text, row.after.text) == ("10", "11")
    assert row.label.text == "10"
    words = {leaf.text for leaf in row.get_family() if isinstance(leaf, Line)}
    assert words == {"11", "rows", "10", "noise"}


def test_the_count_goes_up_when_the_row_has_come() -> None:
    row = new_row()
    away, up, held = row.grow()
    for motion in (away, up, held):
        motion.begin()
    assert row.after.fill_rgbas[0, 3] == 0
    for motion in (away, up, held):
        motion.finish()
    assert [n.fill_rgbas[0, 3] for n in (row.before.number, row.after)] == [0, 1]
    assert row.held.fill_rgbas[0, 3] == 1


def test_the_error_is_stamped_into_the_place_of_the_row() -> None:
    row = new_row()
    motions = row.refuse()
    for motion in motions:
        motion.begin()
        motion.finish()
    moved = {leaf for motion in motions for leaf in motion.mobject.get_family()}
    assert set(row.error) <= moved
    assert row.drop_label() not in row.submobjects
