"""Two strings compared character by character: equal ones fuse, different ones part."""

from __future__ import annotations

from math import ceil

from manim import VGroup

from storyreel.design.easing import glide, settle, staggered, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Disc, Plate
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

from .column import LANE_GAP, Column

GROUP = 8
GROUP_GAP = px(14)
CELL_GAP = px(4)
HEAD = px(96)


class Comparison(VGroup):
    """Two strings of equal length, in blocks: the upper one above the lower one in each block.

    `names` are shown before the two rows of every block.
    """

    def __init__(
        self, blocks: tuple[Frame, ...], names: tuple[str, ...], upper: str, lower: str
    ) -> None:
        super().__init__()
        self.width_of_block = len(upper) // len(blocks)
        self.columns: list[Column] = []
        self.heads: list[tuple[Head, Head]] = []
        for number, block in enumerate(blocks):
            top, bottom = block.rows((1.0, 1.0), LANE_GAP)
            pair = (Head(names[0], top), Head(names[1], bottom))
            self.heads.append(pair)
            first = number * self.width_of_block
            room = Frame(block.left + HEAD, block.bottom, block.right, block.top)
            self.columns += [
                Column(frame, upper[first + index], lower[first + index])
                for index, frame in enumerate(_cells(room, self.width_of_block))
            ]
            self.add(*pair)
        self._reading = Plate(blocks[0], px(14), None, Color.GOLD, px(8), role="decor")
        self._reading_veil = Veil(self._reading, 0.0)
        self.add(*self.columns, self._reading)

    def equal_among(self, columns: float) -> int:
        """How many of the first columns hold equal characters."""
        return sum(column.equal for column in self.columns[: int(columns)])

    def first_difference(self, lower: str) -> int:
        """The first column where another lower string would differ (their number if none)."""
        differs = (column.upper != text for column, text in zip(self.columns, lower, strict=True))
        return next((index for index, value in enumerate(differs) if value), len(self.columns))

    def unfold(self, run_time: float) -> Motion:
        """The cells come in a wave from the left, in all blocks at once."""
        veils = [Veil(column, 0.0) for column in self.columns]
        heads = [Veil(head, 0.0) for pair in self.heads for head in pair]

        def change(progress: float) -> None:
            for veil in heads:
                veil.set(settle(progress * 3))
            for index, veil in enumerate(veils):
                veil.set(settle(self._wave(progress, index)))

        return Motion(self, change, run_time, steady)

    def sweep(self, begin: float, end: float, run_time: float, stays: bool = False) -> Motion:
        """The reading head goes from column `begin` to `end`, and stays there or goes away."""

        def change(progress: float) -> None:
            at = begin + (end - begin) * progress
            for index, column in enumerate(self.columns):
                column.show_compared(settle(at - index))
            here = self.columns[min(max(ceil(at) - 1, 0), len(self.columns) - 1)]
            self._reading.fit(here.frame.inset(-px(5), -px(12)))
            self._reading_veil.set(1.0 if progress < 1 or stays else 0.0)

        return Motion(self, change, run_time, steady)

    def replace_lower(self, text: str, name: str, run_time: float) -> Motion:
        """All columns come apart, and the lower string turns into another, in a wave."""
        before = [column.lower for column in self.columns]
        for _, head in self.heads:
            head.prepare(name)

        def change(progress: float) -> None:
            for _, head in self.heads:
                head.turn(settle(progress * 2))
            for index, column in enumerate(self.columns):
                share = self._wave(progress, index)
                column.set_lower(before[index] if share < 0.5 else text[index])
                column.show_compared(max(1 - 3 * share, 0.0), min(abs(2 * share - 1) * 1.5, 1.0))

        return Motion(self, change, run_time, steady)

    def condense(self, frame: Frame, run_time: float) -> Motion:
        """The columns become bars in a frame: a fingerprint of both strings, seen from afar."""
        bars = bar_frames(frame, len(self.columns))
        heads = [Veil(head) for pair in self.heads for head in pair]

        def change(progress: float) -> None:
            for veil in heads:
                veil.set(1 - min(progress * 4, 1.0))
            for index, column in enumerate(self.columns):
                column.show_bar(bars[index], glide(self._wave(progress, index)))

        return Motion(self, change, run_time, steady)

    def _wave(self, progress: float, index: int) -> float:
        return staggered(progress, index % self.width_of_block, self.width_of_block, 0.95)


class Head(VGroup):
    """The name of a row, on a disc."""

    def __init__(self, name: str, row: Frame) -> None:
        super().__init__()
        self.place = (row.left + px(32), row.center[1])
        self._now = self._named(name, Color.NAVY, None, Color.WHITE)
        self.add(self._now)

    def prepare(self, name: str) -> None:
        """Have another, hollow disc ready to `turn` to."""
        self._next = self._named(name, Color.WHITE, Color.GOLD_LINE, Color.GOLD_TEXT)
        self.add(self._next)
        self._veils = (Veil(self._now), Veil(self._next, 0.0))

    def turn(self, share: float) -> None:
        """From the disc that is there (0) to the one that was prepared (1)."""
        self._veils[0].set(1 - share)
        self._veils[1].set(share)

    def _named(self, name: str, fill: str, edge: str | None, ink: str) -> VGroup:
        disc = Disc(self.place, px(34), fill, edge, Weight.STRONG)
        text = Line(name, Type.LABEL_STRONG, self.place, ink, anchor="center")
        return VGroup(disc, text)


class Fingerprint(VGroup):
    """Two strings of digits as bars about an axis: a mirror image where they are equal."""

    def __init__(self, frame: Frame, upper: str, lower: str, solid: str) -> None:
        super().__init__()
        self._bars = bar_frames(frame, len(upper))
        self._columns = [
            Column(bar, above, below, solid)
            for bar, above, below in zip(self._bars, upper, lower, strict=True)
        ]
        self.add(*self._columns)

    def rise(self, run_time: float) -> Motion:
        """The bars grow from the axis, in a wave from the left."""

        def change(progress: float) -> None:
            for index, (column, bar) in enumerate(zip(self._columns, self._bars, strict=True)):
                share = settle(staggered(progress, index, len(self._bars), 0.97))
                column.show_bar(bar.inset(0.0, bar.height / 2 * (1 - share)), 1.0)

        return Motion(self, change, run_time, steady)


def bar_frames(frame: Frame, count: int) -> tuple[Frame, ...]:
    """The places of `count` bars side by side; two fifths of the width are gaps."""
    return frame.columns((1.0,) * count, frame.width / count * 0.4)


def _cells(room: Frame, count: int) -> tuple[Frame, ...]:
    """The places of `count` cells side by side, in groups of eight."""
    groups = -(-count // GROUP)
    width = (room.width - (groups - 1) * GROUP_GAP - (count - 1) * CELL_GAP) / count
    lefts = (room.left + i * (width + CELL_GAP) + i // GROUP * GROUP_GAP for i in range(count))
    return tuple(Frame(left, room.bottom, left + width, room.top) for left in lefts)
