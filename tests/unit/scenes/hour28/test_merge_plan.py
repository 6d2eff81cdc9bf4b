"""The layouts of a word that merges."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.hour28.parts.merge_plan import Measures, MergePlan
from scenes.hour28.spans import merge_spans

MEASURES = Measures(pitch=1.0, width=2.0, gap=0.5)
PAIRS = (("a", "b"), ("ab", "c"))


def plan() -> MergePlan:
    return MergePlan("abcab", PAIRS, MEASURES, left=0.0, middle=0.0)


def test_a_rule_merges_every_pair_that_it_names() -> None:
    letters = tuple((i, i + 1) for i in range(5))
    once = merge_spans("abcab", letters, PAIRS[0])
    assert once == ((0, 2), (2, 3), (3, 5))
    assert merge_spans("abcab", once, PAIRS[1]) == ((0, 3), (3, 5))


def test_a_pair_does_not_overlap_itself() -> None:
    assert merge_spans("aaa", ((0, 1), (1, 2), (2, 3)), ("a", "a")) == ((0, 2), (2, 3))


def test_a_rule_that_does_not_apply_is_refused() -> None:
    with pytest.raises(ValueError, match="no neighbours 'x' and 'y'"):
        merge_spans("ab", ((0, 1), (1, 2)), ("x", "y"))


def test_word_and_letters_stand_about_the_middle_and_tiles_from_the_left() -> None:
    for places in plan().places[:2]:
        assert places[0] + places[-1] == pytest.approx(0.0)
    assert plan().places[-2][0] == plan().places[-1][0] == 1.0


def test_a_merge_moves_its_own_letters_only_and_about_their_middle() -> None:
    one, other = plan().places[1:3]
    assert other[2] == one[2]
    assert other[0] + other[1] == pytest.approx(one[0] + one[1])
    assert other[1] - other[0] == pytest.approx(MEASURES.pitch)


def test_between_steps() -> None:
    steps = plan()
    none, half, all_ = ([share] * steps.steps for share in (0.0, 0.5, 1.0))
    assert np.allclose(steps.between(none, none)[0], steps.places[0])
    assert np.allclose(steps.between(all_, all_)[0], steps.places[-1])
    assert (steps.between(all_, all_)[1] == 1).all()
    middle = (steps.places[0] + steps.places[-1]) / 2
    assert np.allclose(steps.between(half, half)[0], middle)


def test_what_is_joined() -> None:
    steps = plan()
    gone = [0.0] * steps.steps
    assert steps.joined(gone) == {0: 5}
    gone[0] = 0.1
    assert steps.joined(gone) == {i: i + 1 for i in range(5)}
    gone[:2] = [1.0, 1.0]
    assert steps.joined(gone) == {0: 2, 2: 3, 3: 5}
    assert steps.joined([1.0] * steps.steps) == {0: 5}


def test_the_one_tile_can_stand_elsewhere() -> None:
    steps = plan()
    steps.unite_about(3.0)
    assert (steps.places[-1][0] + steps.places[-1][-1]) / 2 == pytest.approx(3.0)
