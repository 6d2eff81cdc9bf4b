"""Dashed lines: what was planned, and not carried out here."""

from __future__ import annotations

from manim import CapStyleType, VGroup, VMobject

from storyreel.design.tokens import Color, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.curves import Points
from storyreel.parts.marks import tagged
from storyreel.parts.solid import filled
from storyreel.parts.traces import DashedTrace

_DASH, _GAP = px(13), px(13)


def dashed(path: Points, width: float = px(5), role: str = "graphic") -> DashedTrace:
    """A dashed line along a path, both in scene units."""
    line = VMobject(stroke_color=Color.SLATE, stroke_width=width * 100, fill_opacity=0.0)
    line.points = path
    line.set_cap_style(CapStyleType.ROUND)
    return DashedTrace(tagged(line, Tag(role)), _DASH, _GAP)


def planned_sheet(path: Points) -> VGroup:
    """A pale sheet with a dashed edge; its outline is in scene units."""
    return VGroup(filled(path / px(1), "#F7F9FC"), dashed(path, role="decor"))
