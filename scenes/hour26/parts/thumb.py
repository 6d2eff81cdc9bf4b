"""A thumb that points down, and an app without a floor that it falls through."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from storyreel.design.easing import leave
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Disc, Plate, Strokes
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil


class ThumbDown(VGroup):
    """A button with a thumb that points down."""

    def __init__(self, center: tuple[float, float], radius: float = px(60)) -> None:
        super().__init__()
        x, y = center
        unit = radius / 60
        fist = Frame(x - 22 * unit, y - 8 * unit, x + 30 * unit, y + 32 * unit)
        cuff = Frame(x - 38 * unit, y - 6 * unit, x - 28 * unit, y + 32 * unit)
        thumb = Strokes(
            ((x - 6 * unit, y - 4 * unit), (x + 4 * unit, y - 34 * unit)),
            color=Color.NAVY,
            width=17 * unit,
        )
        self.add(
            Disc(center, radius, Color.WHITE, Color.GOLD_LINE, Weight.STRONG),
            Plate(cuff, 4 * unit, Color.NAVY),
            Plate(fist, 12 * unit, Color.NAVY),
            thumb,
            Strokes(
                *(((x + 12 * unit, y + k * unit), (x + 27 * unit, y + k * unit)) for k in (5, 19)),
                color=Color.WHITE,
                width=3 * unit,
                role="decor",
            ),
        )


class OpenApp(VGroup):
    """A window with a head and two walls, and no floor."""

    def __init__(self, frame: Frame, name: str, says: str) -> None:
        super().__init__()
        x, _ = frame.center
        head = Frame(frame.left, frame.top - px(76), frame.right, frame.top)
        walls = [
            Strokes(
                ((side, head.bottom), (side, frame.bottom)),
                color=Color.LINE,
                width=Weight.LINE,
            )
            for side in (frame.left + px(14), frame.right - px(14))
        ]
        self.start = (x, head.bottom - px(180))
        self.says = Line(says, Type.LABEL, (x, head.bottom - px(62)), Color.SLATE, "center")
        self.add(
            *walls,
            Plate(head, px(20), Color.WHITE, Color.LINE, Weight.LINE),
            Line(name, Type.LABEL_STRONG, (x, head.center[1]), Color.NAVY, "center"),
            self.says,
        )


class Fall(Motion):
    """A mobject falls by `by`, ever faster, fades at the end and is gone."""

    def __init__(self, thumb: ThumbDown, by: float, run_time: float) -> None:
        super().__init__(thumb, run_time=run_time, ease=leave, removes=True)
        self._by = by
        self._leaves = [(leaf, leaf.points.copy()) for leaf in thumb]
        self._veil = Veil(thumb)

    def change(self, progress: float) -> None:
        for leaf, points in self._leaves:
            leaf.points = points - np.array([0.0, self._by * progress, 0.0])
        self._veil.set(min((1 - progress) * 2.5, 1.0))
