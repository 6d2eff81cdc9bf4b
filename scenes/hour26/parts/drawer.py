"""A drawer that keeps what falls into it, and that can be pulled out to show what it holds."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import glide
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Space, Type, px
from storyreel.parts.marks import with_shadow
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import LIFTED_SHADOW, Plate, card, check
from storyreel.parts.text import Line, width_of
from storyreel.parts.veil import Veil


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
