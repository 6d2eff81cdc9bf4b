"""The cells of an untrained row."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.hour28.parts.noise import Noise
from storyreel.design.layout import Frame

HERE, THERE = Frame(0.0, 0.0, 4.0, 1.0), Frame(2.0, 2.0, 4.0, 3.0)
CORNERS = 16
"""Points of one cell."""


def points(noise: Noise) -> np.ndarray:
    return np.concatenate([cells.points for cells in noise])


def test_there_are_as_many_cells_as_numbers_and_they_fill_the_frame() -> None:
    cells = points(Noise(HERE, 768, 8, 50257))
    assert len(cells) == 768 * CORNERS
    assert cells.min(axis=0)[:2] == pytest.approx((0.0, 0.0), abs=0.02)
    assert cells.max(axis=0)[:2] == pytest.approx((4.0, 1.0), abs=0.02)


def test_the_seed_makes_the_noise() -> None:
    one, same, other = (points(Noise(HERE, 768, 8, seed)) for seed in (1, 1, 2))
    assert (one == same).all()
    assert one.shape != other.shape or (one != other).any()


def test_it_moves_to_another_frame() -> None:
    noise = Noise(HERE, 96, 8, 1)
    motion = noise.move_to_frame(THERE)
    motion.begin()
    assert noise.frame == HERE
    motion.interpolate(0.5)
    assert HERE.left < noise.frame.left < THERE.left
    motion.finish()
    assert (points(noise) == points(Noise(THERE, 96, 8, 1))).all()


def test_it_goes_sideways_before_it_rises() -> None:
    noise = Noise(HERE, 96, 8, 1)
    motion = noise.move_to_frame(THERE)
    motion.begin()
    motion.interpolate(0.24)
    assert noise.frame.left > HERE.left and noise.frame.bottom == HERE.bottom
    motion.interpolate(0.76)
    assert noise.frame.left == THERE.left and noise.frame.bottom < THERE.bottom
