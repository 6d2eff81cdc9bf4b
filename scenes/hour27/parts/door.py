"""A door across the way: two striped wings that meet, or draw back to the posts."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import glide
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, px
from storyreel.parts.motion import Ease, Motion
from storyreel.parts.shapes import Disc, Plate

WING = px(34)
POST = px(32)
STRIPES = 4
STUB = 0.2
"""Length of an open wing, as a share of a shut one."""


class Door(VGroup):
    """Posts at the ends of the middle line of `frame`, and wings between them; shut at first."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.opening = 0.0
        self.x = frame.center[0]
        self.face = self.x + WING / 2  # what a draft from the right meets
        self._low, self._high = frame.bottom + POST, frame.top - POST
        self._wings: list[tuple[Plate, list[Plate]]] = []
        for _ in range(2):
            wing = Plate(frame, px(8), Color.NAVY)
            stripes = [Plate(frame, 0.0, Color.GOLD, role="decor") for _ in range(STRIPES)]
            self._wings.append((wing, stripes))
            self.add(wing, *stripes)
        for y in (self._low, self._high):
            self.add(Disc((self.x, y), POST), Disc((self.x, y), px(11), Color.GOLD, role="decor"))
        for leaf in self.get_family():
            leaf.z_index = 2  # drafts pass behind it
        self.open_to(0.0)

    def open_to(self, share: float) -> None:
        """0 is shut, 1 open."""
        self.opening = share
        middle = (self._low + self._high) / 2
        half = (middle - self._low) * (1 - (1 - STUB) * share)
        ends = ((self._low, self._low + half), (self._high - half, self._high))
        for (wing, stripes), (low, high) in zip(self._wings, ends, strict=True):
            room = Frame(self.x - WING / 2, low, self.x + WING / 2, high)
            wing.fit(room)
            bands = room.rows((1.0,) * (2 * STRIPES + 1), 0.0)
            for stripe, band in zip(stripes, bands[1::2], strict=True):
                stripe.fit(band)

    def swing(self, opening: float, run_time: float, ease: Ease = glide) -> Motion:
        """The wings move from where they are."""
        begin = self.opening
        self.opening = opening
        return Motion(self, lambda p: self.open_to(begin + (opening - begin) * p), run_time, ease)
