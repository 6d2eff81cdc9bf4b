"""Tokens as tiles: their places, their text, and its size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple
from itertools import pairwise

import pytest
from manim import Mobject

from scenes.hour25.parts.strip import Look, Token, TokenStrip
from scenes.hour25.parts.tiling import joined_frames, parted_frames, wrapped_frames
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type
from storyreel.parts.text import width_of

TOKENS = (Token("Every", 6109), Token(" effort", 3626), Token(" you", 345))
STYLE = Type.CODE_STRONG
JOINED = joined_frames(TOKENS, (0.5, 0.25), STYLE, 1.0)
Texts = Callable[[Mobject], list[str]]


def test_joined_tiles_make_the_text_without_a_gap() -> None:
    whole = "".join(token.text for token in TOKENS)
    assert JOINED[-1].right - JOINED[0].left == pytest.approx(width_of(whole, STYLE))
    assert all(left.right == pytest.approx(right.left) for left, right in pairwise(JOINED))
    assert (JOINED[0].left + JOINED[-1].right) / 2 == pytest.approx(0.5)


def test_parted_tiles_keep_their_distance_and_their_middle() -> None:
    parted = parted_frames(TOKENS, (0.5, 0.25), STYLE, 1.0, pad=0.1, gap=0.2)
    assert parted[1].left - parted[0].right == pytest.approx(0.2)
    assert parted[0].width == pytest.approx(JOINED[0].width + 0.2)
    assert (parted[0].left + parted[-1].right) / 2 == pytest.approx(0.5)


def test_tiles_wrap_where_the_room_ends() -> None:
    room = Frame(-1.0, -3.0, 1.6, 2.0)
    frames = wrapped_frames(TOKENS, room, STYLE, 0.6, pad=0.1)
    assert all(frame.right <= room.right for frame in frames)
    assert frames[0].top == room.top
    assert frames[-1].top < frames[0].top


def test_texts_and_ids_are_those_of_the_tokens(texts: Texts) -> None:
    strip = TokenStrip(TOKENS, JOINED)
    assert texts(strip) == [token.text for token in TOKENS]
    strip.number(1.0).interpolate(1.0)
    assert sorted(texts(strip)) == sorted(
        text for token in TOKENS for text in (token.text, str(token.id))
    )


def test_an_id_stands_on_a_plate_of_its_own_under_its_tile(
    fills: Callable[[Mobject], list[str]],
) -> None:
    strip = TokenStrip(TOKENS, JOINED)
    assert Color.WHITE not in fills(strip.tiles[0])[:1]
    strip.number(1.0).interpolate(1.0)
    assert fills(strip.tiles[0])[:2] == [Color.WHITE, Color.NAVY]
    strip.turn_to_ids(JOINED, 1.0).interpolate(1.0)
    assert fills(strip.tiles[0]) == [Color.NAVY, Color.WHITE]


def test_ids_take_the_place_of_texts(texts: Texts) -> None:
    strip = TokenStrip(TOKENS, JOINED)
    motion = strip.turn_to_ids(JOINED, 1.0)
    motion.interpolate(1.0)
    assert texts(strip) == [str(token.id) for token in TOKENS]


def test_a_condensed_tile_is_a_cell_without_text(texts: Texts) -> None:
    strip = TokenStrip(TOKENS, JOINED)
    cells = Frame(-1.0, 0.0, 0.0, 0.5).columns((1.0, 1.0, 1.0), 0.1)
    motion = strip.condense(cells, 1.0)
    assert strip.condensed == 0
    motion.interpolate(1.0)
    assert strip.condensed == len(TOKENS)
    assert texts(strip) == []
    for tile, cell in zip(strip.tiles, cells, strict=True):
        assert astuple(tile.look.frame) == pytest.approx(astuple(cell))


def test_half_way_between_two_looks() -> None:
    here, there = Look(Frame(0.0, 0.0, 1.0, 1.0)), Look(Frame(2.0, 0.0, 3.0, 1.0), 0.0, 1.0)
    middle = here.toward(there, 0.5)
    assert middle == Look(Frame(1.0, 0.0, 2.0, 1.0), 0.5, 0.5)
