"""Both sides of the comparison with stock Manim draw the same clip, and a difference is seen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from measuring import FRAMES
from side_by_side import Pictures, agreement, brightness, render_both


def test_a_clip_agrees_with_itself_when_it_is_two_frames_late() -> None:
    clip = _moving(range(10, 40))
    late = np.concatenate([clip[:1], clip[:1], clip[:-2]])
    found = agreement(clip, late)
    assert found.moving[0] == found.moving[1] > 0
    assert found.unmatched == 0


def test_a_clip_that_skips_a_movement_is_seen() -> None:
    found = agreement(_moving(range(10, 40)), _moving(range(10, 20)))
    assert found.unmatched > 10


@pytest.mark.slow
def test_stock_manim_draws_hour29_moment_by_moment(tmp_path: Path) -> None:
    found = agreement(*map(brightness, render_both(tmp_path, "smoke")))
    assert found.frames == (FRAMES, FRAMES)
    assert found.unmatched < 0.03 * FRAMES
    assert found.correlation > 0.985
    assert found.worst < 10


def _moving(frames: range) -> Pictures:
    """A bright square that moves down by a row in some frames of 60."""
    clip = np.zeros((60, 108, 192), np.float32)
    row = 0
    for number in range(60):
        row += number in frames
        clip[number, row : row + 20, 50:150] = 255
    return clip
