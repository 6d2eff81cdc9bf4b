"""The end of an embedding table: its last rows, and the place where the next one would be."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import glide
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Seconds, Space, Type, Weight, px
from storyreel.parts.marks import clipped, owned
from storyreel.parts.motion import Motion, Shift
from storyreel.parts.shapes import Plate, card
from storyreel.parts.text import Line
from storyreel.parts.verdict import Badge

from .noise import Noise

ROW, PITCH = px(72), px(96)
EDGE = px(204)
SIDE = px(364)

TABLE = Frame.of(96, 500, 1824, 868)
"""The lower part of the stage."""


class EmbeddingTable(VGroup):
    """A card with the last rows of a table, each with its id at the edge, and room for one more.

    `slot` is the place of the missing row, `id_at` that of its id; `side` is free for words.
    """

    def __init__(self, frame: Frame, ids: tuple[str, ...], inside: str) -> None:
        super().__init__()
        self.plate = card(frame)
        inner = frame.inset(Space.PAD, px(30))
        bars = Frame(inner.left + EDGE, inner.bottom, inner.right - SIDE, inner.top)
        self.side = Frame(bars.right + px(40), inner.bottom, inner.right, inner.top)
        rows = [
            Frame(bars.left, bars.bottom + PITCH * k, bars.right, bars.bottom + PITCH * k + ROW)
            for k in range(len(ids) + 2)
        ]
        self.slot = rows[0]
        self.id_at = (inner.left, rows[0].center[1])
        self.rows = VGroup()
        for name, row in zip(reversed(ids), rows[1:], strict=False):
            at = (inner.left, row.center[1])
            self.rows.add(
                Plate(row, Space.RADIUS_SMALL, Color.NAVY),
                Line(name, Type.CODE, at, Color.SLATE, role="code"),
                Line(inside, Type.LABEL, row.center, Color.WHITE, "center"),
            )
        above = Plate(rows[-1], Space.RADIUS_SMALL, Color.NAVY, role="decor")
        top = (frame.left, frame.bottom, frame.right, frame.top - Weight.HAIRLINE)
        self.rows.add(clipped(above, top))
        self.add(self.plate, self.rows)

    def refusal(self, error: str) -> VGroup:
        """What stands in the place of a row that is not there."""
        plate = owned(
            Plate(self.slot, Space.RADIUS_SMALL, Color.WHITE, Color.GOLD_LINE, Weight.STRONG),
            "slot",
        )
        x, y = self.slot.center
        text = Line(error, Type.CODE_STRONG, (x + px(44), y), Color.GOLD_TEXT, "center", "code")
        badge = Badge((x + px(44) - text.advance / 2 - px(50), y), px(25), passed=False)
        return VGroup(plate, badge, text)

    def push_in(self, row: Noise, refusal: VGroup) -> tuple[Motion, Motion]:
        """A new row comes in from the right and pushes out what stood in its place."""
        slot = self.slot
        way = slot.width + px(20)
        box = (slot.left - px(4), slot.bottom - px(4), slot.right + px(4), slot.top + px(4))
        clipped(row, box)
        clipped(refusal, box)
        far = Frame(slot.left + way, slot.bottom, slot.right + way, slot.top)
        enter = Motion(row, lambda share: row.fit(far.toward(slot, share)), Seconds.SLOW, glide)
        return enter, Shift(refusal, (-way, 0.0), Seconds.SLOW)

    def mark(self) -> Plate:
        """A gold ring round the row that was found."""
        return Plate(self.slot.inset(-px(9)), px(18), None, Color.GOLD, Weight.STRONG, role="decor")
