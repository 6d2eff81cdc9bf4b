"""Props: each pose begins from the shapes as they were drawn."""

from __future__ import annotations

from cmath import rect
from collections.abc import Callable

import numpy as np
import pytest

from scenes.hour26.parts.clouds import WHITE, WhiteCloud, outline
from scenes.hour26.parts.prop import Prop, Similarity
from scenes.hour26.parts.verdict import Verdict
from storyreel.drawing.drawing import Drawing


def test_a_pose_after_another_is_that_of_its_result() -> None:
    first, second = Similarity(2j, 1 + 1j), Similarity(rect(0.5, 1.0), -3j)
    place = 0.7 - 0.2j
    assert first.then(second).at(place) == pytest.approx(second.at(first.at(place)))


def test_poses_do_not_add_up(draw: Callable[..., Drawing]) -> None:
    pose = Similarity(rect(0.8, 0.4), 1 - 1j)
    direct, later = WhiteCloud(), WhiteCloud()
    direct.pose(pose, 0.5)
    for scale in (0.2, 3.0):
        later.pose(Similarity(scale, 2j))
    later.pose(pose, 0.0)
    later.pose(pose, 0.5)
    assert draw(direct) == draw(later)


def test_a_prop_without_opacity_draws_nothing(draw: Callable[..., Drawing]) -> None:
    cloud = WhiteCloud()
    cloud.pose(Similarity(), 0.0)
    assert not draw(cloud).items


@pytest.mark.parametrize("make", [WhiteCloud, Verdict])
def test_what_is_invisible_moves_when_it_is_seen_again(
    make: Callable[[], Prop | Verdict], draw: Callable[..., Drawing]
) -> None:
    """A law of cost: the stage does not look at what is invisible."""
    hidden, direct = make(), make()
    hidden.pose(Similarity(), 0.0)
    hidden.moved = False
    for step in range(3):
        hidden.pose(Similarity(1, step * 1j), 0.0)
    assert not hidden.moved
    for each in (hidden, direct):
        each.pose(Similarity(0.5, 2j), 1.0)
    assert hidden.moved
    assert draw(hidden) == draw(direct)


def test_a_cloud_has_one_closed_outline_with_a_flat_base() -> None:
    line = np.array(outline(WHITE, (0.0, 40.0)))
    assert line[0] == pytest.approx(line[-1])
    assert line[:, 1].min() == pytest.approx(0.0, abs=1e-6)
    assert (np.abs(line[:, 1]) < 1e-6).sum() > 20
    for x, y, radius in WHITE:  # no corner of the outline is inside a puff
        assert (np.hypot(line[:, 0] - x, line[:, 1] - y) > radius - 1e-6)[line[:, 1] > 1e-6].all()


def test_an_outline_that_is_wider_stays_outside() -> None:
    line, wider = (np.array(outline(WHITE, (0.0, 40.0), by)) for by in (0.0, 12.0))
    reach = [np.hypot(each[:, 0], each[:, 1] - 40) for each in (line, wider)]
    assert (reach[1] - reach[0] > 10).all()
