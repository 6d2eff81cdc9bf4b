"""A case that is written down: a card with a room for each field, and the drawer that keeps it."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from storyreel.design.easing import glide
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Space, Type, Weight, px
from storyreel.parts.marks import with_shadow
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import LIFTED_SHADOW, Plate, Strokes, card, check
from storyreel.parts.text import Line, width_of
from storyreel.parts.veil import Veil

NAMES = px(286)


class CaseCard(VGroup):
    """Field names on the left, one line each; `rooms` are the places of what they hold."""

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
        self.rooms = tuple(Frame(r.left + NAMES, r.bottom, r.right, r.top) for r in rows)
        self.add(self.card, *rules, *self.fields)


class Drawer(VGroup):
    """`back` goes behind what is kept, `front` before it."""

    def __init__(self, frame: Frame, name: str) -> None:
        super().__init__()
        self.frame = frame
        inner = frame.inset(px(22), 0.0)
        box = Frame(inner.left, frame.center[1], inner.right, frame.top + px(34))
        self.back = VGroup(Plate(box, px(14), Color.SLATE, role="decor"))
        plate = with_shadow(Plate(frame, px(20), Color.NAVY), LIFTED_SHADOW)
        x = frame.right - px(92)
        grip = Frame(x - px(46), frame.center[1] - px(9), x + px(46), frame.center[1] + px(9))
        self.grip = Plate(grip, px(9), Color.GOLD, role="decor")
        self.front = VGroup(
            plate,
            self.grip,
            Line(name, Type.LABEL_STRONG, (frame.left + Space.PAD, frame.center[1]), Color.WHITE),
        )
        self.add(self.back, self.front)


class Drop(Motion):
    """A card and what is on it shrinks and falls to another place; texts fade, too small to read."""

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


class OpenDrawer(VGroup):
    """A drawer seen from above, pulled out to the right of its front: what it holds, by name."""

    def __init__(self, frame: Frame, front: Frame, names: tuple[str, ...]) -> None:
        super().__init__()
        self._frame, self._front = frame, front
        self._card = card(front)
        size, gap = px(36), px(18)
        widths = [size + gap + width_of(name, Type.LABEL) for name in names]
        space = (frame.right - front.right - sum(widths)) / (len(names) + 0.6)
        left, y = front.right + space * 0.8, frame.center[1]
        self._fields: list[tuple[VGroup, float]] = []
        for name, width in zip(names, widths, strict=True):
            label = Line(name, Type.LABEL, (left + size + gap, y), Color.CHARCOAL)
            field = VGroup(check((left + size / 2, y), size, Color.NAVY), label)
            self._fields.append((field, left + width))
            left += width + space
        self._veils = [Veil(field, 0.0) for field, _ in self._fields]
        self.add(self._card, *(field for field, _ in self._fields))

    def pull(self, run_time: float) -> Motion:
        """The drawer comes out from behind its front; a name is seen when all of it is out."""

        def change(progress: float) -> None:
            now = self._front.toward(self._frame, progress)
            self._card.fit(now)
            for (_, right), veil in zip(self._fields, self._veils, strict=True):
                veil.set(min(max((now.right - right) / px(40), 0.0), 1.0))

        return Motion(self, change, run_time, glide)
