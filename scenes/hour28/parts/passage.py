"""A word before and after it became one token: its shards, an arrow, its tile."""

from __future__ import annotations

from manim import Animation, VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.motion import Appear

from .arrow import arrow
from .merging import Merging

FONT = 54
GAP = px(60)


class Passage(VGroup):
    """Shards at the left end of a frame, the tile at its right end, an arrow between them."""

    def __init__(self, frame: Frame, letters: str, merges: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        y = frame.center[1]
        self.shards = Merging(letters, merges, (frame.left, y), font=FONT).finished(united=False)
        end = frame.right - self.shards.token.width
        self.token = Merging(letters, merges, (end, y), font=FONT).finished(united=True)
        self.arrow = arrow(self.shards.tiles[-1].right + GAP, end - GAP, y)
        self.add(self.shards, self.arrow, self.token)

    def meet(self) -> tuple[Animation, ...]:
        """Shards and tile come from their sides, the arrow between them."""
        left, right = Appear(self.shards, (-GAP, 0.0)), Appear(self.token, (GAP, 0.0))
        return left, Appear(self.arrow), right
