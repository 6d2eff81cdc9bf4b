"""An example of a test: a text that goes into a run, and the tokens that come out."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import glide
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.parts.marks import SoftShadow, with_shadow
from storyreel.parts.rigid import Rigid
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

from .measures import MIDDLE, Place, arc

HALF_WIDTH, HALF_HEIGHT = px(172), px(98)
STYLE = Type.HEADING.sized(62)
ROW = px(37)
"""The height of a line above or below the middle of a card."""
SMALL = 0.45
"""The size of a card at the sign of a gate."""


class _Card(Rigid):
    """Words on two lines; invisible at first."""

    def __init__(self, words: tuple[str, ...], fill: str, ink: str) -> None:
        frame = Frame(-HALF_WIDTH, -HALF_HEIGHT, HALF_WIDTH, HALF_HEIGHT)
        plate = Plate(frame, px(20), fill, Color.NAVY, Weight.STRONG, role="decor")
        with_shadow(plate, SoftShadow(0.0, -px(5), px(9), Color.NAVY, 0.2))
        half = (len(words) + 1) // 2
        rows = zip((" ".join(words[:half]), " ".join(words[half:])), (ROW, -ROW), strict=True)
        lines = [Line(text, STYLE, (0.0, y), ink, "center") for text, y in rows]
        super().__init__(plate, *lines)
        self._veil = Veil(self, 0.0)

    def appear(self, at: Place, scale: float) -> None:
        self.place(at, max(scale, 1e-3))
        self._veil.set(float(scale > 0))


class Example(VGroup):
    """The text and the tokens of one test, on a medal at `x`; invisible at first."""

    def __init__(self, x: float, text: tuple[str, ...], tokens: tuple[str, ...]) -> None:
        self._at = (x, MIDDLE)
        self._text = _Card(text, Color.WHITE, Color.NAVY)
        self._tokens = _Card(tokens, Color.NAVY, Color.WHITE)
        super().__init__(self._text, self._tokens)

    def arrive(self, begin: Place, share: float) -> None:
        """Let the text fly from a place to the medal."""
        self._tokens.appear(self._at, 0.0)
        flown = arc(begin, self._at, share, px(30))
        self._text.appear(flown, (SMALL + (1 - SMALL) * share) * float(share > 0))

    def pass_through(self, share: float) -> None:
        """Let the text go into the tool of the medal, then the tokens come out of it."""
        self._text.appear(self._at, 1 - glide(share * 2))
        self._tokens.appear(self._at, glide(share * 2 - 1))

    def leave(self, share: float) -> None:
        """Let the tokens shrink away."""
        self._tokens.appear(self._at, 1 - share)
