"""Two runs that draw random numbers: a row of reels each, and the lock that makes them agree."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.padlock import Padlock
from storyreel.parts.text import Line

from .reels import Reels

DISC, NAME = px(46), px(112)
"""The distances of a run's disc and of its name from the left edge of its row."""


class Draws(VGroup):
    """Names on the left, reels in the middle, a padlock with its word on the right."""

    def __init__(
        self,
        frame: Frame,
        names: tuple[str, ...],
        free: tuple[str, ...],
        locked: tuple[str, ...],
        seed: str,
    ) -> None:
        super().__init__()
        left, middle, right = frame.columns((250.0, 1150.0, 230.0), px(20))
        rows = left.rows((1.0,) * len(names), 0.0)
        x, y = right.center
        self.places = tuple((row.left + DISC, row.center[1]) for row in rows)
        self.names = VGroup(
            *(
                Line(name, Type.LABEL_STRONG, (row.left + NAME, row.center[1]), Color.NAVY)
                for name, row in zip(names, rows, strict=True)
            )
        )
        self.reels = Reels(middle, free, locked)
        self.lock = Padlock((x, y + px(30)), px(150))
        self.seed = Line(seed, Type.LABEL_STRONG, (x, y - px(140)), Color.NAVY, "center")
        self.add(self.names, self.reels, self.lock)
