"""Mixed colours have the same numbers as Manim's, without its objects."""

from __future__ import annotations

import pytest
from manim import ManimColor

from storyreel.design.tokens import Color
from storyreel.parts.tone import between


@pytest.mark.parametrize("share", [0.0, 0.1, 1 / 3, 0.7, 1.0, 1.2])
def test_mixed_colours_equal_those_of_manim_bit_for_bit(share: float) -> None:
    theirs = ManimColor(Color.GOLD).interpolate(ManimColor(Color.NAVY), share)
    assert between(Color.GOLD, Color.NAVY, share) == tuple(theirs.to_rgb())
