"""A case that is written down: a card with a room for each field, which falls and flies."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from storyreel.design.easing import glide
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Space, Type, Weight, px
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Strokes, card
from storyreel.parts.text import Line

NAMES = px(286)


class CaseCard(VGroup):
    """Field names on the left, one line each; `rooms` are the places for all but the last."""

    def __init__(self, frame: Frame, names: tuple[str, ...]) -> None:
        super().__init__()
        self.frame = frame
        self.card = card(frame)
        rows = frame.inset(Space.PAD, px(20)).rows((1.0,) * len(names), 0.0)
        self.fields = [
            Line(name, Type.LABEL, (row.left, row.center[1]), Color.SLATE)
            for name, row in zip(names, rows, strict=True)
        ]
        rules = [
            Strokes(
                ((row.left, row.bottom), (row.right, row.bottom)),
                color=Color.HAIRLINE,
                width=Weight.HAIRLINE,
                role="decor",
            )
            for row in rows[:-1]
        ]
        rooms = tuple(Frame(r.left + NAMES, r.bottom, r.right, r.top) for r in rows)
        self.rooms, self._last = rooms[:-1], rooms[-1]
        self.add(self.card, *rules, *self.fields)

    def tell(self, text: str) -> Line:
        """What the last field holds, in words."""
        at = (self._last.left, self._last.center[1])
        return Line(text, Type.CODE_STRONG, at, Color.NAVY, role="code")


class Drop(Motion):
    """A card shrinks, with all that is on it, and falls to another place; its texts fade."""

    def __init__(self, group: VGroup, box: Frame, to: Frame, run_time: float) -> None:
        super().__init__(group, run_time=run_time, ease=glide)
        self._group, self._box, self._to = group, box, to

    def remember(self) -> None:
        self._leaves = [
            (leaf, leaf.points.copy(), leaf.stroke_width, leaf.fill_rgbas[0, 3])
            for leaf in self._group.family_members_with_points()
            if isinstance(leaf, VMobject)
        ]

    def change(self, progress: float) -> None:
        scale = 1 + (self._to.width / self._box.width - 1) * min(progress * 1.5, 1.0)
        begin, end = self._box.center, self._to.center
        x = begin[0] + (end[0] - begin[0]) * min(progress * 1.6, 1.0)
        fall = progress * progress
        lift = px(120) * progress * (1 - progress) * 2
        y = begin[1] + (end[1] - begin[1]) * fall + lift
        center = np.array([*begin, 0.0])
        for leaf, points, width, opacity in self._leaves:
            if isinstance(leaf, Line):
                leaf.fill_rgbas[0, 3] = opacity * max(1 - progress * 2.5, 0.0)
            leaf.points = (points - center) * scale + np.array([x, y, 0.0])
            leaf.stroke_width = width * scale


class Learn(Motion):
    """A small card flies to a point, grows smaller and is gone into it."""

    def __init__(self, group: VGroup, to: tuple[float, float], run_time: float) -> None:
        super().__init__(group, run_time=run_time, ease=glide, removes=True)
        self._to = np.array([*to, 0.0])
        self._leaves = [
            (leaf, leaf.points.copy(), leaf.stroke_width)
            for leaf in group.family_members_with_points()
            if isinstance(leaf, VMobject) and not isinstance(leaf, Line)
        ]
        corners = np.concatenate([points for _, points, _ in self._leaves])
        self._center = (corners.min(axis=0) + corners.max(axis=0)) / 2

    def change(self, progress: float) -> None:
        scale = 1 - 0.85 * progress
        at = self._center + (self._to - self._center) * progress
        for leaf, points, width in self._leaves:
            leaf.points = (points - self._center) * scale + at
            leaf.stroke_width = width * scale
