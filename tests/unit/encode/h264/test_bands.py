"""Bands fill the picture, and changes keep clear of edges that vectors could cross."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, pairwise

import hypothesis.strategies as st
import pytest
from hypothesis import given

from storyreel.drawing.damage import PixelRect
from storyreel.encode.h264.bands import ROW, Band, plan_bands, whole_picture
from storyreel.encode.settings import h264_reach

WIDTH, HEIGHT, FRAMES = 1920, 1080, 59
Changes = list[list[PixelRect]]
"""The changes of each frame after the first."""


def change(top: int, bottom: int) -> PixelRect:
    return PixelRect(100, top, 200, bottom)


def planned(*changes: PixelRect) -> tuple[Band, ...]:
    """The bands of a segment in which these places change in every frame."""
    return plan_bands([list(changes)] * FRAMES, WIDTH, HEIGHT)


def in_turn(*changes: PixelRect) -> tuple[Band, ...]:
    """The bands of a segment in which these places change one after another, without pause."""
    turns = [[changes[frame * len(changes) // FRAMES]] for frame in range(FRAMES)]
    return plan_bands(turns, WIDTH, HEIGHT)


def visits(bands: Iterable[Band], changes: Changes) -> int:
    """The rows that the encoders visit behind the first picture."""
    count = 0
    for band in bands:
        active = [bool(band.changes(rects)) for rects in changes]
        rests = sum(before and not after for before, after in pairwise(active))
        count += band.rows * (sum(active) + rests)
    return count


def test_a_still_picture_is_one_band() -> None:
    assert planned() == plan_bands([], WIDTH, HEIGHT) == whole_picture(HEIGHT)
    assert whole_picture(HEIGHT) == (Band(0, 68, 0, 68),)


def test_a_moving_band_has_still_rows_at_its_edges() -> None:
    assert planned(change(320, 350)) == (Band(0, 16), Band(16, 26, 20, 22), Band(26, 68))


def test_a_band_ends_with_the_picture() -> None:
    assert planned(change(0, 100)) == (Band(0, 11, 0, 7), Band(11, 68))
    assert planned(change(1000, 1080)) == (Band(0, 58), Band(58, 68, 62, 68))


def test_distant_changes_have_separate_bands() -> None:
    bands = planned(change(100, 110), change(900, 910))
    assert [band.moves for band in bands] == [False, True, False, True, False]


def test_places_that_change_in_turn_have_bands_side_by_side() -> None:
    assert in_turn(change(320, 350), change(480, 496)) == (
        Band(0, 16),
        Band(16, 26, 20, 22),
        Band(26, 35, 30, 31),
        Band(35, 68),
    )


def test_places_side_by_side_that_change_at_once_have_one_band() -> None:
    assert planned(change(320, 350), change(480, 496)) == (
        Band(0, 16),
        Band(16, 35, 20, 31),
        Band(35, 68),
    )


def test_places_within_reach_of_each_other_have_one_band() -> None:
    bands = in_turn(change(320, 350), change(470, 490))
    assert [band.moves for band in bands] == [False, True, False]


def test_one_band_where_nearly_everything_moves() -> None:
    assert planned(change(0, 1016)) == whole_picture(HEIGHT)


def test_one_band_where_an_encoder_would_be_opened_for_a_few_frames() -> None:
    assert plan_bands([[change(0, 800)]], WIDTH, HEIGHT) == whole_picture(HEIGHT)


rows = st.tuples(st.integers(0, 1079), st.integers(1, 300))
frames = st.lists(st.lists(rows, max_size=3), max_size=12)


@given(frames)
def test_bands_fill_the_picture_and_changes_stay_clear_of_their_edges(
    given: list[list[tuple[int, int]]],
) -> None:
    changes = [[change(top, min(1080, top + high)) for top, high in frame] for frame in given]
    bands = plan_bands(changes * 5, WIDTH, HEIGHT)
    assert [band.top for band in bands[1:]] == [band.bottom for band in bands[:-1]]
    assert (bands[0].top, bands[-1].bottom) == (0, 68)
    for rect in chain.from_iterable(changes):
        (home,) = (b for b in bands if b.top * ROW < rect.bottom and rect.top < b.bottom * ROW)
        assert home.moves
        assert home.top == 0 or rect.top - home.top * ROW >= h264_reach(1080)
        assert home.bottom == 68 or home.bottom * ROW - rect.bottom >= h264_reach(1080)
    assert visits(bands, changes * 5) <= visits(whole_picture(HEIGHT), changes * 5)


@pytest.mark.parametrize(
    ("rect", "inside"),
    [
        (change(330, 340), [change(42, 52)]),
        (change(200, 2000), [change(32, 208)]),
        (change(0, 320), []),
        (change(496, 600), []),
    ],
)
def test_changes_are_clipped_to_the_rows_that_may_change(
    rect: PixelRect, inside: list[PixelRect]
) -> None:
    assert list(Band(18, 33, 20, 31).changes([rect])) == inside
