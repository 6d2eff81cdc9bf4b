"""Tokens: ids over their characters, and a stray one that hops with its character."""

from __future__ import annotations

import pytest

from scenes.hour30.parts.hop import LIFT, Tokens
from scenes.hour30.parts.tiles import Tile
from storyreel.design.layout import Frame

IDS, TEXT = Frame(-5.0, 0.1, 5.0, 0.8), Frame(-5.0, -0.8, 5.0, -0.1)


def tokens() -> Tokens:
    return Tokens(IDS, TEXT, ("18435", "220", "13"), ("␣Hello", "␣", "."), 1)


def by_place(tiles: list[Tile]) -> str:
    return "|".join(tile.label.text for tile in sorted(tiles, key=lambda tile: tile.frame.left))


def test_an_id_is_as_wide_as_its_characters() -> None:
    row = tokens()
    first, last = row.characters.tiles[0].frame, row.characters.tiles[5].frame
    assert row.ids[0].frame.left == pytest.approx(first.left)
    assert row.ids[0].frame.right == pytest.approx(last.right)


def test_only_the_stray_token_is_odd_until_it_has_landed() -> None:
    row = tokens()
    assert [tile.odd for tile in row.ids] == [0.0, 1.0, 0.0]
    row.hop(0, 1.0).change(1.0)
    assert [(tile.odd, tile.solid) for tile in row.ids] == [(0.0, 1.0)] * 3
    assert {tile.odd for tile in row.characters.tiles} == {0.0}


def test_ids_and_characters_change_places_together() -> None:
    row = tokens()
    assert (by_place(row.ids), by_place(row.characters.tiles)) == (
        "18435|220|13",
        "␣|H|e|l|l|o|␣|.",
    )
    hop = row.hop(0, 1.0)
    hop.change(1.0)
    assert (by_place(row.ids), by_place(row.characters.tiles)) == (
        "220|18435|13",
        "␣|␣|H|e|l|l|o|.",
    )
    assert [tile.label.text for tile in row.settled().tiles] == list("␣␣Hello.")
    hop.change(0.0)
    assert by_place(row.ids) == "18435|220|13"


def test_halfway_the_id_is_above_and_its_character_below() -> None:
    row = tokens()
    row.hop(0, 1.0).change(0.45)
    assert row.ids[1].frame.bottom > IDS.top
    assert row.characters.tiles[6].frame.top < TEXT.bottom
    assert row.ids[1].frame.top <= IDS.top + LIFT
