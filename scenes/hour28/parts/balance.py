"""The two sides of a bargain: what is won, in figures, and what has to be paid."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Space, Type, Weight, px
from storyreel.parts.marks import with_shadow
from storyreel.parts.shapes import CARD_SHADOW, Plate
from storyreel.parts.text import Line
from storyreel.parts.verdict import Badge

PAD = px(48)


class Gains(VGroup):
    """The content of a navy card, the `plate`: a heading, and figures with what they count."""

    def __init__(self, frame: Frame, heading: str, figures: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.plate = with_shadow(Plate(frame, Space.RADIUS, Color.NAVY), CARD_SHADOW)
        inner = frame.inset(PAD, px(40))
        at = (inner.left + px(78), inner.top - px(30))
        self.add(
            Badge((inner.left + px(28), at[1]), px(30), passed=True),
            Line(heading, Type.LABEL_STRONG, at, Color.WHITE),
        )
        weights = (1.15, 1.0, 1.0)
        for (figure, unit), place in zip(figures, inner.columns(weights, px(20)), strict=True):
            foot = inner.bottom + px(22)
            self.add(
                Line(figure, Type.FIGURE, (place.left, foot + px(96)), Color.WHITE, role="number"),
                Line(unit, Type.LABEL, (place.left, foot), Color.HAIRLINE),
            )


class Price(VGroup):
    """A white card with a gold edge: a heading, room for a picture, and a word for it."""

    def __init__(self, frame: Frame, heading: str, name: str, word: str) -> None:
        super().__init__()
        plate = Plate(frame, Space.RADIUS, Color.WHITE, Color.GOLD_LINE, Weight.STRONG)
        inner = frame.inset(PAD, px(40))
        at = (inner.left + px(78), inner.top - px(30))
        foot = inner.bottom + px(22)
        self.room = Frame(inner.left, foot + px(58), inner.right, inner.top - px(92))
        self.add(
            with_shadow(plate, CARD_SHADOW),
            Badge((inner.left + px(28), at[1]), px(30), passed=False),
            Line(heading, Type.LABEL_STRONG, at, Color.GOLD_TEXT),
            Line(name, Type.CODE_STRONG, (inner.left, foot), Color.SLATE, role="code"),
            Line(word, Type.LABEL, (inner.right, foot), Color.SLATE, "right"),
        )
