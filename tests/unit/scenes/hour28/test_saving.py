"""Two bars to scale."""

from __future__ import annotations

from dataclasses import astuple

import pytest
from manim import ManimColor

from scenes.hour28.parts.saving import Amounts, Saving
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color

FRAME, START = Frame(-4.0, 0.0, 4.0, 2.0), Frame(0.0, -3.0, 3.0, 0.0)
AMOUNTS = Amounts("work", 38.66, 25.84, "38.66 units", "25.84", "-33 %")


def test_bars_and_slivers_are_to_scale() -> None:
    saving = Saving(FRAME, AMOUNTS)
    assert saving.after.width / saving.before.width == pytest.approx(25.84 / 38.66)
    was, now = saving.slivers((0.863, 0.391))
    assert was.frame.width / saving.before.width == pytest.approx(0.863 / 38.66)
    assert now.frame.width / saving.before.width == pytest.approx(0.391 / 38.66)
    assert now.frame.left == saving.after.left


def test_words_are_as_given() -> None:
    saving = Saving(FRAME, AMOUNTS)
    assert [line.text for line in saving.words] == ["work", "38.66 units", "25.84"]
    assert saving.less.text == "-33 %"


def test_bars_come_from_other_frames_high_first() -> None:
    saving = Saving(FRAME, AMOUNTS)
    motion = saving.come_from(START, START, 1.0)
    motion.begin()
    assert [plate.frame for plate in saving.plates] == [START, START]
    motion.interpolate(0.3)
    assert saving.plates[0].frame.left == START.left
    assert saving.plates[0].frame.height < START.height
    motion.interpolate(0.7)
    assert saving.plates[0].frame.height == pytest.approx(saving.before.height)
    motion.finish()
    for plate, frame in zip(saving.plates, (saving.before, saving.after), strict=True):
        assert astuple(plate.frame) == pytest.approx(astuple(frame))
    assert saving.plates[1].fill_rgbas[0, :3] == pytest.approx(ManimColor(Color.NAVY).to_rgb())


def test_without_a_frame_the_second_bar_comes_in_place() -> None:
    saving = Saving(FRAME, AMOUNTS)
    motion = saving.come_from(START, None, 1.0)
    motion.begin()
    assert saving.plates[1].fill_rgbas[0, 3] == 0
    assert saving.plates[1].frame == saving.after
    motion.finish()
    assert saving.plates[1].fill_rgbas[0, 3] == 1
