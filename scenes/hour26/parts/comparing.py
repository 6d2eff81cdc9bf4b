"""A reply and its reference, token by token: equal ones fuse into a capsule, others part."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import settle, staggered, steady
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

from .alignment import Alignment, Places
from .pieces import HOLLOW, MARKED, RADIUS, SOLID, Look, Pieces
from .reply_plan import SLIM

PARTING = px(6)


class Comparing:
    """Two rows of pieces, the capsules below them, and the names of the rows at `left`."""

    def __init__(
        self,
        alignment: Alignment,
        rows: tuple[Pieces, Pieces],
        places: Places,
        names: tuple[str, ...],
        left: float,
    ) -> None:
        self._pairs, self._rows, self._frames = alignment.pairs, rows, places.capsules
        self._plates = [Plate(frame, RADIUS, Color.NAVY, role="decor") for frame in places.capsules]
        self._columns = [index for index, pair in enumerate(self._pairs) if pair.equal]
        self._veils = [Veil(plate, 0.0) for plate in self._plates]
        self._before = (
            [Look(frame, SOLID) for frame in places.upper],
            [Look(frame, HOLLOW) for frame in places.lower],
        )
        self.capsules = VGroup(*self._plates)
        self.heads = VGroup(
            *(
                Line(name, Type.LABEL_STRONG, (left, y), Color.NAVY)
                for name, row in zip(names, (places.upper, places.lower), strict=True)
                for y in dict.fromkeys(frame.center[1] for frame in row)
            )
        )

    def gather(self, run_time: float) -> tuple[Motion, ...]:
        """Cells go to the middle of their places, tiles straight to them.

        Lower pieces that were not seen come out of their upper twins.
        """
        upper, lower = self._rows
        for pair in self._pairs:
            for one, other in zip(pair.upper, pair.lower, strict=False):
                piece = lower.pieces[other]
                if not piece.look.shown:
                    piece.wear(upper.pieces[one].look.hidden())
        return tuple(
            row.restyle(
                [
                    look if piece.look.said and piece.look.shown else look.slim(SLIM)
                    for piece, look in zip(row.pieces, looks, strict=True)
                ],
                run_time,
                0.96,
            )
            for row, looks in zip(self._rows, self._before, strict=True)
        )

    def unfold(self, run_time: float) -> tuple[Motion, ...]:
        """All open to tiles in their places."""
        return tuple(
            row.restyle(looks, run_time, 0.97)
            for row, looks in zip(self._rows, self._before, strict=True)
        )

    def compare(self, run_time: float) -> Motion:
        """From left to right, equal pieces fuse and different ones part and turn gold."""

        def change(progress: float) -> None:
            shares = [
                settle(staggered(progress, index, len(self._pairs), 0.75))
                for index in range(len(self._pairs))
            ]
            for number, (plate, veil) in enumerate(zip(self._plates, self._veils, strict=True)):
                share = shares[self._columns[number]]
                plate.fit(self._frames[number].inset(0.0, px(30) * (1 - share)))
                veil.set(1.0 if share > 0 else 0.0)
            for pair, share in zip(self._pairs, shares, strict=True):
                for row, indices in enumerate((pair.upper, pair.lower)):
                    for index in indices:
                        before = self._before[row][index]
                        after = _compared(before, row, pair.equal)
                        self._rows[row].pieces[index].change(before, after, share)

        return Motion(VGroup(self.capsules, *self._rows), change, run_time, steady)


def _compared(before: Look, row: int, equal: bool) -> Look:
    if equal:
        return Look(before.frame, SOLID)
    return Look(before.frame.raised(PARTING * (1 - 2 * row)), MARKED)
