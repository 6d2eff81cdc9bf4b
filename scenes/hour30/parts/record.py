"""The record of a release: every run with its name, its cases as dots, and its report."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from storyreel.design.easing import settle
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.motion import Motion
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

from .case import Case, Suite

DOT = px(30)
NAMED, DOTTED = px(330), px(980)


class Record(VGroup):
    """Rows of runs: solid dots for what passed, then hollow ones for what failed, and a report.

    The dots and the report of the last row come from elsewhere; it has its name alone.
    """

    def __init__(
        self,
        rows: Sequence[Frame],
        names: Sequence[str],
        places: int,
        runs: Sequence[tuple[int, int, str]],
    ) -> None:
        super().__init__()
        self.rows = [
            VGroup(Line(name, Type.LABEL, (row.left, row.center[1])))
            for name, row in zip(names, rows, strict=True)
        ]
        for group, row, (passed, failed, report) in zip(self.rows, rows, runs, strict=False):
            suite = Suite(dots_in(row), places, DOT, passed, 1.0)
            hollow = (Case(p, DOT, failed=1.0) for p in suite.places[passed : passed + failed])
            color = Color.GOLD_TEXT if failed else Color.NAVY
            at = (row.right, row.center[1])
            group.add(suite, *hollow, Line(report, Type.CODE_STRONG, at, color, "right", "code"))
        self.add(*self.rows)
        self._pitch = rows[0].center[1] - rows[1].center[1]
        self._veils = [Veil(row, 0.0) for row in self.rows]
        self._base = [
            [(leaf, leaf.points.copy()) for leaf in row.family_members_with_points()]
            for row in self.rows
        ]

    def unfold(self, run_time: float) -> Motion:
        """The rows come out from behind the last one."""

        def change(progress: float) -> None:
            for index, row in enumerate(self._base):
                behind = self._pitch * (len(self.rows) - 1 - index) * (1 - progress)
                for leaf, points in row:
                    leaf.points = points - (0.0, behind, 0.0)
                self._veils[index].set(min(progress * 1.4, 1.0))

        return Motion(self, change, run_time, settle)


def dots_in(row: Frame) -> Frame:
    """Where the dots of a row are."""
    return Frame(row.left + NAMED, row.bottom, row.left + NAMED + DOTTED, row.top)
