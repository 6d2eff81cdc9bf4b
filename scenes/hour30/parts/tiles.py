"""Characters on tiles, so that a space can be seen, and what happens to a row of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from manim import CapStyleType, VGroup, VMobject

from storyreel.design.easing import glide, settle, staggered, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Seconds, TextStyle, Type, Weight, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import tagged, with_shadow
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import LIFTED_SHADOW, Plate
from storyreel.parts.text import Line
from storyreel.parts.tone import between, edge, fill, mixed, rgb

GAP = px(8)
RADIUS = px(14)
EDGE = px(5)
CHARACTER = Type.CODE_STRONG.sized(62)


class Tile(VGroup):
    """A plate with a text: plain, `odd` (hollow, gold edge) or `solid` (navy), or in between.

    `lie` sets the state.
    """

    def __init__(self, frame: Frame, text: str, style: TextStyle = CHARACTER) -> None:
        super().__init__()
        self.plate = Plate(frame, RADIUS, Color.CELL, Color.GOLD_LINE, EDGE)
        self.label = Line(text, style, frame.center, anchor="center", role="token")
        self.add(self.plate, self.label)
        self._state: tuple[object, ...] = ()
        self.lie(frame)

    def lie(self, frame: Frame, odd: float = 0.0, solid: float = 0.0, opacity: float = 1.0) -> None:
        """Be in a frame, with a look and an opacity."""
        state = (frame, odd, solid, opacity)
        if state == self._state:
            return  # most tiles of a row are at rest
        self._state = state
        self.frame, self.odd, self.solid = frame, odd, solid
        self.plate.fit(frame)
        ground = between(Color.CELL, Color.GOLD_PALE, odd)
        fill(self.plate, mixed(ground, rgb(Color.NAVY), solid), opacity)
        edge(self.plate, rgb(Color.GOLD_LINE), EDGE * odd, opacity if odd else 0.0)
        with_shadow(self.plate, replace(LIFTED_SHADOW, opacity=LIFTED_SHADOW.opacity * odd))
        self.label.at = frame.center
        self.label.write(self.label.text)
        fill(self.label, between(Color.CHARCOAL, Color.WHITE, solid), opacity)


class Trail(VMobject):
    """A curved line from one place down to another; `reach` shows a part of it."""

    def __init__(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        super().__init__(stroke_color=Color.GOLD_LINE, stroke_width=Weight.STRONG * 100)
        self.set_cap_style(CapStyleType.ROUND)
        self._corners = np.array([(*point, 0.0) for point in bend(start, end)])
        tagged(self, Tag("graphic"))
        self.reach(0.0)

    def reach(self, share: float) -> None:
        """Show the first part of the line, from nothing (0) to all (1)."""
        a, b, c, d = self._corners
        ab, bc, cd = (p + (q - p) * share for p, q in ((a, b), (b, c), (c, d)))
        abc, bcd = ab + (bc - ab) * share, bc + (cd - bc) * share
        self.points = np.array([a, ab, abc, abc + (bcd - abc) * share])
        self.set_stroke(opacity=1.0 if share > 0 else 0.0)


class Tiles(VGroup):
    """A row of tiles, one for each character of a text."""

    def __init__(self, frames: Sequence[Frame], characters: str) -> None:
        super().__init__()
        self.tiles = [Tile(f, c) for f, c in zip(frames, characters, strict=True)]
        self.add(*self.tiles)

    def span(self, count: int) -> Frame:
        """The room that the first `count` tiles take."""
        first, last = self.tiles[0].frame, self.tiles[count - 1].frame
        return Frame(first.left, first.bottom, last.right, first.top)

    def unfold(self, run_time: float) -> Motion:
        """The tiles come in a wave from the left, as they lie."""
        before = [(tile.frame, tile.odd, tile.solid) for tile in self.tiles]

        def change(progress: float) -> None:
            for index, tile in enumerate(self.tiles):
                share = settle(staggered(progress, index, len(self.tiles), 0.85))
                frame, odd, solid = before[index]
                tile.lie(frame.raised(px(-30) * (1 - share)), odd, solid, share)

        return Motion(self, change, run_time, steady)

    def move(self, frames: Sequence[Frame], run_time: float = Seconds.MOVE) -> Motion:
        """Every tile goes to its frame."""
        before = [tile.frame for tile in self.tiles]

        def change(progress: float) -> None:
            for tile, start, end in zip(self.tiles, before, frames, strict=True):
                tile.lie(start.toward(end, progress), tile.odd, tile.solid)

        return Motion(self, change, run_time, glide)


class Passage(VGroup):
    """A copy of a row of tiles that goes through a process and comes out in another order.

    `order` tells for each tile of the row which cell below it goes to; the tile with the index
    `stray` takes a curved way, and leaves a trail.
    """

    def __init__(
        self,
        row: Tiles,
        cells: Sequence[Frame],
        order: Sequence[int],
        stray: int | None = None,
    ) -> None:
        super().__init__()
        self._row, self._order, self._stray = row, order, stray
        self._starts = [tile.frame for tile in row.tiles]
        self._ends = [cells[place] for place in order]
        self.tiles = [Tile(tile.frame, tile.label.text) for tile in row.tiles]
        self.trail: Trail | None = None
        if stray is not None:
            start, end = self._starts[stray], self._ends[stray]
            self.trail = Trail((start.center[0], start.bottom), (end.center[0], end.top))
            self.add(self.trail)
        self.add(*(tile for index, tile in enumerate(self.tiles) if index != stray))
        if stray is not None:
            self.add(self.tiles[stray])

    def fall(self, run_time: float, solid: bool = False) -> Motion:
        """The tiles come down in the order of their cells; `solid` fuses them with the row."""

        def change(progress: float) -> None:
            for index, tile in enumerate(self.tiles):
                share = staggered(progress, self._order[index], len(self.tiles), 0.9)
                if index == self._stray:
                    self._wander(tile, share)
                    continue
                frame = self._starts[index].toward(self._ends[index], glide(share))
                fused = settle((share - 0.7) / 0.3) if solid else 0.0
                tile.lie(frame, 0.0, fused)
                source = self._row.tiles[index]
                source.lie(source.frame, 0.0, fused)

        return Motion(self, change, run_time, steady, beside=(self._row,))

    def _wander(self, tile: Tile, share: float) -> None:
        assert self._stray is not None and self.trail is not None
        start, end = self._starts[self._stray], self._ends[self._stray]
        way = np.array(bend(start.center, end.center))
        t = glide(share)
        weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
        x, y = sum(w * p for w, p in zip(weights, way, strict=True))
        half_x, half_y = start.width / 2, start.height / 2
        here = Frame(x - half_x, y - half_y, x + half_x, y + half_y)
        tile.lie(here, min(share * 4, 1.0))
        self.trail.reach(t)


def tile_frames(room: Frame, count: int) -> tuple[Frame, ...]:
    """The places of `count` tiles side by side in a room."""
    return room.columns((1.0,) * count, GAP)


def bend(start: tuple[float, float], end: tuple[float, float]) -> tuple[tuple[float, float], ...]:
    """The corners of a curve that leaves and arrives upright, from above to below."""
    drop = (end[1] - start[1]) * 0.8
    return start, (start[0], start[1] + drop), (end[0], end[1] - drop), end
