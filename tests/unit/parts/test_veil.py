"""A veil scales opacity and can restore it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.drawing.drawing import Drawing
from storyreel.parts.shapes import Disc, Plate
from storyreel.parts.veil import Veil


def group() -> VGroup:
    solid = Disc((0.0, 0.0), 1.0, edge="#C9A227")
    return VGroup(solid, Plate(Frame(1, 1, 2, 2)).set_fill(opacity=0.5))


@pytest.mark.parametrize("opacity", [0.0, 0.5, 1.0])
def test_opacity_is_relative_to_the_original(opacity: float) -> None:
    veiled = group()
    Veil(veiled, opacity)
    solid, faint = veiled
    assert solid.get_fill_opacity() == pytest.approx(opacity)
    assert solid.get_stroke_opacity() == pytest.approx(opacity)
    assert faint.get_fill_opacity() == pytest.approx(opacity / 2)


def test_a_veil_restores_the_original_opacity(draw: Callable[..., Drawing]) -> None:
    veiled = group()
    veil = Veil(veiled, 0.0)
    assert draw(veiled).items == ()
    veil.set(0.3)
    veil.set(1.0)
    assert draw(veiled) == draw(group())
