"""A table gains a row: an id without one, the error, the row of noise, and the id that finds it."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.tokens import Color, Type, px
from storyreel.parts.embedding import EmbeddingTable
from storyreel.parts.figure import Figure
from storyreel.parts.motion import Appear, Motion, Stamp, Vanish
from storyreel.parts.noise import Noise
from storyreel.parts.text import Line
from storyreel.parts.verdict import Badge


class NewRow(VGroup):
    """All that comes to a table with an id for which it has no row yet.

    `words` are what follows the number of rows, the error, and the name of what the row holds.
    """

    def __init__(
        self,
        table: EmbeddingTable,
        new_id: int,
        words: tuple[str, str, str],
        count: int,
        lines: int,
    ) -> None:
        super().__init__()
        self._table = table
        rows, error, held = words
        side = table.side
        at = (side.left, side.top - px(40))
        self.before, self.after = (
            Figure(str(number), rows, at, below=True) for number in (new_id, new_id + 1)
        )
        style = Type.CODE_STRONG
        self.label = Line(str(new_id), style, table.id_at, Color.GOLD_TEXT, role="code")
        self.error = table.refusal(error)
        self.noise = Noise(table.slot, count, lines, new_id)
        y = table.slot.center[1]
        self.held = Line(held, Type.LABEL, (side.left, y), Color.SLATE)
        self.ring = table.mark()
        self.badge = Badge((side.right - px(46), y), px(34), passed=True)
        self.add(self.after, self.label, self.noise, self.held, self.ring, self.badge)

    def push_in(self) -> tuple[Motion, ...]:
        """The row comes in and pushes the error out."""
        return self._table.push_in(self.noise, self.error)

    def grow(self) -> tuple[Motion, ...]:
        """The table has one row more, and what is in it has a name."""
        way = px(30)
        count = Vanish(self.before, (0.0, way)), Appear(self.after, (0.0, -way))
        return *count, Appear(self.held)

    def find(self) -> tuple[Motion, ...]:
        """The id finds the row."""
        return Appear(self.ring, scale=1.04), Stamp(self.badge)
