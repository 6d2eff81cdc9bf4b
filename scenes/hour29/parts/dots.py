"""Tests as dots: hollow while they wait, solid with a check when they have passed."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import overshoot, settle, staggered, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Weight, px
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Disc, check
from storyreel.parts.veil import Veil


class Dots(VGroup):
    """`count` dots in rows of `columns`, filling a frame."""

    def __init__(self, frame: Frame, count: int, columns: int, radius: float = px(50)) -> None:
        super().__init__()
        rows = -(-count // columns)
        cells = [
            cell
            for row in frame.rows((1.0,) * rows, 0.0)
            for cell in row.columns((1.0,) * columns, 0.0)
        ]
        self.count = count
        self._waiting: list[Veil] = []
        self._passed: list[tuple[VGroup, Veil]] = []
        for cell in cells[:count]:
            ring = Disc(cell.center, radius - Weight.LINE / 2, Color.WHITE, Color.LINE)
            solid = VGroup(Disc(cell.center, radius), check(cell.center, radius * 0.95))
            self.add(ring, solid)
            self._waiting.append(Veil(ring, 0.0))
            self._passed.append((solid, Veil(solid, 0.0)))
        self._base = [[(leaf, leaf.points.copy()) for leaf in solid] for solid, _ in self._passed]
        self._centers = [cell.center for cell in cells[:count]]

    def arrive(self, run_time: float) -> Motion:
        """The hollow dots come, one after the other."""

        def change(progress: float) -> None:
            for index, veil in enumerate(self._waiting):
                veil.set(settle(staggered(progress, index, self.count, 0.8)))

        return Motion(self, change, run_time, steady)

    def run(self, run_time: float) -> Motion:
        """The suite runs: the dots fill one by one."""
        return Motion(self, self.passed, run_time, steady)

    def passed(self, progress: float) -> None:
        """Show `progress` (0 to 1) of the suite: each dot fills as its test passes."""
        for index, (_, veil) in enumerate(self._passed):
            share = staggered(progress, index, self.count, 0.0)
            veil.set(min(1.0, share * 3))
            size = 0.55 + 0.45 * overshoot(share)
            x, y = self._centers[index]
            for leaf, points in self._base[index]:
                leaf.points = (points - (x, y, 0.0)) * size + (x, y, 0.0)
