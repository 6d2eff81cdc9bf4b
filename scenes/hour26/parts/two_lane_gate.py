"""A gate over two lanes: what it found of each stands in its window."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.marks import with_shadow
from storyreel.parts.shapes import LIFTED_SHADOW, Disc, Plate
from storyreel.parts.text import Line
from storyreel.parts.verdict import Badge

WINDOW = px(48)


class TwoLaneGate(VGroup):
    """A navy post across both lanes, with an empty window on each, and its name above.

    `findings` are the verdicts to be put into the windows: the upper lane fails, the lower passes.
    """

    def __init__(self, frame: Frame, name: str, lanes: tuple[float, float]) -> None:
        super().__init__()
        x = frame.center[0]
        windows = tuple((x, lane) for lane in lanes)
        self.add(
            with_shadow(Plate(frame, px(28), Color.NAVY), LIFTED_SHADOW),
            *(Disc(at, WINDOW, Color.WHITE, role="decor") for at in windows),
            Line(name, Type.LABEL_STRONG, (x, frame.top + px(44)), Color.NAVY, "center"),
        )
        self.findings = VGroup(
            Badge(windows[0], WINDOW, passed=False), Badge(windows[1], WINDOW, passed=True)
        )
