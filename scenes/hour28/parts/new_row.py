"""A table gains a row: an id without one, the error, the row of noise, and the id that finds it."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.tokens import Color, Seconds, Type, px
from storyreel.parts.motion import Appear, Motion, Stamp, exchange
from storyreel.parts.text import Line
from storyreel.parts.verdict import Badge

from .embedding import EmbeddingTable
from .figure import Figure
from .noise import Noise


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
        self.before = Figure(str(new_id), rows, at, below=True)
        self.after = Line(str(new_id + 1), Type.FIGURE, at, Color.NAVY, role="number")
        style = Type.CODE_STRONG
        self.label = Line(str(new_id), style, table.id_at, Color.GOLD_TEXT, role="code")
        self.error = table.refusal(error)
        self.noise = Noise(table.slot, count, lines, new_id)
        y = table.slot.center[1]
        self.held = Line(held, Type.LABEL, (side.left, y), Color.SLATE)
        self.ring = table.mark()
        self.badge = Badge((side.right - px(46), y), px(34), passed=True)
        self.add(
            self.before.unit, self.after, self.label, self.noise, self.held, self.ring, self.badge
        )

    def refuse(self) -> tuple[Motion, ...]:
        """The place of the row is empty: the error is stamped into it."""
        slot, *error = self.error
        return Appear(slot, (0.0, 0.0), run_time=Seconds.QUICK), Stamp(VGroup(*error))

    def push_in(self) -> tuple[Motion, ...]:
        """The row comes in and pushes the error out."""
        return self._table.push_in(self.noise, self.error)

    def grow(self) -> tuple[Motion, ...]:
        """The table has one row more, and what is in it has a name."""
        return *exchange(self.before.number, self.after), Appear(self.held)

    def drop_label(self) -> Line:
        """Leave its own id to another that has come to lie on it."""
        self.remove(self.label)
        return self.label

    def find(self) -> tuple[Motion, ...]:
        """The id finds the row."""
        return Appear(self.ring, scale=1.04), Stamp(self.badge)
