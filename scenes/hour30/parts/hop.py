"""Token ids over the characters that they stand for, and one that hops to where it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from manim import VGroup

from storyreel.design.easing import glide, settle, staggered, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Type, px
from storyreel.parts.motion import Motion

from .tiles import GAP, Tile, Tiles, tile_frames

LIFT = px(106)
NUMBER = replace(Type.CODE_STRONG, tracking=-0.04)
"""Three figures fit over one character."""


class Tokens(VGroup):
    """A row of ids above a row of characters; each id is as wide as its characters.

    `ids` and `texts` belong together, in order. `stray` is the index of a token out of place.
    """

    def __init__(
        self,
        ids_room: Frame,
        text_room: Frame,
        ids: Sequence[str],
        texts: Sequence[str],
        stray: int,
    ) -> None:
        super().__init__()
        self._lengths = [len(text) for text in texts]
        self._cells = tile_frames(text_room, sum(self._lengths))
        self._room, self.stray = ids_room, stray
        self.characters = Tiles(self._cells, "".join(texts))
        order = tuple(range(len(ids)))
        self.ids = [
            Tile(frame, text, NUMBER)
            for frame, text in zip(self._id_frames(order), ids, strict=True)
        ]
        for index, tile in enumerate(self.ids):
            tile.lie(tile.frame, float(index == stray), float(index != stray))
        for tile in self._characters_of(stray):
            tile.lie(tile.frame, 1.0)
        above = [tile for index, tile in enumerate(self.ids) if index != stray]
        self.heads = VGroup(*above, self.ids[stray])
        self.add(self.characters, self.heads)

    def number(self, run_time: float) -> Motion:
        """The ids grow out of their characters, from left to right."""
        before = [(tile.frame, tile.odd, tile.solid) for tile in self.ids]

        def change(progress: float) -> None:
            for index, tile in enumerate(self.ids):
                share = settle(staggered(progress, index, len(self.ids), 0.7))
                frame, odd, solid = before[index]
                down = (self._room.height + GAP) * 0.6 * (1 - share)
                tile.lie(frame.raised(-down), odd, solid, share)

        return Motion(self.heads, change, run_time, steady)

    def hop(self, to: int, run_time: float) -> Motion:
        """The stray token goes before the token `to`: its id over the others, its text under."""
        count, stray = len(self.ids), self.stray
        others = [index for index in range(count) if index != stray]
        order = (*others[:to], stray, *others[to:])
        ids_before = [tile.frame for tile in self.ids]
        ids_after = self._id_frames(order)
        moves: list[tuple[Tile, Frame, Frame, bool]] = []
        place = 0
        for index in order:
            for tile in self._characters_of(index):
                moves.append((tile, tile.frame, self._cells[place], index == stray))
                place += 1

        def change(progress: float) -> None:
            share = glide(progress)
            lift = LIFT * _arc(share)
            landed = settle((progress - 0.86) / 0.14)
            for tile, start, end, hops in moves:
                frame = start.toward(end, share).raised(-lift if hops else 0.0)
                tile.lie(frame, 1 - landed if hops else 0.0)
            for index, tile in enumerate(self.ids):
                frame = ids_before[index].toward(ids_after[index], share)
                if index == stray:
                    tile.lie(frame.raised(lift), 1 - landed, landed)
                else:
                    tile.lie(frame, 0.0, 1.0)

        return Motion(self, change, run_time, steady)

    def settled(self) -> Tiles:
        """The characters as a row of their own, in the order in which they lie now."""
        tiles = sorted(self.characters.tiles, key=lambda tile: tile.frame.left)
        return Tiles(self._cells, "".join(tile.label.text for tile in tiles))

    def _id_frames(self, order: Sequence[int]) -> list[Frame]:
        """The frame of every id, by its index, when the tokens stand in `order`."""
        frames: dict[int, Frame] = {}
        first = 0
        for index in order:
            last = first + self._lengths[index] - 1
            left, right = self._cells[first].left, self._cells[last].right
            frames[index] = Frame(left, self._room.bottom, right, self._room.top)
            first = last + 1
        return [frames[index] for index in range(len(order))]

    def _characters_of(self, token: int) -> list[Tile]:
        first = sum(self._lengths[:token])
        return self.characters.tiles[first : first + self._lengths[token]]


def _arc(share: float) -> float:
    """Height of a hop, 0 at both ends and 1 for most of the way."""
    across = 2 * share - 1
    return 1 - across * across * across * across
