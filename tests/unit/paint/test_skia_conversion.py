"""Colours and strokes arrive in Skia as the drawing has them."""

from __future__ import annotations

import pytest
import skia

from storyreel.drawing.paints import Cap, Join, Paint, Stroke
from storyreel.drawing.path import MITER_LIMIT, Path
from storyreel.drawing.quanta import Box
from storyreel.paint.skia_conversion import set_stroke, skia_color
from storyreel.paint.skia_path import skia_path

BLACK = Paint(((0, 0, 0, 65535),))


def test_a_path_has_its_place_and_points_down() -> None:
    bounds = skia_path(Path.rectangle(Box(0, 0, 100, 50)), (10.0, 20.0), 0.1).getBounds()
    edges = (bounds.left(), bounds.top(), bounds.right(), bounds.bottom())
    assert edges == pytest.approx((10, 15, 20, 20))


def test_a_color_keeps_its_alpha_apart() -> None:
    color = skia_color((65535, 0, 32768, 16384))
    assert (color.fR, color.fG) == (1, 0)
    assert (color.fB, color.fA) == pytest.approx((0.5, 0.25), abs=1e-4)


@pytest.mark.parametrize("join", Join)
@pytest.mark.parametrize("cap", Cap)
def test_a_stroke_sets_width_join_cap_and_miter(join: Join, cap: Cap) -> None:
    told = set_stroke(skia.Paint(), Stroke(BLACK, 300, join, cap), 0.01)
    assert told.getStyle() == skia.Paint.kStroke_Style
    assert told.getStrokeWidth() == 3.0
    assert told.getStrokeMiter() == MITER_LIMIT
    names = str(told.getStrokeJoin()).lower(), str(told.getStrokeCap()).lower()
    assert join.name.lower() in names[0]
    assert cap.name.lower() in names[1]
