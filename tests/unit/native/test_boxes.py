"""The extension finds the same boxes and rectangles as its twins in Python."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.drawing import damage
from storyreel.drawing.damage import PixelRect, merged, to_pixels
from storyreel.drawing.quanta import FRAME_HEIGHT, QUANTA_PER_UNIT, Box
from storyreel.native import extension
from storyreel.paint import tile_contents

pytestmark = pytest.mark.skipif(extension is None, reason="the extension is not compiled")

SIZES = st.sampled_from([(426, 240), (333, 187), (1920, 1080), (7680, 4320)])

quanta = st.integers(-(2**23), 2**23) | st.sampled_from([-(2**33), 0, 2**33])
spans = st.integers(0, 2**22) | st.sampled_from([0, 18432, 36864])
boxes = st.lists(
    st.builds(lambda x, y, w, h: Box(x, y, x + w, y + h), quanta, quanta, spans, spans), max_size=12
)
pixels = st.integers(-9, 600)
sides = st.integers(0, 300)
rects = st.lists(
    st.builds(lambda x, y, w, h: PixelRect(x, y, x + w, y + h), pixels, pixels, sides, sides),
    max_size=12,
)


@given(given=boxes, size=SIZES)
def test_the_pixels_that_boxes_touch(given: list[Box], size: tuple[int, int]) -> None:
    found = to_pixels(given, *size)
    with patch.object(damage, "extension", None):
        assert to_pixels(given, *size) == found


@given(given=rects)
def test_rectangles_that_are_joined(given: list[PixelRect]) -> None:
    found = merged(given)
    with patch.object(damage, "extension", None):
        assert merged(given) == found


@given(given=boxes, size=SIZES, tiles=st.lists(rects.filter(bool), max_size=4))
def test_the_boxes_in_tiles(
    given: list[Box], size: tuple[int, int], tiles: list[list[PixelRect]]
) -> None:
    width, height = size
    place = (width / 2, height / 2), height / (FRAME_HEIGHT * QUANTA_PER_UNIT)
    lists: list[list[tuple[int, int, int, int]]] = [[*each] for each in tiles]
    found = extension.boxes_in_tiles(list(given), *place, lists)
    assert found == tile_contents._boxes_in_tiles(given, *place, tiles)


PLACE = ((213.0, 120.0), 1 / 18432)
WRONG: dict[str, tuple[str, tuple[object, ...]]] = {
    "no list": ("touched_pixels", (((0, 0, 1, 1),), *PLACE)),
    "three edges": ("touched_pixels", ([(0, 0, 1)], *PLACE)),
    "a list as a box": ("touched_pixels", ([[0, 0, 1, 1]], *PLACE)),
    "edges that are text": ("touched_pixels", ([(0, 0, 1, "1")], *PLACE)),
    "edges beyond all numbers": ("touched_pixels", ([(0, 0, 1, 10**400)], *PLACE)),
    "a cost below none": ("joined", ([(0, 0, 1, 1)], -1)),
    "rectangles far away": ("joined", ([(0, 0, 1, 2**30 + 1)], 0)),
    "tiles in a tuple": ("boxes_in_tiles", ([], *PLACE, ())),
    "a tile that is none": ("boxes_in_tiles", ([], *PLACE, [None])),
    "no tile before its parts": ("boxes_in_tiles", ([], *PLACE, [[]])),
    "a part with one edge": ("boxes_in_tiles", ([], *PLACE, [[(0, 0, 1, 1), (0,)]])),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_arguments_are_refused(case: str) -> None:
    function, arguments = WRONG[case]
    with pytest.raises((ValueError, TypeError, OverflowError)):
        getattr(extension, function)(*arguments)
