"""Cells: any number of small squares or rectangles in one mobject; each stands for one thing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color
from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import tagged
from storyreel.parts.shape import Shape
from storyreel.parts.shapes import Plate

Places = npt.NDArray[np.float64]
"""Centres of cells: shape (count, 2)."""

FILLED = 0.8
"""The share of the pitch that a cell fills; the rest is the gap to the next one."""


@dataclass(frozen=True, slots=True)
class Pile:
    """Cells stacked in rows of `line` cells, from the bottom up, or from the top down.

    With `upright`, the lines are columns from the left. The origin is the corner where they begin.
    """

    line: int
    pitch: float
    upright: bool = False
    downwards: bool = False

    @property
    def side(self) -> float:
        return self.pitch * FILLED

    def places(self, count: int) -> Places:
        """The centres of the first `count` cells, relative to the origin: shape (count, 2)."""
        line, within = np.divmod(np.arange(count), self.line)
        across, along = (line, within) if self.upright else (within, line)
        up = -(along + 0.5) if self.downwards else along + 0.5
        return np.stack([(across + 0.5) * self.pitch, up * self.pitch], axis=1)


class Cells(Shape):
    """Rectangles of one colour; `lay` puts one at each given place.

    `radius` rounds the corners, as a share of the sides. Rounded cells have twice as many curves.
    """

    def __init__(
        self,
        fill: str = Color.NAVY,
        edge: str | None = None,
        edge_width: float = 0.0,
        radius: float = 0.0,
        opacity: float = 1.0,
    ) -> None:
        super().__init__(fill, edge, edge_width)
        self.fill_rgbas[:, 3] = opacity
        self._unit = _rounded(radius) if radius else _SQUARE
        tagged(self, Tag("graphic", owner="cells"))

    def lay(
        self,
        places: Places,
        side: float | npt.NDArray[np.float64],
        height: float | npt.NDArray[np.float64] | None = None,
    ) -> Cells:
        """Put a cell at each place: a square of `side`, or a rectangle if `height` is given.

        Cells of no width or height are omitted.
        """
        sizes = np.empty((len(places), 2))
        sizes[:, 0], sizes[:, 1] = side, side if height is None else height
        seen = (sizes > 0).all(axis=1)
        points = np.zeros((int(seen.sum()), len(self._unit), 3))
        points[..., :2] = places[seen, None, :] + self._unit * sizes[seen, None, :]
        self.points = points.reshape(-1, 3)
        return self


def _square() -> Places:
    corners = np.array([[0.5, -0.5], [0.5, 0.5], [-0.5, 0.5], [-0.5, -0.5]])
    nexts = np.roll(corners, -1, axis=0)
    curves = [corners + (nexts - corners) * share for share in (0.0, 1 / 3, 2 / 3, 1.0)]
    return np.stack(curves, axis=1).reshape(-1, 2)


def _rounded(radius: float) -> Places:
    return np.asarray(Plate(Frame(-0.5, -0.5, 0.5, 0.5), radius).points[:, :2])


_SQUARE = _square()
