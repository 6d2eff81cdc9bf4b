"""A reply and its reference, piece by piece: equal ones fuse into a capsule, different ones part."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from storyreel.design.easing import settle, staggered, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, px
from storyreel.parts.motion import Motion
from storyreel.parts.pieces import HOLLOW, MARKED, RADIUS, SOLID, Look, Pieces
from storyreel.parts.reply_plan import ReplyPlan
from storyreel.parts.shapes import Plate
from storyreel.parts.veil import Veil

PARTING = px(6)


class Fusing:
    """Two rows of pieces and the capsules below them."""

    def __init__(
        self,
        plan: ReplyPlan,
        reply: Pieces,
        reference: Pieces,
        places: tuple[Sequence[Frame], Sequence[Frame]],
        capsules: Sequence[Frame],
    ) -> None:
        self._rows = (reply, reference)
        self._pairs = plan.pairs()
        self._frames = tuple(capsules)
        self._plates = [Plate(frame, RADIUS, Color.NAVY, role="decor") for frame in capsules]
        self.capsules = VGroup(*self._plates)
        self._veils = [Veil(plate, 0.0) for plate in self._plates]
        self._before = (
            [Look(frame, SOLID) for frame in places[0]],
            [Look(frame, HOLLOW) for frame in places[1]],
        )

    def align(self, run_time: float) -> tuple[Motion, Motion]:
        """The pieces take their places; those of the reference that were not shown drop down."""
        reply, reference = self._rows
        for pair in self._pairs:
            for upper, lower in zip(pair.upper, pair.lower, strict=False):
                piece = reference.pieces[lower]
                if not piece.look.shown:
                    piece.wear(reply.pieces[upper].look.hidden())
        return (
            reply.restyle(self._before[0], run_time, 0.95),
            reference.restyle(self._before[1], run_time, 0.95),
        )

    def compare(self, run_time: float) -> Motion:
        """From left to right, equal pieces fuse and different ones part and turn gold."""

        def change(progress: float) -> None:
            for number, (plate, veil) in enumerate(zip(self._plates, self._veils, strict=True)):
                share = self._share(progress, self._columns[number])
                plate.fit(self._frames[number].inset(0.0, px(30) * (1 - share)))
                veil.set(1.0 if share > 0 else 0.0)
            for index, pair in enumerate(self._pairs):
                share = self._share(progress, index)
                for row, places in enumerate((pair.upper, pair.lower)):
                    for place in places:
                        before = self._before[row][place]
                        piece = self._rows[row].pieces[place]
                        piece.change(before, self._after(before, row, pair.equal), share)

        return Motion(VGroup(self.capsules, *self._rows), change, run_time, steady)

    @property
    def _columns(self) -> list[int]:
        return [index for index, pair in enumerate(self._pairs) if pair.equal]

    def _share(self, progress: float, index: int) -> float:
        return settle(staggered(progress, index, len(self._pairs), 0.75))

    @staticmethod
    def _after(before: Look, row: int, equal: bool) -> Look:
        if equal:
            return Look(before.frame, SOLID)
        return Look(before.frame.raised(PARTING * (1 - 2 * row)), MARKED)
