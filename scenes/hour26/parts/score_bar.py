"""A score as a bar to scale, with the figure that it stands for."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import glide
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.parts.counter import Counter
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Plate, Strokes
from storyreel.parts.text import Line

BAR = px(56)
HEAD = px(244)
TAIL = px(350)
STEPS = 10


class ScoreBar(VGroup):
    """A name, a track of the full score, the part that was reached, and `n / total`."""

    def __init__(self, frame: Frame, name: str, score: int, total: int) -> None:
        super().__init__()
        self.score, self._share = score, score / total
        y = frame.center[1]
        self.track = Frame(frame.left + HEAD, y - BAR / 2, frame.right - TAIL, y + BAR / 2)
        ground = Plate(self.track, BAR / 2, Color.WHITE, Color.LINE, Weight.LINE)
        self.bar = Plate(self.track, BAR / 2, Color.NAVY)
        places = (self.track.left + self.track.width * k / STEPS for k in range(1, STEPS))
        low, high = y - BAR / 2 + px(16), y + BAR / 2 - px(16)
        ticks = [
            Strokes(((x, low), (x, high)), color=Color.LINE, width=Weight.LINE, role="decor")
            for x in places
        ]
        self._counter = Counter((frame.right, y), total)
        name_line = Line(name, Type.LABEL_STRONG, (frame.left, y), Color.NAVY)
        self.add(ground, *ticks, self.bar, name_line, self._counter)
        self.reach(0.0)

    def reach(self, progress: float) -> None:
        """0 is an empty bar, 1 the score."""
        right = self.track.left + max(self.track.width * self._share * progress, BAR)
        self.bar.fit(Frame(self.track.left, self.track.bottom, right, self.track.top))
        self.bar.set_fill(opacity=1.0 if progress > 0 else 0.0)
        self._counter.show_count(round(self.score * progress))

    def fill(self, run_time: float) -> Motion:
        """The bar grows to the score, and the figure counts."""
        return Motion(self, self.reach, run_time, glide)
