"""Many rectangles as one shape: cells by the hundred that cost no more than one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from manim import VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color
from storyreel.film.drawing import Tag
from storyreel.parts.marks import tagged
from storyreel.parts.shapes import Plate

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNIT = Frame(-0.5, -0.5, 0.5, 0.5)


class Mosaic(VMobject):
    """Rectangles of one colour; `lay` puts them where they belong."""

    def __init__(self, fill: str = Color.NAVY, opacity: float = 1.0, radius: float = 0.0) -> None:
        super().__init__(fill_color=fill, fill_opacity=opacity, stroke_width=0.0)
        self._tile = Plate(UNIT, radius).points.copy()
        tagged(self, Tag("graphic", owner="mosaic"))

    def lay(
        self,
        x: NDArray[np.float64],
        y: NDArray[np.float64],
        w: NDArray[np.float64],
        h: NDArray[np.float64] | float,
    ) -> None:
        """Centres and widths of the rectangles, and the height or heights of all of them."""
        heights = np.broadcast_to(np.asarray(h, dtype=np.float64), x.shape)
        points = np.zeros((len(x), len(self._tile), 3))
        points[:, :, 0] = x[:, None] + self._tile[None, :, 0] * w[:, None]
        points[:, :, 1] = y[:, None] + self._tile[None, :, 1] * heights[:, None]
        self.points = points.reshape(-1, 3)
