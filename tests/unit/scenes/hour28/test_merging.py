"""The tiles of a word that merges."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Mobject, VMobject

from scenes.hour28.parts.merging import Merging
from storyreel.parts.motion import Motion
from storyreel.parts.text import Line


def state(mobject: Mobject) -> bytes:
    """All of a mobject, what is not drawn included: a flight is about the middle of everything."""
    return b"".join(
        leaf.points.tobytes() + leaf.fill_rgbas.tobytes()
        for leaf in mobject.family_members_with_points()
        if isinstance(leaf, VMobject)
    )


def word() -> Merging:
    return Merging("abcab", (("a", "b"), ("ab", "c")), (-2.0, 1.0))


def life(merging: Merging) -> tuple[Motion, ...]:
    return merging.fall_apart(), merging.merge(2.0), merging.close_up(), merging.unite(1.0, 0.0)


def test_letters_come_from_the_word() -> None:
    letters = [leaf.text for leaf in word() if isinstance(leaf, Line)]
    assert letters == list("abcab")


def test_each_state_is_the_same_however_it_is_reached() -> None:
    one, other = word(), word()
    for motion, again in zip(life(one), life(other), strict=True):
        again.begin()
        for progress in (0.9, 0.2, 0.5):
            again.interpolate(progress)
        motion.begin()
        motion.interpolate(0.5)
        assert state(one) == state(other)
        motion.finish()
        again.finish()
        assert state(one) == state(other)


def test_tiles_are_as_wide_as_their_letters_and_do_not_touch() -> None:
    first, second = word().tiles
    assert first.left == pytest.approx(-2.0)
    assert first.right < second.left
    assert first.width > second.width
    assert first.center[1] == 1.0


def test_merges_follow_one_another_and_overlap() -> None:
    merging = word()
    assert merging.gone(0.0, 0) == 0
    assert 0 < merging.gone(0.5, 1) < merging.gone(0.5, 0) < 1
    assert merging.gone(1.0, 1) == pytest.approx(1)


def test_finished_is_where_the_animations_end() -> None:
    one, other = word(), word()
    for motion in life(one)[:3]:
        motion.begin()
        motion.finish()
    assert state(one) == state(other.finished(united=False))
    assert np.isclose(other.tiles[0].left, -2.0)


def test_names_stand_below_their_tiles() -> None:
    merging = word()
    names = merging.names(("7", "12"), 0.5)
    lines = [name for name in names if isinstance(name, Line)]
    assert [(line.text, line.at) for line in lines] == [
        (text, (tile.center[0], 0.5)) for text, tile in zip(("7", "12"), merging.tiles, strict=True)
    ]
