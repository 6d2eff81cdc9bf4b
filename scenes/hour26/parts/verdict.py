"""The badge on a wrong answer, posed like everything on stage."""

from __future__ import annotations

from storyreel.design.tokens import px
from storyreel.parts.badge import Status, StatusBadge

from .prop import Similarity


class Verdict(StatusBadge):
    """The sign that an answer is wrong."""

    def __init__(self) -> None:
        super().__init__((0.0, 0.0), px(30), Status.FAILED)
        self.moved = False
        """Whether it has been posed otherwise since this was last set."""

        self.shown = True
        """Whether it can be seen: its opacity is not 0."""

        self._posed: tuple[Similarity, float] | None = None

    def pose(self, pose: Similarity, opacity: float) -> None:
        """Take a place and a size; what is invisible takes them when it is seen again."""
        if (pose, opacity) == self._posed or not (opacity or self.shown):
            return
        self._posed, self.moved, self.shown = (pose, opacity), True, opacity > 0
        self.put((pose.move.real, pose.move.imag), pose.scale, opacity)
