"""Traces: parts of a line by arc length, in its style."""

from __future__ import annotations

import numpy as np
import pytest
from manim import CapStyleType, Circle, Line

from storyreel.drawing.drawing import Tag
from storyreel.parts.arc_length import MeasuredPath
from storyreel.parts.marks import tag_of, tagged
from storyreel.parts.traces import DashedTrace, Trace


def test_a_trace_has_the_style_of_its_shape_and_no_fill() -> None:
    circle = Circle(stroke_width=7, fill_opacity=1).set_cap_style(CapStyleType.ROUND)
    trace = Trace(tagged(circle, Tag("decor", owner="road")))
    assert trace.stroke_width == 7
    assert (trace.stroke_rgbas == circle.stroke_rgbas).all()
    assert trace.cap_style is CapStyleType.ROUND
    assert not trace.fill_rgbas[:, 3].any()
    assert tag_of(trace) == Tag("decor", owner="road")


def test_a_share_of_the_length_is_shown() -> None:
    trace = Trace(Line((0, 0, 0), (4, 0, 0)))
    assert trace.points[-1, 0] == 4
    trace.show_part(0.25, 0.75)
    assert trace.points[[0, -1], 0] == pytest.approx([1, 3])
    trace.show_part(0, 0)
    assert not len(trace.points)


def test_dashes_stay_while_they_are_drawn_and_run_without_changing_length() -> None:
    trace = DashedTrace(Line((0, 0, 0), (4, 0, 0)), 0.5, 0.5)
    whole = trace.points.copy()
    trace.show_part(0, 0.375)
    assert (trace.points == whole[: len(trace.points)]).all()
    trace.run(0.25)
    assert trace.points[[0, 3], 0] == pytest.approx([0.25, 0.75])
    assert MeasuredPath(trace.points).length == pytest.approx(2)
    assert np.allclose(trace.run(1.0).points, whole)
