"""The stage's clock: exact time, and the frames that are sampled in it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from storyreel.base.timebase import Fps


class Clock:
    """Exact seconds since the clip began, advanced frame by frame.

    Frame k shows the state at k / fps, so frames at the same time are equal at every rate. Manim's
    own clock counts frames per animation and is off by one for many run times.
    """

    def __init__(self, fps: Fps) -> None:
        self.fps = fps
        self.now = Fraction(0)
        self.next_frame = 0

    def run_to(self, end: Fraction) -> Iterator[tuple[int, Fraction]]:
        """Yield each frame sampled before `end`, with its time; then set the clock to `end`.

        Raises ValueError if `end` is in the past.
        """
        if end < self.now:
            raise ValueError(f"the clock is at {self.now}, after {end}")
        stop = self.fps.first_frame_at_or_after(end)
        for frame in range(self.next_frame, stop):
            self.now = self.fps.seconds(frame)
            yield frame, self.now
        self.next_frame = max(self.next_frame, stop)
        self.now = end
