"""A message that snaps into tokens: it unfolds as one bar, is cut, parts, and shows its ids."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Seconds, Type, px
from storyreel.parts.motion import Motion, Vanish

from .browser import Form, Message
from .strip import Piece, TokenStrip
from .tiling import Cuts, joined_frames, parted_frames

TEXT = Type.CODE_STRONG.sized(68)
TILE = px(140)
OVERHANG = px(34)
"""How far the cuts reach beyond the text, above and below."""


class Snapping(VGroup):
    """A message about a centre; `strip` are its tiles, there once it is unfolded."""

    def __init__(self, text: str, tokens: Sequence[Piece], center: tuple[float, float]) -> None:
        super().__init__()
        joined = joined_frames(tokens, center, TEXT, TILE)
        whole = Frame(joined[0].left, joined[0].bottom, joined[-1].right, joined[0].top)
        edges = [frame.left for frame in joined[1:]]
        self._parted = parted_frames(tokens, center, TEXT, TILE)
        self._bar = whole.inset(-px(24), 0.0)
        self._words = Message(text, self._bar, TEXT)
        self._cuts = Cuts(edges, whole.bottom - OVERHANG, whole.top + OVERHANG)
        self.strip = TokenStrip(tokens, joined, TEXT)

    def unfold(self, source: tuple[float, float]) -> Motion:
        """The packet at `source` opens into the bar."""
        return self._words.emerge(source).go(Form(self._bar))

    def cut(self, run_time: float) -> Motion:
        """Cuts fall between the tokens."""
        return self._cuts.draw(run_time)

    def part(self) -> list[Motion]:
        """The tiles move away from one another."""
        return [
            Vanish(self._cuts),
            self._words.go(Form(self._bar, 0.0, 0.0), Seconds.QUICK / 2),
            self.strip.travel(self._parted, Seconds.MOVE, 1.0),
        ]
