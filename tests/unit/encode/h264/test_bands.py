"""Bands fill the picture, and changes keep clear of edges that vectors could cross."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from storyreel.drawing.damage import PixelRect
from storyreel.encode.h264.bands import ROW, Band, plan_bands, whole_picture
from storyreel.encode.settings import h264_reach


def change(top: int, bottom: int) -> PixelRect:
    return PixelRect(100, top, 200, bottom)


def test_a_still_picture_is_one_band() -> None:
    assert plan_bands([], 1080) == whole_picture(1080) == (Band(0, 68, 0, 68),)


def test_a_moving_band_has_still_rows_at_its_edges() -> None:
    assert plan_bands([change(320, 350), change(480, 496)], 1080) == (
        Band(0, 16),
        Band(16, 35, 20, 31),
        Band(35, 68),
    )


def test_a_band_ends_with_the_picture() -> None:
    assert plan_bands([change(0, 100)], 1080) == (Band(0, 11, 0, 7), Band(11, 68))
    assert plan_bands([change(1000, 1080)], 1080) == (Band(0, 58), Band(58, 68, 62, 68))


def test_distant_changes_have_separate_bands() -> None:
    bands = plan_bands([change(100, 110), change(900, 910)], 1080)
    assert [band.moves for band in bands] == [False, True, False, True, False]


def test_few_still_rows_do_not_separate_bands() -> None:
    bands = plan_bands([change(160, 170), change(320, 330)], 1080)
    assert [band.moves for band in bands] == [False, True, False]


def test_one_band_where_nearly_everything_moves() -> None:
    assert plan_bands([change(0, 1040)], 1080) == whole_picture(1080)


rows = st.tuples(st.integers(0, 1079), st.integers(1, 300))


@given(st.lists(rows, max_size=12))
def test_bands_fill_the_picture_and_changes_stay_clear_of_their_edges(
    given: list[tuple[int, int]],
) -> None:
    changes = [change(top, min(1080, top + height)) for top, height in given]
    bands = plan_bands(changes, 1080)
    assert [band.top for band in bands[1:]] == [band.bottom for band in bands[:-1]]
    assert (bands[0].top, bands[-1].bottom) == (0, 68)
    for rect in changes:
        (home,) = (b for b in bands if b.top * ROW < rect.bottom and rect.top < b.bottom * ROW)
        assert home.moves
        assert home.top == 0 or rect.top - home.top * ROW >= h264_reach(1080)
        assert home.bottom == 68 or home.bottom * ROW - rect.bottom >= h264_reach(1080)


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
