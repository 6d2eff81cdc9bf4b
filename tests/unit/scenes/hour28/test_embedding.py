"""The end of an embedding table."""

from __future__ import annotations

import pytest

from scenes.hour28.parts.embedding import EmbeddingTable
from scenes.hour28.parts.noise import Noise
from storyreel.design.layout import Frame
from storyreel.parts.marks import clip_of
from storyreel.parts.text import Line

FRAME = Frame.of(96, 500, 1824, 868)


def table() -> EmbeddingTable:
    return EmbeddingTable(FRAME, ("8", "9"), "3 numbers")


def test_ids_stand_in_order_above_the_slot() -> None:
    lines = [leaf for leaf in table().get_family() if isinstance(leaf, Line)]
    ids = {line.text: line.at[1] for line in lines if line.text in {"8", "9"}}
    assert ids["8"] > ids["9"] > table().id_at[1]
    assert [line.text for line in lines].count("3 numbers") == 2


def test_the_slot_lies_on_the_card() -> None:
    slot, side = table().slot, table().side
    assert FRAME.left < slot.left < slot.right < side.left < side.right < FRAME.right
    assert FRAME.bottom < slot.bottom


def test_a_new_row_pushes_the_refusal_out_of_the_slot() -> None:
    rows = table()
    noise, refusal = Noise(rows.slot, 96, 8, 1), rows.refusal("Error")
    motions = rows.push_in(noise, refusal)
    for motion in motions:
        motion.begin()
    assert noise.frame.left > rows.slot.right
    for motion in motions:
        motion.finish()
    assert noise.frame == rows.slot
    assert refusal.get_right()[0] < rows.slot.left
    box = clip_of(refusal[0])
    assert box is not None
    assert box[0] == pytest.approx(rows.slot.left, abs=0.05)
