"""A flight: something travels into a small place and is gone in it."""

from __future__ import annotations

from manim import Mobject

from storyreel.design.easing import glide
from storyreel.design.tokens import Seconds
from storyreel.parts.motion import Reshaping


class Fly(Reshaping):
    """Go to `to`, shrink to `scale` of the size, fade at the very end, and leave the scene."""

    def __init__(
        self,
        mobject: Mobject,
        to: tuple[float, float],
        scale: float,
        run_time: float = Seconds.SLOW,
    ) -> None:
        super().__init__(mobject, run_time=run_time, ease=glide, removes=True)
        self._to, self._scale = to, scale

    def change(self, progress: float) -> None:
        x, y = (end - start for end, start in zip(self._to, self.middle[:2], strict=True))
        opacity = min(1.0, (1 - progress) / 0.2)
        scale = 1 + (self._scale - 1) * progress
        self.reshape(opacity, (x * progress, y * progress), scale)
