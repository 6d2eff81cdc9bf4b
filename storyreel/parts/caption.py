"""The sentence under the stage: a caption, or the wisdom that takes its place at the end."""

from __future__ import annotations

from storyreel.design.sentences import Typeset, typeset_caption, typeset_wisdom
from storyreel.design.tokens import Color, Weight, px
from storyreel.parts.marks import with_shadow
from storyreel.parts.shape import ShapeGroup
from storyreel.parts.shapes import LIFTED_SHADOW, Plate
from storyreel.parts.text import Line


class Caption(ShapeGroup):
    """One sentence under the stage, centred, on one line or two."""

    def __init__(self, sentence: str) -> None:
        super().__init__(*_lines(typeset_caption(sentence), Color.CHARCOAL, "caption"))


class WisdomBox(ShapeGroup):
    """The clip's closing sentence in a gold frame, on one line where it fits."""

    def __init__(self, sentence: str) -> None:
        typeset = typeset_wisdom(sentence)
        assert typeset.frame is not None
        plate = Plate(typeset.frame, px(24), Color.WHITE, Color.GOLD, Weight.STRONG, role="decor")
        lines = _lines(typeset, Color.NAVY, "wisdom")
        super().__init__(with_shadow(plate, LIFTED_SHADOW), *lines)


def _lines(typeset: Typeset, color: str, role: str) -> list[Line]:
    return [Line(text, typeset.style, (0.0, y), color, "center", role) for text, y in typeset.lines]
