"""A scene that plays for exactly so many seconds."""

from __future__ import annotations

from manim import Animation, Scene, Wait
from manim.animation.animation import prepare_animation

from benchmarks.stock_hour29.measures import FPS
from benchmarks.stock_hour29.motions import frames_until


class TimedScene(Scene):
    """A scene with a clock, so that rounding to frames does not add up."""

    seconds = 0.0

    def during(self, seconds: float, *animations: Animation) -> None:
        """Play animations, and take exactly so much time: Manim rounds up to whole frames."""
        end = self.pass_time(seconds)
        prepared = [prepare_animation(animation) for animation in animations]
        for animation in prepared:
            animation.run_time = min(animation.run_time, end)
        self.play(*prepared, Wait(end))

    def hold(self, seconds: float) -> None:
        self.wait(self.pass_time(seconds) + 1 / FPS)

    def pass_time(self, seconds: float) -> float:
        """A time that Manim rounds up to the frames until then."""
        begin, self.seconds = self.seconds, self.seconds + seconds
        return (frames_until(self.seconds) - frames_until(begin) - 0.5) / FPS
