"""A rewrite: an answer as tiles, its tokens as cells, the longer answer that they unfold to, and
what is left where that cannot be read."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from manim import VGroup

from storyreel.design.easing import glide, overshoot, settle, staggered, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.parts.cells import Cells, Pile, Places
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line, width_of
from storyreel.parts.veil import Veil
from storyreel.parts.verdict import Badge

LINE, PITCH = 19, px(52)
TILE_GAP = px(8)
ROUND = 0.2
LEFT_OVER, ALONE = px(168), Type.CODE_STRONG.sized(112)
"""What is left of an answer: its tile, and how it is written there."""


class Rewrite(VGroup):
    """`original` tokens as tiles; `length` tokens of the rewrite, of which `kept` are old ones.

    From the top: tiles, cells of the original, cells of the rewrite, all on the left of `frame`;
    the numbers of both on the right.
    """

    def __init__(
        self, frame: Frame, original: tuple[str, ...], length: int, kept: tuple[int, ...]
    ) -> None:
        super().__init__()
        pitch = PITCH
        tiles, old, new = frame.rows((84.0, 116.0, 264.0), 0.0)
        self.new_room = new
        self._tiles = _tiles(tiles, original)
        self.tiles = VGroup(*(VGroup(*tile) for tile in self._tiles))
        self._pile = Pile(LINE, pitch, downwards=True)
        count = len(original)
        y = old.center[1]
        self._old = np.array([old.left, y + pitch / 2]) + self._pile.places(count)
        places = np.array([new.left, new.top]) + self._pile.places(length)
        added = np.array([index for index in range(length) if index not in kept])
        self._kept_places, self._added_places = places[list(kept)], places[added]
        self._order = added
        self._length = length
        self._original = Cells(radius=ROUND)
        self._kept = Cells(radius=ROUND)
        self._added = Cells(Color.GOLD_PALE, Color.GOLD_LINE, px(3), ROUND)
        figure = Type.HEADING
        self._before = Line(str(count), figure, (frame.right, y), Color.NAVY, "right", "number")
        middle = (frame.right, new.center[1])
        self._after = Line(str(count), Type.FIGURE, middle, Color.NAVY, "right", "number")
        self._numbers = [Veil(self._before, 0.0), Veil(self._after, 0.0)]
        self.add(self.tiles, self._added, self._original, self._kept, self._before, self._after)
        self._tile_middles = np.array([plate.frame.center for plate, _ in self._tiles])

    @property
    def first(self) -> tuple[Plate, Line]:
        """The first tile of the original, and its text."""
        return self._tiles[0]

    def count_out(self, run_time: float) -> Motion:
        """A cell comes down from each tile."""

        def change(progress: float) -> None:
            share = np.array(
                [glide(_wave(progress, k, len(self._old))) for k in range(len(self._old))]
            )
            self._original.lay(
                _between(self._tile_middles, self._old, share), share * self._pile.side
            )
            self._numbers[0].set(max(progress * 3 - 2, 0.0))

        return Motion(self, change, run_time, steady)

    def unfold(self, run_time: float) -> Motion:
        """The old tokens go to their places in the rewrite, and the new ones grow round them."""

        def change(progress: float) -> None:
            share = glide(min(progress / 0.5, 1.0))
            side = self._pile.side if progress > 0 else 0.0
            self._kept.lay(
                _between(self._old, self._kept_places, np.full(len(self._old), share)), side
            )
            grown = np.array(
                [settle(staggered(progress, k, self._length, 0.97)) for k in self._order]
            )
            self._added.lay(self._added_places, grown * self._pile.side)
            self._after.write(str(len(self._old) + int((grown > 0.5).sum())))
            self._numbers[1].set(min(progress * 4, 1.0))

        return Motion(self, change, run_time, steady)

    def collapse(self, into: tuple[float, float], run_time: float) -> Motion:
        """The whole rewrite falls into one point, and its number goes."""
        end = np.array(into)

        def change(progress: float) -> None:
            side = self._pile.side
            for cells, places in (
                (self._kept, self._kept_places),
                (self._added, self._added_places),
            ):
                far = np.abs(places - end).sum(axis=1)
                delay = far / far.max() * 0.4
                share = np.array([glide((progress - d) / 0.6) for d in delay])
                cells.lay(
                    _between(places, np.broadcast_to(end, places.shape), share), side * (1 - share)
                )
            self._numbers[1].set(1 - min(progress * 2, 1.0))

        return Motion(self, change, run_time, steady)


class Leftover(VGroup):
    """The first character of the original, marked there, and alone in a tile of its own.

    `why` is shown beside the tile, behind a cross.
    """

    def __init__(self, rewrite: Rewrite, character: str, reason: str) -> None:
        super().__init__()
        _, text = rewrite.first
        half = LEFT_OVER / 2
        x, y = self.at = (rewrite.new_room.left + half, rewrite.new_room.center[1])
        self._room = Frame(x - half, y - half, x + half, y + half)
        left = text.at[0] - text.advance / 2
        width = width_of(character, Type.CODE)
        mark = Frame(left, text.at[1] - px(30), left + width, text.at[1] + px(30))
        self._mark = Plate(mark.inset(-px(4), 0.0), px(8), None, Color.GOLD_LINE, Weight.LINE)
        self._tile = Plate(self._room, px(22), Color.WHITE, Color.GOLD_LINE, Weight.STRONG)
        self._character = Line(character, ALONE, self.at, Color.GOLD_TEXT, "center", "token")
        self._from, self._to = np.array([left + width / 2, text.at[1]]), np.array(self.at)
        self.add(self._mark, self._tile, self._character)
        self._veils = [Veil(leaf, 0.0) for leaf in (self._mark, self._tile, self._character)]
        badge = (x + half + px(84), y)
        words = Line(reason, Type.CODE, (badge[0] + px(72), y), Color.GOLD_TEXT, role="code")
        self.why = VGroup(Badge(badge, px(44), passed=False), words)

    def fall(self, run_time: float) -> Motion:
        """The character is marked, falls and grows, and a hollow tile closes round it."""

        def change(progress: float) -> None:
            self._veils[0].set(min(progress * 5, 1.0))
            self._veils[2].set(min(progress * 5, 1.0))
            share = glide(min(progress / 0.65, 1.0))
            x, y = self._from + (self._to - self._from) * share
            self._character.at = (float(x), float(y))
            size = Type.CODE.size + (ALONE.size - Type.CODE.size) * share
            self._character.style = replace(ALONE, size=size)
            self._character.write(self._character.text)
            closed = max(progress - 0.6, 0.0) / 0.4
            self._veils[1].set(min(closed * 2, 1.0))
            wide = self._room.width * 0.3 * (1 - overshoot(closed))
            self._tile.fit(self._room.inset(-wide))

        return Motion(self, change, run_time, steady)


def _tiles(frame: Frame, tokens: tuple[str, ...]) -> list[tuple[Plate, Line]]:
    """A pale tile for each token, side by side, from the left."""
    tiles, left = [], frame.left
    for token in tokens:
        text = token.strip()
        right = left + width_of(text, Type.CODE) + 2 * px(24)
        room = Frame(left, frame.bottom, right, frame.top)
        plate = Plate(room, px(14), Color.CELL, Color.HAIRLINE, role="decor")
        tiles.append((plate, Line(text, Type.CODE, room.center, anchor="center", role="token")))
        left = right + TILE_GAP
    return tiles


def _wave(progress: float, index: int, count: int) -> float:
    return staggered(progress, index, count, 0.85)


def _between(here: Places, there: Places, share: np.ndarray) -> Places:
    return np.asarray(here + (there - here) * share[:, None])
