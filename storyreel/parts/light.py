"""Light: a soft disc that is brightest in its middle."""

from __future__ import annotations

from storyreel.design.tokens import Color
from storyreel.parts.fills import falloff, with_radial_fill
from storyreel.parts.shapes import Disc


class Glow(Disc):
    """A soft light around `center` that has faded out at `radius`.

    It is drawn above what it lights. Stretched, it becomes an ellipse, as of light on a floor.
    """

    def __init__(
        self,
        center: tuple[float, float],
        radius: float,
        color: str = Color.GOLD,
        opacity: float = 0.6,
    ) -> None:
        super().__init__(center, radius, color, role="decor")
        with_radial_fill(self, center, radius, falloff(color, opacity))
