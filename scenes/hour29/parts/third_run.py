"""A run that comes to the hash gate alone: its print is compared with the one that is stored."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.tokens import px
from storyreel.parts.badge import Status, StatusBadge

from .measures import MIDDLE, RADIUS
from .medal import SLATE, Medal
from .score import Score

BADGE, BADGE_AT = px(60), px(165)
"""The radius of the badge, and where it is: left of and below the middle of the medal."""


class ThirdRun(VGroup):
    """A slate medal with its own print, below its seed and score.

    Each method sets what it names absolutely.
    """

    def __init__(self, digest: str, stored: str, score: str, seed: str, rest: float) -> None:
        """`stored` is the digest it is compared with; at `rest` the medal is upright."""
        self._medal, self._rest = Medal(SLATE, rest, digest, below=stored), rest
        self._medal.turn(1.0)
        self._score = Score(score, seed, rest, SLATE.ink)
        self._badge = StatusBadge((0.0, 0.0), BADGE, Status.FAILED)
        super().__init__(self._medal, self._score, self._badge)
        self._x, self._judged = rest, 0.0
        self.roll_to(rest)

    def roll_to(self, x: float) -> None:
        self._x = x
        self._medal.put(x)
        self._medal.roll((self._rest - x) / RADIUS)
        self._score.put(x, 1.0)
        self._show_badge()

    def compare(self, begin: float, share: float) -> None:
        """Lay the stored print, which comes from `begin`, over its own: gold where they differ."""
        self._medal.lie_on(begin + (self._x - begin) * share)

    def roll_compared(self, x: float) -> None:
        """Roll on with the stored print laid over its own."""
        self.roll_to(x)
        self._medal.lie_on(x)

    def judge(self, share: float) -> None:
        """Put the badge on; slightly more than 1 is larger."""
        self._judged = share
        self._show_badge()

    def _show_badge(self) -> None:
        place = (self._x - BADGE_AT, MIDDLE - BADGE_AT)
        self._badge.put(place, max(self._judged, 1e-3), float(self._judged > 0))
