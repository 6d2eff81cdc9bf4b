"""The stored ridges are those that grow from the digests."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.hour29.growth import GRID, grown, written
from scenes.hour29.ridges import RIDGES
from storyreel.storyboard.load import Loaded

CLIP = "hour29"
TOLERANCE = 1e-3
"""Of half the height of a print: processors round differently."""


def outlines(digest: str) -> list[np.ndarray]:
    texts = ([point.split(",") for point in outline.split()] for outline in RIDGES[digest])
    return [np.array(points, np.int64) for points in texts]


def test_the_prints_of_the_storyboard_are_stored_and_no_others(loaded: Loaded) -> None:
    data = loaded.storyboard.data
    assert set(RIDGES) == {data.opening.first, data.opening.other, data.checkpoint_hash.first}


@pytest.mark.parametrize("digest", RIDGES)
def test_a_print_stays_in_its_oval(digest: str) -> None:
    for outline in outlines(digest):
        x, y = outline.T / GRID
        assert float(np.hypot(x / 0.86, y).max()) < 1.03


@pytest.mark.slow
def test_the_stored_ridges_grow_from_their_digests() -> None:
    for digest in RIDGES:
        for stored, again in zip(outlines(digest), grown(digest), strict=True):
            assert stored.shape == again.shape
            np.testing.assert_allclose(stored, again, atol=TOLERANCE * GRID)


@pytest.mark.slow
def test_another_digest_has_another_print() -> None:
    first = next(iter(RIDGES))
    changed = first[:20] + ("0" if first[20] != "0" else "f") + first[21:]
    lengths = [len(outline) for outline in grown(changed)]
    assert lengths != [len(outline) for outline in outlines(first)]


@pytest.mark.slow
def test_the_module_is_written_as_it_is_stored() -> None:
    namespace: dict[str, dict[str, tuple[str, ...]]] = {}
    exec(written(RIDGES), namespace)
    assert namespace["RIDGES"].keys() == RIDGES.keys()
