"""Fingerprints: equal digests have equal ridges, and a window hides what is outside of it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from manim import Mobject

from scenes.hour29.parts.fingerprint import Fingerprint, Window
from scenes.hour29.parts.measures import PRINT
from scenes.hour29.ridges import RIDGES
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color
from storyreel.drawing.drawing import Drawing
from storyreel.paint.raster import paint_drawing
from storyreel.parts.tone import rgb

Draw = Callable[..., Drawing]
ONE, OTHER = RIDGES
NAVY = rgb(Color.NAVY)
AT = (0.5, -0.3)


def placed(digest: str, window: Window | None = None) -> Fingerprint:
    print_ = Fingerprint(digest, NAVY)
    print_.put(AT, window=window)
    return print_


def ink(drawing: Drawing) -> np.ndarray:
    """How much each pixel differs from the background."""
    pixels = paint_drawing(drawing, 480, 270)[..., :3].astype(int)
    differences: np.ndarray = np.abs(pixels - pixels[0, 0]).max(axis=2)
    return differences


def test_equal_digests_have_equal_ridges(draw: Draw) -> None:
    assert draw(placed(ONE)) == draw(placed(ONE))
    assert draw(placed(ONE)) != draw(placed(OTHER))


@pytest.mark.parametrize("digest", RIDGES)
def test_it_is_as_high_as_it_should_be(digest: str, box: Callable[[Mobject], Frame]) -> None:
    assert box(placed(digest)).height == pytest.approx(2 * PRINT, rel=0.06)


def test_a_window_shows_what_is_inside_and_nothing_else(draw: Draw) -> None:
    window = Window((0.7, 0.2), 0.6)
    whole, part = (ink(draw(each)) for each in (placed(ONE), placed(ONE, window)))
    rows, columns = np.mgrid[0:270, 0:480]
    x, y = (columns + 0.5) * 16 / 480 * 8 / 9 - 64 / 9, 4 - (rows + 0.5) * 8 / 270
    distance = np.hypot(x - window.center[0], y - window.center[1])
    assert np.abs(whole - part)[distance < window.radius - 0.03].max() <= 6
    assert part[distance > window.radius + 0.03].max() <= 1 < whole.max()


def test_it_can_be_squeezed_and_turned(box: Callable[[Mobject], Frame]) -> None:
    upright, thin, lying = placed(ONE), placed(ONE), placed(ONE)
    thin.put(AT, 0.5)
    lying.put(AT, angle=np.pi / 2)
    assert box(thin).width == pytest.approx(box(upright).width / 2)
    assert box(lying).width == pytest.approx(box(upright).height)
