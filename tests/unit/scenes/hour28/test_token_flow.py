"""A text as blocks that move up where a term fuses."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.hour28.parts.token_flow import Terms, TokenFlow
from storyreel.design.layout import Frame

TERMS = Terms(12, ((2, 3), (7, 4)))
FRAME = Frame(0.0, 0.0, 4.0, 3.0)
CORNERS = 32
"""Points of one block."""


def state(flow: TokenFlow) -> bytes:
    return b"".join(cells.points.tobytes() for cells in flow)


def test_pieces_come_to_nothing_and_what_is_left_is_counted() -> None:
    assert TERMS.widths(0.0).tolist() == [1.0] * 12
    assert TERMS.widths(1.0).tolist() == [1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 0, 1]
    assert [TERMS.left(progress) for progress in (0.0, 1.0)] == [12, 7]
    assert 7 < TERMS.left(0.5) < 12


def test_blocks_stand_in_lines() -> None:
    flow = TokenFlow(FRAME, TERMS, 4)
    assert flow.pitch == 1.0
    assert flow.place(0) == (0.5, 2.5)
    assert flow.place(5) == (1.5, 1.5)


def test_fused_blocks_stand_without_gaps() -> None:
    flow = TokenFlow(FRAME, TERMS, 4)
    flow.show_fused(1.0)
    points = np.concatenate([cells.points.reshape(-1, CORNERS, 3) for cells in flow])
    middles = {tuple(np.round((b.min(axis=0) + b.max(axis=0)) / 2, 6)[:2]) for b in points}
    assert middles == {flow.place(index) for index in range(7)}


def test_state_depends_on_progress_alone() -> None:
    one, other = TokenFlow(FRAME, TERMS, 4), TokenFlow(FRAME, TERMS, 4)
    motion = one.fuse(1.0)
    motion.begin()
    other.show_fused(0.0)
    assert state(one) == state(other)
    for progress in (0.3, 1.0, 0.5):
        motion.interpolate(progress)
    other.show_fused(0.5)
    assert state(one) == state(other)


def test_blocks_come_from_nothing() -> None:
    flow = TokenFlow(FRAME, TERMS, 4)
    flow.show_fused(0.0)
    whole = state(flow)
    motion = flow.unfold(1.0)
    motion.begin()
    assert [len(cells.points) for cells in flow] == [0, 0, 0]
    motion.finish()
    assert state(flow) == whole


def test_the_blocks_that_are_left_line_up_in_a_frame() -> None:
    flow = TokenFlow(FRAME, TERMS, 4)
    flow.show_fused(1.0)
    before = [cells.points.copy() for cells in flow]
    bar = Frame(0.0, -2.0, 7.0, -1.0)
    motion = flow.line_up(bar, 1.0)
    motion.begin()
    assert flow[1].points == pytest.approx(before[1])
    motion.finish()
    blocks = np.concatenate([m.points.reshape(-1, CORNERS, 3) for m in (flow[1], flow[2])])
    lefts = sorted(block[:, 0].min() for block in blocks)
    assert lefts == pytest.approx(list(range(7)))
    assert {round(float(np.ptp(block[:, 1])), 6) for block in blocks} == {1.0}
