"""A prompt wrapped in two ways: its tokens in two rows, and how far they agree."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Seconds, Type, px
from storyreel.parts.motion import Appear, Motion, Stamp
from storyreel.parts.text import Line
from storyreel.parts.verdict import Badge

from .mismatch import Mismatch


class Wrapping(VGroup):
    """Two named rows of ids in the frame of a room, with their lengths.

    In `agreed`, {count} stands for the number of places before the first difference.
    """

    def __init__(
        self,
        frame: Frame,
        heading: str,
        names: tuple[str, str],
        ids: tuple[Sequence[int], Sequence[int]],
        agreed: str,
    ) -> None:
        super().__init__()
        head, middle, _ = frame.rows((88.0, 274.0, 104.0), 0.0)
        left, cells, right = middle.columns((220.0, 980.0, 130.0), px(20))
        self.rows = Mismatch(cells, *ids)
        heading_at = (frame.left, head.top - px(30))
        self._labels = VGroup(Line(heading, Type.LABEL, heading_at, Color.SLATE))
        for row, name, own in zip(self.rows.rows, names, ids, strict=True):
            y = row.center[1]
            self._labels.add(
                Line(name, Type.LABEL_STRONG, (left.left, y), Color.NAVY),
                Line(str(len(own)), Type.FIGURE, (right.right, y), Color.NAVY, "right", "number"),
            )
        y = middle.bottom - px(54)
        said = agreed.replace("{count}", str(self.rows.agreed))
        self._agreed = Line(said, Type.LABEL_STRONG, (self.rows.frame.left, y), Color.NAVY)
        self._badge = Badge((right.right - px(42), y), px(40), passed=False)

    def lay_out(self, run_time: float) -> list[Motion]:
        """Names and lengths appear, and the rows are laid out."""
        self.add(self._labels, self.rows, self._agreed, self._badge)
        return [Appear(self._labels), self.rows.arrive(run_time)]

    def agree(self) -> Motion:
        """How far the rows agree."""
        return Appear(self._agreed, run_time=Seconds.QUICK)

    def judge(self) -> Motion:
        """That this is not enough."""
        return Stamp(self._badge)
