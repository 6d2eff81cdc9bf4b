"""A sealed artefact: a tray that turns solid from left to right, with a title and a count."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import glide
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Space, Type, px
from storyreel.parts.marks import owned, with_shadow
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import CARD_SHADOW, Plate
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil
from storyreel.parts.verdict import Badge

BADGE = px(42)


class Artefact(VGroup):
    """A navy plate over `frame` whose header `head` tells title and how many rows are kept.

    `kept` is the text of the count, with {count}; `milestones` are where each row ends.
    """

    def __init__(
        self, frame: Frame, head: Frame, title: str, kept: str, milestones: tuple[float, ...]
    ) -> None:
        super().__init__()
        y = head.center[1]
        self.plate = with_shadow(
            owned(Plate(frame, Space.RADIUS, Color.NAVY), "artefact"), CARD_SHADOW
        )
        self.seal_at = (head.left + BADGE, y)
        seal = Badge(self.seal_at, BADGE, passed=True)
        beside = (head.left + 2 * BADGE + px(28), y)
        self._count = Line(
            kept.replace("{count}", "0"), Type.HEADING, beside, Color.WHITE, role="number"
        )
        named = Line(title, Type.CAPTION, (head.right, y), Color.WHITE, "right")
        self._kept, self._frame, self._milestones = kept, frame, milestones
        self.header = VGroup(seal, self._count, named)
        self.add(self.plate, self.header)
        self._plate_veil = Veil(self.plate, 0.0)
        self._sealed, self._named = Veil(VGroup(seal, self._count), 0.0), Veil(named, 0.0)

    def close(self, run_time: float) -> Motion:
        """It becomes solid from the left; a row counts when the edge has passed it."""
        frame, least = self._frame, px(60)

        def change(progress: float) -> None:
            edge = frame.left + least + (frame.width - least) * progress
            self.plate.fit(Frame(frame.left, frame.bottom, edge, frame.top))
            self._plate_veil.set(min(progress * 8, 1.0))
            self._sealed.set(_between(progress, 0.36, 0.5))
            self._named.set(_between(progress, 0.97, 1.0))
            passed = sum(edge >= at for at in self._milestones)
            self._count.write(self._kept.replace("{count}", str(passed)))

        return Motion(self, change, run_time, glide)


def _between(progress: float, begin: float, end: float) -> float:
    return min(max((progress - begin) / (end - begin), 0.0), 1.0)
