"""Short lines about the nib of a pen that presses and gives no ink."""

from __future__ import annotations

from math import cos, radians, sin

from storyreel.design.tokens import Color, px
from storyreel.parts.rigid import Rigid
from storyreel.parts.shapes import Strokes

_NEAR, _FAR = px(30), px(66)
_ANGLES = (75, 118, 161, 204)


class Effort(Rigid):
    """Lines that spread from a nib; `put` moves them, `reveal` sets how well they are seen."""

    def __init__(self) -> None:
        rays = [
            ((_NEAR * cos(turn), _NEAR * sin(turn)), (_FAR * cos(turn), _FAR * sin(turn)))
            for turn in map(radians, _ANGLES)
        ]
        self._rays = Strokes(*rays, color=Color.SLATE, width=px(7))
        super().__init__(self._rays)
        self.reveal(0.0)

    def put(self, nib: tuple[float, float]) -> None:
        """Take the place around a nib."""
        self.place(nib)

    def reveal(self, share: float) -> None:
        """Set the opacity."""
        self._rays.set_stroke(opacity=share)
