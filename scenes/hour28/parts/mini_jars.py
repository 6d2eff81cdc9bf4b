"""Many small jars, drawn as one path for each of their colours."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import VGroup, VMobject

from scenes.hour28.outlines import NOTHING, body, ink, slab
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Color, px
from storyreel.parts.curves import closed, ellipse, joined
from storyreel.parts.solid import filled


class _MiniJars(VGroup):
    """Equal small jars; `lay_out` puts each of them into the frame."""

    def __init__(self, *shapes: VMobject) -> None:
        super().__init__(*shapes)
        self._shapes = [(each, each.points.copy(), float(each.stroke_width)) for each in shapes]

    def lay_out(self, places: Any, scales: Any, line: float) -> None:
        """Show jars with their feet at `places` (n, 2) in pixels, at `scales` (n,).

        Jars of scale 0 are left out. `line` is the scale of their outlines.
        """
        seen = scales > 0
        sizes = scales[seen][:, None, None]
        feet = np.zeros((int(seen.sum()), 1, 3))
        feet[:, 0, 0] = x_at(0) + px(1) * places[seen, 0]
        feet[:, 0, 1] = y_at(0) - px(1) * places[seen, 1]
        for shape, points, width in self._shapes:
            shape.points = (points * sizes + feet).reshape(-1, 3) if len(feet) else NOTHING
            shape.stroke_width = width * line


def full_minis() -> _MiniJars:
    """Small full jars."""
    lid = joined(ellipse((0, 198), 13, 12), slab(-47, 160, 47, 192, 9))
    shade = closed((20, 12), (50, 14), (51, 122), (20, 122))
    gleam = closed((-42, 30), (-31, 30), (-31, 110), (-42, 110))
    shine = closed((-34, 162), (-8, 162), (-8, 190), (-34, 190))
    return _MiniJars(
        _edged(filled(body(), "#E3EAF3"), "#7F95B3", 7),
        filled(ink(124, 7), "#1E406F"),
        filled(shade, "#142B4E").set_fill(opacity=0.6),
        filled(ellipse((0, 122), 53, 9), "#5478A8"),
        filled(gleam, Color.WHITE).set_fill(opacity=0.4),
        filled(lid, "#6F86A6"),
        filled(shine, "#B7C4D6").set_fill(opacity=0.8),
    )


def new_minis() -> _MiniJars:
    """Small new jars, empty."""
    lid = joined(ellipse((0, 198), 13, 12), slab(-48, 160, 48, 194, 10))
    return _MiniJars(
        _edged(filled(body(), "#FFFFFF"), Color.GOLD_LINE, 14),
        _edged(filled(lid, Color.GOLD), Color.GOLD_LINE, 5),
    )


def _edged(shape: VMobject, color: str, width: float) -> VMobject:
    return shape.set_stroke(color, px(width) * 100, 1.0)
