"""A conclusion: what was compared, how it looks from afar, how much agreed, and the verdict."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Space, Type, px
from storyreel.parts.counter import Counter
from storyreel.parts.marks import owned, with_shadow
from storyreel.parts.shapes import CARD_SHADOW, Plate
from storyreel.parts.text import Line
from storyreel.parts.verdict import Badge


class Conclusion(VGroup):
    """A card, solid navy for a pass and white for a failure.

    `room` is the place for a fingerprint, in scene units.
    """

    def __init__(
        self, frame: Frame, title: str, verdict: str, agreed: tuple[int, int], passed: bool
    ) -> None:
        super().__init__()
        fill = Color.NAVY if passed else Color.WHITE
        ink, strong = (Color.WHITE, Color.WHITE) if passed else (Color.SLATE, Color.GOLD_TEXT)
        inner = frame.inset(px(48), px(44))
        head, self.room, foot = inner.rows((76.0, 220.0, 130.0), px(18))
        foot_y = foot.bottom + px(52)
        plate = owned(Plate(frame, Space.RADIUS, fill, Color.HAIRLINE), "conclusion")
        badge = Badge((inner.left + px(48), foot_y), px(46), passed)
        words = (inner.left + px(122), foot_y)
        count = Counter((inner.right, foot_y), agreed[1], strong, Color.HAIRLINE if passed else ink)
        count.show_count(agreed[0])
        self.plate = with_shadow(plate, CARD_SHADOW)
        self.add(
            self.plate,
            Line(title, Type.LABEL_STRONG, (inner.left, head.top - px(28)), ink),
            badge,
            Line(verdict, Type.HEADING, words, strong),
            count,
        )
