"""What is saved: two bars to scale, what it was and what is left of it."""

from __future__ import annotations

from dataclasses import dataclass

from manim import VGroup

from storyreel.design.easing import glide, settle, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.parts.marks import owned
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line
from storyreel.parts.tone import between

GAP = px(8)
RADIUS = px(10)
INSIDE = px(28)


@dataclass(frozen=True, slots=True)
class Amounts:
    """A cost before and after, how both are called, and the difference."""

    name: str
    before: float
    after: float
    before_text: str
    after_text: str
    less: str


class Saving(VGroup):
    """The bar before over the bar after; `words` and `less` come by themselves."""

    def __init__(self, frame: Frame, amounts: Amounts) -> None:
        super().__init__()
        self.amounts = amounts
        self.before, lower = frame.rows((1.0, 1.0), GAP)
        share = amounts.after / amounts.before
        self.after = Frame(lower.left, lower.bottom, lower.left + lower.width * share, lower.top)
        self.plates = (
            Plate(self.before, RADIUS, Color.CELL, Color.LINE, Weight.LINE),
            Plate(self.after, RADIUS, Color.NAVY),
        )
        self.add(*self.plates)
        y, below = self.before.center[1], self.after.center[1]
        end = self.before.right - INSIDE
        end_now = (self.after.right - INSIDE, below)
        self.words = VGroup(
            Line(amounts.name, Type.LABEL_STRONG, (self.before.left + px(64), y), Color.NAVY),
            Line(amounts.before_text, Type.LABEL, (end, y), Color.CHARCOAL, "right", "number"),
            Line(amounts.after_text, Type.LABEL, end_now, Color.WHITE, "right", "number"),
        )
        at = (self.after.right + px(32), below)
        self.less = Line(amounts.less, Type.FIGURE, at, Color.NAVY, role="number")

    def come_from(self, before: Frame, after: Frame | None, run_time: float) -> Motion:
        """The bars take shape out of two other frames; without one, the second comes in place.

        First they are as high as they shall be, then they are as long.
        """
        was, now = self.plates

        def change(progress: float) -> None:
            was.fit(_shaped(before, self.before, progress))
            if after is None:
                now.fill_rgbas[:, 3] = settle((progress - 0.86) / 0.14)
                return
            now.fit(_shaped(after, self.after, progress))
            now.fill_rgbas[0, :3] = between(Color.LINE, Color.NAVY, glide(progress))

        return Motion(self, change, run_time, steady)

    def slivers(self, parts: tuple[float, float]) -> tuple[Plate, Plate]:
        """The beginning of both bars, as long as a part of each."""
        was, now = (
            Frame(frame.left, frame.bottom, frame.left + self._length(part), frame.top)
            for frame, part in zip((self.before, self.after), parts, strict=True)
        )
        return (
            owned(Plate(was, px(6), Color.GOLD_LINE), "sliver"),
            owned(Plate(now, px(6), Color.GOLD_LINE), "sliver"),
        )

    def _length(self, amount: float) -> float:
        return self.before.width * amount / self.amounts.before


def _shaped(start: Frame, end: Frame, progress: float) -> Frame:
    high = start.toward(end, glide(progress / 0.7))
    long = start.toward(end, glide((progress - 0.3) / 0.7))
    return Frame(long.left, high.bottom, long.right, high.top)
