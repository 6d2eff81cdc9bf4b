"""A refusal on a card: a cross, and the reason under it."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import glide
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.motion import Motion
from storyreel.parts.text import Line
from storyreel.parts.verdict import Badge

FOOT, HEAD = px(50), px(68)
"""From the bottom of the card to the middle of the reason, and the room of the name above."""


class Refusal(VGroup):
    """The cross is midway between the name at the top of `frame` and the reason."""

    def __init__(self, frame: Frame, reason: str) -> None:
        super().__init__()
        mark, foot = _places(frame)
        self._badge = Badge(mark, px(64), passed=False)
        self._reason = Line(reason, Type.LABEL_STRONG, foot, Color.GOLD_TEXT, "center")
        self.add(self._badge, self._reason)
        self._at = mark, foot

    def settle(self, frame: Frame, run_time: float) -> Motion:
        """Move with the card to another frame."""
        (mark, foot), self._at = self._at, _places(frame)
        steps = []
        for part, here, there in zip(
            (self._badge, self._reason), (mark, foot), self._at, strict=True
        ):
            by = (there[0] - here[0], there[1] - here[1], 0.0)
            steps += [(leaf, leaf.points.copy(), by) for leaf in part.family_members_with_points()]

        def change(progress: float) -> None:
            for leaf, points, by in steps:
                leaf.points = points + [length * progress for length in by]

        return Motion(self, change, run_time, glide)


def _places(frame: Frame) -> tuple[tuple[float, float], tuple[float, float]]:
    x, foot = frame.center[0], frame.bottom + FOOT
    return (x, (frame.top - HEAD + foot + px(24)) / 2), (x, foot)
