"""`tokens`: pieces that are split, merged, replaced and moved."""

from __future__ import annotations

import pytest

from storyreel.design.layout import Frame
from storyreel.pictures.elements import Picture
from storyreel.pictures.forms import Rect
from tests.unit.pictures.conftest import Loads
from tests.unit.pictures.drawn_kinds import change, drawn


def test_rows_of_tokens_are_even() -> None:
    keys = drawn("tokens", "pieces: [" + ", ".join(f"piece{n}" for n in range(11)) + "]")
    rows: dict[float, int] = {}
    for element in keys.values():
        if isinstance(element.form, Rect):
            y = element.form.frame.center[1]
            rows[y] = rows.get(y, 0) + 1
    assert len(rows) > 1 and max(rows.values()) - min(rows.values()) <= 1


def frame_of(picture: Picture, key: str) -> Frame:
    form = next(element.form for element in picture if element.key == key)
    assert isinstance(form, Rect)
    return form.frame


def test_a_piece_that_is_split_is_cut_where_it_was() -> None:
    first, second = "pieces: [so, unlikely, end]", "pieces: [so, un, likely, end]"
    whole = drawn("tokens", first)["tile/unlikely#1"].form
    before, after = change("tokens", first, second)
    assert isinstance(whole, Rect)
    left, right = frame_of(before, "tile/un#1"), frame_of(before, "tile/likely#1")
    assert left.left == whole.frame.left and right.right == whole.frame.right
    assert left.right == pytest.approx(right.left)
    assert {e.key for e in before} == {e.key for e in after}


def test_pieces_that_are_merged_are_joined_where_the_merged_one_is() -> None:
    before, after = change("tokens", "pieces: [a, dust, mask]", "pieces: [a, dustmask]")
    assert {e.key for e in before} == {e.key for e in after}
    whole = drawn("tokens", "pieces: [a, dustmask]")["tile/dustmask#1"].form
    assert isinstance(whole, Rect)
    joined = [frame_of(after, key) for key in ("tile/gone/dust#1", "tile/gone/mask#1")]
    assert joined[0].left == whole.frame.left and joined[1].right == whole.frame.right


def test_pieces_of_another_text_are_not_joined() -> None:
    before, after = change("tokens", "pieces: [a, dust, mask]", "pieces: [a, helmet]")
    assert {e.key for e in before} & {e.key for e in after} == {"tile/a#1", "word/a#1"}


def test_a_piece_that_another_one_replaces_leaves_it_its_tile() -> None:
    before, after = change("tokens", "pieces: [a, seal, leaks]", "pieces: [a, bearing, leaks]")
    assert "tile/bearing#1" in {e.key for e in before} & {e.key for e in after}
    words = {e.key for e in before} - {e.key for e in after}
    assert words == {"word/gone/seal#1"}


def test_a_piece_that_moves_takes_its_tile_with_it() -> None:
    before, after = change("tokens", "pieces: [a, b, c, x]", "pieces: [a, x, c]")
    assert frame_of(before, "tile/x#1") == frame_of(
        tuple(drawn("tokens", "pieces: [a, b, c, x]").values()), "tile/x#1"
    )
    assert "tile/gone/b#1" not in {e.key for e in after}


def test_a_piece_before_its_double_stays_itself() -> None:
    before, after = change("tokens", "pieces: [the, cat, the, dog]", "pieces: [cat, the, dog]")
    gone = {e.key for e in before} - {e.key for e in after}
    assert gone == {"tile/gone/the#1", "word/gone/the#1"}


ROWS = """
layout: "LAYOUT"
picture:
  ask: {tokens: {pieces: [where, is, the, spare, fuse, "?"]}}
  reply: {tokens: {pieces: [in, room, "6"]}}
then: [{at: 4, layout: "LATER", reply: {tokens: {pieces: [on, the, third, shelf, in, room, "6"]}}}]
"""


def height(picture: Picture, key: str) -> float:
    """The height of a tile."""
    return frame_of(picture, key).height


def test_rows_in_frames_of_one_size_have_tiles_of_one_size(load: Loads) -> None:
    clip = load(ROWS.replace("LAYOUT", r"ask\nreply").replace("LATER", r"ask\nreply"))
    before, after = (clip.performance.picture(now) for now in (3.0, 6.0))
    replies = [height(picture, "reply/tile/room#1") for picture in (before, after)]
    assert replies == pytest.approx([height(before, "ask/tile/fuse#1")] * 2)


def test_rows_in_frames_of_different_sizes_are_as_large_as_they_fit(load: Loads) -> None:
    layout = r"ask ask\nreply ."
    picture = load(ROWS.split("then", maxsplit=1)[0].replace("LAYOUT", layout)).performance.picture(
        3.0
    )
    assert height(picture, "ask/tile/fuse#1") != height(picture, "reply/tile/room#1")


def test_rows_that_are_not_on_stage_together_are_as_large_as_they_fit(load: Loads) -> None:
    clip = load(
        "layout: a\npicture: {a: {tokens: {pieces: [where, is, the, spare, fuse, '?']}}}\n"
        "then: [{at: 4, layout: b, b: {tokens: {pieces: [in, room]}}}]"
    )
    first, second = (clip.performance.picture(now) for now in (3.0, 6.0))
    assert height(first, "a/tile/fuse#1") < height(second, "b/tile/room#1")
