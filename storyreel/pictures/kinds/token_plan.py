"""Where the tiles of `tokens` are: their size, their rows, and their frames."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from storyreel.design.layout import Frame
from storyreel.design.tokens import Type, px
from storyreel.pictures.kinds.kind import NoRoomError
from storyreel.pictures.kinds.labels import width_of

if TYPE_CHECKING:
    from storyreel.pictures.kinds.tokens import TokensState

Rows: TypeAlias = list[list[int]]
"""Places of the pieces, from 0, row by row."""

LEAST_BARS, LEAST_ARCS = px(136), px(120)
"""The least height of bars, and of arcs, above tiles."""

SCALES = (1.9, 1.75, 1.6, 1.45, 1.3, 1.15, 1.0, 0.95)
ROW_COST = 0.82
"""A further row has to make the tiles larger by more than one part in this."""

PAD = px(26)
"""Beside the letters of a tile."""

GAP = px(12)
"""Between two tiles of a row."""

HEIGHT = px(92)
PITCH, ID_PITCH = px(124), px(184)
"""From row to row, and where ids are below the tiles."""

PANE_EDGE = px(10)
"""From the tiles to the edge of the pane before them."""


@dataclass(frozen=True, slots=True)
class TokenPlan:
    """The frame of every tile, and their scale: how large they are in usual sizes."""

    scale: float
    frames: tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class TokenPlanner:
    """Finds where the tiles of a state of `tokens` are."""

    state: TokensState

    def plan(self, room: Frame) -> TokenPlan:
        """The plan for a room; raises NoRoomError."""
        scale, rows = self._arranged(room)
        return TokenPlan(scale, tuple(self._frames(room, scale, rows)))

    def _frames(self, room: Frame, scale: float, rows: Rows) -> Iterator[Frame]:
        """The tiles' frames in order: in the middle of the room, or low, below bars and arcs."""
        pitch, half = self._pitch * scale, HEIGHT * scale / 2
        lift = px(30) * scale if self.state.ids else 0.0
        middle = room.center[1] + lift
        if self.state.has_above:
            middle = room.bottom + half + (ID_PITCH - PITCH) * scale * bool(self.state.ids)
        edge = PANE_EDGE if self.state.cover else 0.0
        for number, row in enumerate(rows):
            y = middle + ((len(rows) - 1) / 2 - number) * pitch
            x = room.center[0] - self._length(row) * scale / 2
            if self.state.align == "left":
                x = room.left + edge
            for place in row:
                width = self._width(place) * scale
                yield Frame(x, y - half, x + width, y + half)
                x += width + GAP * scale

    @property
    def _edge(self) -> float:
        """Width that panes take beside the tiles."""
        return 2 * PANE_EDGE if self.state.cover else 0.0

    @property
    def _pitch(self) -> float:
        return ID_PITCH if self.state.ids else PITCH

    def _width(self, place: int) -> float:
        wide = width_of(self.state.pieces[place], Type.CODE) + 2 * PAD
        number = width_of(str(self.state.ids[place]), Type.LABEL) if self.state.ids else 0.0
        return max(wide, number, HEIGHT)

    def _length(self, row: list[int]) -> float:
        return sum(map(self._width, row)) + GAP * (len(row) - 1)

    def _arranged(self, room: Frame) -> tuple[float, Rows]:
        """The scale of the tiles, and their places row by row."""
        scale, rows = self._fitted(room)
        steady = min([scale, *self._scales_of_others(room)])
        if steady == scale:
            return scale, rows
        return steady, self._rows((room.width - self._edge) / steady)

    def _scales_of_others(self, room: Frame) -> Iterator[float]:
        """The scales of the rows that are as large as this one, where they fit this room."""
        for other in self.state.as_large:
            with suppress(NoRoomError):
                yield TokenPlanner(other)._fitted(room)[0]

    def _fitted(self, room: Frame) -> tuple[float, Rows]:
        """The largest scale at which the tiles fit, and their places row by row.

        One more row has to make the tiles that much larger; tiles with bars or arcs stay in one.
        """
        least = LEAST_ARCS if self.state.arcs else LEAST_BARS
        above = least if self.state.has_above else 0.0
        fitting = [
            (scale, rows)
            for scale in SCALES
            if (rows := self._rows((room.width - self._edge) / scale))
            and (self._pitch * len(rows) - GAP) * scale + above <= room.height
            and not (above and len(rows) > 1)
        ]
        if fitting:
            scale, rows = max(fitting, key=lambda found: found[0] * ROW_COST ** len(found[1]))
            return scale, self._balanced(rows)
        widest = max(self.state.pieces, key=len)
        if len(self.state.pieces) == 1:
            raise NoRoomError(f"the token {widest!r} does not fit.")
        raise NoRoomError(
            f"{len(self.state.pieces)} tokens do not fit, the widest of which is {widest!r}."
        )

    def _balanced(self, rows: Rows) -> Rows:
        """As many rows, with lengths as even as possible, so that none has only a few tiles."""
        narrow, wide = 0.0, max(map(self._length, rows))
        for _ in range(12):
            middle = (narrow + wide) / 2
            found = self._rows(middle)
            if found and len(found) <= len(rows):
                rows, wide = found, middle
            else:
                narrow = middle
        return rows

    def _rows(self, room: float) -> Rows:
        """Places of the pieces in rows that fit, filled in reading order; [] where one is wider."""
        rows: Rows = []
        for place in range(len(self.state.pieces)):
            if self._width(place) > room:
                return []
            full = place in self.state.breaks or not rows
            if full or self._length([*rows[-1], place]) > room:
                rows.append([])
            rows[-1].append(place)
        return rows
